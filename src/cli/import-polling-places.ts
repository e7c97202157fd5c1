import { writeFile } from 'node:fs/promises';
import {
  type ImportOptions,
  type ImportReport,
  importPollingPlaces,
} from '../features/polling-places/import/import-polling-places.ts';
import type { ImportProblem } from '../features/polling-places/import/problem.ts';
import { reportCsv } from '../features/polling-places/import/report.ts';
import { FileFault } from '../platform/tables/fault.ts';

/** Lines of a report that are printed; the others are counted, and stand in the report file. */
const MOST_PRINTED = 200;

export interface ImportPollingPlacesCommand extends ImportOptions {
  readonly file: string;
  /** Where the whole report is written as CSV. */
  readonly report?: string;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * `jendela import polling-places FILE --election ID [--skip-refused] [--report FILE]`
 *
 * @returns the exit code: 0 where it was imported, 1 where it was refused and nothing changed
 * @throws DatabaseUnavailable
 */
export async function importPollingPlacesCommand(command: ImportPollingPlacesCommand): Promise<0 | 1> {
  const { file, print, printError } = command;
  let report: ImportReport;
  try {
    report = await importPollingPlaces(command);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    printError(`${error.line === undefined ? file : `${file}:${error.line}`}: ${error.message}`);
    printError('Nothing was imported.');
    return 1;
  }
  printProblems(file, report.problems, 'refused', printError);
  printProblems(file, report.warnings, 'warning', printError);
  if (command.report !== undefined) await writeReport(command.report, report, printError);
  if (report.changes === undefined) {
    printError(refusal(report));
    return 1;
  }
  print(summary(command.election, report.changes, report.refusedLines));
  return 0;
}

/** What was imported stays imported, so that a report that cannot be written is told and no more. */
async function writeReport(
  file: string,
  report: ImportReport,
  printError: (line: string) => void,
): Promise<void> {
  try {
    await writeFile(file, reportCsv(report));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    printError(`The report could not be written to ${file} (${reason}).`);
  }
}

function printProblems(
  file: string,
  problems: readonly ImportProblem[],
  outcome: 'refused' | 'warning',
  printLine: (line: string) => void,
): void {
  for (const { line, field, why } of problems.slice(0, MOST_PRINTED)) {
    printLine(`${file}:${line} ${field}: ${outcome === 'warning' ? 'warning: ' : ''}${why}`);
  }
  const rest = problems.length - MOST_PRINTED;
  if (rest > 0) {
    const what = outcome === 'warning' ? 'warnings' : 'problems';
    printLine(`… and ${rest} more ${what}; --report FILE writes all of them`);
  }
}

function refusal({ lines, refusedLines }: ImportReport): string {
  const remedy = refusedLines < lines ? ' Mend them, or leave them out with --skip-refused.' : '';
  return `${refusedLines} of ${lines} lines are refused; nothing was imported.${remedy}`;
}

function summary(
  election: string,
  { added, changed, unchanged, removed, kept }: NonNullable<ImportReport['changes']>,
  refusedLines: number,
): string {
  const left = refusedLines > 0 ? `, ${refusedLines} lines left out` : '';
  const staffs = kept > 0 ? `, ${kept} left as staff wrote them` : '';
  return `Polling places of ${election}: ${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed${staffs}${left}.`;
}
