import { importHealthFacilities } from '../features/health/import-facilities.ts';
import { FileFault } from '../platform/tables/fault.ts';

/** Lines that are printed; the others are counted. */
const MOST_PRINTED = 200;

export interface ImportHealthFacilitiesCommand
  extends Omit<Parameters<typeof importHealthFacilities>[0], 'file'> {
  readonly file: string;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * `jendela import health-facilities FILE`
 *
 * @returns the exit code: 0 where it was imported, 1 where it was refused and nothing changed
 * @throws DatabaseUnavailable
 */
export async function importHealthFacilitiesCommand(command: ImportHealthFacilitiesCommand): Promise<0 | 1> {
  const { file, print, printError } = command;
  try {
    const { problems, changes } = await importHealthFacilities(command);
    if (changes) {
      print(`Health facilities: ${changes.count} in the list, ${changes.removed} removed.`);
      return 0;
    }
    for (const { line, field, why } of problems.slice(0, MOST_PRINTED)) {
      printError(`${file}:${line} ${field}: ${why}`);
    }
    const rest = problems.length - MOST_PRINTED;
    if (rest > 0) printError(`… and ${rest} more problems`);
    printError('Nothing was imported.');
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    printError(`${error.line === undefined ? file : `${file}:${error.line}`}: ${error.message}`);
    printError('Nothing was imported.');
  }
  return 1;
}
