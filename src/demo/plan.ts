import { type Area, type AreaIndex, plainAreaCode } from '../domain/area.ts';
import type {
  Coordinates,
  PollingPlace,
  PollingPlaceKind,
  PollingPlaceRef,
} from '../domain/polling-place.ts';
import { countLeavers, countNewcomers } from './identity.ts';
import { createRandom, type Random } from './random.ts';
import { createVillageMap, type Site } from './sites.ts';

/** The two elections of the demo city: in the second, polling places were joined and some moved. */
export const DEMO_ELECTIONS = { first: 'pemilu-2024', second: 'pilkada-2024' } as const;
export type DemoElection = (typeof DEMO_ELECTIONS)[keyof typeof DEMO_ELECTIONS];

/** Persons with consecutive ordinals who vote at one polling place of the first election. */
export interface Unit {
  readonly first: number;
  readonly count: number;
}

/** A polling place with the persons who may be on its list. */
export interface PlannedPlace {
  readonly place: PollingPlace;
  readonly units: readonly Unit[];
  /** How many of them are on the list of this election. */
  readonly listed: number;
}

export type Plan = Readonly<Record<DemoElection, readonly PlannedPlace[]>>;

export interface PlanOptions {
  readonly city: Area;
  readonly areas: AreaIndex;
  /** Voters in the roll of the second election. */
  readonly voters: number;
  readonly seed: string;
  readonly centre?: Coordinates;
}

/** About how many persons a polling place of the first election gets; with the widest variation it stays below 300. */
const PERSONS_PER_UNIT = 255;
/** How far two neighbouring units are moved apart from equal sizes. */
const LARGEST_SHIFT = 15;
/** Limits of the two elections (content/stages): a test holds the plan against them. */
const MOST_VOTERS_SECOND = 600;
/** Kota Depok had 12 special polling places among 1.39 million voters. */
const VOTERS_PER_SPECIAL_PLACE = 116_000;
const FIRST_SPECIAL_NUMBER = 901;
const CROWDED_VILLAGE = 90_000;
const LARGE_VILLAGE = 3_000;
const SPECIAL_KINDS = ['hospital', 'prison', 'boarding-school'] as const;

interface PlannedUnit extends Unit {
  readonly kind: PollingPlaceKind;
  readonly site: Site;
}

/** Places every person of the city: village, polling place of the first and of the second election. */
export function planCity(options: PlanOptions): Plan {
  const villages = options.areas
    .children(options.city.code)
    .flatMap(({ code }) => options.areas.children(code));
  const persons = personsFor(options.voters);
  const bounds = spread(persons, villages, options.seed);
  const specials = placeSpecials(options, bounds);

  const plan: Record<DemoElection, PlannedPlace[]> = { 'pemilu-2024': [], 'pilkada-2024': [] };
  for (const [index, village] of villages.entries()) {
    const random = createRandom(`${options.seed}|${village.code}|places`);
    const map = createVillageMap(village, { index, count: villages.length }, options.centre);
    let nextSite = 0;
    const newSite = (kind: PollingPlaceKind) => map.site(nextSite++, kind, random);
    const first = bounds[index] ?? 0;
    const count = (bounds[index + 1] ?? first) - first;
    const units = splitVillage({ first, count }, specials[index] ?? [], newSite, random);
    const earlier = firstPlaces(village, units, random);
    plan['pemilu-2024'].push(...earlier);
    plan['pilkada-2024'].push(...secondPlaces(village, units, earlier, newSite, random));
  }
  return plan;
}

/** The smallest number of persons among whom that many are voters of the second election. */
function personsFor(voters: number): number {
  let persons = voters;
  while (persons - countLeavers(persons) < voters) persons += voters - (persons - countLeavers(persons));
  return persons;
}

/**
 * Where each village's persons begin, and at the end their number. Villages differ by up to three times in size, unless
 * there are so many persons in so few villages that the largest would run out of three-digit numbers.
 */
