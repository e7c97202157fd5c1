import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';

type Db = Kysely<DatabaseSchema>;

/** A file waits for its sender's yes for so long. */
const KEPT = { hours: 1 } as const;

/** A file that somebody sent, with what they were shown of it. */
export interface KeptUpload {
  readonly election: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** Digest of the plan that was shown. */
  readonly seen: string;
}

/** Keeps a file until its sender says yes. */
export async function keepUpload(
  db: Db,
  staff: string,
  { election, name, bytes, seen }: KeptUpload,
  now: Temporal.Instant,
): Promise<string> {
  const id = randomUUID();
  // One at a time: the file before was meant to be another one.
  await dropUpload(db, staff);
  await db
    .insertInto('polling_place_upload')
    .values({ id, staff, election, name, bytes, seen, created_at: now })
    .execute();
  return id;
}

/** The file that this person sent; undefined where it was put away, or somebody else sent it. */
export async function findUpload(
  db: Db,
  staff: string,
  id: string,
  now: Temporal.Instant,
): Promise<KeptUpload | undefined> {
  return db
    .selectFrom('polling_place_upload')
    .select(['election', 'name', 'bytes', 'seen'])
    .where('id', '=', id)
    .where('staff', '=', staff)
    .where('created_at', '>=', now.subtract(KEPT))
    .executeTakeFirst();
}

/** Puts away what nobody said yes to in time. */
export async function sweepUploads(db: Db, now: Temporal.Instant): Promise<void> {
  await db.deleteFrom('polling_place_upload').where('created_at', '<', now.subtract(KEPT)).execute();
}

export async function dropUpload(db: Db, staff: string): Promise<void> {
  await db.deleteFrom('polling_place_upload').where('staff', '=', staff).execute();
}
