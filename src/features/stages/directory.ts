import type { Kysely } from 'kysely';
import type { Election, ElectionDirectory } from '../../domain/election.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { MOST_ELECTIONS } from './constants.ts';
import { toElection } from './rows.ts';

/** The elections as the database has them, for commands; pages read them by a reader, which keeps them. */
export function electionDirectory(db: Kysely<DatabaseSchema>): ElectionDirectory {
  return {
    async list() {
      return (await readElections(db)).map(({ election }) => election);
    },
    async find(id) {
      const row = await db.selectFrom('election').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toElection(row);
    },
  };
}

/** Every election, the latest voting day first, with the moment of its last change and of the last look. */
export async function readElections(
  db: Kysely<DatabaseSchema>,
): Promise<{ election: Election; changedAt: Temporal.Instant; checkedAt: Temporal.Instant }[]> {
  const rows = await db
    .selectFrom('election')
    .selectAll()
    .orderBy('voting_day', 'desc')
    .orderBy('id')
    .limit(MOST_ELECTIONS)
    .execute();
  return rows.map((row) => ({
    election: toElection(row),
    changedAt: row.changed_at,
    checkedAt: row.checked_at,
  }));
}
