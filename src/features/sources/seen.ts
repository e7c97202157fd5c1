import type { Kysely } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { IncomingItem, KnownItem } from './readers/incoming.ts';
import type { Source } from './store.ts';

/** Items of one source that are kept track of; older ones stay as they are. */
const MOST_ITEMS = 5_000;

type Db = Kysely<DatabaseSchema>;

/** What is known of something at a source. */
export interface KeptItem {
  readonly digest: string;
  readonly item: string | null;
  /** A change that was left for later. */
  readonly waiting: boolean;
  /** It came by another source first, which keeps it. */
  readonly shared: boolean;
  readonly goneAt: Temporal.Instant | null;
  readonly url: string | null;
  readonly publishedAt: Temporal.Instant | null;
}

/** Everything that a source has brought, by its key there. */
export async function keptItems(db: Db, source: string): Promise<ReadonlyMap<string, KeptItem>> {
  const rows = await db
    .selectFrom('source_item')
    .leftJoin('item', 'item.id', 'source_item.item')
    .select(['source_item.key', 'digest', 'source_item.item', 'waiting', 'gone_at', 'origin_source'])
    .select(['source_item.url', 'origin_published_at'])
    .where('source', '=', source)
    .orderBy('seen_at', 'desc')
    .limit(MOST_ITEMS)
    .execute();
  return new Map(
    rows.map((row) => [
      row.key,
      {
        digest: row.digest,
        item: row.item,
        waiting: row.waiting,
        shared: row.item !== null && row.origin_source !== null && row.origin_source !== source,
        goneAt: row.gone_at,
        url: row.url,
        publishedAt: row.origin_published_at,
      },
    ]),
  );
}

/** What a source has brought and is not gone, as its reader is told. */
export async function knownItems(db: Db, source: string): Promise<readonly KnownItem[]> {
  return [...(await keptItems(db, source))].flatMap(([key, kept]) =>
    kept.goneAt === null && !kept.shared
      ? {
          key,
          url: kept.url ?? undefined,
          publishedAt: kept.publishedAt ?? undefined,
          isWanted: kept.waiting,
        }
      : [],
  );
}

/** The item that a key of a source became, where a process died before it noted so. */
export async function itemOfKey(db: Db, source: string, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('item')
    .select('id')
    .where('origin_source', '=', source)
    .where('origin_key', '=', key)
    .executeTakeFirst();
  return row?.id;
}

/** The item that the same address became by another source of the same agency. */
export async function findByUrl(
  db: Db,
  source: Source,
  url: string | undefined,
): Promise<string | undefined> {
  if (url === undefined) return undefined;
  const row = await db
    .selectFrom('source_item')
    .innerJoin('source', 'source.id', 'source_item.source')
    .select('item')
    .where('url', '=', url)
    .where('item', 'is not', null)
    .where('source.id', '<>', source.id)
    .where('source.agency', '=', source.agency)
    .limit(1)
    .executeTakeFirst();
  return row?.item ?? undefined;
}

/** Notes what became of something that was read. */
export async function keepItem(
  db: Db,
  source: string,
  incoming: IncomingItem,
  kept: { readonly digest: string; readonly item: string | null; readonly waiting: boolean },
  now: Temporal.Instant,
): Promise<void> {
  const row = { ...kept, url: incoming.url ?? null, seen_at: now, gone_at: null };
  await db
    .insertInto('source_item')
    .values({ source, key: incoming.key, ...row })
    .onConflict((conflict) => conflict.columns(['source', 'key']).doUpdateSet(row))
    .execute();
}

/** Those that were there at the last reading are there still: the source says that it has not changed. */
export async function markAllSeen(db: Db, source: string, now: Temporal.Instant): Promise<void> {
  await db
    .updateTable('item')
    .set({ origin_seen_at: now })
    .where('origin_source', '=', source)
    .where('origin_seen_at', '=', (eb) =>
      eb
        .selectFrom('item as other')
        .select(({ fn }) => fn.max('other.origin_seen_at').as('last'))
        .where('other.origin_source', '=', source),
    )
    .execute();
}

/** Items that were there again: their pages say as of when. */
export async function markSeen(
  db: Db,
  source: string,
  keys: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  if (keys.length === 0) return;
  await db
    .updateTable('item')
    .set({ origin_seen_at: now })
    .where('origin_source', '=', source)
    .where('origin_key', 'in', keys)
    .execute();
}

export async function markGone(db: Db, source: string, key: string, now: Temporal.Instant): Promise<void> {
  await db
    .updateTable('source_item')
    .set({ gone_at: now })
    .where('source', '=', source)
    .where('key', '=', key)
    .where('gone_at', 'is', null)
    .execute();
}
