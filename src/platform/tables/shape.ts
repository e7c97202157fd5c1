import { FileFault } from './fault.ts';

/** What a table in a file looks like: its columns, and what a spreadsheet may do to their values. */
export interface TableShape<Column extends string> {
  readonly columns: readonly Column[];
  /** May be left out of a file. */
  readonly optional: readonly Column[];
  /** Further names of columns, folded: lower case, words parted by one blank. */
  readonly otherNames?: Partial<Readonly<Record<Column, readonly string[]>>>;
  /** Columns that nobody knows are left out with a warning; absent: they are a fault. */
  readonly skipsUnknown?: true;
  /** Columns of digits: how many a value has, or `text` where no number of a spreadsheet is exact enough. */
  readonly digits?: Partial<Readonly<Record<Column, number | 'text'>>>;
  /** Columns of days; a date in any other is damage. */
  readonly dates?: readonly Column[];
  /** Said where there is none in the file: "polling place". */
  readonly thing: string;
}

/** Something wrong with a line before anyone looks at what it means. */
export interface CellProblem<Column extends string> {
  /** As the file counts: the header is line 1; in a spreadsheet it is the row. */
  readonly line: number;
  /** The column, or `line` where it is about the line as a whole. */
  readonly field: Column | 'line';
  readonly code: 'columns' | 'damaged' | 'merged' | 'unfinished' | 'unknown-column';
  readonly why: string;
}

/** One line of a file as text by column, whatever the file's format. */
export interface TableRow<Column extends string> {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  readonly problems: readonly CellProblem<Column>[];
}

/** The lines of a file as they are read, one after the other. */
export interface TableStream<Column extends string> {
  readonly rows: AsyncIterable<TableRow<Column>>;
  /** What looks odd without being wrong; whole once the rows are read. */
  readonly warnings: readonly CellProblem<Column>[];
}

/** Which column stands where: by position, undefined for none. */
export type Columns<Column extends string> = readonly (Column | undefined)[];

interface Header<Column extends string> {
  readonly columns: Columns<Column>;
  readonly warnings: readonly CellProblem<Column>[];
}

/** The column of a name in a file's first line. */
export function columnOf<Column extends string>(shape: TableShape<Column>, name: string): Column | undefined {
  const folded = fold(name);
  if (folded === '') return undefined;
  return shape.columns.find(
    (column) => fold(column) === folded || shape.otherNames?.[column]?.includes(folded),
  );
}

/** The form in which two ways to write a column's name are equal. */
function fold(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Reads a first line. Columns without a name are left out, as at the end of what spreadsheets write.
 *
 * @throws FileFault naming every column that is missing, unknown or given twice
 */
export function readHeader<Column extends string>(
  shape: TableShape<Column>,
  names: readonly string[],
): Header<Column> {
  const columns = names.map((name) => columnOf(shape, name));
  const wanted = shape.columns.filter((column) => !shape.optional.includes(column));
  const missing = wanted.filter((column) => !columns.includes(column));
  if (missing.length === wanted.length) {
    throw new FileFault(
      'header',
      `The first line does not name the columns; it must be: ${shape.columns.join(', ')}`,
      1,
    );
  }
  const faults: string[] = [];
  if (missing.length > 0) faults.push(`these columns are missing: ${missing.join(', ')}`);
  const unknown = names.flatMap((name, at) => (name.trim() !== '' && !columns[at] ? [shown(name, at)] : []));
  if (unknown.length > 0 && !shape.skipsUnknown)
    faults.push(`these columns are not known: ${unknown.join(', ')}`);
  const repeated = columns.filter((column, at) => column && columns.indexOf(column) < at);
  if (repeated.length > 0)
    faults.push(`these columns stand there twice: ${[...new Set(repeated)].join(', ')}`);
  if (faults.length > 0) throw new FileFault('header', `In the first line ${faults.join('; ')}`, 1);
  const warnings = unknown.map(
    (name): CellProblem<Column> => ({
      line: 1,
      field: 'line',
      code: 'unknown-column',
      why: `the column "${name}" is not used`,
    }),
  );
  return { columns, warnings };
}

/** A file without a header has values in its place, which may be anything; only what looks like a name is repeated. */
function shown(name: string, at: number): string {
  const plain = name.trim().toLowerCase();
  return /^[a-z][a-z_ ]{0,40}$/.test(plain) ? plain : `column ${at + 1}`;
}

/** `3,27601E+12`: what a spreadsheet writes into a CSV for a long number. */
const SHORTENED = /^\d+(?:[.,]\d+)?E\+?\d+$/i;

/** Columns of digits in which a spreadsheet left a rounded number, as in a CSV that it saved. */
export function shortenedNumbers<Column extends string>(
  shape: TableShape<Column>,
  { line, cells }: Pick<TableRow<Column>, 'line' | 'cells'>,
): CellProblem<Column>[] {
  return shape.columns.flatMap((field) => {
    const value = shape.digits?.[field] === undefined ? '' : (cells[field]?.trim() ?? '');
    if (!SHORTENED.test(value)) return [];
    const why = `reads ${value}: the spreadsheet shortened it; format the column as text`;
    return [{ line, field, code: 'damaged', why }];
  });
}
