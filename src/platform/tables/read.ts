import { readFile, stat } from 'node:fs/promises';
import { readCsv } from './csv.ts';
import { FileFault } from './fault.ts';
import type { TableRow, TableShape, TableStream } from './shape.ts';
import { looksLikeZip, readXlsx } from './xlsx.ts';

const MOST_MEGABYTES = 20;
const MOST_ROWS = 100_000;
/** The first bytes of a compound file, which is what .xls is. */
const OLD_EXCEL = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Reads a CSV or XLSX file line by line, which it tells apart by what is in it and not by its name. Reading the rows
 * throws FileFault.
 *
 * @param file its path, or what is in it
 * @throws FileFault where it cannot be read
 */
export async function readTable<Column extends string>(
  file: string | Buffer,
  shape: TableShape<Column>,
): Promise<TableStream<Column>> {
  const bytes = typeof file === 'string' ? await readBounded(file) : file;
  if (bytes.subarray(0, OLD_EXCEL.length).equals(OLD_EXCEL)) {
    throw new FileFault('format', 'The file is an .xls workbook. Save it as .xlsx or as CSV UTF-8.');
  }
  const { rows, warnings } = looksLikeZip(bytes) ? readXlsx(bytes, shape) : readCsv(bytes, shape);
  return { rows: counted(rows, shape.thing), warnings };
}

async function* counted<Column extends string>(
  rows: AsyncIterable<TableRow<Column>>,
  thing: string,
): AsyncGenerator<TableRow<Column>> {
  let count = 0;
  for await (const row of rows) {
    count++;
    if (count > MOST_ROWS) {
      throw new FileFault('too-large', `The file has more than ${MOST_ROWS} lines.`);
    }
    yield row;
  }
  if (count === 0) throw new FileFault('empty', `The file has no ${thing} below its first line.`);
}

async function readBounded(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > MOST_MEGABYTES * 1024 * 1024) {
      throw new FileFault('too-large', `The file is larger than ${MOST_MEGABYTES} MB.`);
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof FileFault) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const message = reason === 'ENOENT' ? 'There is no such file.' : `The file cannot be read (${reason}).`;
    throw new FileFault('not-readable', message, undefined, error);
  }
}
