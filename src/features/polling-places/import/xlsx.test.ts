import { crc32, deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { POLLING_PLACE_COLUMNS } from '../../../domain/polling-place-row.ts';
import { FileFault } from '../../../platform/tables/fault.ts';
import { readXlsx } from '../../../platform/tables/xlsx.ts';
import { cellsOf } from '../test-data.ts';
import type { FileTable } from './problem.ts';
import { POLLING_PLACE_TABLE } from './read-file.ts';

type Edit = (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void;

async function workbookOf(rows: readonly Record<string, unknown>[], edit?: Edit): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('TPS');
  sheet.addRow([...POLLING_PLACE_COLUMNS]);
  for (const row of rows) {
    sheet.addRow(POLLING_PLACE_COLUMNS.map((column) => (row[column] === '' ? null : row[column])));
  }
  edit?.(sheet, workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function readSheet(bytes: Buffer): Promise<FileTable> {
  const { rows, warnings } = readXlsx(bytes, POLLING_PLACE_TABLE);
  return { rows: await Array.fromAsync(rows), warnings };
}

async function faultOf(bytes: Buffer): Promise<FileFault> {
  const error = await readSheet(bytes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof FileFault) return error;
  throw new Error('no fault', { cause: error });
}

describe('readXlsx', () => {
  it('reads text, numbers, dates, truth values, rich text, links and results of formulas', async () => {
    const bytes = await workbookOf([
      {
        ...cellsOf(14),
        code: 3276011007014,
        display_number: 14,
        name: { richText: [{ text: 'SDN ' }, { text: 'Depok Jaya 3' }] },
        address: { text: 'Jl. Nusantara Raya', hyperlink: 'https://example.org' },
        latitude: -6.4025,
        longitude: { formula: '106+0.8186', result: 106.8186 },
        confirmed_on: new Date(Date.UTC(2024, 10, 20)),
        wheelchair: true,
        voters: 512,
      },
    ]);
    const { rows } = await readSheet(bytes);
    expect(rows).toMatchObject([
      {
        line: 2,
        problems: [],
        cells: {
          code: '3276011007014',
          display_number: '14',
          name: 'SDN Depok Jaya 3',
          address: 'Jl. Nusantara Raya',
          latitude: '-6.4025',
          longitude: '106.8186',
          confirmed_on: '2024-11-20',
          wheelchair: 'true',
          voters: '512',
        },
      },
    ]);
  });

  it('finds the sheet that has the columns', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Petunjuk').addRow(['Isi lembar berikutnya']);
    const sheet = workbook.addWorksheet('TPS');
    sheet.addRow([...POLLING_PLACE_COLUMNS]);
    sheet.addRow(POLLING_PLACE_COLUMNS.map((column) => cellsOf(1)[column]));
    const { rows } = await readSheet(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(rows).toHaveLength(1);
  });

  it('keeps the number of the row when rows above are empty', async () => {
    const bytes = await workbookOf([{}, cellsOf(2)]);
    expect((await readSheet(bytes)).rows.map(({ line }) => line)).toEqual([3]);
  });

  it.each([
    [
      'a code that became a number and lost digits',
      { code: 327601100714 },
      'code',
      /format the column as text/,
    ],
    ['a code that was rounded', { code: 3.27601e25 }, 'code', /rounded/],
    ['an area as a number', { area: 32.76 }, 'area', /format the column as text/],
    ['a number that became a date', { display_number: new Date(0) }, 'display_number', /is a date/],
    ['an error in a cell', { voters: { error: '#REF!' } }, 'voters', /#REF!/],
    ['a formula without a result', { voters: { formula: 'A1+1' } }, 'voters', /without a result/],
  ])('names %s', async (_, change, field, why) => {
    const { rows } = await readSheet(await workbookOf([{ ...cellsOf(1), ...change }]));
    expect(rows[0]?.problems).toEqual([{ line: 2, field, code: 'damaged', why: expect.stringMatching(why) }]);
  });

  it('names merged cells', async () => {
    const bytes = await workbookOf([cellsOf(1), cellsOf(2)], (sheet) => sheet.mergeCells('E2:E3'));
    const { rows } = await readSheet(bytes);
    expect(rows[0]?.problems).toEqual([]);
    expect(rows[1]?.problems).toMatchObject([{ line: 3, field: 'address', code: 'merged' }]);
  });

  it('is not troubled by validations over whole columns', async () => {
    const bytes = await workbookOf([cellsOf(1)], (sheet) => {
      sheet.getCell('K2').dataValidation = { type: 'list', formulae: ['"ya,tidak"'] };
    });
    expect((await readSheet(bytes)).rows).toHaveLength(1);
  });

  it('names missing columns', async () => {
    const bytes = await workbookOf([cellsOf(1)], (sheet) => {
      sheet.getCell('A1').value = 'kode';
    });
    expect(await faultOf(bytes)).toMatchObject({
      code: 'header',
      message: expect.stringMatching(/missing: code; .*known: kode/),
    });
  });

  it('refuses a file that is cut off', async () => {
    const bytes = await workbookOf([cellsOf(1)]);
    for (const part of [0.2, 0.5, 0.99]) {
      const fault = await faultOf(bytes.subarray(0, Math.floor(bytes.length * part)));
      expect(fault.code).toBe('cut-off');
    }
  });

  it('refuses an archive that is no workbook', async () => {
    expect(await faultOf(zipOf('hello.txt', Buffer.from('hello')))).toMatchObject({
      code: expect.stringMatching(/format|empty/),
    });
  });

  it('refuses a zip bomb without unpacking it to memory', async () => {
    const bomb = zipOf('xl/sharedStrings.xml', Buffer.alloc(120 * 1024 * 1024, 'A'));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await faultOf(bomb)).toMatchObject({ code: 'too-large' });
  });

  it('refuses a range of merged cells that fills the sheet', async () => {
    const xml = '<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>';
    const fault = await faultOf(zipOf('xl/worksheets/sheet1.xml', Buffer.from(xml)));
    expect(fault).toMatchObject({ code: 'too-large', message: expect.stringContaining('merged') });
  });
});

/** An archive of one deflated file (APPNOTE 4.3), so small as only a test needs it. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(content), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(content.length, 8);
  const names = Buffer.alloc(4);
  names.writeUInt16LE(name.length, 0);
  const head = Buffer.from('14000000080000000000', 'hex');
  const local = Buffer.concat([
    Buffer.from('504b0304', 'hex'),
    head,
    sizes,
    names,
    Buffer.from(name),
    packed,
  ]);
  const central = Buffer.concat([
    Buffer.from('504b01021400', 'hex'),
    head,
    sizes,
    names,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
