import { POLLING_PLACE_COLUMNS, type PollingPlaceColumn } from '../../../domain/polling-place-row.ts';
import { FileFault } from './problem.ts';

/** May be left out of a file: not every office records it. */
const OPTIONAL: readonly PollingPlaceColumn[] = ['parking'];

/**
 * Which column stands where: by position, undefined where the header is empty, as at the end of what spreadsheets
 * write.
 *
 * @throws FileFault naming every column that is missing, unknown or given twice
 */
export function readHeader(names: readonly string[]): readonly (PollingPlaceColumn | undefined)[] {
  const folded = names.map((name) => name.trim().toLowerCase());
  const columns = folded.map((name) => POLLING_PLACE_COLUMNS.find((column) => column === name));
  const faults: string[] = [];
  const missing = POLLING_PLACE_COLUMNS.filter(
    (column) => !columns.includes(column) && !OPTIONAL.includes(column),
  );
  if (missing.length === POLLING_PLACE_COLUMNS.length - OPTIONAL.length) {
    throw new FileFault(
      'header',
      `The first line does not name the columns; it must be: ${POLLING_PLACE_COLUMNS.join(', ')}`,
      1,
    );
  }
  if (missing.length > 0) faults.push(`these columns are missing: ${missing.join(', ')}`);
  const unknown = folded.flatMap((name, at) => (name !== '' && !columns[at] ? [shown(name, at)] : []));
  if (unknown.length > 0) faults.push(`these columns are not known: ${unknown.join(', ')}`);
  const repeated = columns.filter((column, at) => column && columns.indexOf(column) < at);
  if (repeated.length > 0)
    faults.push(`these columns stand there twice: ${[...new Set(repeated)].join(', ')}`);
  if (faults.length > 0) throw new FileFault('header', `In the first line ${faults.join('; ')}`, 1);
  return columns;
}

/** A file without a header has values in its place, which may be anything; only what looks like a name is repeated. */
function shown(name: string, at: number): string {
  return /^[a-z][a-z_ ]{0,40}$/.test(name) ? name : `column ${at + 1}`;
}
