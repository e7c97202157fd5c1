import { randomInt } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import { appendAudit } from '../../platform/audit/append.ts';
import type { Actor } from '../../platform/audit/audit.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { SourceTable } from './tables.ts';

/** How often a source is asked unless its editor says otherwise: what is published there is here within a minute. */
export const DEFAULT_EVERY_SECONDS = 40;
/** Sources of one window that a list shows. */
const MOST_SOURCES = 200;
const ID_LETTERS = '23456789bcdfghjkmnpqrstvwxz';

/** A source as pages and jobs use it. */
export interface Source {
  readonly id: string;
  readonly agency: string;
  readonly kind: SourceTable['kind'];
  readonly title: string;
  readonly settings: unknown;
  readonly mode: SourceTable['mode'];
  readonly paused: boolean;
  readonly everySeconds: number;
  readonly state: Readonly<Record<string, unknown>>;
  readonly nextAt: Temporal.Instant;
  readonly lastOkAt: Temporal.Instant | null;
  readonly failing: { readonly since: Temporal.Instant; readonly why: string; readonly times: number } | null;
  readonly push: {
    readonly hub: string;
    readonly topic: string;
    readonly leaseUntil: Temporal.Instant | null;
  } | null;
  readonly secretNumber: number;
}

/** What an operator says of a new source. */
export interface NewSource {
  readonly agency: string;
  readonly kind: SourceTable['kind'];
  readonly title: string;
  readonly settings: unknown;
  readonly mode: SourceTable['mode'];
  readonly everySeconds: number;
  readonly push: { readonly hub: string; readonly topic: string } | null;
}

type Trx = Transaction<DatabaseSchema>;
type Db = Kysely<DatabaseSchema>;

/** Adds a source; the next look is at once. */
export async function addSource(
  trx: Trx,
  source: NewSource,
  actor: Actor & { readonly kind: 'staff' },
  now: Temporal.Instant,
): Promise<string> {
  const id = Array.from({ length: 8 }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]).join('');
  await trx
    .insertInto('source')
    .values({
      id,
      agency: source.agency,
      kind: source.kind,
      title: source.title,
      settings: JSON.stringify(source.settings),
      mode: source.mode,
      paused: false,
      every_seconds: source.everySeconds,
      state: '{}',
      next_at: now,
      last_ok_at: null,
      failing_since: null,
      failure: null,
      failures: 0,
      hub: source.push?.hub ?? null,
      topic: source.push?.topic ?? null,
      lease_until: null,
      secret_number: 1,
      created_by: actor.id,
      created_at: now,
    })
    .execute();
  await note(trx, actor, 'source.add', id, source.agency, undefined, source);
  return id;
}

/** Changes what an operator may change. */
export async function changeSource(
  trx: Trx,
  source: Source,
  change: Partial<Pick<Source, 'title' | 'settings' | 'mode' | 'paused' | 'everySeconds' | 'secretNumber'>>,
  actor: Actor,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('source')
    .set({
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.settings === undefined ? {} : { settings: JSON.stringify(change.settings), state: '{}' }),
      ...(change.mode === undefined ? {} : { mode: change.mode }),
      ...(change.paused === undefined ? {} : { paused: change.paused }),
      ...(change.everySeconds === undefined ? {} : { every_seconds: change.everySeconds }),
      ...(change.secretNumber === undefined ? {} : { secret_number: change.secretNumber }),
      next_at: now,
    })
    .where('id', '=', source.id)
    .execute();
  await note(trx, actor, 'source.change', source.id, source.agency, source, change);
}

/** Removes a source; what came by it stays as it is. */
export async function removeSource(trx: Trx, source: Source, actor: Actor): Promise<void> {
  await trx.deleteFrom('source').where('id', '=', source.id).execute();
  await note(trx, actor, 'source.remove', source.id, source.agency, source);
}

export async function findSource(db: Db, id: string): Promise<Source | undefined> {
  const row = await db.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toSource(row);
}

/** The sources of some agencies, by title. */
export async function listSources(db: Db, agencies: readonly string[]): Promise<readonly Source[]> {
  if (agencies.length === 0) return [];
  const rows = await db
    .selectFrom('source')
    .selectAll()
    .where('agency', 'in', agencies)
    .orderBy('title')
    .limit(MOST_SOURCES)
    .execute();
  return rows.map(toSource);
}

/** Ids of the sources whose turn has come, the longest waiting first. */
export async function dueSources(db: Db, now: Temporal.Instant): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('source')
    .select('id')
    .where('paused', '=', false)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(MOST_SOURCES)
    .execute();
  return rows.map(({ id }) => id);
}

/** Says when a source is due again. */
export async function postpone(db: Db, source: Source, until: Temporal.Instant): Promise<void> {
  await db.updateTable('source').set({ next_at: until }).where('id', '=', source.id).execute();
}

/** Notes a reading that went well, and when the next one is. */
export async function noteRead(
  db: Db,
  source: Source,
  state: object,
  now: Temporal.Instant,
  pauseSeconds = 0,
): Promise<void> {
  await db
    .updateTable('source')
    .set({
      state: JSON.stringify(state),
      last_ok_at: now,
      failing_since: null,
      failure: null,
      failures: 0,
      next_at: now.add({ seconds: Math.max(source.everySeconds, pauseSeconds) }),
    })
    .where('id', '=', source.id)
    .execute();
}

const LONGEST_PAUSE_SECONDS = 60 * 60;

/** Notes a reading that failed; the pause doubles with each one, and is never shorter than the site asked for. */
export async function noteFailure(
  db: Db,
  source: Source,
  why: string,
  now: Temporal.Instant,
  askedSeconds = 0,
): Promise<void> {
  const times = (source.failing?.times ?? 0) + 1;
  const pause = Math.min(source.everySeconds * 2 ** Math.min(times, 10), LONGEST_PAUSE_SECONDS);
  await db
    .updateTable('source')
    .set({
      failing_since: source.failing?.since ?? now,
      failure: why,
      failures: times,
      next_at: now.add({ seconds: Math.max(pause, askedSeconds) }),
    })
    .where('id', '=', source.id)
    .execute();
}

function toSource(row: Selectable<SourceTable>): Source {
  return {
    id: row.id,
    agency: row.agency,
    kind: row.kind,
    title: row.title,
    settings: row.settings,
    mode: row.mode,
    paused: row.paused,
    everySeconds: row.every_seconds,
    state: z.record(z.string(), z.unknown()).parse(row.state),
    nextAt: row.next_at,
    lastOkAt: row.last_ok_at,
    failing: row.failing_since
      ? { since: row.failing_since, why: row.failure ?? '', times: row.failures }
      : null,
    push:
      row.hub !== null && row.topic !== null
        ? { hub: row.hub, topic: row.topic, leaseUntil: row.lease_until }
        : null,
    secretNumber: row.secret_number,
  };
}

async function note(
  trx: Trx,
  actor: Actor,
  action: string,
  id: string,
  agency: string,
  before?: unknown,
  after?: unknown,
): Promise<void> {
  await appendAudit(trx, {
    actor,
    action,
    subject: { kind: 'source', id },
    agency,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  });
}
