import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.ts';

/**
 * A lock between processes, which the operating system gives back when a process ends in whatever way. Node has
 * no call for a file lock; SQLite takes them on the (empty) file it opens, shared for a read transaction,
 * exclusive for an exclusive one, and keeps two holders within one process apart as well.
 */
interface HeldLock {
  release(): void;
}

const SQLITE_BUSY = 5;
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
  refuseReadOnly(file);
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    take(lock);
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
  return { release: () => lock.close() };
}

/** SQLite would open a file of somebody else for reading, and then lock nothing. */
function refuseReadOnly(file: string): void {
  try {
    accessSync(existsSync(file) ? file : path.dirname(file), constants.W_OK);
  } catch (error) {
    throw new EmbeddedPostgresError(
      'data-folder-not-writable',
      `${file} cannot be written. Remedy: start Jendela as the user the data folder belongs to, ` +
        'or set DATA_DIR to a folder that you may write.',
      { cause: error },
    );
  }
}
