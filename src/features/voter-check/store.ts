import type { Kysely, Selectable, Transaction } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { RollTable } from './tables.ts';

/** A roll as the database knows it. */
export type PublishedRoll = Selectable<RollTable>;

/** What a roll is a roll of: there is one current roll for each. */
export interface RollSubject {
  readonly election: string;
  readonly list: string;
  readonly area: string;
}

/** Some hundred rolls are published in an election; older ones stay reachable by their id. */
const MOST_LISTED = 500;

/** Published rolls, the latest first. */
export function listRolls(db: Kysely<DatabaseSchema>, limit = MOST_LISTED): Promise<PublishedRoll[]> {
  return db.selectFrom('roll').selectAll().orderBy('published_at', 'desc').limit(limit).execute();
}

/** The rolls that are asked. */
export function listCurrentRolls(db: Kysely<DatabaseSchema>): Promise<PublishedRoll[]> {
  return db
    .selectFrom('roll')
    .selectAll()
    .where('current', '=', true)
    .orderBy('published_at', 'desc')
    .limit(MOST_LISTED)
    .execute();
}

/** The roll of this id, current or not. */
export function findRoll(db: Kysely<DatabaseSchema>, rollId: string): Promise<PublishedRoll | undefined> {
  return db.selectFrom('roll').selectAll().where('roll_id', '=', rollId).limit(1).executeTakeFirst();
}

/** The current roll of an election, list and area. */
export function findCurrentRoll(
  db: Kysely<DatabaseSchema>,
  { election, list, area }: RollSubject,
): Promise<PublishedRoll | undefined> {
  return db
    .selectFrom('roll')
    .selectAll()
    .where('election', '=', election)
    .where('list', '=', list)
    .where('area', '=', area)
    .where('current', '=', true)
    .limit(1)
    .executeTakeFirst();
}

/** Writes a roll as the current one, in place of the one that was current. */
export async function insertCurrentRoll(
  trx: Transaction<DatabaseSchema>,
  roll: Omit<PublishedRoll, 'current'>,
): Promise<void> {
  await trx
    .updateTable('roll')
    .set({ current: false })
    .where('election', '=', roll.election)
    .where('list', '=', roll.list)
    .where('area', '=', roll.area)
    .where('current', '=', true)
    .execute();
  await trx
    .insertInto('roll')
    .values({ ...roll, current: true })
    .execute();
}
