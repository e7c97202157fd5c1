import { FileFault, presentable } from './fault.ts';
import {
  type CellProblem,
  columnOf,
  readHeader,
  type TableRow,
  type TableShape,
  type TableStream,
} from './shape.ts';
import { dateFormats } from './styles.ts';
import {
  attribute,
  elementsOf,
  openPackage,
  type Package,
  textOf,
  tooLarge,
  unescapeXml,
} from './workbook.ts';

const MOST_ROWS = 100_001;
const MOST_COLUMNS = 200;
const MOST_MERGED_CELLS = 100_000;
const MS_PER_DAY = 86_400_000;
/** Day 0 of a spreadsheet, and of one that counts as old Macs did. */
const DAY_0 = Date.UTC(1899, 11, 30);
const DAY_0_OF_1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const LAST_DAY = 2_958_465;

/** A cell as it stands in the file. */
interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  /** What is in `v`; undefined where there is none. */
  readonly value: string | undefined;
  readonly inline: string | undefined;
  readonly isFormula: boolean;
}

interface SheetRow {
  readonly line: number;
  readonly cells: ReadonlyMap<number, Cell>;
}

/** What every sheet of a workbook is read by. */
interface Workbook {
  readonly sheets: readonly string[];
  readonly strings: readonly string[];
  /** Numbers of the styles that show a number as a date. */
  readonly dateStyles: ReadonlySet<number>;
  readonly dayZero: number;
}

/**
 * Reads the sheet of a workbook whose first row names most columns, row by row, with the types of its cells: dates
 * become ISO dates, formulas their results, and what a spreadsheet made of a number is named. Reading throws FileFault.
 */
export function readXlsx<Column extends string>(
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
  const parts = await openPackage(bytes);
  const merged = await mergedCells(parts);
  const book = await readWorkbook(parts);
  const { sheet, names } = await findSheet(parts, book, shape);
  const header = readHeader(shape, names);
  warnings.push(...header.warnings);
  const masters = merged.get(sheet) ?? new Map<string, string>();
  for await (const { line, cells } of sheetRows(parts, sheet)) {
    if (line === 1 || ![...cells.values()].some(hasValue)) continue;
    const row: { [Name in Column]?: string } = {};
    const problems: CellProblem<Column>[] = [];
    header.columns.forEach((column, at) => {
      if (column === undefined) return;
      const master = masters.get(`${at + 1}:${line}`);
      const read =
        master === undefined ? readCell(cells.get(at + 1), column, shape, book) : mergedWith(master);
      if (typeof read === 'string') row[column] = read.replace(/\s+/g, ' ');
      else problems.push({ line, field: column, code: read.code, why: presentable(read.why) });
    });
    yield { line, cells: row, problems };
  }
}

async function readWorkbook(parts: Package): Promise<Workbook> {
  const workbook = await parts.whole('xl/workbook.xml');
  if (!/<(?:\w+:)?workbook[\s>]/.test(workbook)) {
    throw new FileFault('format', 'The file is no .xlsx workbook that can be read.');
  }
  const targets = new Map<string, string>();
  for (const [relation] of (await parts.whole('xl/_rels/workbook.xml.rels')).matchAll(
    /<(?:\w+:)?Relationship\s[^>]*>/g,
  )) {
    targets.set(attribute(relation, 'Id') ?? '', attribute(relation, 'Target') ?? '');
  }
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].flatMap(([sheet]) => {
    const target = targets.get(attribute(sheet, '(?:\\w+:)?id') ?? '');
    return target === undefined ? [] : [partName(target)];
  });
  const strings: string[] = [];
  for await (const item of elementsOf(parts.text('xl/sharedStrings.xml'), 'si')) strings.push(textOf(item));
  return {
    sheets: sheets.filter((name) => parts.names.includes(name)),
    strings,
    dateStyles: dateFormats(await parts.whole('xl/styles.xml')),
    dayZero: /<(?:\w+:)?workbookPr\s[^>]*date1904\s*=\s*["'](?:1|true)["']/.test(workbook)
      ? DAY_0_OF_1904
      : DAY_0,
  };
}

function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

/** The sheet whose first row names most of the columns; the first of several. */
async function findSheet<Column extends string>(
  parts: Package,
  book: Workbook,
  shape: TableShape<Column>,
): Promise<{ readonly sheet: string; readonly names: readonly string[] }> {
  let best: { readonly sheet: string; readonly names: readonly string[]; readonly known: number } | undefined;
  for (const sheet of book.sheets) {
    const names = await firstRow(parts, sheet, book);
    const known = names.filter((name) => columnOf(shape, name) !== undefined).length;
    if (best === undefined || known > best.known) best = { sheet, names, known };
  }
  if (best === undefined) throw new FileFault('empty', 'The workbook has no sheet.');
  return best;
}

async function firstRow(parts: Package, sheet: string, book: Workbook): Promise<string[]> {
  for await (const { line, cells } of sheetRows(parts, sheet)) {
    if (line !== 1) return [];
    const last = Math.max(0, ...cells.keys());
    return Array.from({ length: last }, (_, at) => {
      const cell = cells.get(at + 1);
      return cell === undefined ? '' : (writtenText(cell, book) ?? '').trim();
    });
  }
  return [];
}

