import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../audit/audit.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import { keyFileMark, readOrMakeKey, replaceKey } from './key-file.ts';
import { makePrivateJwk, SigningKeyError, signingKeyOf } from './keys.ts';
import { recordPublicKey } from './public-keys.ts';

/** Any number that nobody else takes an advisory lock on: "jen-sign" in ASCII. */
const LOCK = sql.lit(BigInt('0x6a656e2d7369676e'));

export interface KeyChange {
  readonly db: Kysely<DatabaseSchema>;
  readonly keysDir: string;
  readonly clock: Clock;
  readonly actor: Actor;
}

/**
 * Puts a new key in the place of the folder's. What the old one signed stays good; windows that run sign with the new
 * one from their next publication on.
 *
 * @returns ids of the new key and of the one before it
 * @throws SigningKeyError where the folder cannot be written
 */
export function rotateKey(
  change: KeyChange,
): Promise<{ readonly kid: string; readonly former: string | undefined }> {
  return change.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    return rotateWithin(trx, change);
  });
}

async function rotateWithin(trx: Transaction<DatabaseSchema>, { keysDir, clock, actor }: KeyChange) {
  const now = clock();
  const former = await recordedFileKey(trx, keysDir, now);
  const jwk = await makePrivateJwk(now);
  const key = await signingKeyOf(jwk);
  await recordPublicKey(trx, key);
  if (former !== undefined) await retire(trx, former, now);
  await appendAudit(trx, {
    actor,
    action: 'signing.rotate',
    subject: { kind: 'signing-key', id: key.kid },
    agency: null,
    before: { key: former },
    after: { key: key.kid },
  });
  // Last, and before the commit: should that fail, whoever signs with the new key records it.
  await replaceKey(keysDir, jwk);
  return { kid: key.kid, former };
}

/**
 * Says of a key that others have it, or may have it: what it signed from a moment on is not believed. Where it is the
 * folder's key, a new one takes its place. A moment that was said before is only ever moved back.
 *
 * @returns id of the key that took its place, where one did
 * @throws SigningKeyError where no such key was ever signed with
 */
export function revokeKey(
  change: KeyChange,
  revocation: { readonly kid: string; readonly since: Temporal.Instant; readonly reason: string },
): Promise<string | undefined> {
  const { kid, since, reason } = revocation;
  return change.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    const now = change.clock();
    const inUse = await recordedFileKey(trx, change.keysDir, now);
    const known = await trx.selectFrom('signing_key').selectAll().where('kid', '=', kid).executeTakeFirst();
    if (!known) throw new SigningKeyError('signing-key-unknown', `No key ${kid} was ever signed with.`);
    const before = known.revoked_since;
    const from = before !== null && Temporal.Instant.compare(before, since) < 0 ? before : since;
    await trx
      .updateTable('signing_key')
      .set({ revoked_since: from, revoked_reason: reason, retired_at: known.retired_at ?? now })
      .where('kid', '=', kid)
      .execute();
    await appendAudit(trx, {
      actor: change.actor,
      action: 'signing.revoke',
      subject: { kind: 'signing-key', id: kid },
      agency: null,
      before: { since: before, reason: known.revoked_reason },
      after: { since: from, reason },
    });
    return inUse === kid ? (await rotateWithin(trx, change)).kid : undefined;
  });
}

/** Id of the key in the folder, which stands in the table from then on; undefined where there is none. */
async function recordedFileKey(
  trx: Transaction<DatabaseSchema>,
  keysDir: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  if ((await keyFileMark(keysDir)) === undefined) return undefined;
  const key = await signingKeyOf(await readOrMakeKey(keysDir, now));
  await recordPublicKey(trx, key);
  return key.kid;
}

async function retire(trx: Transaction<DatabaseSchema>, kid: string, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('signing_key')
    .set({ retired_at: now })
    .where('kid', '=', kid)
    .where('retired_at', 'is', null)
    .execute();
}
