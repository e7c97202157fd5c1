import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { percent, type Share } from './board.ts';
import type { BoardRow } from './load.ts';
import { messages, type Words } from './messages.ts';
import type { Scope } from './scope.ts';

/** "79%" */
export function percentText(share: Share): string {
  return share.of === 0 ? '–' : `${percent(share)}%`;
}

/** The rows of a page by what they are, in its language. */
export function byWord({ level }: Scope, t: Words): string {
  return { city: t.byDistrict, district: t.byVillage, village: t.byPlace }[level];
}

/** What a row is called: an area, a polling place, or the bodies of the area itself. */
export function rowName(row: BoardRow, scope: Scope, request: Pick<OverseerRequest, 'lang'>): string {
  const t = messages(request.lang);
  if (row.kind === 'area') return row.name;
  if (row.kind === 'place') return t.placeName(row.name);
  const own = scope.bodies.filter(({ level }) => level === scope.level);
  return t.ownRow(own.map(({ name }) => name[request.lang]).join(', '));
}

/** What the election is called, its id where nobody recorded it. */
export async function electionName(
  { capabilities }: FeatureContext,
  { election, lang }: Pick<OverseerRequest, 'election' | 'lang'>,
): Promise<string> {
  return (await capabilities.elections?.find(election))?.name[lang] ?? election;
}
