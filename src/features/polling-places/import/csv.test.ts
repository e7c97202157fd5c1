import { describe, expect, it } from 'vitest';
import { cellsOf, csvOf } from '../test-data.ts';
import { readCsv } from './csv.ts';
import { FileFault } from './problem.ts';

const read = (text: string) => readCsv(Buffer.from(text));

function faultOf(bytes: Buffer | string): FileFault {
  try {
    readCsv(Buffer.from(bytes as string));
  } catch (error) {
    if (error instanceof FileFault) return error;
    throw error;
  }
  throw new Error('no fault');
}

describe('readCsv', () => {
  it.each([',', ';', '\t'])('reads files separated by %j', (separator) => {
    const { rows } = read(csvOf([cellsOf(1, { address: 'Jl. Raya, no. 1; RT 02' })], separator));
    expect(rows).toMatchObject([
      { line: 2, problems: [], cells: { code: '3276011007001', address: 'Jl. Raya, no. 1; RT 02' } },
    ]);
  });

  it('reads UTF-8 with BOM and line ends of Windows', () => {
    const { rows } = read(`\ufeff${csvOf([cellsOf(1, { name: 'Rumah Bu Sri – café' })], ';', '\r\n')}`);
    expect(rows[0]?.cells['name']).toBe('Rumah Bu Sri – café');
  });

  it('takes columns in any order, and header names in capitals', () => {
    const csv = csvOf([cellsOf(1)]).split('\n');
    const reversed = csv.map((line) => line.split(',').reverse().join(','));
    const { rows } = read([(reversed[0] ?? '').toUpperCase(), ...reversed.slice(1)].join('\n'));
    expect(rows[0]?.cells['code']).toBe('3276011007001');
  });

  it('counts lines as an editor does, with empty ones and line breaks in quotes', () => {
    const [header, ...lines] = csvOf(
      [cellsOf(1, { address: 'Jl. Raya\nRT 02' }), cellsOf(2), cellsOf(3)],
      ',',
      '\n',
    ).split('\n');
    const text = [header, '', ...lines].join('\r\n');
    expect(read(text).rows.map(({ line }) => line)).toEqual([3, 5, 6]);
    expect(read(text).rows[0]?.cells['address']).toBe('Jl. Raya RT 02');
  });

  it('names the line that has other columns, such as where the file was cut off', () => {
    const whole = csvOf([cellsOf(1), cellsOf(2)]);
    const { rows, warnings } = read(whole.slice(0, -60));
    expect(rows[0]?.problems).toEqual([]);
    expect(rows[1]?.problems).toMatchObject([{ line: 3, field: 'line', code: 'columns' }]);
    expect(warnings).toMatchObject([{ line: 3, code: 'unfinished' }]);
  });

  it('takes empty columns at the end, which spreadsheets write', () => {
    const text = csvOf([cellsOf(1)])
      .split('\n')
      .map((line) => (line === '' ? '' : `${line},,`))
      .join('\n');
    expect(read(text).rows[0]?.problems).toEqual([]);
  });

  it('names a line that has more than the header', () => {
    const text = csvOf([cellsOf(1)]).replace('Jl. Nusantara Raya', 'Jl. Nusantara, Raya');
    expect(read(text).rows[0]?.problems).toMatchObject([{ line: 2, code: 'columns' }]);
  });

  it('names missing, unknown and repeated columns', () => {
    const text = csvOf([]).replace('wheelchair', 'kursi_roda').replace('voters', 'code');
    expect(faultOf(text)).toMatchObject({
      code: 'header',
      line: 1,
      message: expect.stringMatching(/missing: wheelchair, voters; .*known: kursi_roda; .*twice: code/),
    });
  });

  it('lets parking be left out', () => {
    const lines = csvOf([cellsOf(1)])
      .split('\n')
      .map((line) => line.split(',').toSpliced(14, 1).join(','));
    expect(read(lines.join('\n')).rows).toHaveLength(1);
  });

  it('repeats nothing of a file that has values in place of a header', () => {
    const fault = faultOf('3276010101900001,SITI,Depok\n3276010101900002,BUDI,Depok\n');
    expect(fault.code).toBe('header');
    expect(fault.message).not.toMatch(/32760101|SITI/i);
    const mixed = faultOf(csvOf([]).replace('voters', '3276010101900001'));
    expect(mixed.message).toContain('column 16');
    expect(mixed.message).not.toContain('3276010101900001');
  });

  it('refuses UTF-16', () => {
    const bytes = Buffer.from(`\ufeff${csvOf([cellsOf(1)])}`, 'utf16le');
    expect(faultOf(bytes)).toMatchObject({ code: 'encoding', message: expect.stringContaining('UTF-16') });
  });

  it('names the first line that is not UTF-8', () => {
    const text = csvOf([cellsOf(1), cellsOf(2, { name: 'caf\u00e9' })]);
    expect(faultOf(Buffer.from(text, 'latin1'))).toMatchObject({ code: 'encoding', line: 3 });
  });

  it('names the line of a zero byte, of a quote never closed, and of a line too long', () => {
    expect(faultOf(csvOf([cellsOf(1, { name: 'a\u0000b' })]))).toMatchObject({ code: 'format', line: 2 });
    const open = csvOf([cellsOf(1), cellsOf(2)]).replace('SDN Depok Jaya 2', '"SDN Depok Jaya 2');
    expect(faultOf(open)).toMatchObject({ code: 'cut-off', line: 3 });
    const long = csvOf([cellsOf(1, { name: 'x'.repeat(20_000) })]);
    expect(faultOf(long)).toMatchObject({ code: 'line-too-long', line: 2 });
  });

  it('refuses an empty file', () => {
    expect(faultOf('')).toMatchObject({ code: 'empty' });
  });
});
