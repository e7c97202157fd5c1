import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../platform/tables/csv.ts';
import { FileFault } from '../../../platform/tables/fault.ts';
import { cellsOf, csvOf } from '../test-data.ts';
import type { FileTable } from './problem.ts';
import { POLLING_PLACE_TABLE } from './read-file.ts';

async function readBytes(bytes: Buffer): Promise<FileTable> {
  const { rows, warnings } = readCsv(bytes, POLLING_PLACE_TABLE);
  return { rows: await Array.fromAsync(rows), warnings };
}

const read = (text: string) => readBytes(Buffer.from(text));

async function faultOf(bytes: Buffer | string): Promise<FileFault> {
  const error = await readBytes(Buffer.from(bytes as string)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof FileFault) return error;
  throw new Error('no fault', { cause: error });
}

describe('readCsv', () => {
  it.each([',', ';', '\t'])('reads files separated by %j', async (separator) => {
    const { rows } = await read(csvOf([cellsOf(1, { address: 'Jl. Raya, no. 1; RT 02' })], separator));
    expect(rows).toMatchObject([
      { line: 2, problems: [], cells: { code: '3276011007001', address: 'Jl. Raya, no. 1; RT 02' } },
    ]);
  });

  it('reads UTF-8 with BOM and line ends of Windows', async () => {
    const { rows } = await read(`\ufeff${csvOf([cellsOf(1, { name: 'Rumah Bu Sri – café' })], ';', '\r\n')}`);
    expect(rows[0]?.cells.name).toBe('Rumah Bu Sri – café');
  });

  it('takes columns in any order, and header names in capitals', async () => {
    const csv = csvOf([cellsOf(1)]).split('\n');
    const reversed = csv.map((line) => line.split(',').reverse().join(','));
    const { rows } = await read([(reversed[0] ?? '').toUpperCase(), ...reversed.slice(1)].join('\n'));
    expect(rows[0]?.cells.code).toBe('3276011007001');
  });

  it('counts lines as an editor does, with empty ones and line breaks in quotes', async () => {
    const [header, ...lines] = csvOf(
      [cellsOf(1, { address: 'Jl. Raya\nRT 02' }), cellsOf(2), cellsOf(3)],
      ',',
      '\n',
    ).split('\n');
    const text = [header, '', ...lines].join('\r\n');
    expect((await read(text)).rows.map(({ line }) => line)).toEqual([3, 5, 6]);
    expect((await read(text)).rows[0]?.cells.address).toBe('Jl. Raya RT 02');
  });

  it('names the line that has other columns, such as where the file was cut off', async () => {
    const whole = csvOf([cellsOf(1), cellsOf(2)]);
    const { rows, warnings } = await read(whole.slice(0, -60));
    expect(rows[0]?.problems).toEqual([]);
    expect(rows[1]?.problems).toMatchObject([{ line: 3, field: 'line', code: 'columns' }]);
    expect(warnings).toMatchObject([{ line: 3, code: 'unfinished' }]);
  });

  it('takes empty columns at the end, which spreadsheets write', async () => {
    const text = csvOf([cellsOf(1)])
      .split('\n')
      .map((line) => (line === '' ? '' : `${line},,`))
      .join('\n');
    expect((await read(text)).rows[0]?.problems).toEqual([]);
  });

  it('names a line that has more than the header', async () => {
    const text = csvOf([cellsOf(1)]).replace('Jl. Nusantara Raya', 'Jl. Nusantara, Raya');
    expect((await read(text)).rows[0]?.problems).toMatchObject([{ line: 2, code: 'columns' }]);
  });

  it('names missing, unknown and repeated columns', async () => {
    const text = csvOf([]).replace('wheelchair', 'kursi_roda').replace('voters', 'code');
    expect(await faultOf(text)).toMatchObject({
      code: 'header',
      line: 1,
      message: expect.stringMatching(/missing: wheelchair, voters; .*known: kursi_roda; .*twice: code/),
    });
  });

  it('lets parking be left out', async () => {
    const lines = csvOf([cellsOf(1)])
      .split('\n')
      .map((line) => line.split(',').toSpliced(14, 1).join(','));
    expect((await read(lines.join('\n'))).rows).toHaveLength(1);
  });

  it('repeats nothing of a file that has values in place of a header', async () => {
    const fault = await faultOf('3276010101900001,SITI,Depok\n3276010101900002,BUDI,Depok\n');
    expect(fault.code).toBe('header');
    expect(fault.message).not.toMatch(/32760101|SITI/i);
    const mixed = await faultOf(csvOf([]).replace('voters', '3276010101900001'));
    expect(mixed.message).toContain('column 16');
    expect(mixed.message).not.toContain('3276010101900001');
  });

  it('refuses UTF-16', async () => {
    const bytes = Buffer.from(`\ufeff${csvOf([cellsOf(1)])}`, 'utf16le');
    expect(await faultOf(bytes)).toMatchObject({
      code: 'encoding',
      message: expect.stringContaining('UTF-16'),
    });
  });

  it('names the first line that is not UTF-8', async () => {
    const text = csvOf([cellsOf(1), cellsOf(2, { name: 'caf\u00e9' })]);
    expect(await faultOf(Buffer.from(text, 'latin1'))).toMatchObject({ code: 'encoding', line: 3 });
  });

  it('names the line of a zero byte, of a quote never closed, and of a line too long', async () => {
    expect(await faultOf(csvOf([cellsOf(1, { name: 'a\u0000b' })]))).toMatchObject({
      code: 'format',
      line: 2,
    });
    const open = csvOf([cellsOf(1), cellsOf(2)]).replace('SDN Depok Jaya 2', '"SDN Depok Jaya 2');
    expect(await faultOf(open)).toMatchObject({ code: 'cut-off', line: 3 });
    const long = csvOf([cellsOf(1, { name: 'x'.repeat(20_000) })]);
    expect(await faultOf(long)).toMatchObject({ code: 'line-too-long', line: 2 });
  });

  it('refuses an empty file', async () => {
    expect(await faultOf('')).toMatchObject({ code: 'empty' });
  });
});
