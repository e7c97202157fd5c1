import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { POLLING_PLACE_COLUMNS, type PollingPlaceColumn } from '../../../domain/polling-place-row.ts';
import { readHeader } from './header.ts';
import { FileFault, type FileRow, type FileTable, type ImportProblem } from './problem.ts';

const SEPARATORS = [',', ';', '\t'] as const;
const LONGEST_LINE = 16 * 1024;

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file: UTF-8 with or without BOM; comma, semicolon or tab, whichever parts the header into known columns.
 *
 * @throws FileFault
 */
export function readCsv(bytes: Buffer): FileTable {
  const text = decode(bytes);
  const separator = separatorOf(text);
  const [header, ...records] = parseRecords(text, separator);
  if (header === undefined) throw new FileFault('empty', 'The file is empty.');
  const columns = readHeader(header.record);
  const warnings: ImportProblem[] = [];
  const last = records.at(-1);
  if (last !== undefined && !text.endsWith('\n')) {
    warnings.push({
      line: last.info.lines,
      field: 'line',
      code: 'unfinished',
      why: 'the last line has no line end; check that the file is whole',
    });
  }
  return { rows: records.map((record) => rowOf(record, columns)), warnings };
}

function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new FileFault('encoding', 'The file is in UTF-16. Save it as "CSV UTF-8".');
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    throw new FileFault(
      'format',
      'The file has zero bytes in it, so it is no CSV in UTF-8.',
      lineAt(bytes, zero),
    );
  }
  if (!isUtf8(bytes)) {
    throw new FileFault(
      'encoding',
      'The file is not in UTF-8. Save it as "CSV UTF-8".',
      firstBrokenLine(bytes),
    );
  }
  // One form of line end, so that lines are counted as an editor counts them, inside quotes too.
  return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
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

function separatorOf(text: string): string {
  const firstLine = text.slice(0, LONGEST_LINE).split('\n', 1)[0] ?? '';
  const known = (separator: string) =>
    firstLine
      .split(separator)
      .filter((name) => POLLING_PLACE_COLUMNS.some((column) => column === name.trim().replaceAll('"', '')))
      .length;
  return SEPARATORS.reduce((best, next) => (known(next) > known(best) ? next : best));
}

function parseRecords(text: string, separator: string): CsvRecord[] {
  try {
    // With `info` each record comes with where it was read, which the declaration of the package leaves out.
    return parse(text, {
      delimiter: separator,
      info: true,
      max_record_size: LONGEST_LINE,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as CsvRecord[];
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

function rowOf({ record, info }: CsvRecord, columns: readonly (PollingPlaceColumn | undefined)[]): FileRow {
  const breaks = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
  const line = info.lines - breaks;
  const problems: ImportProblem[] = [];
  if (record.length !== columns.length) {
    problems.push({
      line,
      field: 'line',
      code: 'columns',
      why: `has ${record.length} columns in place of ${columns.length}; is it cut off, or is a separator in a text without quotes?`,
    });
  }
  const cells: Record<string, string> = {};
  columns.forEach((column, at) => {
    if (column) cells[column] = (record[at] ?? '').replace(/\s+/g, ' ');
  });
  return { line, cells, problems };
}
