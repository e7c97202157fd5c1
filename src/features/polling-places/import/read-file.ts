import { POLLING_PLACE_COLUMNS, type PollingPlaceColumn } from '../../../domain/polling-place-row.ts';
import { readTable } from '../../../platform/tables/read.ts';
import type { TableShape } from '../../../platform/tables/shape.ts';
import type { FileTable } from './problem.ts';

/** A file of polling places. Not every office records parking. */
export const POLLING_PLACE_TABLE: TableShape<PollingPlaceColumn> = {
  columns: POLLING_PLACE_COLUMNS,
  optional: ['parking'],
  digits: { code: 13, area: 10, replaces: 13 },
  dates: ['confirmed_on'],
  thing: 'polling place',
};

/**
 * Reads a CSV or XLSX file of polling places: its path, or what is in it.
 *
 * @throws FileFault
 */
export async function readPollingPlaceFile(file: string | Buffer): Promise<FileTable> {
  const { rows, warnings } = await readTable(file, POLLING_PLACE_TABLE);
  const all = await Array.fromAsync(rows);
  return { rows: all, warnings };
}