function spread(persons: number, villages: readonly Area[], seed: string): number[] {
  const random = createRandom(`${seed}|villages`);
  const isCrowded = persons / villages.length > CROWDED_VILLAGE;
  const weights = villages.map(() => (isCrowded ? 1 : 50 + random.below(100)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const bounds = [0];
  let before = 0;
  for (const weight of weights) {
    before += weight;
    bounds.push(Math.round((persons * before) / total));
  }
  return bounds;
}

/** The special polling places of each village, by its index: three to a village in a large city, one in a small. */
function placeSpecials({ voters, seed }: PlanOptions, bounds: readonly number[]): PollingPlaceKind[][] {
  const specials: PollingPlaceKind[][] = bounds.slice(1).map(() => []);
  const candidates = specials
    .map((list, index) => ({ list, persons: (bounds[index + 1] ?? 0) - (bounds[index] ?? 0) }))
    .filter(({ persons }) => persons >= 100);
  const random = createRandom(`${seed}|special`);
  const wanted = Math.max(SPECIAL_KINDS.length, Math.round(voters / VOTERS_PER_SPECIAL_PLACE));
  const perVillage = Math.min(3, Math.ceil(wanted / SPECIAL_KINDS.length));
  let placed = 0;
  for (let turn = 0; placed < wanted && candidates.length > 0; turn++) {
    const [chosen] = candidates.splice(random.below(candidates.length), 1);
    const kind = SPECIAL_KINDS[turn % SPECIAL_KINDS.length];
    if (chosen === undefined || kind === undefined) break;
    const together = Math.min(chosen.persons > LARGE_VILLAGE ? perVillage : 1, wanted - placed);
    for (let number = 0; number < together; number++) chosen.list.push(kind);
    placed += together;
  }
  return specials;
}

/** Cuts a village into the polling places of the first election, the special ones last. */
function splitVillage(
  village: Unit,
  specials: readonly PollingPlaceKind[],
  newSite: (kind: PollingPlaceKind) => Site,
  random: Random,
): PlannedUnit[] {
  const perSpecial = Math.min(220, Math.max(10, Math.floor(village.count / 25)));
  const regular = village.count - perSpecial * specials.length;
  const units: PlannedUnit[] = [];
  let first = village.first;
  const add = (count: number, kind: PollingPlaceKind) => {
    if (count > 0) units.push({ first, count, kind, site: newSite(kind) });
    first += count;
  };

  const number = Math.ceil(regular / PERSONS_PER_UNIT);
  const equal = (index: number) => Math.round((regular * index) / number);
  let shift = 0;
  for (let index = 0; index < number; index++) {
    const size = equal(index + 1) - equal(index) - shift;
    const isLast = index === number - 1;
    const nextShift = isLast ? 0 : random.below(Math.min(LARGEST_SHIFT, Math.floor(size / 4)) + 1);
    add(size + nextShift, 'regular');
    shift = nextShift;
  }
  for (const kind of specials) add(perSpecial, kind);
  return units;
}

function firstPlaces(village: Area, units: readonly PlannedUnit[], random: Random): PlannedPlace[] {
  const number = numberPlaces(village);
  const places: PlannedPlace[] = [];
  for (const unit of units) {
    const listed = countListed(unit, DEMO_ELECTIONS.first);
    if (listed === 0) continue;
    const status = random.oneIn(40)
      ? ({ kind: 'provisional' } as const)
      : ({ kind: 'confirmed', since: Temporal.PlainDate.from('2024-01-20') } as const);
    const place: PollingPlace = {
      election: DEMO_ELECTIONS.first,
      ...number(unit.kind),
      area: village.code,
      ...unit.site,
      status,
      kind: unit.kind,
      voters: listed,
      replaces: [],
    };
    places.push({ place, units: [unit], listed });
  }
  return places;
}

/** Joins two neighbouring polling places into one almost everywhere, and moves some to another site. */
function secondPlaces(
  village: Area,
  units: readonly PlannedUnit[],
  earlier: readonly PlannedPlace[],
  newSite: (kind: PollingPlaceKind) => Site,
  random: Random,
): PlannedPlace[] {
  const number = numberPlaces(village);
  const earlierRefs = new Map(earlier.map((planned) => [planned.units[0], refOf(planned.place)]));
  const places: PlannedPlace[] = [];
  for (let index = 0; index < units.length; ) {
    const joined = joinAt(units, index, random);
    index += joined.length;
    const [head, other] = joined;
    const listed = joined.reduce((sum, unit) => sum + countListed(unit, DEMO_ELECTIONS.second), 0);
    if (head === undefined || listed === 0) continue;
    const status = random.oneIn(8)
      ? ({ kind: 'provisional' } as const)
      : ({ kind: 'confirmed', since: Temporal.PlainDate.from('2024-11-10') } as const);
    const place: PollingPlace = {
      election: DEMO_ELECTIONS.second,
      ...number(head.kind),
      area: village.code,
      ...chooseSite(head, other, newSite, random),
      status,
      kind: head.kind,
      voters: listed,
      replaces: joined.flatMap((unit) => earlierRefs.get(unit) ?? []),
    };
    places.push({ place, units: joined, listed });
  }
  return places;
}

/** The units that vote together in the second election: two as a rule, one if joining is not possible or by chance. */
function joinAt(units: readonly PlannedUnit[], index: number, random: Random): PlannedUnit[] {
  const head = units[index];
  const next = units[index + 1];
  if (head === undefined) return [];
  const alone = head.kind !== 'regular' || next?.kind !== 'regular' || random.oneIn(12);
  return alone || head.count + next.count > MOST_VOTERS_SECOND ? [head] : [head, next];
}

function chooseSite(
  head: PlannedUnit,
  other: PlannedUnit | undefined,
  newSite: (kind: PollingPlaceKind) => Site,
  random: Random,
): Site {
  if (head.kind !== 'regular') return head.site;
  const moves = other === undefined ? random.oneIn(2) : random.oneIn(7);
  if (moves) return newSite(head.kind);
  return other !== undefined && random.oneIn(3) ? other.site : head.site;
}

/** Hands out codes and numbers; a special place is coded from 901 and called by the number after the regular ones. */
function numberPlaces(
  village: Area,
): (kind: PollingPlaceKind) => Pick<PollingPlace, 'code' | 'displayNumber'> {
  const prefix = plainAreaCode(village.code);
  let regular = 0;
  let special = 0;
  return (kind) => {
    const isSpecial = kind !== 'regular';
    if (isSpecial) special++;
    else regular++;
    const number = isSpecial ? FIRST_SPECIAL_NUMBER + special - 1 : regular;
    return { code: prefix + threeDigits(number), displayNumber: threeDigits(regular + special) };
  };
}

function countListed({ first, count }: Unit, election: DemoElection): number {
  const absent = election === DEMO_ELECTIONS.first ? countNewcomers : countLeavers;
  return count - (absent(first + count) - absent(first));
}

function refOf({ election, code }: PollingPlace): PollingPlaceRef {
  return { election, code };
}

function threeDigits(value: number): string {
  return String(value).padStart(3, '0');
}
