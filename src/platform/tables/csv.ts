import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileFault } from './fault.ts';
import {
  type CellProblem,
  type Columns,
  columnOf,
  readHeader,
  type TableRow,
  type TableShape,
  type TableStream,
} from './shape.ts';

const SEPARATORS = [',', ';', '\t'] as const;
const LONGEST_LINE = 16 * 1024;
const PIECE_BYTES = 64 * 1024;

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file line by line: UTF-8 with or without BOM; comma, semicolon or tab, whichever parts the header into
 * known columns. Reading throws FileFault.
 */
export function readCsv<Column extends string>(
  bytes: Buffer,
  shape: TableShape<Column>,
): TableStream<Column> {
  const warnings: CellProblem<Column>[] = [];
  return { rows: rowsOf(bytes, shape, warnings), warnings };
}

async function* rowsOf<Column extends string>(
  bytes: Buffer,
  shape: TableShape<Column>,
  warnings: CellProblem<Column>[],
): AsyncGenerator<TableRow<Column>> {
  refuseOtherEncodings(bytes);
  let columns: Columns<Column> | undefined;
  let last: number | undefined;
  for await (const { record, info } of recordsOf(bytes, separatorOf(bytes, shape))) {
    if (columns === undefined) {
      const header = readHeader(shape, record);
      columns = header.columns;
      warnings.push(...header.warnings);
      continue;
    }
    last = info.lines;
    yield rowOf({ record, info }, columns);
  }
  if (columns === undefined) throw new FileFault('empty', 'The file is empty.');
  const end = bytes.at(-1);
  if (last !== undefined && end !== 10 && end !== 13) {
    warnings.push({
      line: last,
      field: 'line',
      code: 'unfinished',
      why: 'the last line has no line end; check that the file is whole',
    });
  }
}

function refuseOtherEncodings(bytes: Buffer): void {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new FileFault('encoding', 'The file is in UTF-16. Save it as "CSV UTF-8".');
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    const why = 'The file has zero bytes in it, so it is no CSV in UTF-8.';
    throw new FileFault('format', why, lineAt(bytes, zero));
  }
  if (!isUtf8(bytes)) {
    const why = 'The file is not in UTF-8. Save it as "CSV UTF-8".';
    throw new FileFault('encoding', why, firstBrokenLine(bytes));
  }
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}

function firstBrokenLine(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(10, start);
    // Characters of several bytes never hold a line end, so that each line can be looked at alone.
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
    line++;
  }
}

function separatorOf<Column extends string>(bytes: Buffer, shape: TableShape<Column>): string {
  const begin = new TextDecoder().decode(bytes.subarray(0, LONGEST_LINE));
  const firstLine = begin.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const known = (separator: string) =>
    firstLine.split(separator).filter((name) => columnOf(shape, name) !== undefined).length;
  return SEPARATORS.reduce((best, next) => (known(next) > known(best) ? next : best));
}

/** The file as text, piece by piece, with one form of line end: lines are counted as an editor does, inside quotes too. */
function* piecesOf(bytes: Buffer): Generator<string> {
  const decoder = new TextDecoder();
  let held = '';
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const text = held + decoder.decode(bytes.subarray(at, at + PIECE_BYTES), { stream: true });
    // Half of a line end of Windows may stand at the end of a piece.
    held = text.endsWith('\r') ? '\r' : '';
    const piece = text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n');
    if (piece !== '') yield piece;
  }
  if (held !== '') yield '\n';
}

async function* recordsOf(bytes: Buffer, separator: string): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter: separator,
    info: true,
    max_record_size: LONGEST_LINE,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  try {
    // With `info` each record comes with where it was read, which the declaration of the package leaves out.
    yield* Readable.from(piecesOf(bytes)).compose(parser) as AsyncIterable<CsvRecord>;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { line, message, code } = describe(error);
    throw new FileFault(code, message, line, error);
  }
}

function describe(error: CsvError): { code: FileFault['code']; message: string; line?: number } {
  const line = typeof error['lines'] === 'number' ? { line: error['lines'] } : {};
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return {
        code: 'cut-off',
        message: 'A quote that is opened here is never closed: the file is cut off, or a quote is missing.',
        ...line,
      };
    case 'CSV_MAX_RECORD_SIZE':
      return {
        code: 'line-too-long',
        message: `The line is longer than ${LONGEST_LINE} characters; perhaps a quote before it is not closed.`,
        ...line,
      };
    default:
      return { code: 'format', message: 'A quote stands where none may be.', ...line };
  }
}

function rowOf<Column extends string>(
  { record, info }: CsvRecord,
  columns: Columns<Column>,
): TableRow<Column> {
  const breaks = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
  const line = info.lines - breaks;
  const problems: CellProblem<Column>[] = [];
  if (record.length !== columns.length) {
    problems.push({
      line,
      field: 'line',
      code: 'columns',
      why: `has ${record.length} columns in place of ${columns.length}; is it cut off, or is a separator in a text without quotes?`,
    });
  }
  const cells: Partial<Record<Column, string>> = {};
  columns.forEach((column, at) => {
    if (column) cells[column] = (record[at] ?? '').replace(/\s+/g, ' ');
  });
  return { line, cells, problems };
}
