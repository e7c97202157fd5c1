/** The CSV that an office exports, read record by record; what is wrong with it is collected with its line numbers. */
import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Factor } from './format.ts';
import { rollInput } from './input.ts';
import { encodeRecord, maskName } from './record.ts';

/** Problems that are kept with their line; further ones are only counted. */
const KEPT_PROBLEMS = 50;
const MAX_LINE_LENGTH = 65_536;
const COLUMNS = ['nik', 'paspor', 'nkk', 'status', 'tps', 'number', 'name'] as const;
/** Columns whose value, cut short, could pass for a whole one. */
const OPEN_ENDED: readonly string[] = ['status', 'number', 'paspor'];

type Column = (typeof COLUMNS)[number];
type Fields = { readonly [column in Column]?: string | undefined };

/** What is wrong in one place. Never the value itself. `firstLine` is where a duplicate stood first. */
export type RowProblem = {
  readonly line: number;
  readonly field: string;
  readonly problem: string;
  readonly firstLine?: number;
};

export type RollInputCode =
  | 'missing'
  | 'unreadable'
  | 'encoding'
  | 'header'
  | 'cut-off'
  | 'rows'
  | 'empty'
  | 'exists'
  | 'no-space'
  | 'not-written';

/**
 * A sealing that was refused; nothing is left of it. `code` is stable, `problems` the first ones (at most 50), `count`
 * how many there are in all.
 */
export class RollInputError extends Error {
  override readonly name = 'RollInputError';
  readonly code: RollInputCode;
  readonly problems: readonly RowProblem[];
  readonly count: number;
  constructor(
    code: RollInputCode,
    message: string,
    problems: readonly RowProblem[] = [],
    { count = problems.length, cause }: { readonly count?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.problems = problems;
    this.count = count;
  }
}

/** One voter, ready to be sealed. `input` is the PRF's input, `plaintext` the record's JSON. */
export type RollRow = { readonly line: number; readonly input: string; readonly plaintext: string };

/** What a whole file turned out to be. */
export type CsvSummary = { readonly factors: readonly Factor[] };

/**
 * Hands over each record in the file's order, and returns once all of it is found to be in order.
 * After the first problem no more records are handed over, but the rest is still read, so that one run names all problems.
 * Throws RollInputError.
 */
export async function readRollCsv(
  chunks: AsyncIterable<Uint8Array>,
  room: number,
  onRow: (row: RollRow) => Promise<void> | void,
): Promise<CsvSummary> {
  const report = new ProblemReport();
  const ending = { hasNewline: true };
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: MAX_LINE_LENGTH,
  });
  pipeline(Readable.from(wholeLines(chunks, ending)), parser, () => {});
  let reader: RowReader | null = null;
  let lastRow: { readonly line: number; readonly isShort: boolean } | null = null;
  for await (const parsed of errorsNamed(parser as AsyncIterable<ParsedRecord>)) {
    const line = parsed.info.lines;
    if (reader === null) {
      reader = new RowReader(columnsOf(parsed.record, line), room, report);
      continue;
    }
    lastRow = { line, isShort: parsed.record.length < reader.columns.length };
    const row = reader.read(parsed.record, line);
    if (row !== null && report.count === 0) await onRow(row);
  }
  if (reader === null) throw new RollInputError('empty', 'The file is empty');
  refuseCutOff(reader, lastRow, ending.hasNewline);
  if (report.count > 0) throw report.toError();
  if (lastRow === null) throw new RollInputError('empty', 'The file has a header but no record');
  return { factors: reader.factors };
}

type ParsedRecord = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

function refuseCutOff(
  reader: RowReader,
  lastRow: { readonly line: number; readonly isShort: boolean } | null,
  hasNewline: boolean,
): void {
  if (lastRow === null) return;
  const lastColumn = reader.columns.at(-1) ?? '';
  const mayBeShort = !hasNewline && OPEN_ENDED.includes(lastColumn);
  if (!lastRow.isShort && !mayBeShort) return;
  throw new RollInputError('cut-off', `The file is cut off in line ${lastRow.line}`, [
    { line: lastRow.line, field: lastColumn, problem: 'cut-off' },
  ]);
}

/** The parser's errors as ours: its messages quote what they read. */
async function* errorsNamed(records: AsyncIterable<ParsedRecord>): AsyncGenerator<ParsedRecord> {
  try {
    yield* records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 0);
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      const problems = [{ line, field: '', problem: 'open-quote' }];
      throw new RollInputError(
        'cut-off',
        `The file is cut off: a quote is never closed, by line ${line}`,
        problems,
      );
    }
    const problem = error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'not-csv';
    throw new RollInputError('rows', `Line ${line} is no CSV`, [{ line, field: '', problem }]);
  }
}

/** The bytes again, in pieces that end with a line, each found to be UTF-8. */
async function* wholeLines(
  chunks: AsyncIterable<Uint8Array>,
  ending: { hasNewline: boolean },
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  let line = 1;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    rest = bytes.subarray(end);
    if (line === 1) refuseUtf16(bytes);
    if (rest.length > MAX_LINE_LENGTH) {
      throw new RollInputError('rows', 'A line is impossibly long', [
        { line, field: '', problem: 'too-long' },
      ]);
    }
    if (end > 0) {
      line = refuseOtherEncodings(bytes.subarray(0, end), line);
      yield bytes.subarray(0, end);
    }
  }
  ending.hasNewline = rest.length === 0;
  refuseOtherEncodings(rest, line);
  if (rest.length > 0) yield rest;
}

