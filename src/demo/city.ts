import { type Area, type AreaIndex, requireCity } from '../domain/area.ts';
import type { Sex } from '../domain/nik.ts';
import type { Coordinates, PollingPlace } from '../domain/polling-place.ts';
import { createIdentities, isLeaver, isNewcomer } from './identity.ts';
import { familyWord, personName } from './names.ts';
import { DEMO_ELECTIONS, type DemoElection, type PlannedPlace, planCity, type Unit } from './plan.ts';
import { createRandom } from './random.ts';

export interface DemoOptions {
  /** Code of a kota or kabupaten, `32.76`. */
  readonly area: string;
  /** An index that holds the city with its kecamatan and villages. */
  readonly areas: AreaIndex;
  /** Voters in the roll of the second election, 1 to 1,500,000. */
  readonly voters: number;
  /** The same seed gives the same city, to the byte. */
  readonly seed: string;
  /** Where the invented map has its middle; absent: somewhere in the province. */
  readonly centre?: Coordinates;
}

/** One line of a voter roll. */
export interface DemoVoter {
  readonly nik: string;
  readonly status: 'DPT' | 'DPTb' | 'DPK';
  /** 13 digits. */
  readonly tps: string;
  /** Place in the list of that polling place, from 1. */
  readonly number: number;
  readonly name: string;
}

/** A city of invented people, walked through as often as one likes; it holds the polling places, never the people. */
export interface DemoCity {
  readonly city: Area;
  pollingPlaces(election: DemoElection): Iterable<PollingPlace>;
  roll(election: DemoElection): Iterable<DemoVoter>;
  /** The list of one polling place, as it stands in the roll. */
  rollOf(place: PollingPlace): Iterable<DemoVoter>;
  /** A valid number that is on no roll of this city; another one for each index from 0 to 99. */
  absentNik(index: number): string;
}

/** A demo city that cannot be made from the given options. */
export class DemoOptionsError extends Error {
  override readonly name = 'DemoOptionsError';

  readonly code: 'voters' | 'no-villages' | 'too-many-voters';

  constructor(code: DemoOptionsError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Kota Depok, one of the largest cities that KPU has an office for, has 1.43 million. */
const MOST_VOTERS = 1_500_000;
/** Polling places are numbered with three digits, the special ones from 901. */
const MOST_VOTERS_PER_VILLAGE = 250 * 900;

/**
 * Makes a city with real area codes in which everything else is invented: households, identity numbers (see
 * `createIdentities`), polling places of two elections and a map.
 *
 * @throws NotACityError where the area is not a kota or kabupaten of the index
 * @throws DemoOptionsError where the number of voters is impossible, or too large for the villages there are
 */
export function generateDemoCity(options: DemoOptions): DemoCity {
  const city = requireCity(options.areas, options.area);
  checkVoters(options, city);
  const plan = planCity({ ...options, city });
  const identities = createIdentities(city.code, options.areas, options.seed);
  const byCode = new Map<string, PlannedPlace>();
  for (const planned of [...plan['pemilu-2024'], ...plan['pilkada-2024']]) {
    byCode.set(`${planned.place.election}:${planned.place.code}`, planned);
  }

  function* listOf({ place, units, listed }: PlannedPlace): Generator<DemoVoter> {
    const status = statusIn(place, listed, options.seed);
    let number = 0;
    for (const unit of units) {
      for (const person of personsOf(unit, `${options.seed}|${city.code}`)) {
        const isAbsent = place.election === DEMO_ELECTIONS.first ? isNewcomer : isLeaver;
        if (isAbsent(person.ordinal)) continue;
        number++;
        yield {
          nik: identities.nik(person.ordinal, person.sex),
          status: status(number),
          tps: place.code,
          number,
          name: person.name,
        };
      }
    }
  }

  return {
    city,
    pollingPlaces: (election) => plan[election].map(({ place }) => place),
    roll: function* roll(election) {
      for (const planned of plan[election]) yield* listOf(planned);
    },
    rollOf: (place) => {
      const planned = byCode.get(`${place.election}:${place.code}`);
      return planned === undefined ? [] : listOf(planned);
    },
    absentNik: identities.absent,
  };
}

function checkVoters({ voters, areas }: DemoOptions, city: Area): void {
  if (!Number.isInteger(voters) || voters < 1 || voters > MOST_VOTERS) {
    throw new DemoOptionsError('voters', `The number of voters is a whole number from 1 to ${MOST_VOTERS}`);
  }
  const villages = areas.children(city.code).flatMap(({ code }) => areas.children(code)).length;
  if (villages === 0) {
    throw new DemoOptionsError('no-villages', `The list of areas has no kelurahan or desa in ${city.name}`);
  }
  const room = villages * MOST_VOTERS_PER_VILLAGE;
  if (voters > room) {
    throw new DemoOptionsError(
      'too-many-voters',
      `${city.name} has ${villages} villages, room for ${room} voters`,
    );
  }
}

interface Person {
  readonly ordinal: number;
  readonly sex: Sex;
  readonly name: string;
}

/** The persons of one unit, household by household: a couple as a rule, then grown children, parents, relatives. */
function* personsOf({ first, count }: Unit, seed: string): Generator<Person> {
  const random = createRandom(`${seed}|${first}|people`);
  let ordinal = first;
  while (ordinal < first + count) {
    const size = Math.min(1 + random.below(5), first + count - ordinal);
    const family = familyWord(random);
    const headSex: Sex = random.oneIn(6) ? 'female' : 'male';
    for (let member = 0; member < size; member++, ordinal++) {
      const sex = memberSex(member, headSex, random.oneIn(2));
      yield { ordinal, sex, name: personName(sex, family, random) };
    }
  }
}

function memberSex(member: number, headSex: Sex, coin: boolean): Sex {
  if (member === 0) return headSex;
  if (member === 1) return headSex === 'male' ? 'female' : 'male';
  return coin ? 'female' : 'male';
}

/** The last few on a list moved there (DPTb) or were added (DPK), as about one voter in a hundred was. */
function statusIn(
  place: PollingPlace,
  listed: number,
  seed: string,
): (number: number) => DemoVoter['status'] {
  const random = createRandom(`${seed}|${place.election}|${place.code}|status`);
  const moved = listed >= 10 ? random.below(4) : 0;
  const added = listed >= 40 && place.kind === 'regular' ? random.below(2) : 0;
  return (number) => {
    if (number > listed - added) return 'DPK';
    return number > listed - added - moved ? 'DPTb' : 'DPT';
  };
}
