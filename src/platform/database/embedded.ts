import { createHash } from 'node:crypto';
import { access, lstat, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log/logger.ts';
import {
  type ClusterPaths,
  EMBEDDED_DATABASE,
  EMBEDDED_PORT,
  EMBEDDED_USER,
  ensureDatabase,
  initCluster,
  readyOrGone,
  runningServer,
  startServer,
  stopServer,
} from './cluster.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { exclusive, tryExclusive, tryShared } from './process-lock.ts';
import {
  checkReachable,
  type Identity,
  ownFolder,
  packagedServer,
  reachableServer,
  serverIdentity,
} from './server-files.ts';

/** What is going on while the embedded server is made ready. */
export type EmbeddedStep = 'waiting' | 'copying' | 'creating' | 'starting';

interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Log;
  readonly onProgress?: ((step: EmbeddedStep) => void) | undefined;
  /** Server settings over our own, for the process that starts it. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedServer {
  readonly connection: { host: string; port: number; user: string; database: string };
  /** The same as an address that DATABASE_URL takes. */
  readonly url: string;
  /** No longer used by this caller; the last one to say so, of all processes, stops the server. */
  release(): Promise<void>;
}

/** How often each user looks whether the server still runs, in ms. */
const WATCH_INTERVAL = 1_000;
/** Longest path of a Unix socket that every system takes, without the final NUL. */
const LONGEST_SOCKET_PATH = 103;
/** How often to try again where processes of a killed server are still ending. */
const START_ATTEMPTS = 20;

/**
 * The PostgreSQL server of a data folder: started by the first process that needs it, used by the others,
 * stopped by the last. Two locks keep this, both given back by the system when a process is killed:
 * `postgres.turn`, held alone while looking, starting or stopping, and `postgres.users`, shared by everyone who
 * uses the server, so that who gets it alone was the last. A server that is found dead while in use is started
 * again; one whose users were all killed keeps running until the next process has used it.
 * @throws {EmbeddedPostgresError}
 */
export async function acquireEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { log, settings = {} } = options;
  const progress = options.onProgress ?? (() => {});
  const dataDir = await makeDataDir(options.dataDir);
  const identity = await serverIdentity(path.join(dataDir, 'postgres'));
  const turnFile = path.join(dataDir, 'postgres.turn');
  const usersFile = path.join(dataDir, 'postgres.users');

  /** Does something while no other process looks, starts or stops. */
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = await exclusive(turnFile, () => progress('waiting'));
    try {
      return await work();
    } finally {
      turn.release();
    }
  }

  const { paths, using } = await inTurn(async () => {
    const using = tryShared(usersFile);
    // Only who has the turn ever takes this lock alone.
    if (using === null) throw new Error(`${usersFile} is locked by a foreign program`);
    try {
      const paths = await clusterPaths(dataDir, identity);
      await ensureRunning(dataDir, paths, identity, settings, progress);
      return { paths, using };
    } catch (error) {
      using.release();
      throw error;
    }
  });

  const stopWatching = keepRunning(paths.cluster, log, () =>
    inTurn(() => ensureRunning(dataDir, paths, identity, settings, () => {})),
  );
  let releasing: Promise<void> | null = null;

  return {
    connection: {
      host: paths.socketDir,
      port: EMBEDDED_PORT,
      user: EMBEDDED_USER,
      database: EMBEDDED_DATABASE,
    },
    url: `postgresql://${EMBEDDED_USER}@localhost:${EMBEDDED_PORT}/${EMBEDDED_DATABASE}?host=${encodeURIComponent(paths.socketDir)}`,
    release() {
      releasing ??= (async () => {
        await stopWatching();
        await inTurn(async () => {
          using.release();
          const alone = tryExclusive(usersFile);
          if (alone === null) return;
          await stopServer(paths.cluster).finally(() => alone.release());
        });
      })();
      return releasing;
    },
  };
}

/** The data folder, made if it is missing, by the path that does not change with symbolic links. */
async function makeDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 });
    return await realpath(dataDir);
  } catch (error) {
    throw new EmbeddedPostgresError(
      'data-folder-not-writable',
      `The data folder ${path.resolve(dataDir)} cannot be made. Remedy: set DATA_DIR to a folder that you may write.`,
      { cause: error },
    );
  }
}

