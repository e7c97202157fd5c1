import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { withinArea } from '../../../platform/officers/within.ts';
import type { Vault } from '../../../platform/vault.ts';
import type { Whom } from '../whom.ts';

type Db = Kysely<DatabaseSchema> | Transaction<DatabaseSchema>;
export type Letters = Selectable<DatabaseSchema['officer_letters']>;

/** A PDF holds codes that work: it is there to be fetched, and gone soon. */
export const KEPT_MINUTES = 60;
/** More PDFs than a kabupaten has kecamatan, made twice. */
const MOST_LISTED = 200;
const KEY_PURPOSE = 'joining.letters';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Writes down letters that are to be printed; gives their id. */
export async function orderLetters(
  db: Db,
  whom: Whom,
  order: { readonly letters: number; readonly by: string; readonly now: Temporal.Instant },
): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('officer_letters')
    .values({
      id,
      election: whom.election,
      area: whom.area,
      place: whom.place ?? null,
      body: whom.body ?? null,
      overseer: whom.overseer ?? null,
      made_by: order.by,
      made_at: order.now,
      state: 'waiting',
      letters: order.letters,
      drawn: 0,
      bytes: null,
      done_at: null,
      key_sealed: null,
    })
    .execute();
  return id;
}

export async function findLetters(db: Db, id: string): Promise<Letters | undefined> {
  return db.selectFrom('officer_letters').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Letters of an area that are being made or can still be fetched, the latest first. */
export async function lettersIn(
  db: Db,
  { election, area, overseer }: Whom,
  now: Temporal.Instant,
): Promise<readonly Letters[]> {
  let query = db
    .selectFrom('officer_letters')
    .selectAll()
    .where('election', '=', election)
    .where('made_at', '>', now.subtract({ minutes: 2 * KEPT_MINUTES }))
    .where(withinArea('area', area));
  // What staff or the committee above printed may name members of the asker's own committee.
  if (overseer !== undefined) query = query.where('overseer', '=', overseer);
  return query.orderBy('made_at', 'desc').orderBy('area').limit(MOST_LISTED).execute();
}

/** Until when a PDF can be fetched. */
export function endOfLetters({ done_at }: Pick<Letters, 'done_at'>): Temporal.Instant | undefined {
  return done_at?.add({ minutes: KEPT_MINUTES });
}

/**
 * Keeps the parts of a PDF, each sealed by a key of these letters alone, which the vault seals: a stolen database holds
 * no code that works.
 */
export function sealParts(db: Kysely<DatabaseSchema>, vault: Vault, letters: string) {
  const key = randomBytes(KEY_BYTES);
  let number = 0;
  let bytes = 0;
  return {
    async begin(): Promise<void> {
      await db.deleteFrom('officer_letters_part').where('letters', '=', letters).execute();
      await db
        .updateTable('officer_letters')
        .set({
          state: 'working',
          drawn: 0,
          bytes: null,
          done_at: null,
          key_sealed: vault.seal(KEY_PURPOSE, key.toString('base64url')),
        })
        .where('id', '=', letters)
        .execute();
    },
    async add(part: Uint8Array): Promise<void> {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aadOf(letters, number));
      const sealed = Buffer.concat([cipher.update(part), cipher.final()]);
      await db
        .insertInto('officer_letters_part')
        .values({ letters, number, bytes: Buffer.concat([nonce, cipher.getAuthTag(), sealed]) })
        .execute();
      number += 1;
      bytes += part.length;
    },
    async end(now: Temporal.Instant, drawn: number): Promise<void> {
      await db
        .updateTable('officer_letters')
        .set({ state: 'done', done_at: now, bytes, drawn, letters: drawn })
        .where('id', '=', letters)
        .execute();
    },
  };
}

/** The PDF, part after part. */
export async function* openParts(
  db: Kysely<DatabaseSchema>,
  vault: Vault,
  { id, key_sealed }: Pick<Letters, 'id' | 'key_sealed'>,
): AsyncGenerator<Uint8Array> {
  if (key_sealed === null) return;
  const key = Buffer.from(vault.open(KEY_PURPOSE, key_sealed), 'base64url');
  for (let number = 0; ; number++) {
    const part = await db
      .selectFrom('officer_letters_part')
      .select('bytes')
      .where('letters', '=', id)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!part) return;
    const head = NONCE_BYTES + TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', key, part.bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(aadOf(id, number))
      .setAuthTag(part.bytes.subarray(NONCE_BYTES, head));
    yield Buffer.concat([decipher.update(part.bytes.subarray(head)), decipher.final()]);
  }
}

/** Removes PDFs whose time is over, and letters that nobody waits for any more. */
export async function sweepLetters(db: Db, now: Temporal.Instant): Promise<void> {
  await db
    .deleteFrom('officer_letters')
    .where((where) =>
      where.or([
        where('done_at', '<', now.subtract({ minutes: KEPT_MINUTES })),
        where('made_at', '<', now.subtract({ hours: 24 })),
      ]),
    )
    .execute();
}

function aadOf(letters: string, number: number): Buffer {
  return Buffer.from(`${letters} ${number}`);
}
