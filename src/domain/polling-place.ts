import type { Area } from './area.ts';
import type { VotingHours } from './election.ts';
import type { SomeLanguages } from './item.ts';

/** Why a polling place is not an ordinary one (TPS lokasi khusus, numbered from 901 by KPU). */
export const POLLING_PLACE_KINDS = [
  'regular',
  'hospital',
  'prison',
  'boarding-school',
  'campus',
  'workplace',
  'care-home',
  'relocation',
] as const;
export type PollingPlaceKind = (typeof POLLING_PLACE_KINDS)[number];

/** What a visitor may need to know; a feature that nobody recorded is absent, which is not the same as false. */
export const ACCESSIBILITY_FEATURES = [
  'wheelchair',
  'stepFreeEntrance',
  'accessibleToilet',
  'brailleTemplate',
  'parking',
] as const;
export type AccessibilityFeature = (typeof ACCESSIBILITY_FEATURES)[number];
export type Accessibility = { readonly [Feature in AccessibilityFeature]?: boolean };

/** Degrees, WGS 84. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** A polling place in another election. */
export interface PollingPlaceRef {
  readonly election: string;
  readonly code: string;
}

export type PollingPlaceStatus =
  | { readonly kind: 'provisional' }
  | { readonly kind: 'confirmed'; readonly since: Temporal.PlainDate };

/** A polling place (TPS) of one election; another election numbers and places them anew. */
export interface PollingPlace {
  readonly election: string;
  /** 13 digits: the kelurahan's code without dots and three digits of the polling place's number. */
  readonly code: string;
  /** The number on the sign and in the invitation, `027`: a special one coded 901 may be called 037. */
  readonly displayNumber: string;
  /** Code of the kelurahan or desa, dotted. */
  readonly area: string;
  readonly name?: string;
  readonly address: string;
  readonly coordinates?: Coordinates;
  readonly status: PollingPlaceStatus;
  readonly accessibility: Accessibility;
  readonly kind: PollingPlaceKind;
  /** Voters on its list, where it is known. */
  readonly voters?: number;
  /** The polling places whose voters it took over from an earlier election. */
  readonly replaces: readonly PollingPlaceRef[];
  /** What visitors should know besides: why it moved, which gate is open. Staff write it; files have none. */
  readonly note?: SomeLanguages;
  /** Its own hours, where they are not the election's. Staff write them; files have none. */
  readonly hours?: VotingHours;
  /** The day on which it was given up; absent while it stands. */
  readonly withdrawnOn?: Temporal.PlainDate;
}

/** A polling place with what a page needs in order to show it. */
export interface PollingPlaceView {
  readonly place: PollingPlace;
  readonly village: Area;
  readonly district: Area;
  readonly comparison: PlaceComparison;
}

export interface PollingPlaceDirectory {
  find(election: string, code: string): Promise<PollingPlaceView | undefined>;
  /** How many polling places the election has. */
  count(election: string): Promise<number>;
  /** Every polling place of the election that stands, by code, for who needs all of them at once. */
  outlines(election: string): Promise<readonly PlaceOutline[]>;
  /** The same of one kecamatan or kelurahan. */
  outlinesIn(election: string, area: string): Promise<readonly PlaceOutline[]>;
  /** How many stand in each kelurahan. */
  countByVillage(election: string): Promise<ReadonlyMap<string, number>>;
  /** Codes of those that were given up. */
  withdrawn(election: string): Promise<readonly string[]>;
}

/** Where a polling place is, and how many voters are on its list where that is known. */
export type PlaceOutline = Pick<PollingPlace, 'code' | 'displayNumber' | 'area' | 'voters'>;

/** Whether a text has the form of a polling place code. */
export function isPollingPlaceCode(text: string): boolean {
  return /^\d{13}$/.test(text);
}

/**
 * What became of the earlier polling places: `new` (none recorded), `same` (site and number), `renumbered` (same
 * site), `moved` (another site), `merged` (several were joined; `from` says which of them were on this site).
 */
export type PlaceChange = 'new' | 'same' | 'renumbered' | 'moved' | 'merged';

export interface PlaceComparison {
  readonly change: PlaceChange;
  readonly from: readonly { readonly place: PollingPlace; readonly sameSite: boolean }[];
}

/** Points nearer than this are one site: it is about what a phone's position is off by between buildings. */
const SAME_SITE_METRES = 50;

/** Compares a polling place with those it replaces, for "moved from TPS 027 of the election in February 2024". */
export function compareWithPredecessors(
  place: PollingPlace,
  predecessors: readonly PollingPlace[],
): PlaceComparison {
  const from = predecessors.map((earlier) => ({ place: earlier, sameSite: isSameSite(place, earlier) }));
  const [first, second] = from;
  if (first === undefined) return { change: 'new', from };
  if (second !== undefined) return { change: 'merged', from };
  if (!first.sameSite) return { change: 'moved', from };
  return { change: first.place.displayNumber === place.displayNumber ? 'same' : 'renumbered', from };
}

/** Coordinates decide where both have them, else the written address. */
function isSameSite(a: PollingPlace, b: PollingPlace): boolean {
  if (a.coordinates !== undefined && b.coordinates !== undefined) {
    return metresBetween(a.coordinates, b.coordinates) <= SAME_SITE_METRES;
  }
  return foldAddress(a) === foldAddress(b);
}

function foldAddress({ name = '', address }: PollingPlace): string {
  return `${name} ${address}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Great-circle distance in metres (haversine, mean earth radius). */
export function metresBetween(a: Coordinates, b: Coordinates): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const latitudeHalf = radians(b.latitude - a.latitude) / 2;
  const longitudeHalf = radians(b.longitude - a.longitude) / 2;
  const h =
    Math.sin(latitudeHalf) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(longitudeHalf) ** 2;
  return 2 * 6_371_009 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Days after voting day for which polling places need no further look. */
const REVIEW_DAYS_AFTER_VOTING = 30;

/** The day by which somebody looks at an election's polling places again, where nobody set one. */
export function placesReviewDay(votingDay: Temporal.PlainDate): Temporal.PlainDate {
  return votingDay.add({ days: REVIEW_DAYS_AFTER_VOTING });
}
