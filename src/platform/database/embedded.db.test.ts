import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDatabaseProcess, type TestProcess } from '../../../test/support/processes.ts';
import { createLogger } from '../log/logger.ts';
import { runningServer, stopServer } from './cluster.ts';
import { acquireEmbedded } from './embedded.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { packagedServer, reachableServer, serverIdentity } from './server-files.ts';

const log = createLogger({ level: 'silent' });
const settings = { fsync: 'off' };
const isRoot = process.getuid?.() === 0;

let made: string;
let dataDir: string;
let started: TestProcess[];

async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jendela-embedded-'));
  await chmod(folder, 0o755);
  return folder;
}

beforeAll(async () => {
  made = await makeDataDir();
  await (await acquireEmbedded({ dataDir: made, log, settings })).release();
});
afterAll(async () => {
  await rm(made, { recursive: true, force: true });
});
beforeEach(async () => {
  dataDir = await makeDataDir();
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.kill()));
  await stopServer(path.join(dataDir, 'postgres'));
  await rm(dataDir, { recursive: true, force: true });
});

/** For tests that are not about how a cluster is made: one that is there already. */
async function giveCluster(): Promise<void> {
  await promisify(execFile)('cp', ['-a', path.join(made, 'postgres'), dataDir]); // keeps the owner, as fs.cp does not
}

function start(...args: string[]): TestProcess {
  const one = startDatabaseProcess(args);
  started.push(one);
  return one;
}
const use = () => start('use', dataDir);
const serverPid = () => runningServer(path.join(dataDir, 'postgres'));

