import { type Kysely, sql } from 'kysely';
import type { SomeLanguages } from '../../domain/item.ts';
import type { Shown } from '../../domain/item-state.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';

/** A version with its item, as the rows have it: nothing of it is believed before its signature was checked. */
export interface StoredVersion {
  readonly item: string;
  readonly kind: string;
  readonly agency: string;
  readonly subject: string | null;
  readonly slug: string;
  readonly shown: Shown;
  readonly newest: number;
  readonly expiresAt: Temporal.Instant | null;
  readonly version: number;
  readonly event: 'published' | 'corrected' | 'expired' | 'withdrawn';
  readonly at: Temporal.Instant;
  readonly content: unknown;
  readonly title: SomeLanguages;
  readonly text: SomeLanguages;
  readonly note: SomeLanguages;
  readonly signature: string;
}

/** Candidates that a pasted text is compared with. */
const MOST_CANDIDATES = 40;
/** Words by which they are looked for: the longest and the figures, which are the rarest. */
const MOST_LEXEMES = 40;
const MOST_VERSIONS = 100;

function versions(db: Kysely<DatabaseSchema>) {
  return db
    .selectFrom('item_version')
    .innerJoin('item', 'item.id', 'item_version.item')
    .where('item.audience', '=', 'public')
    .where('item.shown', '<>', 'none')
    .select([
      'item.kind',
      'item.agency',
      'item.subject',
      'item.slug',
      'item.shown',
      'item.version as newest',
      'item.expires_at',
      'item_version.item',
      'item_version.number',
      'item_version.event',
      'item_version.at',
      'item_version.content',
      'item_version.title_id',
      'item_version.title_en',
      'item_version.text_id',
      'item_version.text_en',
      'item_version.note_id',
      'item_version.note_en',
      'item_version.signature',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number];

/** The newest versions of items with one of these ids or subjects. */
export async function findByNames(
  db: Kysely<DatabaseSchema>,
  ids: readonly string[],
  subjects: readonly string[],
): Promise<readonly StoredVersion[]> {
  const rows = await versions(db)
    .whereRef('item_version.number', '=', 'item.version')
    .where((eb) => eb.or([eb('item.id', 'in', ids), eb('item.subject', 'in', subjects)]))
    .limit(MOST_CANDIDATES)
    .execute();
  return rows.map(toStored);
}

/** The newest versions of items that name one of these addresses as their source. */
export async function findBySource(
  db: Kysely<DatabaseSchema>,
  addresses: readonly string[],
): Promise<readonly StoredVersion[]> {
  const rows = await versions(db)
    .whereRef('item_version.number', '=', 'item.version')
    .where(sql<string>`item_version.envelope #>> '{source,url}'`, 'in', addresses)
    .orderBy('item_version.at', 'desc')
    .limit(1)
    .execute();
  return rows.map(toStored);
}

/** Versions of any time whose words are most like those of a text. */
export async function findByWords(
  db: Kysely<DatabaseSchema>,
  text: string,
): Promise<readonly StoredVersion[]> {
  const query = await rareWords(db, text);
  if (query === '') return [];
  const rank = sql<number>`ts_rank(item_version.words, ${query}::tsquery)`;
  const rows = await versions(db)
    .where(sql<boolean>`item_version.words @@ ${query}::tsquery`)
    .orderBy(rank, 'desc')
    .orderBy('item_version.at', 'desc')
    .limit(MOST_CANDIDATES)
    .execute();
  return rows.map(toStored);
}

/** All versions of an item, the newest first. */
export async function versionsOf(
  db: Kysely<DatabaseSchema>,
  item: string,
): Promise<readonly StoredVersion[]> {
  const rows = await versions(db)
    .where('item_version.item', '=', item)
    .orderBy('item_version.number', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
  return rows.map(toStored);
}

/** The stems of a text as the index has them, joined by "or". */
async function rareWords(db: Kysely<DatabaseSchema>, text: string): Promise<string> {
  const { rows } = await sql<{ lexeme: string }>`
    select distinct lexeme from (
      select lexeme from unnest(to_tsvector('jendela_id', ${text}))
      union all
      select lexeme from unnest(to_tsvector('jendela_en', ${text}))
    ) stems`.execute(db);
  return rows
    .map(({ lexeme }) => lexeme)
    .filter((lexeme) => /^[\p{L}\p{N}]{2,60}$/u.test(lexeme))
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, MOST_LEXEMES)
    .map((lexeme) => `'${lexeme}'`)
    .join(' | ');
}

function weight(lexeme: string): number {
  return lexeme.length + (/\d/.test(lexeme) ? 4 : 0);
}

function toStored(row: Row): StoredVersion {
  const {
    number: version,
    expires_at: expiresAt,
    title_id,
    title_en,
    text_id,
    text_en,
    note_id,
    note_en,
    ...rest
  } = row;
  return {
    ...rest,
    version,
    expiresAt,
    title: languages(title_id, title_en),
    text: languages(text_id, text_en),
    note: languages(note_id, note_en),
  };
}

function languages(id: string | null, en: string | null): SomeLanguages {
  return { ...(id ? { id } : {}), ...(en ? { en } : {}) };
}
