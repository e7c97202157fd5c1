import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createLogger } from '../log/logger.ts';
import type { Job } from './jobs.ts';
import { type JobQueue, openJobQueue } from './queue.ts';

const log = createLogger({ level: 'silent' });

describe('the job queue', () => {
  let database: TestDatabase;
  let queue: JobQueue;
  const done: unknown[] = [];
  let failures = 1;

  const jobs: Job[] = [
    { name: 'test.note', run: async (data) => void done.push(data) },
    {
      name: 'test.flaky',
      run: async () => {
        if (failures-- > 0) throw new Error('not yet');
        done.push('flaky');
      },
    },
    { name: 'test.often', everySeconds: 1, run: async () => void done.push('often') },
  ];

  beforeAll(async () => {
    database = await createTestDatabase('jobs');
    queue = await openJobQueue({ database: database.database, jobs: () => jobs, log });
  });
  afterAll(async () => {
    await queue.stop();
    await database.drop();
  });

  test('forgets what a transaction sent that was rolled back', async () => {
    await expect(
      database.db.transaction().execute(async (trx) => {
        await queue.send(trx, 'test.note', { of: 'lost' });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await database.db.transaction().execute((trx) => queue.send(trx, 'test.note', { of: 'kept' }));
    expect(await queue.workOff()).toBe(1);
    expect(done).toEqual([{ of: 'kept' }]);
  });

  test('adds a job of a key once while it waits', async () => {
    for (let n = 0; n < 3; n += 1) await queue.send(database.db, 'test.note', { n }, { key: 'one' });
    expect(await queue.workOff()).toBe(1);
  });

  test('refuses a job that nobody does', async () => {
    await expect(queue.send(database.db, 'test.unknown', {})).rejects.toThrow('There is no job');
  });

  test('works by itself, tries again after a failure, and does again what recurs', async () => {
    done.length = 0;
    await queue.start();
    await queue.send(database.db, 'test.flaky', {});
    await vi.waitFor(() => expect(done).toContain('flaky'), { timeout: 20_000 });
    await vi.waitFor(() => expect(done.filter((what) => what === 'often').length).toBeGreaterThan(1), {
      timeout: 20_000,
    });
  });
});