async function ask(url: unknown, query: string): Promise<unknown[]> {
  const client = new Client({ connectionString: String(url) });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text: query, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** How often a server was started on the cluster. */
async function starts(): Promise<number> {
  const text = await readFile(path.join(dataDir, 'postgres.log'), 'utf8');
  return text.split('database system is ready').length - 1;
}

describe('one server for all processes', () => {
  it('is started once by processes that come at the same moment, and stopped by the last', async () => {
    const all = [use(), use(), use()];
    const urls = await Promise.all(all.map((one) => one.until('ready')));
    expect(new Set(urls).size).toBe(1);
    expect(await starts()).toBe(1);
    const pid = await serverPid();
    for (const one of all) {
      expect(await serverPid()).toBe(pid);
      expect(await ask(urls[0], 'select 1')).toEqual([1]);
      one.go();
      expect(await one.ended).toBe(0);
    }
    expect(await serverPid()).toBeNull();
  });

  it('counts every use within one process', async () => {
    await giveCluster();
    const first = await acquireEmbedded({ dataDir, log, settings });
    const second = await acquireEmbedded({ dataDir, log, settings });
    await first.release();
    await first.release();
    expect(await ask(second.url, 'select 1')).toEqual([1]);
    await second.release();
    expect(await serverPid()).toBeNull();
  });

  it('answers each of several processes that come and go', async () => {
    await giveCluster();
    const all = Array.from({ length: 4 }, () => start('again', dataDir, '5'));
    await Promise.all(all.map((one) => one.until('released')));
    expect(await Promise.all(all.map((one) => one.ended))).toEqual([0, 0, 0, 0]);
    expect(await serverPid()).toBeNull();
  });

  it('does not end by the Ctrl-C of the terminal it was started in', async () => {
    await giveCluster();
    const one = use();
    const url = await one.until('ready');
    const pid = await serverPid();
    process.kill(-Number(one.child.pid), 'SIGINT');
    await one.until('interrupted');
    expect(await serverPid()).toBe(pid);
    expect(await ask(url, 'select 1')).toEqual([1]);
    one.go();
    await one.until('released');
  });

  it('has its socket in the folder for temporary files where the path would be too long', async () => {
    const deep = path.join(dataDir, 'a'.repeat(60), 'b'.repeat(60));
    const server = await acquireEmbedded({ dataDir: deep, log, settings });
    try {
      expect(server.connection.host.startsWith(tmpdir())).toBe(true);
      expect(await ask(server.url, 'select 1')).toEqual([1]);
      expect(await readFile(path.join(deep, 'postgres.socket-folder'), 'utf8')).toContain(
        server.connection.host,
      );
    } finally {
      await server.release();
      await rm(server.connection.host, { recursive: true });
    }
  });

  it('is reachable by its socket alone, and tells its log no values', async () => {
    await giveCluster();
    const server = await acquireEmbedded({ dataDir, log, settings });
    try {
      expect(await ask(server.url, 'show listen_addresses')).toEqual(['']);
      await ask(server.url, 'create table secret (v text primary key)');
      await ask(server.url, `insert into secret values ('rahasia')`);
      await expect(ask(server.url, `insert into secret values ('rahasia')`)).rejects.toThrow('duplicate key');
    } finally {
      await server.release();
    }
    const text = await readFile(path.join(dataDir, 'postgres.log'), 'utf8');
    expect(text).toContain('duplicate key');
    expect(text).not.toContain('rahasia');
  });
});

describe('after kill -9', () => {
  it('of the process that started it, others go on, and the last still stops it', async () => {
    await giveCluster();
    const starter = use();
    await starter.until('ready');
    const other = use();
    const url = await other.until('ready');
    const pid = await serverPid();
    await starter.kill();
    expect(await ask(url, 'select 1')).toEqual([1]);
    const late = use();
    await late.until('ready');
    expect(await serverPid()).toBe(pid);
    other.go();
    await other.until('released');
    expect(await serverPid()).toBe(pid);
    late.go();
    await late.until('released');
    expect(await serverPid()).toBeNull();
  });

  it('of its only user, the next one takes it over and stops it', async () => {
    await giveCluster();
    const only = use();
    await only.until('ready');
    const pid = await serverPid();
    await only.kill();
    const next = use();
    await next.until('ready');
    expect(await serverPid()).toBe(pid);
    next.go();
    await next.until('released');
    expect(await serverPid()).toBeNull();
  });

  it.each(['creating', 'starting'])('of the process that is %s it, the next one does it', async (step) => {
    const first = use();
    await first.until(step);
    await first.kill();
    const next = use();
    expect(await ask(await next.until('ready'), 'select 1')).toEqual([1]);
    next.go();
    await next.until('released');
    await expect
      .poll(async () => {
        // What an orphaned initdb still wrote after the sweep goes with the start after that.
        await rmUnlessWritten();
        return (await readdir(dataDir)).filter((name) => name.startsWith('postgres.new-'));
      })
      .toEqual([]);
  });

  it('of the server, a user starts it again, and what was committed is there', async () => {
    await giveCluster();
    const server = await acquireEmbedded({ dataDir, log });
    try {
      await ask(server.url, 'create table kept (v int)');
      await ask(server.url, 'insert into kept values (42)');
      const pid = await serverPid();
      process.kill(Number(pid), 'SIGKILL');
      await vi.waitFor(async () => expect(await ask(server.url, 'select v from kept')).toEqual([42]), 20_000);
      expect(await serverPid()).not.toBe(pid);
    } finally {
      await server.release();
    }
    expect(await serverPid()).toBeNull();
  });

  it('of both, the next one starts it', async () => {
    await giveCluster();
    const first = use();
    await ask(await first.until('ready'), 'create table kept (v int)');
    const pid = await serverPid();
    await first.kill();
    process.kill(Number(pid), 'SIGKILL');
    const next = use();
    expect(await ask(await next.until('ready'), 'select count(*)::int from kept')).toEqual([0]);
  });

  it("a process file with another process' number does not keep it from starting", async () => {
    await giveCluster();
    await (await acquireEmbedded({ dataDir, log, settings })).release();
    const socket = path.join(dataDir, 'run');
    const stale = [process.ppid, path.join(dataDir, 'postgres'), 1, 5432, socket, '', '', 'ready', ''].join(
      '\n',
    );
    await writeFile(path.join(dataDir, 'postgres', 'postmaster.pid'), stale);
    const server = await acquireEmbedded({ dataDir, log, settings });
    expect(await ask(server.url, 'select 1')).toEqual([1]);
    await server.release();
  });
});

async function rmUnlessWritten(): Promise<void> {
  await (await acquireEmbedded({ dataDir, log, settings })).release();
}

describe('a server that cannot be had', () => {
  it.skipIf(!isRoot)(
    'because its user does not reach the data folder, names the folder and the remedy',
    async () => {
      await chmod(dataDir, 0o700);
      const error = await acquireEmbedded({ dataDir: path.join(dataDir, 'city'), log }).catch(
        (e: unknown) => e,
      );
      expect(error).toBeInstanceOf(EmbeddedPostgresError);
      expect(error).toMatchObject({ code: 'data-folder-unreachable' });
      expect(String(error)).toContain(`the folder ${dataDir} is closed`);
      expect(String(error)).toContain(`chmod o+x ${dataDir}`);
    },
  );

  it.skipIf(!isRoot)('because its files are in a closed folder, has them copied', async () => {
    const closed = path.join(dataDir, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const packaged = await packagedServer();
    await cp(packaged.native, closed, { recursive: true, verbatimSymlinks: true });
    await chmod(closed, 0o700);
    await chmod(path.join(closed, 'share'), 0o700);
    const steps: string[] = [];
    const copy = () =>
      serverIdentity(path.join(dataDir, 'postgres')).then((identity) =>
        reachableServer({ native: closed, version: '18' }, dataDir, identity, () => steps.push('copying')),
      );
    expect(await copy()).toBe(path.join(dataDir, 'postgres-server-18'));
    expect(await copy()).toBe(path.join(dataDir, 'postgres-server-18'));
    expect(steps).toEqual(['copying']);
  });

  it('because the data folder is a file, says so', async () => {
    const file = path.join(dataDir, 'file');
    await writeFile(file, '');
    await expect(acquireEmbedded({ dataDir: file, log })).rejects.toMatchObject({
      code: 'data-folder-not-writable',
    });
  });

  it.skipIf(!isRoot)('does not happen to root where the cluster is of a user it knows', async () => {
    await giveCluster();
    await promisify(execFile)('chown', ['-R', '1:1', path.join(dataDir, 'postgres')]);
    const server = await acquireEmbedded({ dataDir, log, settings });
    expect(await ask(server.url, 'select 1')).toEqual([1]);
    await server.release();
  });

  it.skipIf(!isRoot)('because the data folder is of another user, says so', async () => {
    await writeFile(path.join(dataDir, 'postgres.turn'), '');
    // What a process may do is its user's, so that this takes a process of another one.
    const identity = await serverIdentity(path.join(dataDir, 'postgres'));
    const other = startDatabaseProcess(['use', dataDir], identity ?? {});
    started.push(other);
    expect(await other.until('failed')).toContain('postgres.turn cannot be written');
  });

  it('because of a setting, shows what the server says', async () => {
    await giveCluster();
    const wrong = acquireEmbedded({ dataDir, log, settings: { shared_buffers: 'many' } });
    await expect(wrong).rejects.toMatchObject({ code: 'embedded-start-failed' });
    await expect(wrong).rejects.toThrow('invalid value for parameter "shared_buffers"');
    const right = await acquireEmbedded({ dataDir, log, settings });
    expect(await ask(right.url, 'select 1')).toEqual([1]);
    await right.release();
  });
});
