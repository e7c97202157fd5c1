import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Log } from '../log/logger.ts';
import type { Database } from './database.ts';
import { asDatabaseError, isDatabaseUnavailable } from './errors.ts';
import { openPool } from './pool.ts';
import type { DatabaseSchema } from './schema.ts';

export type { Migration };

/** The database has had migrations that this version of the code does not know: it is of a newer version. */
export class DatabaseNewerThanCode extends Error {
  readonly code = 'database-newer-than-code';
  readonly unknownMigrations: readonly string[];

  constructor(unknownMigrations: readonly string[]) {
    super(
      `The database is newer than this version of Jendela: it has had ${unknownMigrations.join(', ')}. ` +
        'Start the version that was running before, or a later one.',
    );
    this.name = 'DatabaseNewerThanCode';
    this.unknownMigrations = unknownMigrations;
  }
}

/** A migration failed; the database is as it was before. */
export class MigrationFailed extends Error {
  readonly code = 'migration-failed';
  readonly migration: string | null;

  constructor(migration: string | null, cause: unknown) {
    const what = migration === null ? 'The migrations' : `The migration ${migration}`;
    super(`${what} failed, and nothing was changed: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
    this.name = 'MigrationFailed';
    this.migration = migration;
  }
}

/** Any number that nobody else takes an advisory lock on: "jendela" in ASCII. */
const LOCK = sql.lit(BigInt('0x6a656e64656c61'));

/**
 * Brings the database forward: runs what has not been run, in the order of the names, all in one transaction.
 * Processes that start at the same time do it one after the other, and wait as long as that takes.
 *
 * Names sort by time (`2026-11-24-001-elections`). One that sorts before what has been run is run all the same:
 * features are independent of each other, and one of them may arrive late.
 *
 * @returns the names of what was run
 * @throws {DatabaseNewerThanCode}
 * @throws {MigrationFailed}
 * @throws {DatabaseUnavailable}
 */
export async function migrate(
  database: Pick<Database, 'connection'>,
  migrations: Readonly<Record<string, Migration>>,
  log: Log,
): Promise<string[]> {
  // A connection of its own, since neither waiting for the lock nor a large migration knows a time limit.
  const { db } = openPool(database.connection, { size: 1, statementTimeout: 0, log });
  try {
    return await db.connection().execute(async (session) => {
      // Ends with the session at the latest.
      await sql`select pg_advisory_lock(${LOCK})`.execute(session);
      await refuseNewer(session, migrations);
      return await run(session, migrations);
    });
  } finally {
    await db.destroy();
  }
}

async function refuseNewer(
  session: Kysely<DatabaseSchema>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const table = await sql<{ exists: boolean }>`
    select to_regclass('kysely_migration') is not null as exists`.execute(session);
  if (table.rows[0]?.exists !== true) return;
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    session,
  );
  const unknown = applied.rows.map((row) => row.name).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw new DatabaseNewerThanCode(unknown);
}

async function run(
  session: Kysely<DatabaseSchema>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<string[]> {
  const migrator = new Migrator({
    db: session,
    provider: { getMigrations: async () => migrations },
    allowUnorderedMigrations: true,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    if (isDatabaseUnavailable(error)) throw asDatabaseError(error);
    throw new MigrationFailed(results.find(({ status }) => status === 'Error')?.migrationName ?? null, error);
  }
  return results.map(({ migrationName }) => migrationName);
}
