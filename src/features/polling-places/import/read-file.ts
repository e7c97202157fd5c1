import { readFile, stat } from 'node:fs/promises';
import { readCsv } from './csv.ts';
import { FileFault, type FileTable } from './problem.ts';
import { looksLikeZip, readXlsx } from './xlsx.ts';

const MOST_MEGABYTES = 20;
const MOST_ROWS = 100_000;
/** The first bytes of a compound file, which is what .xls is. */
const OLD_EXCEL = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Reads a CSV or XLSX file, which it tells apart by what is in it and not by its name.
 *
 * @throws FileFault
 */
export async function readPollingPlaceFile(file: string): Promise<FileTable> {
  return tableOf(await readBounded(file));
}

/**
 * The same from what is in the file.
 *
 * @throws FileFault
 */
export async function tableOf(bytes: Buffer): Promise<FileTable> {
  if (bytes.subarray(0, OLD_EXCEL.length).equals(OLD_EXCEL)) {
    throw new FileFault('format', 'The file is an .xls workbook. Save it as .xlsx or as CSV UTF-8.');
  }
  const table = looksLikeZip(bytes) ? await readXlsx(bytes) : readCsv(bytes);
  if (table.rows.length === 0) {
    throw new FileFault('empty', 'The file has no polling place below its first line.');
  }
  if (table.rows.length > MOST_ROWS) {
    throw new FileFault(
      'too-large',
      `The file has ${table.rows.length} lines; at most ${MOST_ROWS} are read.`,
    );
  }
  return table;
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
