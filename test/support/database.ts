import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { createLogger } from '../../src/platform/log/logger.ts';
import { allMigrations } from '../../src/window/migrations.ts';

const silent = createLogger({ level: 'silent' });

export interface TestDatabase {
  /** An address for DATABASE_URL, for processes that a test starts. */
  readonly url: string;
  readonly database: Database;
  readonly db: Database['db'];
  /** Closes the connections of this test and drops the database with those of all others. */
  drop(): Promise<void>;
}

/**
 * An empty database on the server of this run; call it in `beforeAll`, and `drop` in `afterAll`.
 * @param name part of the database's name, to be known by in the server's log
 */
export async function createTestDatabase(name = 'test'): Promise<TestDatabase> {
  return makeDatabase(name);
}

/**
 * The same with all tables. On a server of this run alone the first one is copied for the others, which takes a tenth of
 * the time that migrating takes.
 */
export async function createMigratedDatabase(name: string): Promise<TestDatabase> {
  if (inject('postgresIsOwn')) return makeDatabase(name, await migratedTemplate());
  const made = await makeDatabase(name);
  await migrate(made.database, allMigrations(), silent);
  return made;
}

async function makeDatabase(name: string, template?: string): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const databaseName = `jendela_${name}_${randomBytes(6).toString('hex')}`;
  const from = template === undefined ? '' : ` template ${escapeIdentifier(template)}`;
  await onServer(server, (client) =>
    client.query(`create database ${escapeIdentifier(databaseName)}${from}`),
  );
  const url = addressOf(databaseName);
  const database = await openTestDatabase(url);
  return {
    url,
    database,
    db: database.db,
    async drop() {
      await database.close();
      await onServer(server, (client) =>
        client.query(`drop database if exists ${escapeIdentifier(databaseName)} with (force)`),
      );
    },
  };
}

const TEMPLATE = 'jendela_migrated';
/** Any number that no other test locks. */
const TEMPLATE_LOCK = 20_241_127;

/** Name of the database that others are copied from; whoever needs it first makes it, and the others wait. */
async function migratedTemplate(): Promise<string> {
  await onServer(inject('postgresUrl'), async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount !== 0) return;
    // Nobody takes it for ready before it is: one that was left half by a failure is made anew.
    const part = `${TEMPLATE}_part`;
    await client.query(`drop database if exists ${escapeIdentifier(part)}`);
    await client.query(`create database ${escapeIdentifier(part)}`);
    const database = await openTestDatabase(addressOf(part));
    try {
      await migrate(database, allMigrations(), silent);
    } finally {
      await database.close();
    }
    await client.query(`alter database ${escapeIdentifier(part)} rename to ${escapeIdentifier(TEMPLATE)}`);
  });
  return TEMPLATE;
}

function addressOf(databaseName: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${databaseName}`;
  return url.href;
}

function openTestDatabase(databaseUrl: string): Promise<Database> {
  // The folder is not used with an address.
  return openDatabase({ databaseUrl, dataDir: '/nonexistent', log: silent, poolSize: 5 });
}

/** Ends the connection, and with it what it locked. */
async function onServer(url: string, run: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
