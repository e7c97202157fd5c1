import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.ts';

/**
 * Locks between processes, which the operating system gives back when a process ends in whatever way. Node has
 * no call for a file lock; SQLite takes them on the (empty) file it opens, shared for a read transaction,
 * exclusive for an exclusive one, and keeps two holders within one process apart as well.
 */
export interface HeldLock {
  release(): void;
}

const SQLITE_PERM = 3;
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CANTOPEN = 14;
const RETRY_AFTER = 25;

/** The lock together with any number of other shared holders, or null while someone has it alone. */
export function tryShared(file: string): HeldLock | null {
  return tryLock(file, (lock) => {
    lock.exec('BEGIN');
    lock.prepare('SELECT count(*) FROM sqlite_schema').get(); // the first read takes the lock
  });
}

/** The lock alone, or null while anyone else has it. */
export function tryExclusive(file: string): HeldLock | null {
  return tryLock(file, (lock) => lock.exec('BEGIN EXCLUSIVE'));
}

/** The lock alone, as soon as nobody else has it. `onWait` is told once if that is not at once. */
export async function exclusive(file: string, onWait: () => void): Promise<HeldLock> {
  for (let attempt = 0; ; attempt++) {
    const held = tryExclusive(file);
    if (held !== null) return held;
    if (attempt === 10) onWait();
    await sleep(RETRY_AFTER);
  }
}

function tryLock(file: string, take: (lock: DatabaseSync) => void): HeldLock | null {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    take(lock);
  } catch (error) {
    lock?.close();
    const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
    if (code === SQLITE_BUSY) return null;
    if (code === SQLITE_PERM || code === SQLITE_READONLY || code === SQLITE_CANTOPEN) {
      throw new EmbeddedPostgresError(
        'data-folder-not-writable',
        `The file ${file} cannot be written. Remedy: start Jendela as the user the data folder belongs to, ` +
          'or set DATA_DIR to a folder that you may write.',
        { cause: error },
      );
    }
    throw error;
  }
  return { release: () => lock.close() };
}
