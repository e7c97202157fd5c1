import type { Kysely } from 'kysely';
import type { PollingPlace } from '../../../domain/polling-place.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { toPlace } from '../rows.ts';

/** What somebody looks for: nothing, a number on a sign, or a code or its beginning. */
export type PlaceWords =
  | { readonly kind: 'none' }
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'code'; readonly prefix: string };

/** Undefined where it is neither a number nor a code. */
export function readWords(text: string): PlaceWords | undefined {
  const digits = text.trim().replace(/[.\s]/g, '');
  if (digits === '') return { kind: 'none' };
  if (/^\d{1,3}$/.test(digits)) return { kind: 'number', number: digits.padStart(3, '0') };
  return /^\d{4,13}$/.test(digits) ? { kind: 'code', prefix: digits } : undefined;
}

export interface PlaceQuery {
  readonly election: string;
  /** A kelurahan; absent: the whole city. */
  readonly area?: string | undefined;
  readonly words: PlaceWords;
  /** Only codes after this one. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface FoundPlace {
  readonly place: PollingPlace;
  /** Id of the item by which staff wrote it; absent where a file brought it. */
  readonly item?: string;
}

const LAST_CODE = '9999999999999';

/** Polling places for staff, withdrawn ones among them, by code. Each way of asking has an index. */
export async function findPlaces(
  db: Kysely<DatabaseSchema>,
  { election, area, words, after, limit }: PlaceQuery,
): Promise<readonly FoundPlace[]> {
  let rows = db.selectFrom('polling_place').selectAll().where('election', '=', election);
  if (area !== undefined) rows = rows.where('area', '=', area);
  if (words.kind === 'number') rows = rows.where('display_number', '=', words.number);
  if (words.kind === 'code') {
    // Codes have 13 digits: those that begin so lie between two.
    rows = rows
      .where('code', '>=', words.prefix.padEnd(LAST_CODE.length, '0'))
      .where('code', '<=', words.prefix + LAST_CODE.slice(words.prefix.length));
  }
  if (after !== undefined) rows = rows.where('code', '>', after);
  const found = await rows.orderBy('code').limit(limit).execute();
  return found.map((row) => ({ place: toPlace(row, []), ...(row.item !== null && { item: row.item }) }));
}
