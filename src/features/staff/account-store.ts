import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../../platform/audit/append.ts';
import type { Actor } from '../../platform/audit/audit.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';

/** Sessions and passkeys of one person that are listed. */
const MOST = 50;

export interface SessionRecord {
  readonly id: string;
  readonly userAgent: string;
  readonly address: string;
  readonly since: Temporal.Instant;
}

export interface PasskeyRecord {
  readonly id: string;
  readonly name: string;
  readonly since: Temporal.Instant | null;
}

/** Where a person is signed in, the last one first. */
export async function sessionsOf(
  db: Kysely<DatabaseSchema>,
  staff: string,
  now: Temporal.Instant,
): Promise<readonly SessionRecord[]> {
  const rows = await db
    .selectFrom('staff_session')
    .select(['id', 'userAgent', 'ipAddress', 'createdAt'])
    .where('userId', '=', staff)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .limit(MOST)
    .execute();
  return rows.map(({ id, userAgent, ipAddress, createdAt }) => ({
    id,
    userAgent: userAgent ?? '',
    address: ipAddress ?? '',
    since: createdAt,
  }));
}

export async function passkeysOf(
  db: Kysely<DatabaseSchema>,
  staff: string,
): Promise<readonly PasskeyRecord[]> {
  const rows = await db
    .selectFrom('staff_passkey')
    .select(['id', 'name', 'createdAt'])
    .where('userId', '=', staff)
    .orderBy('createdAt')
    .limit(MOST)
    .execute();
  return rows.map(({ id, name, createdAt }) => ({ id, name: name ?? '', since: createdAt }));
}

type Trx = Transaction<DatabaseSchema>;

/** Ends a session of a person's own; nothing where it is another's. */
export async function endOwnSession(trx: Trx, staff: string, session: string, actor: Actor): Promise<void> {
  const ended = await trx
    .deleteFrom('staff_session')
    .where('id', '=', session)
    .where('userId', '=', staff)
    .returning('id')
    .executeTakeFirst();
  if (ended) await note(trx, actor, 'session.end', staff);
}

/** Removes a passkey of a person's own; nothing where it is another's. */
export async function removePasskey(trx: Trx, staff: string, passkey: string, actor: Actor): Promise<void> {
  const removed = await trx
    .deleteFrom('staff_passkey')
    .where('id', '=', passkey)
    .where('userId', '=', staff)
    .returning('name')
    .executeTakeFirst();
  if (removed) await note(trx, actor, 'passkey.remove', staff, { name: removed.name });
}

/** Gives a passkey of a person's own another name. */
export async function renamePasskey(
  trx: Trx,
  staff: string,
  passkey: string,
  name: string,
  actor: Actor,
): Promise<void> {
  const renamed = await trx
    .updateTable('staff_passkey')
    .set({ name })
    .where('id', '=', passkey)
    .where('userId', '=', staff)
    .returning('id')
    .executeTakeFirst();
  if (renamed) await note(trx, actor, 'passkey.rename', staff, { name });
}

async function note(trx: Trx, actor: Actor, action: string, staff: string, after?: unknown): Promise<void> {
  await appendAudit(trx, {
    actor,
    action,
    subject: { kind: 'staff', id: staff },
    agency: null,
    ...(after === undefined ? {} : { after }),
  });
}
