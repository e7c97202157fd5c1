import { findRole, liesWithin, type Officer, type OfficerPlan } from '../../domain/officer.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { QUERY } from './constants.ts';
import { messages } from './messages.ts';

/** The area that a list is asked for: the asker's own where none is named. The mount refuses what is outside theirs. */
export async function areaAsked(
  { areas, city }: FeatureContext,
  { query }: Pick<PageRequest, 'query'>,
): Promise<string | undefined> {
  const code = query[QUERY.area];
  if (code === undefined || code === '') return 'own';
  return areas.get(code) && liesWithin(code, city.area) ? code : undefined;
}

/** A list with what it was asked for, but for what is changed; an undefined value goes. */
export function linkTo(
  request: OverseerRequest,
  path: string,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const values = { ...request.query, ...changes };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value);
  const text = search.toString();
  return request.here(path) + (text === '' ? '' : `?${text}`);
}

/** What an election is called, its id where nobody recorded it. */
export async function electionInWords(
  { capabilities }: Pick<FeatureContext, 'capabilities'>,
  id: string,
  lang: PageRequest['lang'],
): Promise<string> {
  return (await capabilities.elections?.find(id))?.name[lang] ?? id;
}

/** Where a team is, in words: "TPS 014, Depok Jaya", "Kecamatan Beji". */
export function placeInWords(
  { areas }: Pick<FeatureContext, 'areas'>,
  team: { readonly area: string; readonly place?: string | undefined; readonly number?: string | undefined },
  lang: PageRequest['lang'],
): string {
  const area = areas.label(team.area);
  if (team.place === undefined) return area;
  return messages(lang).tps(team.number ?? team.place.slice(-3), area);
}

/** "KPPS, Anggota 4". */
export function roleInWords(
  plan: OfficerPlan,
  { body: id, role }: Officer,
  lang: PageRequest['lang'],
): string {
  const body = plan.bodies.find((one) => one.id === id);
  const found = body && findRole(body, role);
  return [body?.name[lang] ?? id, found?.name[lang] ?? role].join(', ');
}

/** The name, or the word for one that was erased. */
export function nameOf({ name }: Pick<Officer, 'name'>, lang: PageRequest['lang']): string {
  return name === '' ? messages(lang).erasedName : name;
}
