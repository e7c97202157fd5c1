import type { Bilingual } from './text.ts';

/**
 * The officers of an election (badan adhoc): committees that are called for one election and dissolved after it. Which
 * there are, how many seats each has and for how long is data of the election, as the law and the commission set it.
 */

/** What a team of a body answers for: one kecamatan, one kelurahan or one polling place. */
export type OfficerLevel = 'district' | 'village' | 'place';

/** A seat, or several alike, in each team of a body. */
export interface OfficerRole {
  /** `ketua`, `anggota`, `anggota-4`: unique in the body. */
  readonly id: string;
  readonly name: Bilingual;
  /** How many of a team have it. */
  readonly seats: number;
  /** More of them where a polling place has many voters: one pantarlih more above 400 (Pilkada 2024). */
  readonly extraSeats?: { readonly votersAbove: number; readonly seats: number };
  /** What they do, in the order of the day. Who does what differs from year to year, so it is data. */
  readonly duties: readonly Bilingual[];
}

/** A body of officers in one election: PPK, PPS, KPPS, pantarlih, security officers. */
export interface OfficerBody {
  /** `ppk`, `pps`, `kpps`, `pantarlih`, `ketertiban`. */
  readonly id: string;
  /** As it is called: "KPPS". */
  readonly name: Bilingual;
  /** In full, for who does not know the letters. */
  readonly fullName: Bilingual;
  readonly level: OfficerLevel;
  readonly roles: readonly OfficerRole[];
  /** First and last day of service. */
  readonly term: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate };
  /** Age on voting day. `preferredMost` is a rule of preference: older officers are named in a report, not refused. */
  readonly age: { readonly least: number; readonly preferredMost?: number; readonly law: string };
  /** Whether it watches over the teams below it in its area, as PPK and PPS do. */
  readonly oversees: boolean;
  /** Id of the role that leads a team. */
  readonly head: string;
  /** Law and article that set it up. */
  readonly law: string;
}

/** The officers that an election wants. */
export interface OfficerPlan {
  readonly election: string;
  readonly bodies: readonly OfficerBody[];
  /** Days after the end of a term until what is personal of an officer is erased. */
  readonly eraseAfterDays: number;
  /** What it is taken from. */
  readonly source: string;
}

/** One officer in one seat. What is secret of them (NIK, telephone) is not in it. */
export interface Officer {
  readonly id: string;
  readonly election: string;
  /** Id of the body. */
  readonly body: string;
  /** Id of the role in the body. */
  readonly role: string;
  readonly name: string;
  /** Kecamatan or kelurahan that the team answers for or lies in, dotted. */
  readonly area: string;
  /** Code of the polling place, for bodies of one. */
  readonly place?: string;
  readonly serves: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate };
  /** When and why they left before the end of the term. */
  readonly left?: { readonly on: Temporal.PlainDate; readonly reason: LeavingReason };
  /** Whose seat they took over. */
  readonly replaces?: string;
  readonly joined?: { readonly at: Temporal.Instant; readonly by: JoiningWay };
}

/** How an officer came in: by a passkey, a PIN of the phone, or confirmed in person by their PPS. */
export type JoiningWay = 'passkey' | 'pin' | 'in-person';

/** Why a seat is taken over (PKPU 8/2022 on replacement of officers between appointments). */
export const LEAVING_REASONS = ['resigned', 'ill', 'died', 'unfit', 'dismissed', 'list-corrected'] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];

/** Where an officer stands on a day: their service has not begun, is under way, is over, or was ended early. */
export type ServicePhase = 'coming' | 'serving' | 'finished' | 'left';

/** Where an officer stands on a day in the city's zone. Who left on a day serves no more on it. */
export function servicePhase(
  officer: Pick<Officer, 'serves' | 'left'>,
  day: Temporal.PlainDate,
): ServicePhase {
  const { compare } = Temporal.PlainDate;
  if (officer.left && compare(day, officer.left.on) >= 0) return 'left';
  if (compare(day, officer.serves.until) > 0) return 'finished';
  return compare(day, officer.serves.from) < 0 ? 'coming' : 'serving';
}

/** The body of a plan by its id. */
export function findBody(plan: OfficerPlan, id: string): OfficerBody | undefined {
  return plan.bodies.find((body) => body.id === id);
}

/** The role of a body by its id. */
export function findRole(body: OfficerBody, id: string): OfficerRole | undefined {
  return body.roles.find((role) => role.id === id);
}

/** Whether a seat is that of the one who leads a team: of two with the same seat neither does. */
export function isSoleHead({ head }: Pick<OfficerBody, 'head'>, { id, seats }: OfficerRole): boolean {
  return head === id && seats === 1;
}

/** Seats of a role in one team. @param voters of the team's polling place, where they are known */
export function seatsOf({ seats, extraSeats }: OfficerRole, voters?: number): number {
  const more = extraSeats && voters !== undefined && voters > extraSeats.votersAbove;
  return more ? seats + extraSeats.seats : seats;
}

/** Seats of one team. @param voters of its polling place, where they are known */
export function teamSize(body: OfficerBody, voters?: number): number {
  return body.roles.reduce((sum, role) => sum + seatsOf(role, voters), 0);
}

/** Whether an area is another one or lies in it. Codes are dotted, so a longer code of the same beginning is inside. */
export function liesWithin(area: string, around: string): boolean {
  return area === around || area.startsWith(`${around}.`);
}

/** Officers of bodies within areas: of all bodies, or in all areas, where it names none. */
export interface AskedOf {
  readonly bodies: readonly string[];
  readonly areas: readonly string[];
}

/** Whether officers of a body in an area are among them. */
export function isAmong({ bodies, areas }: AskedOf, body: string, area: string): boolean {
  return (
    (bodies.length === 0 || bodies.includes(body)) &&
    (areas.length === 0 || areas.some((one) => liesWithin(area, one)))
  );
}

/** Code of the kelurahan in which a polling place lies, from its 13 digits; undefined for other texts. */
export function villageOfPlace(place: string): string | undefined {
  const parts = /^(\d{2})(\d{2})(\d{2})(\d{4})\d{3}$/.exec(place);
  return parts === null ? undefined : parts.slice(1).join('.');
}

/** The age in whole years on a day. Of the two centuries that a NIK's year may mean, the later one that is not to come. */
export function ageOnDay(
  birth: { readonly day: number; readonly month: number; readonly yearOfCentury: number },
  on: Temporal.PlainDate,
): number {
  const thisCentury = Math.floor(on.year / 100) * 100;
  const year = thisCentury + birth.yearOfCentury <= on.year ? thisCentury : thisCentury - 100;
  const beforeBirthday = on.month < birth.month || (on.month === birth.month && on.day < birth.day);
  return on.year - (year + birth.yearOfCentury) - (beforeBirthday ? 1 : 0);
}

/** Who watches over officers: staff of the election office for the whole city, PPK and PPS for their area. */
export interface Overseer {
  readonly kind: 'staff' | 'officer';
  readonly id: string;
  readonly name: string;
  /** Code of the kota or kabupaten, kecamatan or kelurahan. */
  readonly area: string;
}
