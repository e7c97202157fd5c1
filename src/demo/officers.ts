import type { AreaIndex } from '../domain/area.ts';
import { parseNik, type Sex } from '../domain/nik.ts';
import { type OfficerBody, type OfficerPlan, type OfficerRole, villageOfPlace } from '../domain/officer.ts';
import { createIdentities } from './identity.ts';
import { familyWord, personName } from './names.ts';
import { createRandom } from './random.ts';

/** An invented officer, as an office's list has them. */
export interface DemoOfficer {
  readonly name: string;
  readonly nik: string;
  readonly phone: string;
  readonly email: string;
  readonly body: string;
  readonly role: string;
  readonly area: string;
  /** Code of the polling place, for bodies of one. */
  readonly place: string;
}

export interface DemoOfficersOptions {
  readonly areas: AreaIndex;
  /** Dotted code of the city. */
  readonly city: string;
  readonly plan: OfficerPlan;
  /** Codes of the polling places of the plan's election. */
  readonly places: readonly string[];
  readonly seed: string;
}

/** Officers are no voters of the demo: their ordinals begin where a city has no more people. */
const FIRST: Readonly<
  Record<'seated' | 'substitutes', { readonly ordinal: number; readonly number: number }>
> = {
  seated: { ordinal: 20_000_000, number: 0 },
  substitutes: { ordinal: 200_000_000, number: 900_000 },
};
/** So far apart that not all numbers end alike; 60,000 officers stay below the substitutes. */
const LONGEST_STEP = 3000;
/** One seat in so many has nobody yet. */
const VACANT_ONE_IN = 40;
/** Born in these years they are between 20 and 54 on voting day of 2024. */
const BORN_FROM = 70;
const BORN_UNTIL = 4;
/** No operator has numbers that begin with 0840: nobody is called by mistake. */
const PHONE_PREFIX = '0840';
const PHONE_DIGITS = 7;

/** What is invented of a person, whatever their seat. */
export type DemoPerson = Pick<DemoOfficer, 'name' | 'nik' | 'phone'>;

/**
 * Officers for every seat that a plan has in the city, but for some that are vacant: kecamatan by kecamatan, head first.
 * The same seed gives the same people.
 */
export function* demoOfficers(options: DemoOfficersOptions): Generator<DemoOfficer> {
  const { areas, city, plan, places, seed } = options;
  const random = createRandom(`${seed}|${city}|seats`);
  const people = demoPeople(options);
  for (const body of plan.bodies) {
    for (const team of teamsOf(body, areas, city, places)) {
      for (const role of rolesBySeat(body)) {
        if (role.id !== body.head && random.oneIn(VACANT_ONE_IN)) continue;
        const person = people.next().value;
        const email = body.oversees ? `${body.id}.${person.phone.slice(-4)}@petugas.example` : '';
        yield { ...person, email, body: body.id, role: role.id, ...team };
      }
    }
  }
}

/** People without end who are no voters of the demo; substitutes are none of those who have a seat from the beginning. */
export function* demoPeople(
  { areas, city, seed }: Pick<DemoOfficersOptions, 'areas' | 'city' | 'seed'>,
  who: 'seated' | 'substitutes' = 'seated',
): Generator<DemoPerson, never> {
  const random = createRandom(`${seed}|${city}|${who}`);
  const identities = createIdentities(city, areas, seed);
  let { ordinal, number } = FIRST[who];
  for (;;) {
    number += 1;
    const sex: Sex = random.oneIn(2) ? 'female' : 'male';
    let nik: string;
    do {
      ordinal += 1 + random.below(LONGEST_STEP);
      nik = identities.nik(ordinal, sex);
    } while (!isOfWorkingAge(nik));
    const phone = PHONE_PREFIX + String(number).padStart(PHONE_DIGITS, '0');
    yield { name: personName(sex, familyWord(random), random), nik, phone };
  }
}

function* teamsOf(
  { level }: OfficerBody,
  areas: AreaIndex,
  city: string,
  places: readonly string[],
): Generator<{ readonly area: string; readonly place: string }> {
  if (level === 'place') {
    for (const place of places) {
      const area = villageOfPlace(place);
      if (area !== undefined) yield { area, place };
    }
    return;
  }
  for (const district of areas.children(city)) {
    if (level === 'district') yield { area: district.code, place: '' };
    else for (const village of areas.children(district.code)) yield { area: village.code, place: '' };
  }
}

/** One role for each seat of a team, the head's first. */
function rolesBySeat(body: OfficerBody): readonly OfficerRole[] {
  const isHead = ({ id }: OfficerRole) => id === body.head;
  return [...body.roles]
    .sort((a, b) => Number(isHead(b)) - Number(isHead(a)))
    .flatMap((role) => Array.from({ length: role.seats }, () => role));
}

function isOfWorkingAge(nik: string): boolean {
  const parsed = parseNik(nik);
  if (!parsed.ok) return false;
  const { yearOfCentury } = parsed.nik;
  return yearOfCentury >= BORN_FROM || yearOfCentury <= BORN_UNTIL;
}
