import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './database/database.ts';
import type { DatabaseSchema } from './database/schema.ts';

const CHANNEL = 'jendela_content';
const ASK_EVERY_MS = 15_000;

/**
 * Says that what citizens read has changed. Called in the transaction that changes it, so that every window learns
 * of it when it is there, and not before.
 */
export async function bumpRevision(trx: Transaction<DatabaseSchema>): Promise<void> {
  const { revision } = await trx
    .updateTable('content_revision')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  await sql`select pg_notify(${CHANNEL}, ${String(revision)})`.execute(trx);
}

async function readRevision(db: Kysely<DatabaseSchema>): Promise<number> {
  const row = await db.selectFrom('content_revision').select('revision').limit(1).executeTakeFirst();
  return row?.revision ?? 0;
}

/** The revision as this process knows it. */
export interface RevisionWatch {
  current(): number;
  stop(): Promise<void>;
}

/**
 * Follows the revision by notification, and by asking now and then, for a notification can be missed while the
 * database is away.
 */
export async function watchRevision(database: Database): Promise<RevisionWatch> {
  let revision = await readRevision(database.db);
  const learn = (value: number) => {
    if (Number.isSafeInteger(value)) revision = Math.max(revision, value);
  };
  // An answer that does not come is asked for again: pages go on from what is kept.
  const ask = () => void readRevision(database.db).then(learn, () => undefined);
  const stopListening = await database.listen(CHANNEL, (payload) => {
    if (payload === null) ask();
    else learn(Number(payload));
  });
  const timer = setInterval(ask, ASK_EVERY_MS);
  timer.unref();
  return {
    current: () => revision,
    async stop() {
      clearInterval(timer);
      await stopListening();
    },
  };
}
