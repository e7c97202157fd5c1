import type { Kysely } from 'kysely';
import type { AreaIndex } from '../../domain/area.ts';
import type { Boundary } from '../../domain/boundary.ts';
import type { Clock } from '../../domain/clock.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { Actor } from '../../platform/audit/audit.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { pointsOf, readGeoJson } from './geojson.ts';
import type { BoundaryProblem } from './problem.ts';
import { simplify } from './simplify.ts';
import { removeBoundaries, replaceBoundaries } from './store.ts';

export const LARGEST_FILE = 20 * 1024 * 1024;

export interface ImportBoundaries {
  readonly db: Kysely<DatabaseSchema>;
  readonly areas: AreaIndex;
  readonly city: { readonly area: string };
  readonly clock: Clock;
  readonly actor: Actor;
  readonly bytes: Uint8Array;
  /** Name of the file. */
  readonly name: string;
  /** Whose data it is; absent where the file says it. */
  readonly attribution?: string | undefined;
}

export type ImportedBoundaries =
  | {
      readonly ok: true;
      readonly areas: number;
      /** Points before and after they were simplified. */
      readonly points: { readonly read: number; readonly kept: number };
    }
  | { readonly ok: false; readonly problems: readonly BoundaryProblem[] };

/**
 * Checks a file of boundaries and puts it in the place of what was there; a file with anything wrong changes nothing.
 *
 * @throws DatabaseUnavailable
 */
export async function importBoundaries(options: ImportBoundaries): Promise<ImportedBoundaries> {
  const { db, areas, city, clock, actor, bytes, name } = options;
  const refused = (fault: 'too-large' | 'not-text' | 'no-attribution'): ImportedBoundaries => ({
    ok: false,
    problems: [{ of: 'file', fault }],
  });
  if (bytes.length > LARGEST_FILE) return refused('too-large');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused('not-text');
  }
  const read = readGeoJson(text, areas, city.area);
  if (!read.ok) return read;
  const attribution = options.attribution?.trim() || read.attribution;
  if (!attribution) return refused('no-attribution');
  const boundaries = simplify(read.boundaries);
  await db.transaction().execute(async (trx) => {
    await replaceBoundaries(trx, { boundaries, attribution, file: name }, clock());
    await appendAudit(trx, {
      actor,
      action: 'boundaries.import',
      subject: { kind: 'boundaries', id: city.area },
      agency: null,
      after: { file: name, attribution, areas: boundaries.length },
    });
  });
  const count = (of: readonly Boundary[]) => of.reduce((sum, boundary) => sum + pointsOf(boundary), 0);
  return {
    ok: true,
    areas: boundaries.length,
    points: { read: count(read.boundaries), kept: count(boundaries) },
  };
}

/** Takes boundaries away, so that maps are drawn in tiles again. */
export async function dropBoundaries(
  options: Pick<ImportBoundaries, 'db' | 'city' | 'actor'>,
): Promise<void> {
  await options.db.transaction().execute(async (trx) => {
    const areas = await removeBoundaries(trx);
    if (areas === 0) return;
    await appendAudit(trx, {
      actor: options.actor,
      action: 'boundaries.remove',
      subject: { kind: 'boundaries', id: options.city.area },
      agency: null,
      before: { areas },
    });
  });
}
