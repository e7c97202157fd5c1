import { spawn } from 'node:child_process';
import { open, readdir, readFile, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedPostgresError } from './errors.ts';
import { type Identity, ownFolder } from './server-files.ts';

/** Where the parts of an embedded server are. */
export interface ClusterPaths {
  /** The folder with the databases, PostgreSQL's PGDATA. */
  readonly cluster: string;
  readonly socketDir: string;
  /** What the server itself has to say. */
  readonly logFile: string;
}

/** The role and the database of an embedded server; the port only names the socket file. */
export const EMBEDDED_USER = 'postgres';
export const EMBEDDED_DATABASE = 'jendela';
export const EMBEDDED_PORT = 5432;

const POLL = 25;
const STOP_PATIENCE = 60_000;
const LARGEST_LOG = 5_000_000;

/** What a server is started with, over what the cluster's own files say. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '64MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Neither statements nor the values of a row ("Key (x)=(y) already exists") reach the server's log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/**
 * Makes the cluster, if it is not there. It is made beside its place and moved there when finished, so that a
 * process that is killed meanwhile leaves nothing that looks like a cluster; what it leaves is removed here.
 * @throws {EmbeddedPostgresError} of code `embedded-init-failed`
 */
export async function initCluster(
  paths: ClusterPaths,
  serverFiles: string,
  identity: Identity | null,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const parent = path.dirname(paths.cluster);
  const prefix = `${path.basename(paths.cluster)}.new-`;
  for (const name of await readdir(parent)) {
    // An initdb without its parent may still be writing there: then the next start removes it.
    if (name.startsWith(prefix))
      await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => {});
  }
  const unfinished = path.join(parent, `${prefix}${process.pid}-${Date.now()}`);
  await ownFolder(unfinished, identity);
  const { code, output } = await runToEnd(
    path.join(serverFiles, 'bin/initdb'),
    [
      ...['-D', unfinished, '-U', EMBEDDED_USER, '--encoding=UTF8', '--no-instructions'],
      // The same order and case rules on every machine, whatever locales it has.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '-T', 'simple'],
      // Who reaches the socket is decided by its folder's mode.
      ...['--auth-local=trust', '--auth-host=reject'],
      ...(settings['fsync'] === 'off' ? ['--no-sync'] : []),
    ],
    identity,
  );
  if (code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    throw new EmbeddedPostgresError(
      'embedded-init-failed',
      `PostgreSQL's data could not be set up:\n${output}`,
    );
  }
  await rename(unfinished, paths.cluster);
  const folder = await open(parent);
  await folder.sync().finally(() => folder.close());
}

/** The process id of the server that runs on a cluster now, be it starting or stopping, or null. */
export async function runningServer(cluster: string): Promise<number | null> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 && (await isServerOf(pid, cluster)) ? pid : null;
}

/** Whether a process is the server of a cluster, and not another that got its number since. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    // A server's working directory is its cluster; a process that has ended but is not yet reaped has none.
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
    return cwd !== null && cwd === (await realpath(cluster).catch(() => null));
  }
  const { code, output } = await runToEnd('/bin/ps', ['-o', 'stat=,command=', '-p', String(pid)], null);
  return code === 0 && !output.startsWith('Z') && output.includes(cluster);
}

/**
 * Starts a server on the cluster and returns when it takes connections. It outlives this process, and does not
 * get the signals of its terminal.
 * @throws {EmbeddedPostgresError} of code `embedded-start-failed`, with the end of the server's log
 */
