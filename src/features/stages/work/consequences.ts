import type { Election } from '../../../domain/election.ts';
import { type Holiday, isWorkingDay, nextWorkingDay, workingDaysBetween } from '../../../domain/holiday.ts';
import { dayOf, isDay, momentAfter, momentOf, type Stage, type StageMoment } from '../../../domain/stage.ts';

/** What ties another stage to the one that changes. */
export type Tie =
  | 'inside'
  | 'around'
  | 'starts-after'
  | 'ends-before'
  | 'same-start'
  | 'same-end'
  | 'mentions'
  | 'voting-day';

/** Another stage that hangs on the one that changes. */
export interface Dependent {
  readonly stage: Stage;
  readonly ties: readonly Tie[];
  /** Days that lie between the two where they met before: more than 0 a gap, less an overlap. */
  readonly gap?: number;
  /** It is no longer within the dates of what it is part of. */
  readonly outside?: boolean;
}

/** A deadline or a first day on which offices are closed. */
export interface DayOff {
  readonly at: 'start' | 'end';
  readonly day: Temporal.PlainDate;
  /** Empty: a Saturday or Sunday. */
  readonly holidays: readonly Holiday[];
  readonly nextWorkingDay: Temporal.PlainDate;
}

/** What follows from a change of a stage. */
export interface Consequences {
  readonly before?: Stage;
  readonly after: Stage;
  /** Whether its dates are others than before. */
  readonly moves: boolean;
  readonly dependents: readonly Dependent[];
  readonly daysOff: readonly DayOff[];
  /** Days on which offices work, from its first to its last, before and after; absent where an end is open. */
  readonly workingDays?: { readonly before?: number; readonly after: number };
  /** The day that the election is recorded to be voted on, where the stage of voting is moved away from it. */
  readonly votingDay?: Temporal.PlainDate;
}

export interface Change {
  readonly election: Pick<Election, 'votingDay'>;
  /** All that stand, the changed one as it was among them. */
  readonly stages: readonly Stage[];
  readonly before: Stage | undefined;
  readonly after: Stage;
  readonly holidays: readonly Holiday[];
}

/** What follows from a change: what hangs on the stage, and which of its days nobody works on. */
export function consequencesOf(change: Change): Consequences {
  const { election, before, after, holidays } = change;
  const moves = !sameMoment(before?.start, after.start) || !sameMoment(before?.end, after.end);
  const workingDays = workingDaysOf(before, after, holidays);
  const votes = after.kind === 'voting' && before?.start && dayOf(before.start).equals(election.votingDay);
  const leavesVotingDay = votes && !(after.start && dayOf(after.start).equals(election.votingDay));
  return {
    ...(before && { before }),
    after,
    moves,
    dependents: dependentsOf(change, moves),
    daysOff: daysOffOf(after, holidays),
    ...(workingDays && { workingDays }),
    ...(leavesVotingDay && { votingDay: election.votingDay }),
  };
}

function dependentsOf({ election, stages, before, after }: Change, moves: boolean): Dependent[] {
  return stages
    .filter(({ id }) => id !== after.id)
    .flatMap((stage): Dependent[] => {
      const ties = tiesOf(stage, before, after, election);
      if (ties.length === 0) return [];
      const gap = moves ? gapOf(stage, ties, after) : undefined;
      const outside =
        (ties.includes('inside') && !isWithin(stage, after)) ||
        (ties.includes('around') && !isWithin(after, stage));
      return [{ stage, ties, ...(gap !== undefined && { gap }), ...(outside && { outside }) }];
    })
    .sort((a, b) => compareStarts(a.stage, b.stage));
}

function tiesOf(
  stage: Stage,
  before: Stage | undefined,
  after: Stage,
  { votingDay }: Pick<Election, 'votingDay'>,
): Tie[] {
  const was = before ?? after;
  const ties: Tie[] = [];
  if (stage.parent === after.id) ties.push('inside');
  if (after.parent === stage.id) ties.push('around');
  if (stage.kind !== 'group' && was.kind !== 'group') {
    const sameStart = sameDay(was.start, stage.start);
    const sameEnd = sameDay(was.end, stage.end);
    if (!sameStart && was.end && stage.start && meets(was.end, stage.start)) ties.push('starts-after');
    if (!sameEnd && stage.end && was.start && meets(stage.end, was.start)) ties.push('ends-before');
    if (sameStart) ties.push('same-start');
    if (sameEnd) ties.push('same-end');
  }
  if (mentions(stage, was)) ties.push('mentions');
  const isVote = was.kind === 'voting' && was.start && dayOf(was.start).equals(votingDay);
  if (isVote && mentionsVoting(stage)) ties.push('voting-day');
  return ties;
}

