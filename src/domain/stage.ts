import type { Bilingual } from './text.ts';

/** A day, or a time of that day where hours matter. Local to the polling place: neither has a time zone. */
export type StageMoment = Temporal.PlainDate | Temporal.PlainDateTime;

/** What a stage is about; `group` only holds other stages together and has a schedule through them. */
export const STAGE_KINDS = [
  'group',
  'preparation',
  'voter-list',
  'candidates',
  'campaign',
  'quiet-period',
  'voting',
  'counting',
  'result',
] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** One stage (tahapan) of an election, as a regulation or an announcement gives it. */
export interface Stage {
  /** Unique within the election. */
  readonly id: string;
  readonly election: string;
  readonly name: Bilingual;
  readonly kind: StageKind;
  /** Absent where only an end is set ("sampai dengan"). */
  readonly start?: StageMoment;
  /** A day counts to its last moment, a time ends at that time. Absent where open, or set by `rule`. */
  readonly end?: StageMoment;
  /** Words that set the missing date: "at most 3 days after the court's ruling". */
  readonly rule?: Bilingual;
  /** What must happen for the stage to take place at all: a second round. */
  readonly condition?: Bilingual;
  /** Whether the condition came about: true, false for "did not happen", absent while undecided. */
  readonly conditionMet?: boolean;
  /** Id of the stage it belongs to. It may begin before its parent and outlive it. */
  readonly parent?: string;
  readonly sources: readonly StageSource[];
  readonly regulation: string;
  /** Rises with each change of this stage. */
  readonly version: number;
  /** What a reader should know about the data: sources that disagree, a date that was derived. */
  readonly note?: Bilingual;
  /** What a citizen does in this stage. */
  readonly citizen?: Bilingual;
  /** Place in the file, from 0. */
  readonly order: number;
  /** The day by which somebody looks whether it is still true; absent: the election's (`reviewDayOf`). */
  readonly reviewBy?: Temporal.PlainDate;
  /** Code of the area it is for; absent for all. A city shows its own and the general ones (`stagesIn`). */
  readonly area?: string;
  readonly geo?: { readonly latitude: number; readonly longitude: number };
}

interface StageSource {
  readonly url: string;
  readonly title?: string;
}

/**
 * `conditional`: it takes place only if its condition comes about, which is undecided or did not happen (`conditionMet`).
 * `unknown`: what is recorded does not say, because a date that nobody entered hangs on a rule.
 */
export type StageState = 'upcoming' | 'running' | 'ended' | 'conditional' | 'unknown';

/**
 * Where a stage stands at `now`, which is in the city's time zone.
 *
 * | recorded | before start | between | after end |
 * | --- | --- | --- | --- |
 * | start and end | upcoming | running | ended |
 * | start only | upcoming | running, or unknown where a rule sets the end | |
 * | end only | | running | ended |
 * | neither | | unknown | |
 *
 * A condition that is not met, or not yet, comes before any date: `conditional`.
 */
export function stageState(stage: Stage, now: Temporal.ZonedDateTime): StageState {
  if (stage.condition !== undefined && stage.conditionMet !== true) return 'conditional';
  const local = now.toPlainDateTime();
  if (stage.end !== undefined && isAtOrAfter(local, momentAfter(stage.end))) return 'ended';
  if (stage.start !== undefined && !isAtOrAfter(local, momentOf(stage.start))) return 'upcoming';
  if (stage.end !== undefined) return 'running';
  return stage.start !== undefined && stage.rule === undefined ? 'running' : 'unknown';
}

/** Whether it is certain that the stage did not take place. */
export function didNotHappen(stage: Stage): boolean {
  return stage.condition !== undefined && stage.conditionMet === false;
}

/** Whether a moment is a whole day, to be shown without a time. */
export function isDay(moment: StageMoment): moment is Temporal.PlainDate {
  return moment instanceof Temporal.PlainDate;
}

/** The calendar day of a moment. */
export function dayOf(moment: StageMoment): Temporal.PlainDate {
  return isDay(moment) ? moment : moment.toPlainDate();
}

/** When the moment begins: a day at 00:00. */
export function momentOf(moment: StageMoment): Temporal.PlainDateTime {
  return isDay(moment) ? moment.toPlainDateTime() : moment;
}

