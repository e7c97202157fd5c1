import { findBody, findRole, type OfficerPlan } from '../../domain/officer.ts';
import type { FeatureContext, PageRequest } from '../feature.ts';

/** A seat in words: "Anggota 4 KPPS". */
export function seatWords(
  plan: OfficerPlan | undefined,
  { body: bodyId, role: roleId }: { readonly body: string; readonly role: string },
  lang: PageRequest['lang'],
): string {
  const body = plan && findBody(plan, bodyId);
  const role = body && findRole(body, roleId);
  return seatName(role?.name[lang] ?? roleId, body?.name[lang] ?? bodyId.toUpperCase());
}

/** "Ketua KPPS"; a body whose name begins with the role's says it once: "Petugas ketertiban". */
export function seatName(role: string, body: string): string {
  return body.toLowerCase().startsWith(`${role.toLowerCase()} `) ? body : `${role} ${body}`;
}

/** Where an officer serves in words: "TPS 012, Beji Timur". A polling place's code ends in its three digits. */
export function placeWords(
  { areas }: Pick<FeatureContext, 'areas'>,
  { place, area }: { readonly place: string | null; readonly area: string },
): string {
  return [...(place === null ? [] : [`TPS ${place.slice(-3)}`]), areas.label(area)].join(', ');
}
