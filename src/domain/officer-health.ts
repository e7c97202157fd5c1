import { type Coordinates, metresBetween } from './polling-place.ts';
import type { Bilingual } from './text.ts';

/**
 * What keeps officers well: questions before service, pauses on the day, whom to call, and a card for an emergency.
 * Nothing here judges whether a person is healthy: a level says only whether a doctor should be asked first.
 */

/** From "nothing stood out" to "not without a doctor's word". */
export const HEALTH_LEVELS = ['fine', 'doctor-first', 'not-without-doctor'] as const;
export type HealthLevel = (typeof HEALTH_LEVELS)[number];

/** A question that is answered by yes or no, and what each answer means. */
export interface ScreeningQuestion {
  /** `heart`: unique, and stays the same when its words change. */
  readonly id: string;
  readonly text: Bilingual;
  readonly ifYes: HealthLevel;
  readonly ifNo: HealthLevel;
}

/** True for yes. A question that was added since is not in it. */
export type ScreeningAnswers = Readonly<Record<string, boolean>>;

/** The gravest level that an answer gives; of a question without an answer nothing is said. */
export function healthLevel(questions: readonly ScreeningQuestion[], answers: ScreeningAnswers): HealthLevel {
  return raisedBy(questions, answers).reduce<HealthLevel>(
    (worst, { level }) => (HEALTH_LEVELS.indexOf(level) > HEALTH_LEVELS.indexOf(worst) ? level : worst),
    'fine',
  );
}

/** The questions whose answers ask for a doctor. */
export function raisedBy(
  questions: readonly ScreeningQuestion[],
  answers: ScreeningAnswers,
): readonly {
  readonly question: ScreeningQuestion;
  readonly answer: boolean;
  readonly level: HealthLevel;
}[] {
  return questions.flatMap((question) => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    if (answer === undefined) return [];
    const level = answer ? question.ifYes : question.ifNo;
    return level === 'fine' ? [] : [{ question, answer, level }];
  });
}

/** How coarsely people are counted, so that no figure, and no difference of two, tells about one of them. */
const COUNT_STEP = 5;

/** A count of people as it may be shown: few are not told apart from none. */
export type Blurred =
  | { readonly kind: 'few'; readonly below: number }
  | { readonly kind: 'about'; readonly count: number };

export function blurred(count: number): Blurred {
  if (count < COUNT_STEP) return { kind: 'few', below: COUNT_STEP };
  return { kind: 'about', count: Math.round(count / COUNT_STEP) * COUNT_STEP };
}

/** Hours of service without a rest after which a head is told. */
export const REST_WANTED_AFTER_HOURS = 4;

/** Minutes after which a pause that nobody took is said to be late, gently. */
const PAUSE_GRACE_MINUTES = 20;

export type RestKind = 'pause' | 'meal' | 'sleep';

/** A round of pauses, in which everybody of a team goes once, `atOnce` of them together. */
export interface RestRound {
  readonly id: string;
  readonly kind: RestKind;
  /** Minutes since midnight of voting day in the city; counting goes on after the next midnight. */
  readonly from: number;
  readonly minutes: number;
  readonly atOnce: number;
}

/**
 * The rounds of a voting day. Voting is from 07.00 to 13.00 and nobody is spared at the opening, at noon, and at the
 * closing; counting has gone on past midnight.
 */
export const REST_ROUNDS: readonly RestRound[] = [
  { id: 'pagi', kind: 'pause', from: 9 * 60, minutes: 15, atOnce: 2 },
  { id: 'siang', kind: 'meal', from: 10 * 60 + 30, minutes: 20, atOnce: 2 },
  { id: 'sore', kind: 'pause', from: 15 * 60, minutes: 15, atOnce: 2 },
  { id: 'malam', kind: 'meal', from: 18 * 60, minutes: 30, atOnce: 3 },
  { id: 'larut', kind: 'pause', from: 21 * 60, minutes: 20, atOnce: 3 },
  { id: 'tengah-malam', kind: 'sleep', from: 24 * 60, minutes: 60, atOnce: 3 },
];

/** One pause of one seat. */
export interface RestSlot {
  /** Of the round: everybody has it once. */
  readonly round: string;
  readonly kind: RestKind;
  readonly from: number;
  readonly until: number;
  /** Place in the team of who takes over meanwhile; undefined in a team of one. */
  readonly coveredBy: number | undefined;
}

