import type { Kysely } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { parseTrainingFile } from '../domain/training-file.ts';
import { importCourse } from '../features/training/courses/write.ts';
import type { City } from '../platform/city.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';
import { printRefusal, readYamlInput } from './input-file.ts';

export interface ImportTrainingCommand {
  readonly file: string;
  /** Also replaces what staff wrote in the workspace. */
  readonly force?: boolean;
  /** Opens a new course to officers at once. */
  readonly open?: boolean;
  readonly db: Kysely<DatabaseSchema>;
  readonly city: Pick<City, 'electionOffice'>;
  readonly clock: Clock;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * `jendela import training FILE [--open] [--force]`: takes in a course with its lessons and questions, or prints what is
 * wrong with the file and takes in nothing.
 *
 * @returns the exit code: 0 where it was taken in or was there already, 1 where it was refused
 * @throws DatabaseUnavailable
 */
export async function importTrainingCommand(command: ImportTrainingCommand): Promise<0 | 1> {
  const { file, db, city, clock, print, printError, force = false, open = false } = command;
  const parsed = await readYamlInput(file, parseTrainingFile);
  if (!parsed.ok) {
    printRefusal(parsed, file, printError);
    return 1;
  }
  const by = {
    actor: { kind: 'command', name: 'import training' },
    agency: city.electionOffice.id,
  } as const;
  const outcome = await importCourse({ db, clock }, parsed, { force, open, by });
  if (outcome.kind === 'kept') {
    printError(`${parsed.course.id}: staff changed this course in the workspace; --force replaces it.`);
    return 1;
  }
  print(`${parsed.course.id}: course ${outcome.kind}, ${outcome.lessons} lessons`);
  return 0;
}
