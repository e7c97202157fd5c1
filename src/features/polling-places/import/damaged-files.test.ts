import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POLLING_PLACE_COLUMNS } from '../../../domain/polling-place-row.ts';
import { FileFault } from '../../../platform/tables/fault.ts';
import { areas, CITY, cellsOf, csvOf, pilkada } from '../test-data.ts';
import { checkRows } from './check-rows.ts';
import { readPollingPlaceFile } from './read-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jendela-tps-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rows = [cellsOf(1), cellsOf(2, { name: 'Balai "Mawar", RW 5' }), cellsOf(3)];

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('TPS');
  sheet.addRow([...POLLING_PLACE_COLUMNS]);
  for (const row of rows) sheet.addRow(POLLING_PLACE_COLUMNS.map((column) => row[column]));
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Reads bytes as a file that was brought, up to the places in it; a fault is an answer, anything else is not. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, 'brought');
  await writeFile(file, bytes);
  try {
    const table = await readPollingPlaceFile(file);
    const { places, refusedLines } = checkRows(table.rows, { election: pilkada, areas, city: CITY });
    expect(places.length + refusedLines).toBe(table.rows.length);
    return 'read';
  } catch (error) {
    if (error instanceof FileFault) return error.code;
    throw error;
  }
}

const damage = fc.oneof(
  fc.record({ cut: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ at: fc.double({ min: 0, max: 0.9999, noNaN: true }), byte: fc.nat(255) }),
);

function damaged(bytes: Buffer, how: { cut: number } | { at: number; byte: number }): Uint8Array {
  if ('cut' in how) return bytes.subarray(0, Math.floor(how.cut * bytes.length));
  const copy = Uint8Array.from(bytes);
  copy[Math.floor(how.at * copy.length)] = how.byte;
  return copy;
}

it.each([
  ['CSV', async () => Buffer.from(csvOf(rows)), 300],
  ['XLSX', workbook, 120],
] as const)('tells a damaged %s as a fault of the file or of its lines', async (_, make, numRuns) => {
  const bytes = await make();
  expect(await outcomeOf(bytes)).toBe('read');
  await fc.assert(
    fc.asyncProperty(damage, async (how) => {
      await outcomeOf(damaged(bytes, how));
    }),
    { numRuns },
  );
});

it('refuses any bytes that are no table', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect(await outcomeOf(bytes)).not.toBe('read');
      expect(await outcomeOf(Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), bytes]))).not.toBe(
        'read',
      );
    }),
    { numRuns: 50 },
  );
});
