/**
 * A process of its own for the tests of the database. It tells what happens in lines of JSON and goes on when it
 * gets a line.
 *
 *   database-process.ts use DATA_DIR          acquires the embedded server, releases it on the next line
 *   database-process.ts again DATA_DIR N      acquires, asks, and releases N times
 *   database-process.ts migrate URL           runs a slow migration on the next line
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { Client } from 'pg';
import { acquireEmbedded } from '../../src/platform/database/embedded.ts';
import { type Migration, migrate } from '../../src/platform/database/migrate.ts';
import { createLogger } from '../../src/platform/log/logger.ts';

const [command, place = '', times = '1'] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin });
const log = createLogger({ level: 'silent' });
const tell = (event: string, data: unknown = null) =>
  process.stdout.write(`${JSON.stringify({ event, data })}\n`);

process.on('SIGINT', () => tell('interrupted'));

/** Quick, yet safe against the end of any process. */
const settings = { fsync: 'off' };

async function use(): Promise<void> {
  const server = await acquireEmbedded({ dataDir: place, log, settings, onProgress: (step) => tell(step) });
  tell('ready', server.url);
  await once(lines, 'line');
  await server.release();
  tell('released');
}

async function again(): Promise<void> {
  for (let i = 0; i < Number(times); i++) {
    const server = await acquireEmbedded({ dataDir: place, log, settings });
    const client = new Client({ connectionString: server.url });
    await client.connect();
    await client.query('select 1');
    await client.end();
    await server.release();
  }
  tell('released');
}

async function migrateOnce(): Promise<void> {
  tell('ready');
  await once(lines, 'line');
  const slow: Migration = {
    async up(db) {
      await sql`create table slow (id int primary key)`.execute(db);
      await sql`select pg_sleep(0.3)`.execute(db);
      await sql`insert into slow values (1)`.execute(db);
    },
  };
  const migrations = { '2026-01-01-001-slow': slow };
  tell('migrated', await migrate({ connection: { connectionString: place } }, migrations, log));
}

const commands: Record<string, () => Promise<void>> = { use, again, migrate: migrateOnce };
try {
  await commands[command ?? '']?.();
} catch (error) {
  tell('failed', error instanceof Error ? error.message : String(error));
}
lines.close();
