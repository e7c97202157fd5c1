import { type AskedOf, isAmong, liesWithin, type OfficerBody } from '../../domain/officer.ts';
import type { FigureScope, Measure } from '../../platform/officers/contract.ts';

/** A measure as it is in one election. */
export interface AskedMeasure extends Measure {
  /** Of whom it is asked; absent: of all. */
  readonly asked?: readonly AskedOf[];
}

/** Asks a measure's feature of whom it is asked in an election. */
export async function inElection(
  measure: Measure,
  scope: Pick<FigureScope, 'election' | 'now'>,
): Promise<AskedMeasure> {
  return measure.of ? { ...measure, asked: await measure.of(scope) } : measure;
}

/** Whether a measure is asked of a body's officers in an area. */
export function isAsked({ asked }: AskedMeasure, body: string, area: string): boolean {
  if (asked === undefined) return true;
  return asked.some((group) => isAmong(group, body, area));
}

/** Bodies that a measure counts, of those that are looked at, somewhere in an area. */
export function bodiesOf(
  { asked }: AskedMeasure,
  bodies: readonly OfficerBody[],
  area: string,
): readonly OfficerBody[] {
  if (asked === undefined) return bodies;
  const here = asked.filter(
    ({ areas }) => areas.length === 0 || areas.some((one) => liesWithin(one, area) || liesWithin(area, one)),
  );
  return bodies.filter(({ id }) =>
    here.some(({ bodies: named }) => named.length === 0 || named.includes(id)),
  );
}