async function* sheetRows(parts: Package, sheet: string): AsyncGenerator<SheetRow> {
  let line = 0;
  for await (const row of elementsOf(parts.text(sheet), 'row')) {
    const named = Number(attribute(row, 'r') ?? line + 1);
    if (!Number.isSafeInteger(named) || named <= line) {
      throw new FileFault('format', 'The file is no .xlsx workbook that can be read.');
    }
    line = named;
    if (line > MOST_ROWS) throw tooLarge('it has more than 100,000 rows or 200 columns');
    yield { line, cells: cellsOf(row) };
  }
}

const CELL = /<(?:\w+:)?c((?:\s[^>]*?)?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c\s*>)/g;
const VALUE = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v\s*>/;

function cellsOf(row: string): ReadonlyMap<number, Cell> {
  const cells = new Map<number, Cell>();
  let column = 0;
  for (const [, attributes = '', body = ''] of row.matchAll(CELL)) {
    const tag = `<c${attributes}>`;
    const letters = /^[A-Z]{1,3}/.exec(attribute(tag, 'r') ?? '')?.[0];
    column = letters === undefined ? column + 1 : columnNumber(letters);
    if (column > MOST_COLUMNS) throw tooLarge('it has more than 100,000 rows or 200 columns');
    cells.set(column, {
      column,
      type: attribute(tag, 't') ?? 'n',
      style: Number(attribute(tag, 's') ?? 0),
      value: VALUE.exec(body)?.[1],
      inline: /<(?:\w+:)?is[\s>]/.test(body) ? textOf(body) : undefined,
      isFormula: /<(?:\w+:)?f[\s/>]/.test(body),
    });
  }
  return cells;
}

function hasValue({ value, inline, isFormula }: Cell): boolean {
  return (value !== undefined && value !== '') || (inline !== undefined && inline !== '') || isFormula;
}

interface Damage {
  readonly code: 'damaged' | 'merged';
  readonly why: string;
}

function readCell<Column extends string>(
  cell: Cell | undefined,
  column: Column,
  shape: TableShape<Column>,
  book: Workbook,
): string | Damage {
  if (cell === undefined || !hasValue(cell)) return '';
  const { type, value } = cell;
  const text = writtenText(cell, book);
  if (text !== undefined) return text;
  if (value === undefined || (value === '' && type !== 'str')) {
    return damaged('is a formula without a result; open and save the file in the spreadsheet program once');
  }
  if (type === 'e') return damaged(`has the error ${unescapeXml(value)}`);
  if (type === 'd') return readDay(value.slice(0, 10), column, shape);
  const number = Number(value);
  if (type !== 'n' || !Number.isFinite(number)) return damaged('cannot be read');
  if (book.dateStyles.has(cell.style)) return readDay(isoDay(number, book), column, shape);
  return readNumber(number, column, shape);
}

/** What a cell says as text; undefined where it is a number, a date or an error. */
function writtenText({ type, value, inline }: Cell, { strings }: Workbook): string | undefined {
  if (inline !== undefined) return inline;
  if (value === undefined) return undefined;
  if (type === 's') return strings[Number(value)];
  if (type === 'str') return unescapeXml(value);
  if (type === 'b') return String(value === '1' || value === 'true');
  return undefined;
}

function readNumber<Column extends string>(
  value: number,
  column: Column,
  { digits }: TableShape<Column>,
): string | Damage {
  const text = String(value);
  const wanted = digits?.[column];
  if (wanted === 'text') {
    return damaged(
      'is a number; spreadsheets keep 15 digits and no zeros before them; format the column as text and write it again',
    );
  }
  if (wanted !== undefined && !(text.length === wanted && Number.isSafeInteger(value))) {
    return damaged(
      `is the number ${text}, not ${wanted} digits: the spreadsheet took off zeros or rounded it; format the column as text`,
    );
  }
  return text;
}

function isoDay(days: number, { dayZero }: Workbook): string {
  if (days < 0 || days > LAST_DAY) return '';
  return new Date(dayZero + Math.floor(days) * MS_PER_DAY).toISOString().slice(0, 10);
}

function readDay<Column extends string>(
  day: string,
  column: Column,
  { dates }: TableShape<Column>,
): string | Damage {
  if (!dates?.includes(column)) {
    return damaged('is a date in the spreadsheet; format the column as text and write it again');
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : damaged('is no date that exists');
}

function damaged(why: string): Damage {
  return { code: 'damaged', why };
}

function mergedWith(master: string): Damage {
  return { code: 'merged', why: `is merged with cell ${master}; unmerge them and fill in each` };
}

/** Of each sheet the cells that are merged with another one, as `column:row`, and with which. */
async function mergedCells(parts: Package): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const found = new Map<string, Map<string, string>>();
  for (const name of parts.names.filter((part) => part.startsWith('xl/worksheets/'))) {
    const masters = new Map<string, string>();
    let cells = 0;
    for await (const element of elementsOf(parts.text(name), 'mergeCell')) {
      const range = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(attribute(element, 'ref') ?? '');
      if (!range) continue;
      const [, left = '', top = '', right = '', bottom = ''] = range;
      const columns = columnNumber(right) - columnNumber(left) + 1;
      cells += columns * (Number(bottom) - Number(top) + 1);
      if (cells > MOST_MERGED_CELLS) throw tooLarge('too many of its cells are merged');
      for (let row = Number(top); row <= Number(bottom); row++) {
        for (let column = columnNumber(left); column <= columnNumber(right); column++) {
          masters.set(`${column}:${row}`, `${left}${top}`);
        }
      }
      masters.delete(`${columnNumber(left)}:${Number(top)}`);
    }
    found.set(name, masters);
  }
  return found;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Whether a file starts as every zip archive, and so every .xlsx, does. */
export function looksLikeZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}
