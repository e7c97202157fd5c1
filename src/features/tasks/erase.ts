import type { FeatureContext } from '../../platform/feature.ts';
import type { Job } from '../../platform/jobs/jobs.ts';

const REPORTS_AT_ONCE = 1_000;
const EVERY_SECONDS = 6 * 3600;

type EraseContext = Pick<FeatureContext, 'db' | 'officers' | 'clock' | 'city' | 'log'>;

/** Erases what officers wrote and photographed once their election's time of keeping is over. */
export function eraseJob(context: EraseContext): Job {
  return {
    name: 'tasks.erase',
    everySeconds: EVERY_SECONDS,
    timeoutSeconds: 600,
    run: async (_, signal) => {
      const erased = await eraseReports(context, signal);
      if (erased > 0) context.log.info({ erased }, 'notes and photos of tasks were erased');
    },
  };
}

/**
 * Takes notes and photos from the reports of elections whose last term ended so many days ago as their plan says. That
 * the tasks were done, and the counts, stay.
 *
 * @returns from how many reports
 */
export async function eraseReports(
  { db, officers, clock, city }: Omit<EraseContext, 'log'>,
  signal?: AbortSignal,
): Promise<number> {
  const today = clock().toZonedDateTimeISO(city.zone).toPlainDate();
  const over = (await officers.plans()).filter(({ bodies, eraseAfterDays }) =>
    bodies.every(
      ({ term }) => Temporal.PlainDate.compare(today, term.until.add({ days: eraseAfterDays })) > 0,
    ),
  );
  let erased = 0;
  for (const { election } of over) {
    for (;;) {
      if (signal?.aborted) return erased;
      const batch = await eraseBatch({ db }, election);
      erased += batch;
      if (batch < REPORTS_AT_ONCE) break;
    }
  }
  return erased;
}

async function eraseBatch({ db }: Pick<EraseContext, 'db'>, election: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('task_report')
      .select(['id', 'photo'])
      .where('election', '=', election)
      .where((where) => where.or([where('note', 'is not', null), where('photo', 'is not', null)]))
      .limit(REPORTS_AT_ONCE)
      .execute();
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    await trx.updateTable('task_report').set({ note: null, photo: null }).where('id', 'in', ids).execute();
    const photos = rows.flatMap(({ photo }) => (photo === null ? [] : [photo]));
    if (photos.length > 0) {
      await trx.updateTable('officer_action').set({ photo: null }).where('photo', 'in', photos).execute();
      await trx.deleteFrom('officer_photo').where('id', 'in', photos).execute();
    }
    return rows.length;
  });
}
