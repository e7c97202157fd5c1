import { createHash, randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';

const TOKEN_BYTES = 32;
/** How long a link that was mailed or printed lets somebody in. */
export const LINK_MINUTES = 15;

/** Path of the page that lets somebody in by a link, without a language. */
export function linkPath(token: string): string {
  return `/masuk/tautan/${token}`;
}

/**
 * Makes a link that lets a person in once.
 *
 * @returns what the link holds; it stands nowhere else
 */
export async function makeLink(
  db: Kysely<DatabaseSchema>,
  staffId: string,
  now: Temporal.Instant,
  minutes = LINK_MINUTES,
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await db
    .insertInto('sign_in_link')
    .values({
      digest: digestOf(token),
      staff: staffId,
      made_at: now,
      expires_at: now.add({ minutes }),
    })
    .execute();
  return token;
}

/** Whether a link would still let somebody in. Looking uses nothing up: mail scanners look too. */
export async function isLinkGood(
  db: Kysely<DatabaseSchema>,
  token: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const found = await db
    .selectFrom('sign_in_link')
    .innerJoin('staff', 'staff.id', 'sign_in_link.staff')
    .select('sign_in_link.staff')
    .where('digest', '=', digestOf(token))
    .where('expires_at', '>', now)
    .where('staff.active', '=', true)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Uses a link up. Of two who use it at once, one gets in.
 *
 * @returns the person whom it lets in; undefined where it is used, too old, or none
 */
export async function useLink(
  trx: Transaction<DatabaseSchema>,
  token: string,
  now: Temporal.Instant,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const used = await trx
    .deleteFrom('sign_in_link')
    .where('digest', '=', digestOf(token))
    .where('expires_at', '>', now)
    .returning('staff')
    .executeTakeFirst();
  if (!used) return undefined;
  return trx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', '=', used.staff)
    .where('active', '=', true)
    .executeTakeFirst();
}

/** Takes away what is too old to let anybody in. */
export async function sweepLinks(db: Kysely<DatabaseSchema>, now: Temporal.Instant): Promise<void> {
  await db.deleteFrom('sign_in_link').where('expires_at', '<=', now).execute();
  await db.deleteFrom('staff_session').where('expiresAt', '<=', now).execute();
  await db.deleteFrom('staff_verification').where('expiresAt', '<=', now).execute();
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
