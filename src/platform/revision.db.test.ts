import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { takeDatabaseAway } from '../../test/support/database-away.ts';
import { openDatabase } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { createLogger } from './log/logger.ts';
import { platformMigrations } from './migrations.ts';
import { bumpRevision, watchRevision } from './revision.ts';

const log = createLogger({ level: 'silent' });
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase('revision');
  await migrate(test.database, platformMigrations, log);
});
afterAll(() => test.drop());

const bump = () => test.db.transaction().execute(bumpRevision);

it('reaches every window, each with a connection of its own', async () => {
  const other = await openDatabase({ databaseUrl: test.url, dataDir: '/nonexistent', log, poolSize: 1 });
  const here = await watchRevision(test.database);
  const there = await watchRevision(other);
  const start = here.current();
  await bump();
  await vi.waitFor(() => expect([here.current(), there.current()]).toEqual([start + 1, start + 1]));
  await here.stop();
  await there.stop();
  await other.close();
});

it('says nothing of a change that was rolled back', async () => {
  const watch = await watchRevision(test.database);
  const start = watch.current();
  const refused = test.db.transaction().execute(async (trx) => {
    await bumpRevision(trx);
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  await bump();
  await vi.waitFor(() => expect(watch.current()).toBe(start + 1));
  await watch.stop();
});

it('learns what changed while the database was away', async () => {
  const watch = await watchRevision(test.database);
  const start = watch.current();
  const bringBack = await takeDatabaseAway(test.url);
  await bringBack();
  await vi.waitFor(() => bump(), { timeout: 20_000 });
  await vi.waitFor(() => expect(watch.current()).toBeGreaterThan(start), { timeout: 20_000 });
  await watch.stop();
});