async function ensureRunning(
  dataDir: string,
  paths: ClusterPaths,
  identity: Identity | null,
  settings: Readonly<Record<string, string>>,
  progress: (step: EmbeddedStep) => void,
): Promise<void> {
  // One whose starter was killed, or that is about to stop, is waited for.
  const found = (await runningServer(paths.cluster)) !== null && (await readyOrGone(paths));
  if (!found) {
    await checkReachable(dataDir, identity);
    const packaged = await packagedServer();
    const serverFiles = await reachableServer(packaged, dataDir, identity, () => progress('copying'));
    if (await isMissing(paths.cluster)) {
      progress('creating');
      await initCluster(paths, serverFiles, identity, settings);
    }
    progress('starting');
    await ownFolder(paths.socketDir, identity);
    await startPatiently(() => startServer(paths, serverFiles, identity, settings));
  }
  await ensureDatabase(paths.socketDir);
}

/** Connections of a server that was killed end a moment after it, and keep its memory until then. */
async function startPatiently(start: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      const stillEnding =
        error instanceof Error && error.message.includes('pre-existing shared memory block');
      if (!stillEnding || attempt === START_ATTEMPTS) throw error;
      await sleep(WATCH_INTERVAL / 4);
    }
  }
}

/** Starts the server again whenever it is found dead; gives what ends that. */
function keepRunning(cluster: string, log: Log, revive: () => Promise<void>): () => Promise<void> {
  let stopped = false;
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;

  async function look(): Promise<void> {
    if ((await runningServer(cluster)) !== null || stopped) return;
    log.warn('the embedded PostgreSQL has ended unexpectedly and is started again');
    await revive();
    log.info('the embedded PostgreSQL runs again');
  }
  function schedule(): void {
    timer = setTimeout(() => {
      looking = look()
        .catch((error) => log.error({ err: error }, 'the embedded PostgreSQL could not be started again'))
        .finally(() => {
          if (!stopped) schedule();
        });
    }, WATCH_INTERVAL);
    timer.unref();
  }

  schedule();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await looking;
  };
}

async function clusterPaths(dataDir: string, identity: Identity | null): Promise<ClusterPaths> {
  return {
    cluster: path.join(dataDir, 'postgres'),
    socketDir: await socketFolder(dataDir, identity),
    logFile: path.join(dataDir, 'postgres.log'),
  };
}

/**
 * Where the socket is: in the data folder, or, where its path would be too long for a socket, in the folder for
 * temporary files, and then written down, since that folder may be another one for the next process.
 */
async function socketFolder(dataDir: string, identity: Identity | null): Promise<string> {
  const own = path.join(dataDir, 'run');
  if (fits(own)) return own;
  const record = path.join(dataDir, 'postgres.socket-folder');
  const recorded = (await readFile(record, 'utf8').catch(() => '')).trim();
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const folder = recorded === '' ? path.join(tmpdir(), `jendela-${hash}`) : recorded;
  if (!fits(folder)) {
    throw new EmbeddedPostgresError(
      'data-folder-unreachable',
      `No folder for PostgreSQL's socket has a path short enough. Remedy: set DATA_DIR to a shorter path than ${dataDir}.`,
    );
  }
  await refuseForeign(folder, identity);
  await writeFile(record, `${folder}\n`);
  return folder;
}

function fits(folder: string): boolean {
  return Buffer.byteLength(path.join(folder, `.s.PGSQL.${EMBEDDED_PORT}`)) <= LONGEST_SOCKET_PATH;
}

/** In a folder open to all, someone else could have made ours before, to listen in our place. */
async function refuseForeign(folder: string, identity: Identity | null): Promise<void> {
  const found = await lstat(folder).catch(() => null);
  if (found === null) return;
  if (found.isDirectory() && (found.uid === process.getuid?.() || found.uid === identity?.uid)) return;
  throw new EmbeddedPostgresError(
    'data-folder-unreachable',
    `The folder ${folder} for PostgreSQL's socket belongs to someone else. Remedy: set DATA_DIR to a shorter path.`,
  );
}

async function isMissing(file: string): Promise<boolean> {
  return await access(file).then(
    () => false,
    () => true,
  );
}
