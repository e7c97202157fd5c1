import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { Channel } from '../../platform/views/channels.ts';

/** Without vowels, which make words, and without what is taken for something else when it is copied by hand. */
const ALPHABET = '23456789bcdfghjkmnpqrstvwxz';
const SHORTEST = 5;
const LONGEST = 7;
/** Tries at one length; a code is taken by chance only once there are millions. */
const TRIES = 4;

/** What is written behind a code: the way by which somebody comes. */
const CHANNEL_MARKS: Readonly<Record<string, Channel>> = { q: 'qr', w: 'wa', k: 'kartu', p: 'poster' };

/** A way of passing on, by its mark; without one it is the plain address. */
export type ShareMark = 'q' | 'w' | 'k' | 'p';

/** Path of a short address: `/s/k4wzt`, or `/s/k4wzt.q` where it is read from a QR code. */
export function shortPath(code: string, mark?: ShareMark): string {
  return `/s/${code}${mark === undefined ? '' : `.${mark}`}`;
}

/** The code and the channel of what stands behind `/s/`; undefined where it has not that form. */
export function parseShort(text: string): { readonly code: string; readonly channel: Channel } | undefined {
  const [, code, mark] = /^([2-9a-z]{5,7})(?:\.([a-z]))?$/.exec(text.toLowerCase()) ?? [];
  if (code === undefined) return undefined;
  return { code, channel: (mark === undefined ? undefined : CHANNEL_MARKS[mark]) ?? 'tautan' };
}

/** The code of an address of the window's own, made now if it has none. The same address has the same code for ever. */
export async function codeOf(
  db: Kysely<DatabaseSchema>,
  address: string,
  now: Temporal.Instant,
): Promise<string> {
  for (let length = SHORTEST; length <= LONGEST; length++) {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const known = await db
        .selectFrom('short_link')
        .select('code')
        .where('address', '=', address)
        .executeTakeFirst();
      if (known) return known.code;
      const made = await db
        .insertInto('short_link')
        .values({ code: randomCode(length), address, made_at: now })
        // Another window made one for this address meanwhile, or the code is taken: the next round tells.
        .onConflict((conflict) => conflict.doNothing())
        .returning('code')
        .executeTakeFirst();
      if (made) return made.code;
    }
  }
  throw new Error('No short address is free.');
}

/** The address that a code stands for. */
export async function addressOf(db: Kysely<DatabaseSchema>, code: string): Promise<string | undefined> {
  const row = await db.selectFrom('short_link').select('address').where('code', '=', code).executeTakeFirst();
  return row?.address;
}

function randomCode(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
