import type { Kysely, Transaction } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { lockDistrict } from './lock.ts';
import { markOfficers, markPlaces, readyTasks } from './marks.ts';
import { type BookContext, type DatedTask, datedTasks, refreshMoments } from './task-book.ts';

const EVERY_SECONDS = 60;
/** A kota has a few dozen kecamatan at most. */
const MOST_DISTRICTS = 200;

type SweepContext = BookContext & Pick<FeatureContext, 'clock'>;

/** Takes marks away when a task becomes due, kecamatan by kecamatan. */
export function sweepJob(context: SweepContext): Job {
  return {
    name: 'tasks.sweep',
    everySeconds: EVERY_SECONDS,
    timeoutSeconds: 300,
    run: async () => {
      for (const { election } of await context.officers.plans()) await sweepTasks(context, election);
    },
  };
}

/**
 * Reckons the marks of an election anew where something has become due since the last time, or its tasks were changed.
 * @returns whether there was anything to do
 */
export async function sweepTasks(context: SweepContext, election: string): Promise<boolean> {
  const { db, clock } = context;
  const now = clock();
  await refreshMoments(context, election);
  const [tasks, last] = await Promise.all([
    datedTasks(db, election, context.city.zone),
    db.selectFrom('task_sweep').select('swept_at').where('election', '=', election).executeTakeFirst(),
  ]);
  if (tasks.length === 0) return false;
  const { compare } = Temporal.Instant;
  const isPending =
    last === undefined ||
    tasks.some(({ dueAt, retiredAt }) => {
      const due = dueAt.toInstant();
      return retiredAt === undefined && compare(due, last.swept_at) >= 0 && compare(due, now) < 0;
    });
  if (!isPending) return false;
  const ready = readyTasks(tasks);
  for (const district of await districtsOf(db, election)) {
    await db.transaction().execute(async (trx) => {
      await lockDistrict(trx, election, district);
      await markOfficers(trx, { election, tasks, now, scope: { district } });
      await markPlaces(trx, { election, district, ready, now });
    });
  }
  // Changed meanwhile, they are reckoned by again.
  const again = await datedTasks(db, election, context.city.zone);
  if (fingerprint(again) === fingerprint(tasks)) {
    await db
      .insertInto('task_sweep')
      .values({ election, swept_at: now })
      .onConflict((conflict) => conflict.column('election').doUpdateSet({ swept_at: now }))
      .execute();
  }
  return true;
}

function fingerprint(tasks: readonly DatedTask[]): string {
  return tasks.map(({ id, version, dueAt }) => `${id}.${version}.${dueAt}`).join(' ');
}

/** Lets the next sweep reckon all marks of an election anew: its tasks were changed. */
export async function sweepAgain(trx: Transaction<DatabaseSchema>, election: string): Promise<void> {
  await trx.deleteFrom('task_sweep').where('election', '=', election).execute();
}

async function districtsOf(db: Kysely<DatabaseSchema>, election: string): Promise<string[]> {
  const rows = await db
    .selectFrom('officer')
    .select('district')
    .distinct()
    .where('election', '=', election)
    .limit(MOST_DISTRICTS)
    .execute();
  return rows.map(({ district }) => district);
}
