import type { Officer, OfficerBody } from './officer.ts';
import type { TaskValue } from './task-report.ts';
import type { Bilingual } from './text.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * The tasks of field officers: what each body has to do, and by when. A task is a template, data of the election; what
 * became of it in a team or with an officer is told by reports (task-report.ts).
 */

/** Parts of an election as officers live it, in their order. */
export const TASK_STAGES = ['start', 'lists', 'preparing', 'day', 'counting', 'after'] as const;
export type TaskStage = (typeof TASK_STAGES)[number];

export const TASK_ANCHORS = ['voting-day', 'term-start', 'term-end'] as const;
type TaskAnchor = (typeof TASK_ANCHORS)[number];

/** A moment that moves with the election: five days before voting day at 17.00. */
export interface TaskMoment {
  readonly from: TaskAnchor;
  /** Days after it; negative before. */
  readonly days: number;
  /** Local time; absent: the end of the day for what is due, its beginning for what begins. */
  readonly time?: Temporal.PlainTime;
}

/** What a task wants to know beside that it was done. */
export type TaskAnswer =
  | { readonly kind: 'number'; readonly unit: Bilingual; readonly least: number; readonly most: number }
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly id: string; readonly label: Bilingual }[];
    };

export interface OfficerTask {
  /** Unique in the election. */
  readonly id: string;
  readonly election: string;
  /** Id of the body. */
  readonly body: string;
  /** Ids of the roles that are asked; empty: all of the body. */
  readonly roles: readonly string[];
  readonly stage: TaskStage;
  readonly title: Bilingual;
  readonly why: Bilingual;
  /** How it is done, step by step. */
  readonly how: readonly Bilingual[];
  /** Before this it cannot be done. */
  readonly opens?: TaskMoment;
  readonly due: TaskMoment;
  /** `officer`: each does it. `team`: once for the polling place, kelurahan or kecamatan of the team. */
  readonly per: 'officer' | 'team';
  /** False for what helps but is not counted. */
  readonly required: boolean;
  /** Whether a polling place is ready only when this is done. */
  readonly ready: boolean;
  readonly photo?: { readonly required: boolean; readonly place: boolean };
  readonly answer?: TaskAnswer;
  /** What the team should see again before it ticks: law and article, or the handbook. */
  readonly law?: string;
}

/** What moments of tasks are reckoned from. */
export interface TaskCalendar {
  readonly votingDay: Temporal.PlainDate;
  /** First and last day of service of the body. */
  readonly term: OfficerBody['term'];
  /** IANA name of the city's zone. */
  readonly zone: string;
}

const DAY_ENDS = Temporal.PlainTime.from('23:59');
const DAY_BEGINS = Temporal.PlainTime.from('00:00');

/** When a task has to be done. */
export function dueAt({ due }: Pick<OfficerTask, 'due'>, calendar: TaskCalendar): Temporal.ZonedDateTime {
  return momentOf(due, DAY_ENDS, calendar);
}

/** From when a task can be done; undefined where nothing says so. */
export function opensAt(
  { opens }: Pick<OfficerTask, 'opens'>,
  calendar: TaskCalendar,
): Temporal.ZonedDateTime | undefined {
  return opens && momentOf(opens, DAY_BEGINS, calendar);
}

function momentOf(
  { from, days, time }: TaskMoment,
  usual: Temporal.PlainTime,
  { votingDay, term, zone }: TaskCalendar,
): Temporal.ZonedDateTime {
  const anchor = from === 'voting-day' ? votingDay : from === 'term-start' ? term.from : term.until;
  return anchor.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: time ?? usual });
}

/** Whether a task is asked of an officer by their body and role. */
export function isAskedOf(
  { body, roles }: Pick<OfficerTask, 'body' | 'roles'>,
  officer: Pick<Officer, 'body' | 'role'>,
): boolean {
  return body === officer.body && (roles.length === 0 || roles.includes(officer.role));
}

/**
 * What a task is done for: the officer, or the team's polling place or area. One of them has one state of the task,
 * whoever of the team did it.
 */
export function holderOf(
  { per }: Pick<OfficerTask, 'per'>,
  { id, area, place }: Pick<Officer, 'id' | 'area' | 'place'>,
): string {
  return per === 'officer' ? id : (place ?? area);
}

/**
 * Whether an officer answers for a task's being late. Nobody does for what each was to do before they came: a
 * replacement reads it, may do it, and is not counted by it.
 */
export function answersFor(
  { per }: Pick<OfficerTask, 'per'>,
  due: Temporal.ZonedDateTime,
  { serves }: Pick<Officer, 'serves'>,
): boolean {
  return per === 'team' || Temporal.PlainDate.compare(due.toPlainDate(), serves.from) >= 0;
}

/** How a task stands at a moment, as it is shown. */
export type TaskStanding = 'done' | 'conflict' | 'again' | 'later' | 'open' | 'soon' | 'overdue';

/** Less than this before it is due, a task stands among what is to be done now. */
const SOON_HOURS = 36;

/** @param state what the reports say; undefined where there is none */
export function taskStanding(
  state: 'done' | 'conflict' | 'again' | undefined,
  {
    opens,
    due,
    now,
  }: {
    readonly opens: Temporal.ZonedDateTime | undefined;
    readonly due: Temporal.ZonedDateTime;
    readonly now: Temporal.ZonedDateTime;
  },
): TaskStanding {
  if (state) return state;
  const { compare } = Temporal.ZonedDateTime;
  if (opens && compare(now, opens) < 0) return 'later';
  if (compare(now, due) > 0) return 'overdue';
  return compare(now.add({ hours: SOON_HOURS }), due) >= 0 ? 'soon' : 'open';
}

/** What can be wrong with the answer to a task. */
export type AnswerFault = 'no-number' | 'too-small' | 'too-large' | 'no-choice';

export type ReadAnswer =
  | { readonly ok: true; readonly value: TaskValue }
  | { readonly ok: false; readonly fault: AnswerFault };

/** Reads what was typed or chosen for a task; tasks that ask for nothing take whatever came as nothing. */
export function readAnswer({ answer }: Pick<OfficerTask, 'answer'>, typed: string): ReadAnswer {
  if (!answer) return { ok: true, value: null };
  if (answer.kind === 'choice') {
    const chosen = answer.options.find(({ id }) => id === typed.trim());
    return chosen ? { ok: true, value: chosen.id } : { ok: false, fault: 'no-choice' };
  }
  const value = wholeNumber(typed);
  if (value === undefined) return { ok: false, fault: 'no-number' };
  if (value < answer.least) return { ok: false, fault: 'too-small' };
  if (value > answer.most) return { ok: false, fault: 'too-large' };
  return { ok: true, value };
}

/** How long after its deed an officer may take a report back; later, its team settles or asks the PPS. */
export const UNDO_HOURS = 24;

/** Whether a report of that moment may still be taken back: for a day, or until the task is due where that is later. */
export function mayUndo(
  reported: Temporal.Instant,
  due: Temporal.ZonedDateTime,
  at: Temporal.Instant,
): boolean {
  const { compare } = Temporal.Instant;
  return compare(at, reported.add({ hours: UNDO_HOURS })) <= 0 || compare(at, due.toInstant()) <= 0;
}
