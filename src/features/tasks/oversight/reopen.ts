import { randomUUID } from 'node:crypto';
import type { Officer } from '../../../domain/officer.ts';
import { appendAudit } from '../../../platform/audit/append.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { actorOf } from '../../../platform/officers/oversight.ts';
import { MANAGE_PERMISSION } from '../constants.ts';
import { lockTeam } from '../lock.ts';
import { recordMarks } from '../marks.ts';
import { insertReport, readReports, recordState, type StoredState } from '../reports.ts';
import { type DatedTask, datedTasks } from '../task-book.ts';

export const LONGEST_REASON = 500;

/** A task of one officer, or of one team. */
export interface Held {
  readonly task: DatedTask;
  readonly holder: string;
  /** Whose it is, where each does it. */
  readonly officer: Officer | undefined;
}

/**
 * Whether somebody may ask for a task anew: the election office where it may write tasks, PPK and PPS of the teams they
 * watch over, and not of their own committee.
 */
export async function mayReopen(
  { officers }: Pick<FeatureContext, 'officers'>,
  { overseer, may }: Pick<OverseerRequest, 'overseer' | 'may'>,
  { task }: Held,
): Promise<boolean> {
  if (overseer.kind === 'staff') return may(MANAGE_PERMISSION);
  return (await officers.find(overseer.id))?.body !== task.body;
}

/**
 * Asks for a task anew, with a reason that its officers read. All that was done before stands no more, also what comes
 * later from a phone that had no network; what is done after this moment counts.
 *
 * @param seen the report that was read when this was asked; `changed` where another stands by now
 */
export async function reopenTask(
  context: FeatureContext,
  { overseer, address, election, area }: Pick<OverseerRequest, 'overseer' | 'address' | 'election' | 'area'>,
  { task: { id: task }, holder, officer }: Held,
  { reason, seen }: { readonly reason: string; readonly seen: StoredState['report'] },
): Promise<'done' | 'changed'> {
  const { db, city, clock } = context;
  return db.transaction().execute(async (trx) => {
    const team = officer ? (officer.place ?? officer.area) : holder;
    await lockTeam(trx, election, area, team);
    const tasks = await datedTasks(trx, election, city.zone);
    const asked = tasks.find((one) => one.id === task);
    const before = await trx
      .selectFrom('task_state')
      .select(['report', 'state'])
      .where('election', '=', election)
      .where('task', '=', task)
      .where('holder', '=', holder)
      .executeTakeFirst();
    if (!asked || before?.report !== seen || before.state === 'again') return 'changed';
    const of = { election, task, holder };
    const now = momentAfter(clock(), (await readReports(trx, of)).at(-1)?.doneAt);
    await insertReport(trx, of, {
      id: randomUUID(),
      kind: 'reopen',
      officer: overseer.kind === 'officer' ? overseer.id : undefined,
      doneAt: now,
      receivedAt: now,
      note: reason,
      photo: undefined,
    });
    await recordState(trx, { ...of, area }, now);
    const place = /^\d{13}$/.test(team) ? team : undefined;
    await recordMarks(context, trx, {
      task: asked,
      tasks,
      team: { election, body: asked.body, area, place },
      now,
    });
    await appendAudit(trx, {
      actor: actorOf({ overseer, address }),
      action: 'task.reopen',
      subject: { kind: 'task', id: `${election}/${task}/${holder}` },
      agency: city.electionOffice.id,
      before: { report: before.report, state: before.state },
    });
    return 'done';
  });
}

/** Now, or right after the last report where a clock that was put back would order this before it. */
function momentAfter(now: Temporal.Instant, last: Temporal.Instant | undefined): Temporal.Instant {
  return last && Temporal.Instant.compare(last, now) > 0 ? last : now;
}
