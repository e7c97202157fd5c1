import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { OutgoingError } from '../../platform/outgoing/errors.ts';
import { takeIn } from './intake.ts';
import { type ReadParts, readSource } from './read.ts';
import { SourceError } from './readers/incoming.ts';
import { knownItems } from './seen.ts';
import { dueSources, findSource, noteFailure, noteRead, postpone, type Source } from './store.ts';
import { renewLeases } from './web-sub.ts';

/** How often it is looked whose turn it is. */
const TICK_SECONDS = 5;
const LEASE_TICK_SECONDS = 60;
const READ_TIMEOUT_SECONDS = 180;
const READ_AT_ONCE = 4;

/** Name of the job that reads one source now. */
export const READ_JOB = 'sources.read';
/** Name of the job that subscribes where a hub announces changes. */
export const LEASE_JOB = 'sources.leases';

const which = z.object({ source: z.string() });

/** The jobs of connectors: whose turn it is, reading one, and keeping subscriptions alive. */
export function sourceJobs(context: FeatureContext, parts: ReadParts): readonly Job[] {
  return [
    {
      name: 'sources.poll',
      everySeconds: TICK_SECONDS,
      retries: 0,
      async run() {
        for (const id of await dueSources(context.db, systemClock())) await readSoon(context, id);
      },
    },
    {
      name: READ_JOB,
      atOnce: READ_AT_ONCE,
      // Two readings of one source would correct each other.
      oneOfAKey: true,
      timeoutSeconds: READ_TIMEOUT_SECONDS,
      // Its next turn is the next attempt, after a pause that grows.
      retries: 0,
      async run(data, signal) {
        const source = await findSource(context.db, which.parse(data).source);
        if (source && !source.paused) await readNow(context, parts, source, signal);
      },
    },
    {
      name: LEASE_JOB,
      everySeconds: LEASE_TICK_SECONDS,
      retries: 0,
      run: () => renewLeases(context, parts.ask),
    },
  ];
}

/** Has a source read as soon as a process is free; once, however often it is asked for meanwhile. */
export async function readSoon({ db, jobs }: Pick<FeatureContext, 'db' | 'jobs'>, id: string): Promise<void> {
  await jobs.send(db, READ_JOB, { source: id }, { key: id });
}

/** Reads a source and takes in what it has. What goes wrong is noted with the source, for its operator. */
export async function readNow(
  context: FeatureContext,
  parts: ReadParts,
  source: Source,
  signal: AbortSignal,
): Promise<void> {
  const { db, log } = context;
  // Until it is done it is not due again; where this process dies, it is after the time that a reading may take.
  await postpone(db, source, systemClock().add({ seconds: READ_TIMEOUT_SECONDS }));
  try {
    const reading = await readSource(parts, source, await knownItems(db, source.id), signal);
    const counts = await takeIn(context, source, reading, parts.ask);
    await noteRead(db, source, reading.state, systemClock(), reading.retryAfterSeconds);
    if (counts.added + counts.corrected + counts.withdrawn > 0) {
      log.info({ source: source.id, ...counts }, 'a source brought something');
    }
  } catch (error) {
    const why = reasonOf(error);
    if (why === undefined) throw error;
    const pause = error instanceof SourceError ? error.retryAfterSeconds : undefined;
    await noteFailure(db, source, why, systemClock(), pause);
    log.warn({ source: source.id, why }, 'a source could not be read');
  }
}

/** The stable code of what is wrong with a source; undefined where the fault is ours. */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof OutgoingError) return error.code;
  if (error instanceof SourceError) {
    return error.status === undefined ? error.code : `${error.code} ${error.status}`;
  }
  if (error instanceof z.ZodError) return 'settings';
  return undefined;
}
