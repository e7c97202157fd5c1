import { readFile, stat } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Clock } from '../domain/clock.ts';
import { parseTrainingFile, type TrainingFileResult } from '../domain/training-file.ts';
import { importCourse } from '../features/training/courses/write.ts';
import type { City } from '../platform/city.ts';
import type { DatabaseSchema } from '../platform/database/schema.ts';

const LARGEST_FILE_BYTES = 1024 * 1024;

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
  const parsed = await readTrainingFile(file);
  if (!parsed.ok) {
    for (const { line, field, problem } of parsed.problems) {
      printError(field === '' ? `${file}:${line}: ${problem}` : `${file}:${line} ${field}: ${problem}`);
    }
    printError('Nothing was imported.');
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

async function readTrainingFile(file: string): Promise<TrainingFileResult> {
  const refused = (problem: string): TrainingFileResult => ({
    ok: false,
    problems: [{ file, line: 1, field: '', problem }],
  });
  try {
    if ((await stat(file)).size > LARGEST_FILE_BYTES) return refused('is larger than 1 MB');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    return parseTrainingFile(text, file);
  } catch (error) {
    if (error instanceof TypeError) return refused('is not UTF-8 text');
    return refused(`cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`);
  }
}
