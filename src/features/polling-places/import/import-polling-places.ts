import type { Kysely } from 'kysely';
import type { AreaIndex } from '../../../domain/area.ts';
import type { Clock } from '../../../domain/clock.ts';
import type { ElectionDirectory } from '../../../domain/election.ts';
import type { City } from '../../../platform/city.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { areaSearchEntries, searchEntriesOf } from '../search-entries.ts';
import { type CheckedRows, checkRows } from './check-rows.ts';
import { FileFault, type ImportProblem } from './problem.ts';
import { readPollingPlaceFile } from './read-file.ts';
import { type Changes, savePollingPlaces } from './save.ts';

export interface ImportOptions {
  /** Path of a CSV or XLSX file with the columns of `POLLING_PLACE_COLUMNS`. */
  readonly file: string;
  /** Id of the election whose polling places these are. */
  readonly election: string;
  /** Imports what is right and leaves out refused lines; absent or false: one refused line refuses all. */
  readonly skipRefused?: boolean;
  /** The day by which somebody looks at them again; absent: the one that is set, or 30 days after voting day. */
  readonly reviewBy?: Temporal.PlainDate;
  readonly db: Kysely<DatabaseSchema>;
  readonly elections: ElectionDirectory;
  readonly areas: AreaIndex;
  readonly city: Pick<City, 'area'>;
  readonly clock: Clock;
}

export interface ImportReport {
  /** Refused: nothing was changed. */
  readonly outcome: 'imported' | 'refused';
  /** Lines with a polling place in the file. */
  readonly lines: number;
  readonly refusedLines: number;
  /** Why lines are refused, by line. */
  readonly problems: readonly ImportProblem[];
  /** What should be looked at, by line; these lines are imported. */
  readonly warnings: readonly ImportProblem[];
  /** Present where it was imported. */
  readonly changes?: Changes;
}

/**
 * Imports the polling places of an election from a file, all of them or none: those that are not in the file are
 * removed. A second import of the same file changes nothing.
 *
 * @throws FileFault where the file as a whole cannot be imported
 * @throws DatabaseUnavailable
 */
export async function importPollingPlaces(options: ImportOptions): Promise<ImportReport> {
  const { db, areas, city, clock } = options;
  const elections = await options.elections.list();
  const election = elections.find(({ id }) => id === options.election);
  if (!election) {
    const known = elections.map(({ id }) => id).join(', ') || 'none';
    throw new FileFault('unknown-election', `There is no election ${options.election}; there are: ${known}`);
  }
  const table = await readPollingPlaceFile(options.file);
  const checked = checkRows(table.rows, { election, areas, city: city.area });
  const report = {
    lines: table.rows.length,
    refusedLines: checked.refusedLines,
    problems: checked.problems,
    warnings: sorted([...table.warnings, ...checked.warnings]),
  };
  if (mustRefuse(checked, options.skipRefused ?? false)) return { outcome: 'refused', ...report };

  const places = checked.places.map(({ place }) => place);
  const { changes, warnings } = await savePollingPlaces(db, {
    election: election.id,
    places: checked.places,
    search: {
      places: searchEntriesOf(places, election, areas, elections[0]?.id === election.id),
      areas: areaSearchEntries(areas, city.area),
    },
    now: clock(),
    ...(options.reviewBy && { reviewBy: options.reviewBy }),
  });
  return {
    outcome: 'imported',
    ...report,
    warnings: sorted([...report.warnings, ...warnings]),
    changes,
  };
}

/** Refused lines may be left out, but a file of nothing else would remove every polling place. */
function mustRefuse({ refusedLines, places }: CheckedRows, skipRefused: boolean): boolean {
  return places.length === 0 || (refusedLines > 0 && !skipRefused);
}

function sorted(problems: readonly ImportProblem[]): ImportProblem[] {
  return problems.toSorted((a, b) => a.line - b.line);
}