function refuseUtf16(bytes: Uint8Array): void {
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!hasMark && !bytes.subarray(0, 64).includes(0)) return;
  const problems = [{ line: 1, field: '', problem: 'utf-16' }];
  throw new RollInputError('encoding', 'The file is UTF-16; save it as CSV in UTF-8', problems);
}

/** Returns the number of the line after these. */
function refuseOtherEncodings(lines: Uint8Array, firstLine: number): number {
  const isWholeUtf8 = isUtf8(lines);
  let line = firstLine;
  for (let from = 0; from < lines.length; line++) {
    const at = lines.indexOf(0x0a, from);
    const end = at === -1 ? lines.length : at + 1;
    if (!isWholeUtf8 && !isUtf8(lines.subarray(from, end))) {
      const problems = [{ line, field: '', problem: 'not-utf-8' }];
      throw new RollInputError(
        'encoding',
        `Line ${line} is not UTF-8; save the file as CSV in UTF-8`,
        problems,
      );
    }
    from = end;
  }
  return line;
}

/** The header's columns, or RollInputError where one is missing, unknown or there twice. */
function columnsOf(record: readonly string[], line: number): readonly Column[] {
  const problems: RowProblem[] = [];
  const names = record as readonly Column[];
  for (const [index, name] of names.entries()) {
    if (!COLUMNS.includes(name))
      problems.push({ line, field: columnLabel(names, index), problem: 'unknown-column' });
    else if (names.indexOf(name) !== index) problems.push({ line, field: name, problem: 'repeated-column' });
  }
  for (const needed of ['status', 'tps', 'number', 'name'] as const) {
    if (!names.includes(needed)) problems.push({ line, field: needed, problem: 'missing-column' });
  }
  if (!names.includes('nik') && !names.includes('paspor')) {
    problems.push({ line, field: 'nik', problem: 'missing-column' });
  }
  if (problems.length > 0) {
    const what = problems.map(({ field, problem }) => `${problem.replace('-', ' ')} "${field}"`).join(', ');
    throw new RollInputError('header', `The header is not that of a roll: ${what}`, problems);
  }
  return names;
}

/** An unknown column's name; where the "header" is a row of data, its place, so that nobody's data is repeated. */
function columnLabel(names: readonly string[], index: number): string {
  const isData = names.some((name) => /\d{4}/.test(name) || name.length > 40);
  return isData ? `column ${index + 1}` : (names[index] ?? '');
}

class ProblemReport {
  readonly #kept: RowProblem[] = [];
  count = 0;

  add(problem: RowProblem): void {
    this.count += 1;
    if (this.#kept.length < KEPT_PROBLEMS) this.#kept.push(problem);
  }

  toError(): RollInputError {
    return new RollInputError(
      'rows',
      `${this.count} ${this.count === 1 ? 'problem' : 'problems'} in the file`,
      this.#kept,
      {
        count: this.count,
      },
    );
  }
}

/** Turns one line's fields into a row, and remembers who was there already. */
class RowReader {
  readonly columns: readonly Column[];
  readonly factors: readonly Factor[];
  readonly #room: number;
  readonly #report: ProblemReport;
  readonly #lineOf = new Map<string, number>();

  constructor(columns: readonly Column[], room: number, report: ProblemReport) {
    this.columns = columns;
    this.factors = [
      columns.includes('nik') ? 'nik' : 'paspor',
      ...(columns.includes('nkk') ? ['nkk' as const] : []),
    ];
    this.#room = room;
    this.#report = report;
  }

  /** The row, or null after having reported why there is none. */
  read(record: readonly string[], line: number): RollRow | null {
    const problemsBefore = this.#report.count;
    const refuse = (field: string, problem: string) => this.#report.add({ line, field, problem });
    if (record.length !== this.columns.length) {
      refuse('', record.length < this.columns.length ? 'too-few-fields' : 'too-many-fields');
      return null;
    }
    const fields: Fields = Object.fromEntries(this.columns.map((column, index) => [column, record[index]]));
    const input = this.#readPerson(fields, line);
    const plaintext = readRecord(fields, refuse);
    if (Buffer.byteLength(plaintext) > this.#room) refuse('name', 'too-long');
    return input === null || this.#report.count > problemsBefore ? null : { line, input, plaintext };
  }

  #readPerson(fields: Fields, line: number): string | null {
    const { nik = '', paspor = '', nkk } = fields;
    if (nik !== '' && paspor !== '') {
      this.#report.add({ line, field: 'paspor', problem: 'two-numbers' });
      return null;
    }
    const kind = paspor !== '' || !this.columns.includes('nik') ? 'paspor' : 'nik';
    const typed = rollInput({ kind, number: kind === 'nik' ? nik : paspor, nkk }, this.factors);
    if (!typed.ok) {
      this.#report.add({ line, field: typed.field, problem: typed.problem });
      return null;
    }
    const firstLine = this.#lineOf.get(typed.person);
    if (firstLine !== undefined) {
      this.#report.add({ line, field: kind, problem: 'duplicate', firstLine });
      return null;
    }
    this.#lineOf.set(typed.person, line);
    return typed.input;
  }
}

function readRecord(fields: Fields, refuse: (field: Column, problem: string) => void): string {
  const { status = '', tps = '', number = '', name = '' } = fields;
  if (!/^[A-Z][A-Za-z]{1,11}$/.test(status)) refuse('status', status === '' ? 'empty' : 'not-a-list');
  if (!/^\d{13}$/.test(tps)) refuse('tps', tps === '' ? 'empty' : 'not-13-digits');
  if (!/^[1-9]\d{0,5}$/.test(number)) refuse('number', number === '' ? 'empty' : 'not-a-number');
  if (name === '') refuse('name', 'empty');
  return encodeRecord({ status, tps, number: Number(number), name: maskName(name) });
}
