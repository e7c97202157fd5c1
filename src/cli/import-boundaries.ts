import path from 'node:path';
import { type ImportBoundaries, importBoundaries, LARGEST_FILE } from '../features/boundaries/import.ts';
import { problemInWords } from '../features/boundaries/problem.ts';
import { readBounded } from './input-file.ts';

/** Problems that are printed; the rest is counted. */
const MOST_PRINTED = 100;

export interface ImportBoundariesCommand extends Omit<ImportBoundaries, 'bytes' | 'name' | 'actor'> {
  readonly file: string;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * `jendela import boundaries FILE [--attribution TEXT]`
 *
 * @returns the exit code: 0 where they are in use now, 1 where the file was refused and nothing changed
 * @throws DatabaseUnavailable
 */
export async function importBoundariesCommand(command: ImportBoundariesCommand): Promise<0 | 1> {
  const { file, print, printError } = command;
  const bytes = await readBounded(file, LARGEST_FILE);
  if (typeof bytes === 'string') {
    printError(`${file}: ${bytes}`);
    return 1;
  }
  const result = await importBoundaries({
    ...command,
    bytes,
    name: path.basename(file),
    actor: { kind: 'command', name: 'import boundaries' },
  });
  if (result.ok) {
    const { areas, points } = result;
    print(
      `Boundaries of ${areas} areas: ${points.kept} of ${points.read} points kept, which is what a map needs.`,
    );
    return 0;
  }
  for (const problem of result.problems.slice(0, MOST_PRINTED)) {
    printError(`${file}: ${problemInWords(problem, 'en')}`);
  }
  const rest = result.problems.length - MOST_PRINTED;
  if (rest > 0) printError(`… and ${rest} more`);
  if (result.problems.some(({ fault }) => fault === 'no-attribution')) {
    printError('Say whose data it is: --attribution "Badan Informasi Geospasial 2024"');
  }
  printError('Nothing was imported.');
  return 1;
}
