import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Transaction } from 'kysely';
import type { OfficerTask } from '../../../domain/officer-task.ts';
import { appendAudit } from '../../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { insertTask, lockTasks, moveTask, plainTask, updateTask } from '../import.ts';
import { sweepAgain } from '../sweep.ts';
import { type RecordedTask, readTasks, refreshMoments } from '../task-book.ts';

type Trx = Transaction<DatabaseSchema>;
type Writer = Pick<OverseerRequest, 'overseer' | 'address'>;

/** What a change does to what is done already. */
export const TOUCHED = ['answer', 'per', 'photo', 'due', 'ready'] as const;
export type Touched = (typeof TOUCHED)[number];

/** What of a task changes that matters for those who have done it. */
export function touchedBy(before: OfficerTask, after: OfficerTask): readonly Touched[] {
  const [a, b] = [plainTask(before), plainTask(after)];
  const differs = (key: string) => !isDeepStrictEqual(a[key], b[key]);
  return TOUCHED.filter((key) =>
    key === 'photo' ? !before.photo?.required && (after.photo?.required ?? false) : differs(key),
  );
}

/** How often each task of an election was done, or answered differently. */
export async function doneCounts(
  db: Kysely<DatabaseSchema>,
  election: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('task_state')
    .select((eb) => ['task', eb.fn.countAll<number>().as('count')])
    .where('election', '=', election)
    .where('state', '!=', 'again')
    .groupBy('task')
    .execute();
  return new Map(rows.map(({ task, count }) => [task, Number(count)]));
}

/** Writes what staff want of a task. `changed`: somebody else changed it since the form was made. */
export async function writeTask(
  context: FeatureContext,
  writer: Writer,
  task: OfficerTask,
  version: number | undefined,
): Promise<'done' | 'changed'> {
  const outcome = await write(context, writer, task.election, async (trx, tasks, now) => {
    const before = tasks.find(({ id }) => id === task.id);
    if (before?.version !== version) return undefined;
    if (before) {
      await updateTask(trx, task, { now, edited: true, retired: before.retiredAt !== undefined });
      return { action: 'task.change', id: task.id, before: plainTask(before), after: plainTask(task) };
    }
    const position = Math.max(0, ...tasks.map((one) => one.position + 1));
    await insertTask(trx, task, { position, now, edited: true });
    return { action: 'task.add', id: task.id, after: plainTask(task) };
  });
  return outcome ? 'done' : 'changed';
}

/** Asks for a task no longer, or again. */
export async function retireTask(
  context: FeatureContext,
  writer: Writer,
  election: string,
  { id, retired }: { readonly id: string; readonly retired: boolean },
): Promise<void> {
  await write(context, writer, election, async (trx, tasks, now) => {
    const task = tasks.find((one) => one.id === id);
    if (!task || (task.retiredAt !== undefined) === retired) return undefined;
    await updateTask(trx, task, { now, edited: true, retired });
    return { action: retired ? 'task.retire' : 'task.restore', id };
  });
}

/** Moves a task one place up or down among those of its body that are asked for. */
export async function moveTaskBy(
  context: FeatureContext,
  writer: Writer,
  election: string,
  { id, by }: { readonly id: string; readonly by: -1 | 1 },
): Promise<void> {
  await write(context, writer, election, async (trx, tasks) => {
    const task = tasks.find((one) => one.id === id);
    if (!task) return undefined;
    const around = tasks.filter(
      (one) => one.body === task.body && one.stage === task.stage && one.retiredAt === undefined,
    );
    const neighbour = around[around.findIndex((one) => one.id === id) + by];
    if (!neighbour || !around.some((one) => one.id === id)) return undefined;
    // Numbered anew, so that two of one number do not stay where they are.
    const order = tasks.map((one) => one.id);
    const [from, to] = [order.indexOf(id), order.indexOf(neighbour.id)];
    order[from] = neighbour.id;
    order[to] = id;
    for (const [position, one] of order.entries()) {
      if (tasks.find((known) => known.id === one)?.position !== position) {
        await moveTask(trx, election, one, position);
      }
    }
    return {
      action: 'task.move',
      id,
      after: { after: by === 1 ? neighbour.id : undefined, before: by === -1 ? neighbour.id : undefined },
    };
  });
}

interface Deed {
  readonly action: string;
  readonly id: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

async function write(
  context: FeatureContext,
  { overseer, address }: Writer,
  election: string,
  run: (trx: Trx, tasks: readonly RecordedTask[], now: Temporal.Instant) => Promise<Deed | undefined>,
): Promise<boolean> {
  const done = await context.db.transaction().execute(async (trx) => {
    await lockTasks(trx, election);
    const deed = await run(trx, await readTasks(trx, election), context.clock());
    if (!deed) return false;
    await sweepAgain(trx, election);
    const { action, id, ...change } = deed;
    await appendAudit(trx, {
      actor: { kind: overseer.kind, id: overseer.id, name: overseer.name, address },
      action,
      subject: { kind: 'task', id: `${election}/${id}` },
      agency: context.city.electionOffice.id,
      ...change,
    });
    return true;
  });
  if (done) await refreshMoments(context, election);
  return done;
}
