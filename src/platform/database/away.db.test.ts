import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../../../test/support/database.ts';
import { createLogger } from '../log/logger.ts';
import { type Database, openDatabase } from './database.ts';
import { acquireEmbedded, type EmbeddedServer } from './embedded.ts';
import { DatabaseUnavailable, isDatabaseUnavailable } from './errors.ts';
import { migrate } from './migrate.ts';

const log = createLogger({ level: 'silent' });

let dataDir: string;
let server: EmbeddedServer;
let database: Database;

const startServer = () => acquireEmbedded({ dataDir, log, settings: { fsync: 'off' } });

/** The window's own way to a server that it does not start: by an address. */
const open = (url = server.url) => openDatabase({ databaseUrl: url, dataDir, log, poolSize: 3 });

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'jendela-away-'));
  await chmod(dataDir, 0o755);
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  server = await startServer();
  database = await open();
});
afterEach(async () => {
  await database.close();
  await server.release();
});

describe('a database that is away', () => {
  it('at start is told as such, and used once it is there', async () => {
    await server.release();
    await expect(database.ping()).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(migrate(database, {}, log)).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(database.listen('news', () => {})).rejects.toBeInstanceOf(DatabaseUnavailable);
    server = await startServer();
    await database.ping();
    expect(await migrate(database, {}, log)).toEqual([]);
  });

  it('later is told as such, and used again once it is back', async () => {
    const running = sql`select pg_sleep(60)`.execute(database.db).catch((error: unknown) => error);
    const inTransaction = database.db
      .transaction()
      .execute(async (trx) => {
        await sql`select 1`.execute(trx);
        await sql`select pg_sleep(60)`.execute(trx);
      })
      .catch((error: unknown) => error);
    await vi.waitFor(async () => {
      const { rows } = await sql`select 1 from pg_stat_activity where query like '%sleep(60)'`.execute(
        database.db,
      );
      expect(rows.length).toBe(2);
    });
    await server.release();
    expect(await running).toMatchObject({ code: 'database-unavailable', reason: 'terminated' });
    expect(await inTransaction).toMatchObject({ code: 'database-unavailable' });
    await expect(database.ping()).rejects.toMatchObject({
      code: 'database-unavailable',
      reason: 'unreachable',
    });
    server = await startServer();
    await Promise.all(Array.from({ length: 10 }, () => database.ping()));
  });

  it('for a moment: connections that idle are replaced, and notifications go on', async () => {
    const heard: Array<string | null> = [];
    const end = await database.listen('news', (payload) => heard.push(payload));
    await sql`select pg_notify('news', 'one')`.execute(database.db);
    await vi.waitFor(() => expect(heard).toEqual(['one']));
    await server.release();
    server = await startServer();
    await vi.waitFor(() => expect(heard).toEqual(['one', null]), 20_000);
    await sql`select pg_notify('news', 'two')`.execute(database.db);
    await vi.waitFor(() => expect(heard).toEqual(['one', null, 'two']));
    await end();
    await sql`select pg_notify('news', 'three')`.execute(database.db);
    await database.ping();
    expect(heard).toEqual(['one', null, 'two']);
  });

  it('ended by its administrator', async () => {
    const error = await sql`select pg_terminate_backend(pg_backend_pid())`
      .execute(database.db)
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'database-unavailable', reason: 'terminated' });
    await database.ping();
  });

  it('because nobody listens, its name is not known, or it never answers', async () => {
    const silent = createServer();
    const sockets = new Set<Socket>();
    silent.on('connection', (socket) => sockets.add(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const reasons: unknown[] = [];
    for (const host of ['127.0.0.1:1', 'database.invalid', `127.0.0.1:${port}`]) {
      const other = await open(`postgresql://jendela:rahasia@${host}/jendela`);
      const error = await other.ping().catch((e: unknown) => e);
      expect(error).toBeInstanceOf(DatabaseUnavailable);
      expect(String(error)).not.toContain('rahasia');
      reasons.push(error instanceof DatabaseUnavailable && error.reason);
      await other.close();
    }
    expect(reasons).toEqual(['unreachable', 'unreachable', 'timeout']);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
});

describe('an error of a statement', () => {
  it('is not taken for a database that is away', async () => {
    for (const statement of [
      sql`select 1/0`,
      sql`select * from nowhere`,
      sql`insert into pg_class values (1)`,
    ]) {
      const error = await statement.execute(database.db).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(Error);
      expect(isDatabaseUnavailable(error)).toBe(false);
    }
  });

  it('by the time limit of a statement is a database that gave no answer', async () => {
    const hasty = await openDatabase({ databaseUrl: server.url, dataDir, log, statementTimeout: 50 });
    await expect(sql`select pg_sleep(60)`.execute(hasty.db)).rejects.toMatchObject({ reason: 'timeout' });
    await hasty.close();
  });
});

describe('the embedded server', () => {
  it('runs while a database of the data folder is open, and ends with the last', async () => {
    await server.release();
    const one = await openDatabase({ dataDir, log });
    const other = await openDatabase({ dataDir, log });
    await one.ping();
    await one.close();
    await other.ping();
    await other.close();
    await other.close();
    await expect(database.ping()).rejects.toBeInstanceOf(DatabaseUnavailable);
  });
});

describe('a test database', () => {
  it('is empty and gone after the test, whoever is connected', async () => {
    const test = await createTestDatabase('gone');
    const other = await openDatabase({ databaseUrl: test.url, dataDir, log });
    await other.ping();
    await test.drop();
    await expect(other.ping()).rejects.toThrow();
    await other.close();
  });
});
