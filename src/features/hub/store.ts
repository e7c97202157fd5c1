import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';

type Db = Kysely<DatabaseSchema> | Transaction<DatabaseSchema>;
export type HubRequest = Selectable<DatabaseSchema['hub_request']>;
export type Subscription = Selectable<DatabaseSchema['hub_subscription']>;

/** Topics that anybody may be subscribed to at once; a window has some hundreds of feeds. */
const MOST_TOPICS = 5_000;

/** Keeps what was asked for until its callback has confirmed it. */
export async function addRequest(db: Db, request: Omit<HubRequest, 'id'>): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('hub_request')
    .values({ ...request, id })
    .execute();
  return id;
}

export async function findRequest(db: Db, id: string): Promise<HubRequest | undefined> {
  return db.selectFrom('hub_request').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The callback has confirmed: the request becomes what it asked for. */
export async function fulfil(
  db: Kysely<DatabaseSchema>,
  request: HubRequest,
  now: Temporal.Instant,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { topic, callback, secret } = request;
    await trx.deleteFrom('hub_request').where('id', '=', request.id).execute();
    if (request.mode === 'unsubscribe') {
      await trx
        .deleteFrom('hub_subscription')
        .where('topic', '=', topic)
        .where('callback', '=', callback)
        .execute();
      return;
    }
    const expires_at = now.add({ seconds: request.lease_seconds });
    await trx
      .insertInto('hub_subscription')
      .values({ id: randomUUID(), topic, callback, secret, expires_at, delivered_at: null })
      .onConflict((conflict) => conflict.columns(['topic', 'callback']).doUpdateSet({ secret, expires_at }))
      .execute();
  });
}

export async function forgetRequest(db: Db, id: string): Promise<void> {
  await db.deleteFrom('hub_request').where('id', '=', id).execute();
}

/** Whether anybody would be told of anything. */
export async function hasSubscribers(db: Db, now: Temporal.Instant): Promise<boolean> {
  const one = await db
    .selectFrom('hub_subscription')
    .select('id')
    .where('expires_at', '>', now)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

export async function subscribedTopics(db: Db, now: Temporal.Instant): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('hub_subscription')
    .select('topic')
    .distinct()
    .where('expires_at', '>', now)
    .limit(MOST_TOPICS)
    .execute();
  return rows.map(({ topic }) => topic);
}

/** Subscriptions to a topic whose lease runs, in the order of their ids. */
export async function subscriptionsOf(
  db: Db,
  topic: string,
  page: { readonly now: Temporal.Instant; readonly after: string; readonly limit: number },
): Promise<readonly Subscription[]> {
  return db
    .selectFrom('hub_subscription')
    .selectAll()
    .where('topic', '=', topic)
    .where('id', '>', page.after)
    .where('expires_at', '>', page.now)
    .orderBy('id')
    .limit(page.limit)
    .execute();
}

export async function findSubscription(
  db: Db,
  id: string,
  now: Temporal.Instant,
): Promise<Subscription | undefined> {
  return db
    .selectFrom('hub_subscription')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function countSubscriptions(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('hub_subscription')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function noteDelivery(db: Db, id: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('hub_subscription').set({ delivered_at: now }).where('id', '=', id).execute();
}

/** The subscriber has said that it is gone. */
export async function dropSubscription(db: Db, id: string): Promise<void> {
  await db.deleteFrom('hub_subscription').where('id', '=', id).execute();
}

/** Takes out what has ended, and requests that nobody confirmed. */
export async function clean(db: Db, now: Temporal.Instant): Promise<void> {
  await db.deleteFrom('hub_subscription').where('expires_at', '<=', now).execute();
  await db
    .deleteFrom('hub_request')
    .where('created_at', '<', now.subtract({ hours: 24 }))
    .execute();
}
