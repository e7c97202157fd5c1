/** Every access to a file that sealed rolls need. Nothing else under this folder touches the file system. */
import { existsSync } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OWNER_ONLY = 0o600;
const WRITE_SIZE = 1 << 20;

/** The system's code of a failed file access, `ENOENT`; undefined for errors of another kind. */
export function systemCode(error: unknown): string | undefined {
  const { code } = Object(error) as { code: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** A file that is read at positions, by many at once. */
export type OpenFile = {
  readonly length: number;
  /** Exactly `length` bytes from `position` on; fewer only where the file ends. Written into `into` from `offset`, if given. */
  read(position: number, length: number, into?: Uint8Array, offset?: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** Opens a file to be read at positions. */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return {
      length: size,
      read: (position, length, into = new Uint8Array(length), offset = 0) =>
        readFully(handle, { position, length, into, offset }),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readFully(
  handle: FileHandle,
  { position, length, into, offset }: { position: number; length: number; into: Uint8Array; offset: number },
): Promise<Uint8Array> {
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(into, offset + done, length - done, position + done);
    if (bytesRead === 0) return into.subarray(0, offset + done);
    done += bytesRead;
  }
  return into;
}

/** The file's bytes, piece by piece. */
export async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  yield* handle.createReadStream() as AsyncIterable<Uint8Array>;
}

/** Whether there is something of this name. */
export async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** A whole small text file. */
export async function readSmallText(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** Writes a new file that its owner alone can read, and flushes it. Fails with EEXIST where there is one. */
export async function writeSecretText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'wx', OWNER_ONLY);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes a file if it is there. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

const UNFINISHED = /^\..+\.unfinished-(\d+)$/;

/**
 * Writes a file that is there as a whole or not at all: beside its name, flushed, then renamed.
 * What writers left behind in this folder that were killed is removed.
 */
export async function writeWhole(path: string, parts: Iterable<Uint8Array>): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  await removeLeftovers(folder);
  const unfinished = join(folder, `.${basename(path)}.unfinished-${process.pid}`);
  try {
    const handle = await open(unfinished, 'wx');
    try {
      await writeParts(handle, parts);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await removeFile(unfinished);
    throw error;
  }
  await syncFolder(folder);
}

async function writeParts(handle: FileHandle, parts: Iterable<Uint8Array>): Promise<void> {
  const buffer = new Uint8Array(WRITE_SIZE);
  let filled = 0;
  for (const part of parts) {
    for (let from = 0; from < part.length; ) {
      const taken = part.subarray(from, from + WRITE_SIZE - filled);
      buffer.set(taken, filled);
      filled += taken.length;
      from += taken.length;
      if (filled === WRITE_SIZE) {
        await handle.writeFile(buffer);
        filled = 0;
      }
    }
  }
  await handle.writeFile(buffer.subarray(0, filled));
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const writer = UNFINISHED.exec(name)?.[1];
    if (writer !== undefined && !isRunning(Number(writer))) await removeFile(join(folder, name));
  }
}

/** Whether another process of this id is running; our own id on a leftover means that an earlier process had it. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The first of these modules that is there, seen from `base`: sources and a build lie differently. */
export function firstModule(names: readonly string[], base: string): URL {
  const urls = names.map((name) => new URL(name, base));
  const found = urls.find((url) => existsSync(fileURLToPath(url)));
  if (found === undefined) throw new Error(`None of ${names.join(', ')} is part of this installation`);
  return found;
}
