import type { OfficerPlan } from '../../../domain/officer.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import { countAwaited, type Whom } from '../whom.ts';

/** What fits into one PDF that a phone can open and a printer takes. */
export const MOST_LETTERS = 10_000;
/** Codes of kecamatan have three parts. */
const DISTRICT_PARTS = 3;

/** Letters of one PDF. */
interface LettersPart {
  readonly part: Whom;
  readonly letters: number;
}

/**
 * Letters as PDFs that are not too large: all in one, else one for each area inside, and of a kecamatan one for its own
 * committee. What nobody waits for gets none.
 */
export async function splitLetters(
  context: Pick<FeatureContext, 'db' | 'areas'>,
  whom: Whom,
  plan: OfficerPlan | undefined,
  today: Temporal.PlainDate,
): Promise<readonly LettersPart[]> {
  const { awaited } = await countAwaited(context.db, whom, plan, today);
  if (awaited === 0) return [];
  const inside = context.areas.children(whom.area);
  if (awaited <= MOST_LETTERS || inside.length === 0) return [{ part: whom, letters: awaited }];
  const parts: LettersPart[] = [];
  for (const { id } of ownBodies(whom, plan)) {
    const part = { ...whom, body: id };
    const own = await countAwaited(context.db, part, plan, today);
    if (own.awaited > 0) parts.push({ part, letters: own.awaited });
  }
  for (const { code } of inside) {
    parts.push(...(await splitLetters(context, { ...whom, area: code }, plan, today)));
  }
  return parts;
}

/** Bodies that an area has for itself and none of the areas inside it: of a kecamatan its PPK. */
function ownBodies({ area, body }: Whom, plan: OfficerPlan | undefined) {
  if (area.split('.').length !== DISTRICT_PARTS) return [];
  return (
    plan?.bodies.filter(({ id, level }) => level === 'district' && (body === undefined || body === id)) ?? []
  );
}
