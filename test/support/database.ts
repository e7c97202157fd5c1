import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { createLogger } from '../../src/platform/log/logger.ts';

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
  const server = inject('postgresUrl');
  const databaseName = `jendela_${name}_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${escapeIdentifier(databaseName)}`);
  const url = new URL(server);
  url.pathname = `/${databaseName}`;
  const database = await openDatabase({
    databaseUrl: url.href,
    dataDir: '/nonexistent', // not used with an address
    log: createLogger({ level: 'silent' }),
    poolSize: 5,
  });
  return {
    url: url.href,
    database,
    db: database.db,
    async drop() {
      await database.close();
      await onServer(server, `drop database if exists ${escapeIdentifier(databaseName)} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
