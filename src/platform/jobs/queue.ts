import { randomUUID } from 'node:crypto';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Database } from '../database/database.ts';
import { asDatabaseError } from '../database/errors.ts';
import type { Log } from '../log/logger.ts';
import type { Job, Jobs } from './jobs.ts';

const SCHEMA = 'jobs';
const DEFAULT_RETRIES = 3;
const DEFAULT_TIMEOUT_SECONDS = 60;
const FIRST_RETRY_SECONDS = 2;
/** A finished job is kept for an operator to look at, then removed. */
const KEPT_SECONDS = 3 * 24 * 60 * 60;
const POLL_SECONDS = 2;
/** Key under which a recurring job waits: at most once, whoever sent it. */
const RECURRING = 'recurring';
const STOP_MS = 5_000;

/** The queue of this process. Sending works from the first moment, working begins with `start`. */
export interface JobQueue extends Jobs {
  /** Begins to work on jobs, and to send those that recur. */
  start(): Promise<void>;
  /** Works in this process on everything that waits now, and on what comes of it; how many jobs were done. */
  workOff(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Jobs in the window's database (pg-boss): what is sent in a transaction is there when that commits. Several processes
 * share the work; a job is done by one of them, and again where that one died.
 *
 * @throws DatabaseUnavailable
 */
export async function openJobQueue(options: {
  readonly database: Database;
  readonly jobs: () => readonly Job[];
  readonly log: Log;
}): Promise<JobQueue> {
  const { database, log } = options;
  const boss = new PgBoss({
    ...database.connection,
    schema: SCHEMA,
    application_name: 'jendela jobs',
    max: 3,
    useListenNotify: true,
    registerInstance: false,
    openTelemetry: { enabled: false },
    schedule: false,
  });
  // A lost connection is mended by the next attempt; it is told, and ends nothing.
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue had an error'));
  const known = new Map<string, Job>();
  const timers: NodeJS.Timeout[] = [];
  const stopping = new AbortController();

  try {
    await boss.start();
    for (const job of options.jobs()) {
      known.set(job.name, job);
      await boss.createQueue(job.name, queueOptions(job));
    }
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw asDatabaseError(error);
  }

  function recur(job: Job, seconds: number): void {
    const tick = () =>
      boss
        .send(job.name, {}, { singletonKey: RECURRING, singletonSeconds: seconds })
        .catch((error: unknown) => log.debug({ err: error, job: job.name }, 'a recurring job was not sent'));
    void tick();
    timers.push(setInterval(tick, seconds * 1000).unref());
  }

  return {
    async send(db, name, data, { afterSeconds, key } = {}) {
      if (!known.has(name)) throw new Error(`There is no job ${name}.`);
      await boss.send(name, data, {
        db: fromKysely(db),
        singletonKey: key ?? randomUUID(),
        ...(afterSeconds === undefined ? {} : { startAfter: afterSeconds }),
      });
    },
    async start() {
      for (const job of known.values()) {
        const settings = {
          pollingIntervalSeconds: POLL_SECONDS,
          // New jobs come by notification; those that wait for a moment, or for another try, are looked for.
          notifyPollingIntervalSeconds: 2 * POLL_SECONDS,
          localConcurrency: job.atOnce ?? 1,
        };
        await boss.work<object>(job.name, settings, async (batch) => {
          for (const { data, signal } of batch) {
            await runLogged(job, data, AbortSignal.any([signal, stopping.signal]), log);
          }
        });
        if (job.everySeconds !== undefined) recur(job, job.everySeconds);
      }
    },
    async workOff() {
      let done = 0;
      for (let found = true; found; ) {
        found = false;
        for (const job of known.values()) {
          for (const { id, data } of await boss.fetch<object>(job.name, { batchSize: 50 })) {
            found = true;
            await job.run(data, stopping.signal);
            await boss.complete(job.name, id);
            done += 1;
          }
        }
      }
      return done;
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      stopping.abort();
      await boss.stop({ graceful: true, timeout: STOP_MS });
    },
  };
}

function queueOptions(job: Job) {
  return {
    policy: job.oneOfAKey ? 'stately' : 'short',
    notify: true,
    retryLimit: job.retries ?? DEFAULT_RETRIES,
    retryDelay: FIRST_RETRY_SECONDS,
    retryBackoff: true,
    expireInSeconds: job.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    deleteAfterSeconds: KEPT_SECONDS,
  };
}

/** A failure is told once here, and thrown on, so that the job is tried again. */
async function runLogged(job: Job, data: object, signal: AbortSignal, log: Log): Promise<void> {
  try {
    await job.run(data, signal);
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error, job: job.name }, 'a job failed');
    throw error;
  }
}
