import ExcelJS from 'exceljs';
import { fromBufferPromise, type ZipFile } from 'yauzl';
import type { PollingPlaceColumn } from '../../../domain/polling-place-row.ts';
import { readHeader } from './header.ts';
import { FileFault, type FileRow, type FileTable, type ImportProblem, presentable } from './problem.ts';

/** A city with 20,000 polling places needs about 25 MB; what is far beyond that is a mistake or an attack. */
const MOST_UNPACKED_BYTES = 96 * 1024 * 1024;
const MOST_ENTRIES = 1_000;
const MOST_ROWS = 100_001;
const MOST_COLUMNS = 200;
const MOST_MERGED_CELLS = 100_000;

/** Parts of a sheet that are not data, and that the reader would unfold cell by cell. */
const IGNORED_NODES = [
  'dataValidations',
  'conditionalFormatting',
  'extLst',
  'hyperlinks',
  'drawing',
  'picture',
  'tableParts',
  'autoFilter',
  'sheetViews',
];

/**
 * Reads the first sheet of a workbook that has a column `code`, with the types of its cells: dates become ISO dates,
 * formulas their results, and what a spreadsheet made of a code is named.
 *
 * @throws FileFault
 */
export async function readXlsx(bytes: Buffer): Promise<FileTable> {
  await refuseBombs(bytes);
  const sheets = await loadSheets(bytes);
  const sheet = sheets.find((candidate) => headerOf(candidate).includes('code')) ?? sheets[0];
  if (sheet === undefined) throw new FileFault('empty', 'The workbook has no sheet.');
  const columns = readHeader(headerOf(sheet));
  const rows: FileRow[] = [];
  sheet.eachRow((row, line) => {
    if (line > 1) rows.push(rowOf(row, line, columns));
  });
  return { rows, warnings: [] };
}

/** Unpacks everything once and keeps nothing, so that the reader meets no file that swells beyond measure. */
async function refuseBombs(bytes: Buffer): Promise<void> {
  let unpacked = 0;
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    if (zip.entryCount > MOST_ENTRIES) throw tooLarge(`it has ${zip.entryCount} parts`);
    for await (const entry of zip.eachEntry()) {
      const chunks: Buffer[] = [];
      const isSheet = entry.fileName.startsWith('xl/worksheets/');
      for await (const chunk of await openEntry(zip, entry)) {
        unpacked += chunk.length;
        if (unpacked > MOST_UNPACKED_BYTES) throw tooLarge('it unpacks to more than 96 MB');
        if (isSheet) chunks.push(chunk);
      }
      if (mergedCells(Buffer.concat(chunks).toString('latin1')) > MOST_MERGED_CELLS) {
        throw tooLarge('too many of its cells are merged');
      }
    }
  } catch (error) {
    if (error instanceof FileFault) throw error;
    throw new FileFault(
      'cut-off',
      'The file begins like an .xlsx workbook but is damaged or cut off. Save or copy it again.',
      undefined,
      error,
    );
  }
}

async function openEntry(
  zip: ZipFile,
  entry: Parameters<ZipFile['openReadStreamPromise']>[0],
): Promise<AsyncIterable<Buffer>> {
  return zip.openReadStreamPromise(entry);
}

function tooLarge(reason: string): FileFault {
  return new FileFault('too-large', `The workbook is too large: ${reason}. Save the one sheet as CSV UTF-8.`);
}

/** How many cells the sheet's merged ranges hold; the reader makes an object of each. */
function mergedCells(xml: string): number {
  let cells = 0;
  for (const [, left = '', top, right = '', bottom] of xml.matchAll(
    /<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g,
  )) {
    cells += (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1);
  }
  return cells;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

async function loadSheets(bytes: Buffer): Promise<readonly ExcelJS.Worksheet[]> {
  const workbook = new ExcelJS.Workbook();
  // The reader knows more options than it declares, and declares a Buffer of an older kind.
  const options = { ignoreNodes: IGNORED_NODES, maxRows: MOST_ROWS, maxCols: MOST_COLUMNS };
  try {
    await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0], options);
  } catch (error) {
    if (error instanceof Error && /^Max (row|column) count/.test(error.message)) {
      throw tooLarge('it has more than 100,000 rows or 200 columns');
    }
    throw new FileFault('format', 'The file is no .xlsx workbook that can be read.', undefined, error);
  }
  return workbook.worksheets;
}

function headerOf(sheet: ExcelJS.Worksheet): string[] {
  const names: string[] = [];
  sheet.getRow(1).eachCell({ includeEmpty: true }, (cell) => names.push(cell.text.trim().toLowerCase()));
  return names;
}

function rowOf(
  row: ExcelJS.Row,
  line: number,
  columns: readonly (PollingPlaceColumn | undefined)[],
): FileRow {
  const cells: Record<string, string> = {};
  const problems: ImportProblem[] = [];
  columns.forEach((column, at) => {
    if (column === undefined) return;
    const cell = row.getCell(at + 1);
    if (cell.isMerged && cell.master !== cell) {
      const why = `is merged with cell ${cell.master.address}; unmerge them and fill in each`;
      problems.push({ line, field: column, code: 'merged', why });
      return;
    }
    const read = readCell(cell.value, column);
    if (typeof read === 'string') cells[column] = read.replace(/\s+/g, ' ');
    else problems.push({ line, field: column, ...read, why: presentable(read.why) });
  });
  return { line, cells, problems };
}

type CellProblem = Pick<ImportProblem, 'code' | 'why'>;

function readCell(value: unknown, column: PollingPlaceColumn): string | CellProblem {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return readNumber(value, column);
  if (value instanceof Date) return readDate(value, column);
  if (typeof value !== 'object') return damaged('cannot be read');
  if ('richText' in value && Array.isArray(value.richText)) {
    return value.richText.map((part: { text?: unknown }) => String(part.text ?? '')).join('');
  }
  if ('error' in value) return damaged(`has the error ${String(value.error)}`);
  if ('formula' in value || 'sharedFormula' in value) {
    if ('result' in value && value.result !== undefined) return readCell(value.result, column);
    return damaged('is a formula without a result; open and save the file in the spreadsheet program once');
  }
  if ('text' in value) return readCell(value.text, column);
  return damaged('cannot be read');
}

function readNumber(value: number, column: PollingPlaceColumn): string | CellProblem {
  const text = String(value);
  const digits = column === 'code' ? 13 : column === 'area' ? 10 : undefined;
  if (digits !== undefined && !(text.length === digits && Number.isSafeInteger(value))) {
    return damaged(
      `is the number ${text}, not ${digits} digits: the spreadsheet took off zeros or rounded it; format the column as text`,
    );
  }
  return text;
}

function readDate(value: Date, column: PollingPlaceColumn): string | CellProblem {
  if (column !== 'confirmed_on') {
    return damaged('is a date in the spreadsheet; format the column as text and write it again');
  }
  if (Number.isNaN(value.getTime())) return damaged('is no date that exists');
  return value.toISOString().slice(0, 10);
}

function damaged(why: string): CellProblem {
  return { code: 'damaged', why };
}

/** Whether a file starts as every zip archive, and so every .xlsx, does. */
export function looksLikeZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}
