import { type Kysely, sql, type Transaction } from 'kysely';
import type { Bilingual } from '../domain/text.ts';
import type { DatabaseSchema } from './database/schema.ts';
import type { Lang } from './i18n/messages.ts';

const LONGEST_QUERY = 100;
const ROWS_AT_ONCE = 500;

/** Something that can be found: a stage, a polling place, an area. */
export interface SearchEntry {
  /** Unique within the feature and the scope. */
  readonly ref: string;
  readonly title: Bilingual;
  readonly text: Bilingual;
  /** Path without a language. */
  readonly href: string;
  /** Codes by which it is found to the letter, such as a TPS code. */
  readonly codes?: readonly string[];
}

export interface SearchHit {
  readonly feature: string;
  readonly title: string;
  readonly text: string;
  readonly href: string;
}

/** Replaces everything that a feature has under a scope (an election, say), in the transaction of its change. */
export async function replaceSearchEntries(
  trx: Transaction<DatabaseSchema>,
  feature: string,
  scope: string,
  entries: readonly SearchEntry[],
): Promise<void> {
  await trx.deleteFrom('search_entry').where('feature', '=', feature).where('scope', '=', scope).execute();
  await insertEntries(trx, feature, scope, entries);
}

async function insertEntries(
  trx: Transaction<DatabaseSchema>,
  feature: string,
  scope: string,
  entries: readonly SearchEntry[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += ROWS_AT_ONCE) {
    const rows = entries.slice(at, at + ROWS_AT_ONCE).flatMap((entry) =>
      (['id', 'en'] as const).map((lang) => ({
        feature,
        scope,
        ref: entry.ref,
        lang,
        title: entry.title[lang],
        body: entry.text[lang],
        href: entry.href,
        codes: (entry.codes ?? []).join(' '),
      })),
    );
    await trx.insertInto('search_entry').values(rows).execute();
  }
}

/** Replaces one entry of a scope, or takes it out, in the transaction of its change. */
export async function replaceSearchEntry(
  trx: Transaction<DatabaseSchema>,
  feature: string,
  scope: string,
  ref: string,
  entry: SearchEntry | undefined,
): Promise<void> {
  await trx
    .deleteFrom('search_entry')
    .where('feature', '=', feature)
    .where('scope', '=', scope)
    .where('ref', '=', ref)
    .execute();
  if (entry) await insertEntries(trx, feature, scope, [entry]);
}

/**
 * What a person's words find, best first (a title to the letter, then by rank over length): whole words as the language bends them, beginnings of words, codes to the
 * letter, and where none of these finds anything, titles that are spelled alike.
 */
export async function findEntries(
  db: Kysely<DatabaseSchema>,
  lang: Lang,
  words: string,
  limit: number,
): Promise<readonly SearchHit[]> {
  const asked = words.trim().slice(0, LONGEST_QUERY);
  const prefix = prefixQuery(asked);
  if (prefix === '') return [];
  const config = sql.lit(lang === 'id' ? 'jendela_id' : 'jendela_en');
  const byWords = await sql<SearchHit>`
    with asked as (
      select (websearch_to_tsquery(${config}::regconfig, ${asked})
        || to_tsquery('jendela_simple', ${prefix})) as query
    )
    select feature, title, body as text, href
    from search_entry, asked
    where lang = ${lang} and document @@ asked.query
    order by lower(title) = lower(${asked}) desc, ts_rank_cd(document, asked.query, 1) desc, length(title), href
    limit ${limit}`.execute(db);
  if (byWords.rows.length > 0) return byWords.rows;
  const alike = await sql<SearchHit>`
    select feature, title, body as text, href
    from search_entry
    where lang = ${lang} and title % ${asked}
    order by similarity(title, ${asked}) desc, href
    limit ${limit}`.execute(db);
  return alike.rows;
}

/** Every word must be there, the last perhaps only begun. Anything but letters and figures parts words. */
function prefixQuery(words: string): string {
  return (words.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `${word}:*`).join(' & ');
}
