import { findBody, findRole, type Officer, type OfficerPlan } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { messages } from './messages.ts';

/** The team of an officer in words: "KPPS · Ketua · TPS 012, Kelurahan Beji". */
export function seatInWords(
  { areas }: Pick<FeatureContext, 'areas'>,
  plan: OfficerPlan | undefined,
  officer: Pick<Officer, 'body' | 'role' | 'area' | 'place'>,
  lang: Lang,
): string {
  return `${roleInWords(plan, officer, lang)} · ${whereInWords(areas, officer, lang)}`;
}

/** The seat without where it is: "KPPS · Ketua". */
export function roleInWords(
  plan: OfficerPlan | undefined,
  officer: Pick<Officer, 'body' | 'role'>,
  lang: Lang,
): string {
  const body = plan && findBody(plan, officer.body);
  const role = body && findRole(body, officer.role);
  return `${body?.name[lang] ?? officer.body} · ${role?.name[lang] ?? officer.role}`;
}

/** Where a team is: "TPS 012, Kelurahan Beji", "Kecamatan Beji". */
export function whereInWords(
  areas: FeatureContext['areas'],
  { area, place }: { readonly area: string; readonly place?: string | null | undefined },
  lang: Lang,
): string {
  const named = areaInWords(areas, area, lang);
  return place === undefined || place === null ? named : `TPS ${place.slice(-3)}, ${named}`;
}

/** An area with its kind: "Kelurahan Beji". */
export function areaInWords(areas: FeatureContext['areas'], code: string, lang: Lang): string {
  const t = messages(lang);
  const area = areas.get(code);
  if (!area) return code;
  if (area.kind === 'kecamatan') return t.district(area.name);
  if (area.kind === 'kelurahan') return t.village(area.name);
  if (area.kind === 'desa') return t.rural(area.name);
  return area.name;
}

/**
 * Whom an officer asks for help: the committee that watches over their team, by its name, not its people. Who holds a
 * code that is no longer theirs learns no more than where it came from.
 */
export function helperOf(
  { areas, city }: Pick<FeatureContext, 'areas' | 'city'>,
  plan: OfficerPlan | undefined,
  officer: Pick<Officer, 'body' | 'area'>,
  lang: Lang,
): string {
  const own = plan && findBody(plan, officer.body);
  const order = ['place', 'village', 'district'] as const;
  const level = own ? order.indexOf(own.level) : 0;
  const above = plan?.bodies
    .filter((body) => body.oversees && body.id !== officer.body && order.indexOf(body.level) > level)
    .toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
    .at(0);
  // A team that answers for a kelurahan and is no committee itself, as pantarlih, asks the committee of that kelurahan.
  const beside =
    own?.oversees === false && own.level === 'village'
      ? plan?.bodies.find((body) => body.oversees && body.level === 'village')
      : undefined;
  const helper = beside ?? above;
  if (!helper) return city.electionOffice.name;
  const area = helper.level === 'district' ? officer.area.split('.').slice(0, 3).join('.') : officer.area;
  return `${helper.name[lang]} ${areaInWords(areas, area, lang)}`;
}
