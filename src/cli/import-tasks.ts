import { readFile, stat } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { parseTaskFile, type TaskFileResult } from '../domain/officer-task-file.ts';
import { importTasks } from '../features/tasks/import.ts';
import type { City } from '../platform/city.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';

const LARGEST_FILE_BYTES = 1024 * 1024;

export interface ImportTasksCommand {
  readonly file: string;
  /** Also replaces what staff wrote in the workspace. */
  readonly force?: boolean;
  readonly db: Kysely<DatabaseSchema>;
  readonly city: Pick<City, 'electionOffice'>;
  readonly clock: Clock;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * `jendela import tasks FILE [--force]`: records what officers of an election have to do, or prints what is wrong with
 * the file and records nothing.
 *
 * @returns the exit code: 0 where it was recorded or was already, 1 where it was refused
 * @throws DatabaseUnavailable
 */
export async function importTasksCommand(command: ImportTasksCommand): Promise<0 | 1> {
  const { file, db, city, clock, print, printError, force = false } = command;
  const parsed = await readTaskFile(file);
  if (!parsed.ok) {
    for (const { line, field, problem } of parsed.problems) {
      printError(field === '' ? `${file}:${line}: ${problem}` : `${file}:${line} ${field}: ${problem}`);
    }
    printError('Nothing was imported.');
    return 1;
  }
  const { election } = parsed;
  const { added, changed, retired, kept, unchanged } = await importTasks(db, parsed, {
    by: { actor: { kind: 'command', name: 'import tasks' }, agency: city.electionOffice.id },
    now: clock(),
    overwrite: force,
  });
  print(
    `tasks of ${election}: ${added.length} added, ${changed.length} changed, ${retired.length} retired, ` +
      `${unchanged} unchanged`,
  );
  for (const id of kept) print(`  kept ${id}: as staff wrote it in the workspace`);
  return 0;
}

async function readTaskFile(file: string): Promise<TaskFileResult> {
  const refused = (problem: string): TaskFileResult => ({
    ok: false,
    problems: [{ file, line: 1, field: '', problem }],
  });
  try {
    if ((await stat(file)).size > LARGEST_FILE_BYTES) return refused('is larger than 1 MB');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    return parseTaskFile(text, file);
  } catch (error) {
    if (error instanceof TypeError) return refused('is not UTF-8 text');
    return refused(`cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`);
  }
}