/**
 * When the officer at a place in the team (from 0) rests, and who of them takes over: the next one in the team who is not
 * away at the same time.
 */
export function restSlots(
  at: number,
  teamSize: number,
  rounds: readonly RestRound[] = REST_ROUNDS,
): RestSlot[] {
  return rounds.map(({ id, kind, from, minutes, atOnce }) => {
    const away = Math.min(atOnce, Math.max(1, teamSize - 1));
    const turn = Math.floor(at / away);
    const start = from + turn * minutes;
    const together = (other: number) => Math.floor(other / away) === turn;
    const others = Array.from({ length: teamSize - 1 }, (_, i) => (at + 1 + i) % teamSize);
    // Those who go together take different people's help, as far as there are enough.
    const free = others.filter((other) => !together(other));
    return {
      round: id,
      kind,
      from: start,
      until: start + minutes,
      coveredBy: free[(at % away) % Math.max(1, free.length)],
    };
  });
}

/** How a pause stands. */
export type RestStanding = 'done' | 'coming' | 'now' | 'late';

/** Where a pause stands at a moment; midnight of voting day is passed in, as the city's zone has it. */
export function restStanding(
  slot: Pick<RestSlot, 'from' | 'until'>,
  done: boolean,
  midnight: Temporal.Instant,
  now: Temporal.Instant,
): RestStanding {
  if (done) return 'done';
  const { compare } = Temporal.Instant;
  if (compare(now, midnight.add({ minutes: slot.from })) < 0) return 'coming';
  return compare(now, midnight.add({ minutes: slot.until + PAUSE_GRACE_MINUTES })) < 0 ? 'now' : 'late';
}

/** Hours since the last rest, or since service began that morning; 0 before it. */
export function hoursWithoutRest(
  lastRest: Temporal.Instant | undefined,
  serviceBegan: Temporal.Instant,
  now: Temporal.Instant,
): number {
  const { compare } = Temporal.Instant;
  const since = lastRest && compare(lastRest, serviceBegan) > 0 ? lastRest : serviceBegan;
  return Math.max(0, since.until(now).total('hours'));
}

/** Whether a head may read emergency cards on a day: voting day, the day before and the day after. */
export function cardsAreReadable(day: Temporal.PlainDate, votingDay: Temporal.PlainDate): boolean {
  return Math.abs(day.until(votingDay, { largestUnit: 'days' }).days) <= 1;
}

export const FACILITY_KINDS = ['puskesmas', 'hospital', 'clinic'] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

/** Where sick people are helped. */
export interface HealthFacility {
  readonly id: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly address: string;
  /** As it is dialled. */
  readonly phone?: string;
  readonly coordinates?: Coordinates;
  /** Code of the kecamatan or kelurahan. */
  readonly area: string;
}

export interface FacilityNear {
  readonly facility: HealthFacility;
  /** Undefined where it or the polling place has no coordinates. */
  readonly metres?: number;
}

/**
 * The nearest facilities, with a hospital among them where there is one: at night a puskesmas is closed. Without
 * coordinates those of the same kelurahan come first, then of the kecamatan.
 */
export function nearestFacilities(
  facilities: readonly HealthFacility[],
  from: { readonly area: string; readonly coordinates?: Coordinates },
  most = 3,
): readonly FacilityNear[] {
  const near = facilities
    .map((facility): FacilityNear => ({ facility, ...distance(facility, from.coordinates) }))
    .toSorted(
      (a, b) => rank(a, from.area) - rank(b, from.area) || a.facility.name.localeCompare(b.facility.name),
    );
  const first = near.slice(0, most);
  if (first.some(({ facility }) => facility.kind === 'hospital')) return first;
  const hospital = near.find(({ facility }) => facility.kind === 'hospital');
  return hospital ? [...first.slice(0, most - 1), hospital] : first;
}

function distance({ coordinates }: HealthFacility, from: Coordinates | undefined): { metres?: number } {
  return coordinates && from ? { metres: metresBetween(coordinates, from) } : {};
}

/** Farther than any way in a city, for what has no coordinates: its area decides then. */
const FAR = 1e7;

function rank({ facility, metres }: FacilityNear, area: string): number {
  if (metres !== undefined) return metres;
  const district = area.split('.').slice(0, 3).join('.');
  if (facility.area === area) return FAR;
  return facility.area === district || facility.area.startsWith(`${district}.`) ? FAR + 1 : FAR + 2;
}
