import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { OfficerTask } from '../../domain/officer-task.ts';
import type { TaskFile } from '../../domain/officer-task-file.ts';
import { type TaskDefinition, taskDefinitionSchema } from '../../domain/officer-task-schema.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { Actor } from '../../platform/audit/audit.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { sweepAgain } from './sweep.ts';
import { type RecordedTask, readTasks } from './task-book.ts';

type Trx = Transaction<DatabaseSchema>;

/** What an import did, by the ids of tasks. */
export interface TaskImportSummary {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** No longer in the file. What was reported of them stays. */
  readonly retired: readonly string[];
  /** Written by staff, and left as they are. */
  readonly kept: readonly string[];
  readonly unchanged: number;
}

/**
 * Records the tasks of an election as a file gives them, in one transaction. What staff wrote in the workspace stays,
 * unless it is asked to be replaced (`overwrite`). A file that says what is recorded changes nothing.
 */
export async function importTasks(
  db: Kysely<DatabaseSchema>,
  file: TaskFile,
  {
    by,
    now,
    overwrite = false,
  }: {
    /** Who imports, for the audit log. */
    readonly by: { readonly actor: Actor; readonly agency: string };
    readonly now: Temporal.Instant;
    readonly overwrite?: boolean;
  },
): Promise<TaskImportSummary> {
  const { election } = file;
  return db.transaction().execute(async (trx) => {
    await lockTasks(trx, election);
    const before = new Map((await readTasks(trx, election)).map((task) => [task.id, task]));
    const added: string[] = [];
    const changed: string[] = [];
    const kept: string[] = [];
    for (const [position, task] of file.tasks.entries()) {
      const known = before.get(task.id);
      if (known?.edited && !overwrite) kept.push(task.id);
      else if (!known) {
        await insertTask(trx, { ...task, election }, { position, now, edited: false });
        added.push(task.id);
      } else if (known.retiredAt !== undefined || !isDeepStrictEqual(plainTask(known), plainTask(task))) {
        await updateTask(trx, { ...task, election }, { now, edited: false, retired: false });
        changed.push(task.id);
      }
      if (known && known.position !== position && !kept.includes(task.id)) {
        await moveTask(trx, election, task.id, position);
      }
    }
    const inFile = new Set(file.tasks.map(({ id }) => id));
    const gone = [...before.values()].filter(
      ({ id, retiredAt, edited }) => !inFile.has(id) && retiredAt === undefined && (overwrite || !edited),
    );
    for (const task of gone) await updateTask(trx, task, { now, edited: false, retired: true });
    const retired = gone.map(({ id }) => id);
    if (added.length + changed.length + gone.length > 0) {
      await sweepAgain(trx, election);
      await appendAudit(trx, {
        ...by,
        action: 'task.import',
        subject: { kind: 'tasks', id: election },
        after: { added, changed, retired },
      });
    }
    return {
      added,
      changed,
      retired,
      kept,
      unchanged: file.tasks.length - added.length - changed.length - kept.length,
    };
  });
}

/** Whoever writes the tasks of an election waits here for the others, until the transaction ends. */
export async function lockTasks(trx: Trx, election: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`jendela task templates ${election}`}, 0))`.execute(
    trx,
  );
}

interface Writing {
  readonly now: Temporal.Instant;
  /** Whether staff write it. */
  readonly edited: boolean;
}

export async function insertTask(
  trx: Trx,
  task: OfficerTask,
  { position, now, edited }: Writing & { readonly position: number },
): Promise<void> {
  const { election, id, body } = task;
  await trx
    .insertInto('officer_task')
    .values({
      election,
      id,
      body,
      position,
      definition: JSON.stringify(plainTask(task)),
      version: 1,
      edited_at: edited ? now : null,
      retired_at: null,
      opens_at: null,
      due_at: null,
      head: null,
      dated_version: null,
      changed_at: now,
    })
    .execute();
}

/** Writes a task anew; its moments are reckoned again after it. */
export async function updateTask(
  trx: Trx,
  task: OfficerTask,
  { now, edited, retired }: Writing & { readonly retired: boolean },
): Promise<void> {
  await trx
    .updateTable('officer_task')
    .set((eb) => ({
      body: task.body,
      definition: JSON.stringify(plainTask(task)),
      version: eb('version', '+', 1),
      edited_at: edited ? now : null,
      retired_at: retired ? now : null,
      changed_at: now,
    }))
    .where('election', '=', task.election)
    .where('id', '=', task.id)
    .execute();
}

export async function moveTask(trx: Trx, election: string, id: string, position: number): Promise<void> {
  await trx
    .updateTable('officer_task')
    .set({ position })
    .where('election', '=', election)
    .where('id', '=', id)
    .execute();
}

/** A task as plain values, without where and since when it is recorded: for comparing two, and for keeping it. */
export function plainTask(task: TaskDefinition | RecordedTask | OfficerTask): Record<string, unknown> {
  const { id, body, roles, stage, title, why, how, opens, due, per, required, ready, photo, answer, law } =
    task;
  const moment = (of: typeof due) => ({
    from: of.from,
    days: of.days,
    ...(of.time && { time: of.time.toString({ smallestUnit: 'minute' }) }),
  });
  const plain = {
    ...{ id, body, roles, stage, title, why, how, due: moment(due), per, required, ready },
    ...(opens && { opens: moment(opens) }),
    ...(photo && { photo }),
    ...(answer && { answer }),
    ...(law !== undefined && { law }),
  };
  // Whatever is kept can be read again.
  taskDefinitionSchema.parse(plain);
  return plain;
}
