import { type Kysely, type Selectable, sql } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import { isCurrent } from '../../domain/item-state.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import type { ItemKind } from './kind.ts';
import type { ItemQuery, ItemReader, PublishedItem, PublishedVersion } from './reader.ts';
import { someLanguages, toEnvelope } from './rows.ts';
import type { ItemTable, ItemVersionTable } from './tables.ts';

/** Versions of one item that its history lists. */
const MOST_VERSIONS = 100;
const CURRENT = ['published', 'corrected'] as const;

type ItemRow = Selectable<ItemTable>;
type VersionRow = Selectable<ItemVersionTable>;

/** Reads published items. Those of a kind whose feature is switched off are not found. */
export function createItemReader(options: {
  readonly db: Kysely<DatabaseSchema>;
  readonly kinds: () => ReadonlyMap<string, ItemKind>;
  readonly clock: Clock;
}): ItemReader {
  const { db, kinds, clock } = options;

  async function read(rows: readonly ItemRow[]): Promise<PublishedItem[]> {
    if (rows.length === 0) return [];
    const versions = await db
      .selectFrom('item_version')
      .selectAll('item_version')
      .innerJoin('item', (join) =>
        join.onRef('item.id', '=', 'item_version.item').onRef('item.version', '=', 'item_version.number'),
      )
      .where(
        'item.id',
        'in',
        rows.map(({ id }) => id),
      )
      .limit(rows.length)
      .execute();
    const byItem = new Map(versions.map((version) => [version.item, version]));
    return rows.flatMap((row) => {
      const version = byItem.get(row.id);
      const kind = kinds().get(row.kind);
      return version && kind && row.shown !== 'none'
        ? [toPublished(row, shownNow(row, row.shown, clock()), version, kind)]
        : [];
    });
  }

  return {
    list: async (query) => read(await listRows(db, query, clock())),
    async find(id) {
      const row = await db
        .selectFrom('item')
        .selectAll()
        .where('id', '=', id)
        .where('shown', '<>', 'none')
        .executeTakeFirst();
      return row && (await read([row]))[0];
    },
    async bySubject(kind, subject) {
      const row = await db
        .selectFrom('item')
        .selectAll()
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where('shown', '<>', 'none')
        .executeTakeFirst();
      return row && (await read([row]))[0];
    },
    async versions(id) {
      const rows = await db
        .selectFrom('item_version')
        .selectAll('item_version')
        .innerJoin('item', 'item.id', 'item_version.item')
        .select('item.kind')
        .where('item', '=', id)
        .orderBy('number', 'desc')
        .limit(MOST_VERSIONS)
        .execute();
      return rows.flatMap((row) => {
        const kind = kinds().get(row.kind);
        return kind ? [toVersion(row, kind)] : [];
      });
    },
  };
}

async function listRows(
  db: Kysely<DatabaseSchema>,
  query: ItemQuery,
  now: Temporal.Instant,
): Promise<readonly ItemRow[]> {
  const shown = query.shown ?? CURRENT;
  let rows = db
    .selectFrom('item')
    .selectAll('item')
    .where('kind', 'in', query.kinds)
    .where('shown', 'in', shown)
    .where('audience', '=', query.audience ?? 'public');
  // What the clock has ended counts as ended from that moment on, before a job has written it down.
  if (!shown.includes('expired')) {
    rows = rows.where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]));
  }
  const { area, urgency, agency, category, words, before } = query;
  if (area !== undefined) {
    rows = rows.where(
      sql<boolean>`(item.areas = '{}' or item.areas && ${sql.val(areaAndAbove(area))}::text[])`,
    );
  }
  if (urgency !== undefined) rows = rows.where('urgency', '=', urgency);
  if (agency !== undefined) rows = rows.where('agency', '=', agency);
  if (category !== undefined) {
    rows = rows.where(
      sql<boolean>`exists (
        select from item_version v
        where v.item = item.id and v.number = item.version and v.content->>'category' = ${category})`,
    );
  }
  if (words !== undefined && words.trim() !== '') {
    rows = rows.where(
      sql<boolean>`exists (
        select from item_version v
        where v.item = item.id and v.number = item.version
        and v.words @@ (websearch_to_tsquery('jendela_id', ${words}) || websearch_to_tsquery('jendela_en', ${words})))`,
    );
  }
  if (before) {
    rows = rows.where(sql<boolean>`(item.published_at, item.id) < (${before.publishedAt}, ${before.id})`);
  }
  const moment = query.newest === 'changed' ? 'changed_at' : 'published_at';
  return rows.orderBy(moment, 'desc').orderBy('id', 'desc').limit(query.limit).execute();
}

/** `32.76.01.1001` and the areas that it lies in: an item for a kecamatan is one for each of its kelurahan. */
function areaAndAbove(code: string): string[] {
  const parts = code.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

function shownNow(
  row: ItemRow,
  shown: PublishedItem['shown'],
  now: Temporal.Instant,
): PublishedItem['shown'] {
  const over = row.expires_at !== null && Temporal.Instant.compare(row.expires_at, now) <= 0;
  return isCurrent(shown) && over ? 'expired' : shown;
}

function toPublished(
  row: ItemRow,
  shown: PublishedItem['shown'],
  version: VersionRow,
  kind: ItemKind,
): PublishedItem {
  const { expiresAt: _, reviewOn: __, ...envelope } = toEnvelope(version.envelope);
  return {
    id: row.id,
    kind: row.kind,
    agency: row.agency,
    slug: row.slug,
    shown,
    version: row.version,
    publishedAt: row.published_at ?? version.at,
    changedAt: row.changed_at ?? version.at,
    ...textsOf(version, kind),
    // A date that was confirmed since stands in the item itself.
    envelope: {
      ...envelope,
      ...(row.expires_at ? { expiresAt: row.expires_at } : {}),
      ...(row.review_on ? { reviewOn: Temporal.PlainDate.from(row.review_on) } : {}),
    },
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.origin_source && row.origin_seen_at
      ? { origin: { source: row.origin_source, seenAt: row.origin_seen_at } }
      : {}),
  };
}

function toVersion(row: VersionRow, kind: ItemKind): PublishedVersion {
  return { version: row.number, event: row.event, at: row.at, ...textsOf(row, kind) };
}

function textsOf(row: VersionRow, kind: ItemKind) {
  const note = someLanguages(row.note_id, row.note_en);
  return {
    content: kind.schema.parse(row.content),
    title: someLanguages(row.title_id, row.title_en),
    text: someLanguages(row.text_id, row.text_en),
    signature: row.signature,
    ...(note.id || note.en ? { note } : {}),
  };
}
