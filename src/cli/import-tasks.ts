import type { Kysely } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { parseTaskFile } from '../domain/officer-task-file.ts';
import { importTasks } from '../features/tasks/import.ts';
import type { City } from '../platform/city.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';
import { printRefusal, readYamlInput } from './input-file.ts';

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
  const parsed = await readYamlInput(file, parseTaskFile);
  if (!parsed.ok) {
    printRefusal(parsed, file, printError);
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