export async function startServer(
  paths: ClusterPaths,
  serverFiles: string,
  identity: Identity | null,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  await disownStaleNumbers(paths);
  const all = {
    ...SETTINGS,
    unix_socket_directories: paths.socketDir,
    port: String(EMBEDDED_PORT),
    ...settings,
  };
  const args = [
    '-D',
    paths.cluster,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = await openServerLog(paths.logFile);
  const { size: logStart } = await log.stat();
  try {
    const server = spawn(path.join(serverFiles, 'bin/postgres'), args, {
      ...identity,
      cwd: '/',
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const failed = new Promise<string>((resolve) => {
      server.once('error', (error) => resolve(error.message));
      server.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `status ${code}`}`));
    });
    server.unref();
    await ready(paths, failed, logStart);
  } finally {
    await log.close();
  }
}

/**
 * The process number that a killed server left in its files may be another process' by now, or that of a process
 * nobody reaps, and PostgreSQL would not start beside that. It takes its own parent's number for stale, and that
 * is us. The cluster's file stays, since by the rest of it PostgreSQL finds out whether connections of the killed
 * server are still writing.
 */
async function disownStaleNumbers({ cluster, socketDir }: ClusterPaths): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text !== null) await writeFile(file, text.replace(/^-?\d+/u, String(process.pid)));
  await rm(path.join(socketDir, `.s.PGSQL.${EMBEDDED_PORT}.lock`), { force: true });
}

/** Returns when a started server takes connections; `failed` gives why it never will. */
async function ready(paths: ClusterPaths, failed: Promise<string>, logStart: number): Promise<void> {
  const failures: string[] = [];
  failed.then((why) => failures.push(why));
  while (!(await takesConnections(paths.socketDir))) {
    const [failure] = failures;
    if (failure !== undefined) {
      throw new EmbeddedPostgresError(
        'embedded-start-failed',
        `The embedded PostgreSQL does not start: ${failure}\n${await logTail(paths.logFile, logStart)}`,
      );
    }
    await sleep(POLL);
  }
}

/** Waits until a running server takes connections (true) or has ended (false). */
export async function readyOrGone(paths: ClusterPaths): Promise<boolean> {
  while (!(await takesConnections(paths.socketDir))) {
    if ((await runningServer(paths.cluster)) === null) return false;
    await sleep(POLL);
  }
  return true;
}

async function takesConnections(socketDir: string): Promise<boolean> {
  return await asSuperuser(socketDir, async () => true).catch(() => false);
}

/** Makes the window's database, if it is not there. */
export async function ensureDatabase(socketDir: string): Promise<void> {
  await asSuperuser(socketDir, async (client) => {
    const known = await client.query('select 1 from pg_database where datname = $1', [EMBEDDED_DATABASE]);
    if (known.rowCount === 0) await client.query(`create database ${EMBEDDED_DATABASE}`);
  });
}

async function asSuperuser<T>(host: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ host, port: EMBEDDED_PORT, user: EMBEDDED_USER, database: 'postgres' });
  client.on('error', () => {}); // the query under way, or connect, tells
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Stops the server of a cluster, if one runs: connections are ended, what is committed is kept.
 * @throws {EmbeddedPostgresError} of code `embedded-stop-failed`
 */
export async function stopServer(cluster: string): Promise<void> {
  const pid = await runningServer(cluster);
  if (pid === null) return;
  kill(pid, 'SIGINT'); // "fast shutdown"
  for (
    const deadline = Date.now() + STOP_PATIENCE;
    (await runningServer(cluster)) !== null;
    await sleep(POLL)
  ) {
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        'embedded-stop-failed',
        `The embedded PostgreSQL (process ${pid}) does not stop.`,
      );
    }
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Ended by itself in between.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function openServerLog(file: string) {
  const size = await stat(file).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > LARGEST_LOG) await rename(file, `${file}.1`);
  return await open(file, 'a', 0o600);
}

/** The last lines after a position in bytes. */
async function logTail(file: string, from: number): Promise<string> {
  const text = await readFile(file).catch(() => Buffer.alloc(0));
  return text.toString('utf8', from).trimEnd().split('\n').slice(-8).join('\n');
}

/** Nothing of ours: a PGDATA or LC_ALL of the shell would change what the server does. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

function runToEnd(program: string, args: readonly string[], identity: Identity | null) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(program, args, {
      ...identity,
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
