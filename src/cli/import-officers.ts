import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type ImportOfficersReport, importOfficers } from '../features/roster/import/import-officers.ts';
import type { RosterParts } from '../features/roster/import/parts.ts';
import { PROBLEM_CSV_HEAD, problemCsv } from '../features/roster/import/problems.ts';
import type { City } from '../platform/city.ts';
import { FileFault } from '../platform/tables/fault.ts';

/** Lines of a report that are printed; the others are counted, and stand in the report file. */
const MOST_PRINTED = 200;

export interface ImportOfficersCommand extends RosterParts {
  readonly city: City;
  readonly file: string;
  readonly election: string;
  readonly leaveGone?: boolean;
  readonly skipRefused?: boolean;
  readonly preview?: boolean;
  /** Where the whole report is written as CSV. */
  readonly report?: string;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Told how far it is. */
  readonly onProgress?: (step: 'reading' | 'writing', lines: number) => void;
}

/**
 * `jendela import officers FILE --election ID [--preview] [--leave-gone] [--skip-refused] [--report FILE]`
 *
 * @returns the exit code: 0 where it was imported or previewed, 1 where it was refused and nothing changed
 * @throws DatabaseUnavailable
 */
export async function importOfficersCommand(command: ImportOfficersCommand): Promise<0 | 1> {
  const { file, election, city, printError } = command;
  const counted = { refused: 0, warning: 0 };
  const written = reportFile(command.report);
  let report: ImportOfficersReport;
  try {
    report = await importOfficers(command, {
      file,
      election,
      leaveGone: command.leaveGone ?? false,
      skipRefused: command.skipRefused ?? false,
      preview: command.preview ?? false,
      actor: { kind: 'command', name: 'import officers' },
      agency: city.electionOffice.id,
      ...(command.onProgress && { onProgress: command.onProgress }),
      onProblem: (problem) => {
        written.write(problemCsv(problem));
        counted[problem.severity]++;
        if (counted.refused + counted.warning > MOST_PRINTED) return;
        const { line, field, severity, why } = problem;
        printError(`${file}:${line} ${field}: ${severity === 'warning' ? 'warning: ' : ''}${why}`);
      },
    });
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    printError(`${error.line === undefined ? file : `${file}:${error.line}`}: ${error.message}`);
    printError('Nothing was imported.');
    return 1;
  } finally {
    const failure = await written.end();
    if (failure !== undefined)
      printError(`The report could not be written to ${command.report} (${failure}).`);
  }
  const more = counted.refused + counted.warning - MOST_PRINTED;
  if (more > 0) printError(`… and ${more} more; --report FILE writes all of them`);
  return conclude(command, report);
}

function conclude(command: ImportOfficersCommand, { outcome, lines, plan }: ImportOfficersReport): 0 | 1 {
  const { election, leaveGone = false, print, printError } = command;
  const leftOut = plan.refused + plan.taken;
  if (outcome === 'refused') {
    printError(`${leftOut} of ${lines} lines are refused; nothing was imported.`);
    if (plan.refused > 0 && leaveGone) {
      printError(
        'Who stands in a refused line may look gone: with --leave-gone every line must be in order.',
      );
    } else if (leftOut < lines) {
      printError('Mend them, or leave them out with --skip-refused.');
    }
    return 1;
  }
  const gone = leaveGone ? `${plan.left} left` : `${plan.gone} not in the file stay`;
  print(
    `${outcome === 'preview' ? 'Would do: officers' : 'Officers'} of ${election}: ${plan.added} added, ` +
      `of these ${plan.replaced} replace somebody; ${plan.changed} changed, ${plan.moved} moved, ` +
      `${plan.unchanged} unchanged, ${gone}${leftOut > 0 ? `, ${leftOut} lines left out` : ''}.`,
  );
  return 0;
}

/** A report as it comes; what was imported stays imported, so that one that cannot be written is told and no more. */
function reportFile(file: string | undefined) {
  if (file === undefined) return { write: () => undefined, end: async () => undefined };
  const stream = createWriteStream(file, { mode: 0o600 });
  let failure: string | undefined;
  stream.on('error', (error) => {
    failure = 'code' in error ? String(error.code) : error.name;
  });
  stream.write(PROBLEM_CSV_HEAD);
  return {
    write: (text: string) => void stream.write(text),
    async end(): Promise<string | undefined> {
      stream.end();
      if (!stream.closed) await once(stream, 'close');
      return failure;
    },
  };
}
