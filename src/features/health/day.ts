import { type Officer, servicePhase } from '../../domain/officer.ts';
import {
  cardsAreReadable,
  hoursWithoutRest,
  REST_WANTED_AFTER_HOURS,
  type RestKind,
  type RestStanding,
  restSlots,
  restStanding,
} from '../../domain/officer-health.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { restsOf } from './store.ts';

/** Minutes after midnight at which teams begin: the polling place opens at seven. */
const SERVICE_BEGINS = 6 * 60;
/** Counting has lasted until the next noon. */
const DAY_ENDS = 36 * 60;

/** The day of an election as its officers live it. */
export interface VotingDay {
  readonly date: Temporal.PlainDate;
  /** Midnight of it, in the city. */
  readonly midnight: Temporal.Instant;
  /** Whether it is on: from six in the morning until the next noon. */
  readonly isOn: boolean;
  /** Whether emergency cards can be read today. */
  readonly cardsOpen: boolean;
  /** Whether it is over, cards and all. */
  readonly isPast: boolean;
}

/** The voting day of an election; undefined where nobody recorded it. */
export async function votingDayOf(
  { capabilities, city }: Pick<FeatureContext, 'capabilities' | 'city'>,
  election: string,
  now: Temporal.Instant,
): Promise<VotingDay | undefined> {
  const found = await capabilities.elections?.find(election);
  if (!found) return undefined;
  const date = found.votingDay;
  const midnight = date.toZonedDateTime(city.zone).toInstant();
  const today = now.toZonedDateTimeISO(city.zone).toPlainDate();
  const { compare } = Temporal.Instant;
  return {
    date,
    midnight,
    isOn:
      compare(now, midnight.add({ minutes: SERVICE_BEGINS })) >= 0 &&
      compare(now, midnight.add({ minutes: DAY_ENDS })) < 0,
    cardsOpen: cardsAreReadable(today, date),
    isPast: Temporal.PlainDate.compare(today, date.add({ days: 1 })) > 0,
  };
}

/** One pause of an officer, with who takes over. */
export interface PlannedRest {
  readonly round: string;
  readonly kind: RestKind;
  readonly from: Temporal.PlainTime;
  readonly until: Temporal.PlainTime;
  readonly standing: RestStanding;
  readonly coveredBy: Officer | undefined;
  /** Whom this officer stands in for in this round, and from when. */
  readonly covers: readonly { readonly officer: Officer; readonly from: Temporal.PlainTime }[];
}

/** Who works together, and the pauses that each of them took. */
export interface Team {
  readonly members: readonly Officer[];
  readonly rests: Awaited<ReturnType<typeof restsOf>>;
}

/** The team of an officer, with its pauses. */
export async function teamOf(
  { db, officers }: Pick<FeatureContext, 'db' | 'officers'>,
  officer: Officer,
): Promise<Team> {
  const members = await officers.team(officer);
  const rests = await restsOf(
    db,
    members.map(({ id }) => id),
  );
  return { members, rests };
}

/** What a day asks of one officer: when to rest, and for whom to stand in. */
export function dayPlan(
  { members: team, rests: allRests }: Team,
  officer: Officer,
  day: VotingDay,
  now: Temporal.Instant,
): readonly PlannedRest[] {
  const at = team.findIndex(({ id }) => id === officer.id);
  if (at === -1) return [];
  const rests = allRests.get(officer.id);
  const plans = team.map((_, place) => restSlots(place, team.length));
  return (plans[at] ?? []).map((slot, round) => ({
    round: slot.round,
    kind: slot.kind,
    from: timeOf(slot.from),
    until: timeOf(slot.until),
    standing: restStanding(slot, isAfter(rests?.get(slot.round), day.midnight), day.midnight, now),
    coveredBy: slot.coveredBy === undefined ? undefined : team[slot.coveredBy],
    covers: team.flatMap((other, place) => {
      const theirs = plans[place]?.[round];
      return theirs?.coveredBy === at ? [{ officer: other, from: timeOf(theirs.from) }] : [];
    }),
  }));
}

/** How a member of a team stands with their rest. */
export interface TeamRest {
  readonly officer: Officer;
  readonly lastRest: Temporal.Instant | undefined;
  readonly hours: number;
  /** Longer than anybody should go on. */
  readonly isOverdue: boolean;
}

/** Who of a team had no rest for how long; who has the longest in front. */
export function teamRests(
  { members, rests }: Team,
  day: VotingDay,
  now: Temporal.ZonedDateTime,
): readonly TeamRest[] {
  const today = now.toPlainDate();
  const began = day.midnight.add({ minutes: SERVICE_BEGINS });
  return members
    .filter((member) => servicePhase(member, today) === 'serving')
    .map((officer) => {
      const lastRest = lastOf(rests.get(officer.id), day.midnight);
      const hours = day.isOn ? hoursWithoutRest(lastRest, began, now.toInstant()) : 0;
      return { officer, lastRest, hours, isOverdue: hours >= REST_WANTED_AFTER_HOURS };
    })
    .toSorted((a, b) => b.hours - a.hours);
}

/** The last pause since a moment. */
export function lastOf(
  rests: ReadonlyMap<string, Temporal.Instant> | undefined,
  since: Temporal.Instant,
): Temporal.Instant | undefined {
  return [...(rests?.values() ?? [])]
    .filter((at) => isAfter(at, since))
    .toSorted(Temporal.Instant.compare)
    .at(-1);
}

/** A pause that somebody wrote down days before is none of this day. */
function isAfter(at: Temporal.Instant | undefined, since: Temporal.Instant): boolean {
  return at !== undefined && Temporal.Instant.compare(at, since) >= 0;
}

function timeOf(minutes: number): Temporal.PlainTime {
  return new Temporal.PlainTime().add({ minutes });
}
