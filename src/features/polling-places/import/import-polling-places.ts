import type { Kysely, Transaction } from 'kysely';
import type { AreaIndex } from '../../../domain/area.ts';
import type { Clock } from '../../../domain/clock.ts';
import type { Election, ElectionDirectory } from '../../../domain/election.ts';
import type { City } from '../../../platform/city.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { FileFault } from '../../../platform/tables/fault.ts';
import { areaSearchEntries, searchEntriesOf } from '../search-entries.ts';
import { type CheckedRows, checkRows } from './check-rows.ts';
import type { PlacePlan } from './plan.ts';
import type { ImportProblem } from './problem.ts';
import { readPollingPlaceFile } from './read-file.ts';
import { planFor, savePollingPlaces } from './save.ts';

/** What an import did to the polling places of its election. */
export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Left as staff wrote them, though the file has them otherwise. */
  readonly kept: number;
}

export interface ImportOptions {
  /** Path of a CSV or XLSX file with the columns of `POLLING_PLACE_COLUMNS`, or what is in it. */
  readonly file: string | Buffer;
  /** Id of the election whose polling places these are. */
  readonly election: string;
  /** Imports what is right and leaves out refused lines; absent or false: one refused line refuses all. */
  readonly skipRefused?: boolean;
  /** The day by which somebody looks at them again; absent: the one that is set, or 30 days after voting day. */
  readonly reviewBy?: Temporal.PlainDate;
  /** Digest of the plan that somebody agreed to; where another one would be done by now, nothing is. */
  readonly agreed?: string;
  /** The last thing of the transaction, where anything was written. */
  readonly afterwards?: (trx: Transaction<DatabaseSchema>, plan: PlacePlan) => Promise<void>;
  readonly db: Kysely<DatabaseSchema>;
  readonly elections: ElectionDirectory;
  readonly areas: AreaIndex;
  readonly city: Pick<City, 'area'>;
  readonly clock: Clock;
}

export interface ImportReport {
  /** Refused, or not what was agreed to: nothing was changed. */
  readonly outcome: 'imported' | 'refused' | 'plan-changed';
  /** Lines with a polling place in the file. */
  readonly lines: number;
  readonly refusedLines: number;
  /** Why lines are refused, by line. */
  readonly problems: readonly ImportProblem[];
  /** What should be looked at, by line; these lines are imported. */
  readonly warnings: readonly ImportProblem[];
  /** What was done; absent where the file was refused. */
  readonly plan?: PlacePlan;
  /** Present where it was imported. */
  readonly changes?: Changes;
}

/**
 * Imports the polling places of an election from a file, all of them or none: those that are not in the file are
 * removed, and those that staff have written stay as they are. A second import of the same file changes nothing.
 *
 * @throws FileFault where the file as a whole cannot be imported
 * @throws DatabaseUnavailable
 */
export async function importPollingPlaces(options: ImportOptions): Promise<ImportReport> {
  const { db, areas, city, clock } = options;
  const { election, isLatest, checked, report } = await readAndCheck(options);
  if (mustRefuse(checked, options.skipRefused ?? false)) return { outcome: 'refused', ...report };
  const { outcome, plan, warnings } = await savePollingPlaces(db, {
    election: election.id,
    places: checked.places,
    search: {
      places: (places) => searchEntriesOf(places, election, areas, isLatest),
      areas: areaSearchEntries(areas, city.area),
    },
    now: clock(),
    ...(options.reviewBy && { reviewBy: options.reviewBy }),
    ...(options.agreed !== undefined && { agreed: options.agreed }),
    ...(options.afterwards && { afterwards: options.afterwards }),
  });
  const whole = { ...report, plan, warnings: sorted([...report.warnings, ...warnings]) };
  if (outcome === 'plan-changed') return { outcome, ...whole };
  return { outcome: 'imported', ...whole, changes: countChanges(plan) };
}

/**
 * What an import would do, without doing it.
 *
 * @throws FileFault, DatabaseUnavailable
 */
export async function previewPollingPlaces(
  options: Omit<ImportOptions, 'clock' | 'agreed' | 'afterwards' | 'reviewBy'>,
): Promise<Omit<ImportReport, 'outcome' | 'changes'>> {
  const { election, checked, report } = await readAndCheck(options);
  if (mustRefuse(checked, options.skipRefused ?? false)) return report;
  const { plan, warnings } = await planFor(options.db, { election: election.id, places: checked.places });
  return { ...report, plan, warnings: sorted([...report.warnings, ...warnings]) };
}

async function readAndCheck(
  options: Pick<ImportOptions, 'file' | 'election' | 'elections' | 'areas' | 'city'>,
) {
  const { file, areas, city } = options;
  const elections = await options.elections.list();
  const election = elections.find(({ id }) => id === options.election);
  if (!election) throw unknownElection(options.election, elections);
  const table = await readPollingPlaceFile(file);
  const checked = checkRows(table.rows, { election, areas, city: city.area });
  return {
    election,
    isLatest: elections[0]?.id === election.id,
    checked,
    report: {
      lines: table.rows.length,
      refusedLines: checked.refusedLines,
      problems: checked.problems,
      warnings: sorted([...table.warnings, ...checked.warnings]),
    },
  };
}

function unknownElection(id: string, elections: readonly Election[]): FileFault {
  const known = elections.map((election) => election.id).join(', ') || 'none';
  return new FileFault('unknown-election', `There is no election ${id}; there are: ${known}`);
}

function countChanges({ added, changed, removed, kept, unchanged }: PlacePlan): Changes {
  return {
    added: added.length,
    changed: changed.length,
    unchanged,
    removed: removed.length,
    kept: kept.length,
  };
}

/** Refused lines may be left out, but a file of nothing else would remove every polling place. */
function mustRefuse({ refusedLines, places }: CheckedRows, skipRefused: boolean): boolean {
  return places.length === 0 || (refusedLines > 0 && !skipRefused);
}

function sorted(problems: readonly ImportProblem[]): ImportProblem[] {
  return problems.toSorted((a, b) => a.line - b.line);
}
