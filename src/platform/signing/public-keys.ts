import type { Kysely } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';
import type { SigningKey } from './keys.ts';

/** A public key with the time for which it is to be believed. */
export interface PublicKey {
  readonly kid: string;
  readonly x: string;
  readonly createdAt: Temporal.Instant;
  readonly retiredAt: Temporal.Instant | null;
  readonly revoked: { readonly since: Temporal.Instant; readonly reason: string } | null;
}

/** A window has few keys, even after a century of a new one each month. */
const MOST_KEYS = 1_000;

/** Every key that was ever signed with, the newest first. */
export async function readPublicKeys(db: Kysely<DatabaseSchema>): Promise<readonly PublicKey[]> {
  const rows = await db
    .selectFrom('signing_key')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('kid')
    .limit(MOST_KEYS)
    .execute();
  return rows.map((row) => ({
    kid: row.kid,
    x: row.x,
    createdAt: row.created_at,
    retiredAt: row.retired_at,
    revoked: row.revoked_since && { since: row.revoked_since, reason: row.revoked_reason ?? '' },
  }));
}

/** Records a key's public part, before anything is signed by it; once is as good as often. */
export async function recordPublicKey(db: Kysely<DatabaseSchema>, key: SigningKey): Promise<void> {
  await db
    .insertInto('signing_key')
    .values({ kid: key.kid, x: key.x, created_at: key.createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
