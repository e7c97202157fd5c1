import { open, rename, rm } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { exportedLine } from '../platform/audit/line.ts';
import { linesInOrder } from '../platform/audit/verify.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';

const FLUSH_LENGTH = 256 * 1024;

/**
 * `jendela audit export`: writes every line as JSON, whole or not at all, for this user alone.
 *
 * @returns the exit code: 0, or 1 where the file cannot be written
 */
export async function auditExportCommand(options: {
  readonly db: Kysely<DatabaseSchema>;
  readonly file: string;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}): Promise<number> {
  const { db, file, print, printError } = options;
  const part = `${file}.part`;
  try {
    const count = await writeLines(db, part);
    await rename(part, file);
    print(`${count} lines are in ${file}.`);
    return 0;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (!(error instanceof Error && 'syscall' in error && 'path' in error)) throw error;
    printError(`${file} cannot be written: ${error.message}`);
    return 1;
  }
}

async function writeLines(db: Kysely<DatabaseSchema>, part: string): Promise<number> {
  const handle = await open(part, 'w', 0o600);
  try {
    let count = 0;
    let waiting = '';
    for await (const row of linesInOrder(db)) {
      waiting += `${exportedLine(row)}\n`;
      count += 1;
      if (waiting.length > FLUSH_LENGTH) {
        await handle.writeFile(waiting);
        waiting = '';
      }
    }
    await handle.writeFile(waiting);
    await handle.sync();
    return count;
  } finally {
    await handle.close();
  }
}
