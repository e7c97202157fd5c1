import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import type { Officer } from '../../domain/officer.ts';
import { stateAfter, type TaskReport, type TaskState, type TaskValue } from '../../domain/task-report.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { TaskReportTable } from './tables.ts';
import type { DatedTask } from './task-book.ts';

type Db = Kysely<DatabaseSchema>;
type Trx = Transaction<DatabaseSchema>;

/** One task of one holder has a few reports; somebody who plays with a form may make more. */
const MOST_REPORTS = 1_000;
const MOST_STATES = 1_000;

/** An answer as the database gives it. */
export const storedValue = z.union([z.number(), z.string(), z.null()]);

/** What a task is and whose. */
export interface TaskOf {
  readonly election: string;
  readonly task: string;
  readonly holder: string;
}

/** A report with what is shown of it. */
export type StoredReport = TaskReport & {
  readonly note: string | undefined;
  readonly photo: string | undefined;
  readonly receivedAt: Temporal.Instant;
};

/** A report that is not recorded yet. */
export type NewReport = Without<StoredReport, 'order'>;
type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** What the reports of a task come to, as it is kept. */
export interface StoredState {
  readonly task: string;
  readonly holder: string;
  readonly state: 'done' | 'conflict' | 'again';
  readonly value: TaskValue;
  /** Who did it, or asked for it anew; undefined is the election office. */
  readonly officer: string | undefined;
  /** Id of the report that made it so. */
  readonly report: string;
  readonly doneAt: Temporal.Instant;
}

/** All that was reported of a task, in the order in which it was done. */
export async function readReports(db: Db, { election, task, holder }: TaskOf): Promise<StoredReport[]> {
  const rows = await db
    .selectFrom('task_report')
    .selectAll()
    .where('election', '=', election)
    .where('task', '=', task)
    .where('holder', '=', holder)
    .orderBy('done_at', 'desc')
    .orderBy('recorded', 'desc')
    .limit(MOST_REPORTS)
    .execute();
  return rows.reverse().map(toReport);
}

/** States of the tasks of some holders: an officer and their team. */
export async function readStates(
  db: Db,
  election: string,
  holders: readonly string[],
): Promise<readonly StoredState[]> {
  const rows = await db
    .selectFrom('task_state')
    .select(['task', 'holder', 'state', 'value', 'officer', 'report', 'done_at'])
    .where('election', '=', election)
    .where('holder', 'in', [...holders])
    .limit(MOST_STATES)
    .execute();
  return rows.map(({ done_at, ...row }) => ({
    ...row,
    officer: row.officer ?? undefined,
    value: storedValue.parse(row.value),
    doneAt: done_at,
  }));
}

/** Adds a report; one that is there already changes nothing. */
export async function insertReport(trx: Trx, of: TaskOf, report: NewReport): Promise<void> {
  const { id, officer, kind, note, photo, doneAt, receivedAt } = report;
  const said = 'value' in report ? report.value : null;
  await trx
    .insertInto('task_report')
    .values({
      id,
      ...of,
      officer: officer ?? null,
      kind,
      scope: kind === 'undo' ? report.of : null,
      value: said === null ? null : JSON.stringify(said),
      note: note ?? null,
      photo: photo ?? null,
      done_at: doneAt,
      received_at: receivedAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Writes what the reports come to; nothing is kept of a task of which nothing stands and nobody asked anew. */
export async function recordState(
  trx: Trx,
  of: TaskOf & { readonly area: string },
  now: Temporal.Instant,
): Promise<TaskState> {
  const state = stateAfter(await readReports(trx, of));
  const { election, task, holder, area } = of;
  if (state.kind === 'open' && !state.again) {
    await trx
      .deleteFrom('task_state')
      .where('election', '=', election)
      .where('task', '=', task)
      .where('holder', '=', holder)
      .execute();
    return state;
  }
  const [first] =
    state.kind === 'conflict' ? state.between : [state.kind === 'done' ? state.by : state.again];
  if (!first) throw new Error('A conflict without reports.');
  const columns = {
    area,
    state: state.kind === 'open' ? ('again' as const) : state.kind,
    value: state.kind !== 'done' || state.value === null ? null : JSON.stringify(state.value),
    officer: first.officer ?? null,
    report: first.id,
    done_at: first.doneAt,
    changed_at: now,
  };
  await trx
    .insertInto('task_state')
    .values({ election, task, holder, ...columns })
    .onConflict((conflict) => conflict.columns(['election', 'task', 'holder']).doUpdateSet(columns))
    .execute();
  return state;
}

/** Whether an officer answers for a task as the head of its team. */
export function leadsTask({ per, head }: Pick<DatedTask, 'per' | 'head'>, { role }: Officer): boolean {
  return per === 'team' && role === head;
}

/** What an officer would take back: the last that they reported themselves or, as head of the team, that anybody did. */
export function lastToUndo(
  reports: readonly StoredReport[],
  task: Pick<DatedTask, 'per' | 'head'>,
  officer: Officer,
): StoredReport | undefined {
  const isHead = leadsTask(task, officer);
  return reports
    .slice(reports.findLastIndex(({ kind }) => kind === 'reopen') + 1)
    .findLast(({ kind, officer: by }) => kind !== 'undo' && (isHead || by === officer.id));
}

/** Names of officers by their ids, those who left among them. */
export async function readNames(
  db: Db,
  ids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const known = new Set(ids.filter((id) => id !== undefined));
  if (known.size === 0) return new Map();
  const rows = await db
    .selectFrom('officer')
    .select(['id', 'name'])
    .where('id', 'in', [...known])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function toReport(row: Selectable<TaskReportTable>): StoredReport {
  const base = {
    id: row.id,
    doneAt: row.done_at,
    order: Number(row.recorded),
    receivedAt: row.received_at,
    note: row.note ?? undefined,
    photo: row.photo ?? undefined,
  };
  if (row.kind === 'reopen') return { ...base, kind: 'reopen', officer: row.officer ?? undefined };
  if (row.officer === null) throw new Error(`Report ${row.id} is of nobody.`);
  const by = { ...base, officer: row.officer };
  return row.kind === 'undo'
    ? { ...by, kind: 'undo', of: row.scope ?? 'own' }
    : { ...by, kind: row.kind, value: storedValue.parse(row.value) };
}
