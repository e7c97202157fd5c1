import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { takeDatabaseAway } from '../../../test/support/database-away.ts';
import { migrate } from '../database/migrate.ts';
import { createLogger } from '../log/logger.ts';
import { platformMigrations } from '../migrations.ts';
import { createSharedRateLimit } from './shared-rate-limit.ts';

let test: TestDatabase;
let now = Temporal.Instant.from('2024-11-27T00:00:00Z');
const clock = () => now;

beforeAll(async () => {
  test = await createTestDatabase('rate_limit');
  await migrate(test.database, platformMigrations, createLogger({ level: 'silent' }));
});
afterAll(() => test.drop());

const windowOf = (secret: string) =>
  createSharedRateLimit({ db: test.db, perMinute: 10, clock, key: new TextEncoder().encode(secret) });

it('is one budget for all windows, however they ask at once', async () => {
  const windows = [windowOf('shared'), windowOf('shared'), windowOf('shared')];
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) => windows[at % 3]?.take('198.51.100.1', 1)),
  );
  expect(answers.filter((answer) => answer?.allowed)).toHaveLength(10);
  expect((await windows[0]?.take('198.51.100.2', 10))?.allowed).toBe(true);
  expect((await windowOf('another').take('198.51.100.1', 10)).allowed).toBe(true);
});

it('says when there is more, and begins anew after a minute', async () => {
  const limit = windowOf('minute');
  await limit.take('a', 10);
  now = now.add({ seconds: 25 });
  expect(await limit.take('a', 1)).toEqual({ allowed: false, retryAfter: 35 });
  now = now.add({ seconds: 35 });
  expect((await limit.take('a', 10)).allowed).toBe(true);
  expect((await limit.take('b', 11)).allowed).toBe(false);
});

it('keeps no address, and nothing for long', async () => {
  const limit = windowOf('traces');
  await limit.take('203.0.113.9', 1);
  const rows = await test.db.selectFrom('rate_limit').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('203.0.113');
  now = now.add({ minutes: 10 });
  await limit.take('203.0.113.10', 1);
  expect(await test.db.selectFrom('rate_limit').selectAll().execute()).toHaveLength(1);
});

it('goes on counting in each window while the database is away', async () => {
  const limit = windowOf('away');
  const bringBack = await takeDatabaseAway(test.url);
  try {
    expect((await limit.take('a', 10)).allowed).toBe(true);
    expect((await limit.take('a', 1)).allowed).toBe(false);
  } finally {
    await bringBack();
  }
});