/** Whether one begins where the other ends: on the same day, or on the day after. */
function meets(end: StageMoment, start: StageMoment): boolean {
  const days = dayOf(end).until(dayOf(start), { largestUnit: 'days' }).days;
  if (days !== 0 || isDay(end) || isDay(start)) return days === 0 || days === 1;
  return Temporal.PlainDateTime.compare(start, end) >= 0;
}

/** Days between two that met: 0 where they still do, less where they overlap. */
function gapOf(stage: Stage, ties: readonly Tie[], after: Stage): number | undefined {
  const [end, start] = ties.includes('starts-after')
    ? [after.end, stage.start]
    : ties.includes('ends-before')
      ? [stage.end, after.start]
      : [];
  if (!end || !start) return undefined;
  const days = dayOf(end).until(dayOf(start), { largestUnit: 'days' }).days;
  // On one day hours may part them.
  return days === 0 && !(isDay(end) && isDay(start)) ? 0 : days - 1;
}

function isWithin(inner: Stage, outer: Stage): boolean {
  const starts =
    !inner.start ||
    !outer.start ||
    Temporal.PlainDateTime.compare(momentOf(inner.start), momentOf(outer.start)) >= 0;
  const ends =
    !inner.end ||
    !outer.end ||
    Temporal.PlainDateTime.compare(momentAfter(inner.end), momentAfter(outer.end)) <= 0;
  return starts && ends;
}

/** Whether a stage's rule or condition names the other one. */
function mentions({ rule, condition }: Stage, { name }: Stage): boolean {
  return (['id', 'en'] as const).some((lang) => {
    const words = `${rule?.[lang] ?? ''} ${condition?.[lang] ?? ''}`.toLowerCase();
    return words.includes(name[lang].toLowerCase());
  });
}

function mentionsVoting({ kind, rule, condition }: Stage): boolean {
  if (kind === 'quiet-period') return true;
  const words = [rule?.id, rule?.en, condition?.id, condition?.en].join(' ').toLowerCase();
  return /pemungutan suara|hari pemungutan|voting day|day of voting/.test(words);
}

function daysOffOf(stage: Stage, holidays: readonly Holiday[]): DayOff[] {
  const moments = [
    { at: 'start' as const, moment: stage.start },
    { at: 'end' as const, moment: stage.end },
  ];
  const seen = new Set<string>();
  return moments.flatMap(({ at, moment }): DayOff[] => {
    if (!moment || stage.kind === 'group') return [];
    const day = dayOf(moment);
    if (seen.has(String(day)) || isWorkingDay(day, holidays)) return [];
    seen.add(String(day));
    const found = holidays.filter(({ date }) => date.equals(day));
    return [{ at, day, holidays: found, nextWorkingDay: nextWorkingDay(day, holidays) }];
  });
}

function workingDaysOf(
  before: Stage | undefined,
  after: Stage,
  holidays: readonly Holiday[],
): Consequences['workingDays'] {
  const count = (stage: Stage | undefined) =>
    stage?.start && stage.end
      ? workingDaysBetween(dayOf(stage.start), dayOf(stage.end), holidays)
      : undefined;
  const now = count(after);
  const was = count(before);
  return now === undefined ? undefined : { after: now, ...(was !== undefined && { before: was }) };
}

function sameDay(a: StageMoment | undefined, b: StageMoment | undefined): boolean {
  return a !== undefined && b !== undefined && dayOf(a).equals(dayOf(b));
}

function sameMoment(a: StageMoment | undefined, b: StageMoment | undefined): boolean {
  return String(a) === String(b);
}

function compareStarts(a: Stage, b: Stage): number {
  const [first, second] = [a.start ?? a.end, b.start ?? b.end];
  if (!first || !second) return Number(!first) - Number(!second) || a.order - b.order;
  return Temporal.PlainDateTime.compare(momentOf(first), momentOf(second)) || a.order - b.order;
}