/** The first instant that is over the moment as an end: 00:00 of the day after a day, the time itself for a time. */
export function momentAfter(moment: StageMoment): Temporal.PlainDateTime {
  return isDay(moment) ? moment.add({ days: 1 }).toPlainDateTime() : moment;
}

export interface DaysLeft {
  readonly until: 'start' | 'end';
  /** Calendar days: 0 when it begins, or ends, today. */
  readonly days: number;
}

/** Days to the end of a running stage or to the start of an upcoming one; undefined where there is no such date. */
export function daysLeft(stage: Stage, now: Temporal.ZonedDateTime): DaysLeft | undefined {
  const state = stageState(stage, now);
  const until = state === 'running' ? 'end' : state === 'upcoming' ? 'start' : undefined;
  const moment = until === undefined ? undefined : stage[until];
  if (until === undefined || moment === undefined) return undefined;
  const days = now.toPlainDate().until(dayOf(moment), { largestUnit: 'days' }).days;
  return { until, days };
}

/** The stages that concern a kota or kabupaten: the general ones, its province's and its own. */
export function stagesIn(stages: readonly Stage[], city: string): Stage[] {
  return stages.filter(({ area }) => area === undefined || area === city || city.startsWith(`${area}.`));
}

export interface CurrentAndNext {
  /** Running stages, the one that ends first in front; stages without an end last. */
  readonly running: Stage[];
  /** Upcoming stages, the one that starts first in front. */
  readonly next: Stage[];
}

/** What runs at `now` and what comes. Groups are left out: the stages in them say the same and more. */
export function currentAndNext(stages: readonly Stage[], now: Temporal.ZonedDateTime): CurrentAndNext {
  const inState = (state: StageState) =>
    stages.filter((stage) => stage.kind !== 'group' && stageState(stage, now) === state);
  return {
    running: inState('running').sort((a, b) => compareMoments(a.end, b.end) || a.order - b.order),
    next: inState('upcoming').sort((a, b) => compareMoments(a.start, b.start) || a.order - b.order),
  };
}

export interface StageProblem {
  readonly id: string;
  /** Place in the list, from 0: ids may be the very thing that is not unique. */
  readonly index: number;
  readonly field: 'id' | 'end' | 'parent';
  readonly problem: 'duplicate-id' | 'end-before-start' | 'unknown-parent' | 'parent-cycle';
}

/**
 * What is wrong with the stages of one election. That a child starts before its parent or outlives it is no problem:
 * the national schedules do so.
 */
export function validateStages(stages: readonly Stage[]): StageProblem[] {
  const problems: StageProblem[] = [];
  const parents = new Map<string, string | undefined>();
  const report = (
    index: number,
    id: string,
    field: StageProblem['field'],
    problem: StageProblem['problem'],
  ) => problems.push({ id, index, field, problem });

  for (const [index, stage] of stages.entries()) {
    if (parents.has(stage.id)) report(index, stage.id, 'id', 'duplicate-id');
    else parents.set(stage.id, stage.parent);
    if (endsBeforeStart(stage)) report(index, stage.id, 'end', 'end-before-start');
  }
  for (const [index, stage] of stages.entries()) {
    if (stage.parent === undefined) continue;
    if (!parents.has(stage.parent)) report(index, stage.id, 'parent', 'unknown-parent');
    else if (isOnCycle(stage, parents)) report(index, stage.id, 'parent', 'parent-cycle');
  }
  return problems;
}

function endsBeforeStart({ start, end }: Stage): boolean {
  if (start === undefined || end === undefined) return false;
  const over = momentAfter(end);
  const order = Temporal.PlainDateTime.compare(over, momentOf(start));
  // A day that is over when the start begins has passed; a time may equal the start.
  return isDay(end) ? order <= 0 : order < 0;
}

/** Whether following the parents from this stage leads back to it. */
function isOnCycle(stage: Stage, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  let at = stage.parent;
  while (at !== undefined && at !== stage.id && !seen.has(at)) {
    seen.add(at);
    at = parents.get(at);
  }
  return at === stage.id;
}

function isAtOrAfter(a: Temporal.PlainDateTime, b: Temporal.PlainDateTime): boolean {
  return Temporal.PlainDateTime.compare(a, b) >= 0;
}

function compareMoments(a: StageMoment | undefined, b: StageMoment | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return Temporal.PlainDateTime.compare(momentOf(a), momentOf(b));
}
