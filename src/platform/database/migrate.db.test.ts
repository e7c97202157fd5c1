import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { startDatabaseProcess } from '../../../test/support/processes.ts';
import { createLogger } from '../log/logger.ts';
import { type Migration, migrate } from './migrate.ts';

const log = createLogger({ level: 'silent' });
let test: TestDatabase;

beforeEach(async () => {
  test = await createTestDatabase('migrate');
});
afterEach(async () => {
  await test.drop();
});

const creates = (table: string): Migration => ({
  up: (db) => db.schema.createTable(table).addColumn('id', 'integer').execute(),
});

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%' order by 1`.execute(test.db);
  return rows.map(({ name }) => name);
}

describe('migrate', () => {
  it('runs what is new, in the order of the names', async () => {
    const first = { '2026-01-02-001-b': creates('b'), '2026-01-01-001-a': creates('a') };
    expect(await migrate(test.database, first, log)).toEqual(['2026-01-01-001-a', '2026-01-02-001-b']);
    expect(await migrate(test.database, first, log)).toEqual([]);
    expect(await migrate(test.database, { ...first, '2026-01-03-001-c': creates('c') }, log)).toEqual([
      '2026-01-03-001-c',
    ]);
    expect(await tables()).toEqual(['a', 'b', 'c']);
  });

  it('runs one of a feature that arrives late', async () => {
    await migrate(test.database, { '2026-01-02-001-b': creates('b') }, log);
    const both = { '2026-01-01-001-a': creates('a'), '2026-01-02-001-b': creates('b') };
    expect(await migrate(test.database, both, log)).toEqual(['2026-01-01-001-a']);
  });

  it('is done once by processes that start at the same moment', async () => {
    const all = [1, 2, 3].map(() => startDatabaseProcess(['migrate', test.url]));
    await Promise.all(all.map((one) => one.until('ready')));
    for (const one of all) one.go();
    const ran = await Promise.all(all.map((one) => one.until('migrated')));
    expect(ran.flat()).toEqual(['2026-01-01-001-slow']);
    expect(await Promise.all(all.map((one) => one.ended))).toEqual([0, 0, 0]);
    expect(await tables()).toEqual(['slow']);
  });

  it('changes nothing when one of them fails, and names it', async () => {
    const migrations = {
      '2026-01-01-001-a': creates('a'),
      '2026-01-02-001-broken': {
        async up(db) {
          await sql`select * from nowhere`.execute(db);
        },
      } satisfies Migration,
    };
    await expect(migrate(test.database, migrations, log)).rejects.toMatchObject({
      code: 'migration-failed',
      migration: '2026-01-02-001-broken',
      message: expect.stringContaining('relation "nowhere" does not exist'),
    });
    expect(await tables()).toEqual([]);
  });

  it('refuses a database that is newer than the code', async () => {
    const older = { '2026-01-01-001-a': creates('a') };
    await migrate(test.database, { ...older, '2026-02-01-001-later': creates('later') }, log);
    await expect(
      migrate(test.database, { ...older, '2026-01-03-001-c': creates('c') }, log),
    ).rejects.toMatchObject({
      code: 'database-newer-than-code',
      unknownMigrations: ['2026-02-01-001-later'],
    });
    expect(await tables()).toEqual(['a', 'later']);
  });
});
