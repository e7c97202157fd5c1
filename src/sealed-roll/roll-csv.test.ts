import { expect, test } from 'vitest';
import { type RollInputError, type RollRow, readRollCsv } from './roll-csv.ts';
import { sampleCsv, sampleNik } from './testing.ts';

const HEADER = 'nik,status,tps,number,name\n';
const row = (nik: string, rest = 'DPT,3276011001001,1,Budi Santoso') => `${nik},${rest}\n`;

async function* inPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string | Uint8Array, room = 96) {
  const rows: RollRow[] = [];
  const summary = await readRollCsv(inPieces(Buffer.from(text)), room, (one) => {
    rows.push(one);
  });
  return { rows, ...summary };
}

async function refusal(text: string | Uint8Array): Promise<RollInputError> {
  const error = await read(text).then(
    () => null,
    (reason: RollInputError) => reason,
  );
  if (error?.name !== 'RollInputError') throw new Error('was not refused', { cause: error });
  expect(`${error.message} ${JSON.stringify(error.problems)}`).not.toMatch(/\d{16}/);
  return error;
}

test('reads columns in any order, with a byte order mark, CRLF, quotes and blanks', async () => {
  const text = `\uFEFFname,tps,number,status,nik\r\n"Siti ""Nur"" Aini, S.Pd", 3276011001001 ,4,DPTb,3276 0141 0190 0001\r\n\r\n`;
  const { rows, factors } = await read(text);
  expect(factors).toEqual(['nik']);
  expect(rows).toEqual([
    {
      line: 2,
      input: 'nik:3276014101900001',
      plaintext: '{"status":"DPTb","tps":"3276011001001","number":4,"name":"S* \\"* A* S*"}',
    },
  ]);
});

test('reads passports beside NIKs, and the second factor', async () => {
  const text = `nik,paspor,nkk,status,tps,number,name\n${sampleNik(1)},,3276010101010001,DPT,3276011001001,1,A\n,a1234567,3276010101010001,DPT,3276011001001,2,B\n`;
  const { rows, factors } = await read(text);
  expect(factors).toEqual(['nik', 'nkk']);
  expect(rows.map(({ input }) => input)).toEqual([
    `nik:${sampleNik(1)}|nkk:3276010101010001`,
    'paspor:A1234567|nkk:3276010101010001',
  ]);
  const abroad = await read('paspor,status,tps,number,name\nA1234567,DPT,3276011001001,1,A\n');
  expect(abroad.factors).toEqual(['paspor']);
});

test.each([
  [
    'nik,status,tps,number,nama\n',
    [
      ['nama', 'unknown-column'],
      ['name', 'missing-column'],
    ],
  ],
  ['status,tps,number,name\n', [['nik', 'missing-column']]],
  ['nik,nik,status,tps,number,name\n', [['nik', 'repeated-column']]],
  [
    row(sampleNik(1)),
    [
      ['column 1', 'unknown-column'],
      ['column 2', 'unknown-column'],
      ['column 3', 'unknown-column'],
      ['column 4', 'unknown-column'],
      ['column 5', 'unknown-column'],
      ['status', 'missing-column'],
      ['tps', 'missing-column'],
      ['number', 'missing-column'],
      ['name', 'missing-column'],
      ['nik', 'missing-column'],
    ],
  ],
])('refuses the header %j', async (text, problems) => {
  const error = await refusal(text);
  expect(error.code).toBe('header');
  expect(error.problems.map(({ field, problem }) => [field, problem])).toEqual(problems);
});

test('names every wrong field with its line, and no value', async () => {
  const text =
    HEADER +
    row('3276014101900000') +
    row('32760141019') +
    row('3.2E+15') +
    row(sampleNik(1), 'dpt,32760110010,0,') +
    row(sampleNik(2), 'DPT,3276011001001,1,Budi,extra') +
    row(sampleNik(3), 'DPT,3276011001001') +
    row(sampleNik(4), `DPT,3276011001001,1,${'Aku '.repeat(20)}`) +
    row(sampleNik(5));
  const error = await refusal(text);
  expect(error.code).toBe('rows');
  expect(error.problems).toEqual([
    { line: 2, field: 'nik', problem: 'serial' },
    { line: 3, field: 'nik', problem: 'length' },
    { line: 4, field: 'nik', problem: 'not-digits' },
    { line: 5, field: 'status', problem: 'not-a-list' },
    { line: 5, field: 'tps', problem: 'not-13-digits' },
    { line: 5, field: 'number', problem: 'not-a-number' },
    { line: 5, field: 'name', problem: 'empty' },
    { line: 6, field: '', problem: 'too-many-fields' },
    { line: 7, field: '', problem: 'too-few-fields' },
    { line: 8, field: 'name', problem: 'too-long' },
  ]);
});

test('names both lines of a duplicate, also where only the family card differs', async () => {
  const error = await refusal(HEADER + row(sampleNik(1)) + row(sampleNik(2)) + row(sampleNik(1)));
  expect(error.problems).toEqual([{ line: 4, field: 'nik', problem: 'duplicate', firstLine: 2 }]);
  const factors = 'nik,nkk,status,tps,number,name\n';
  const second = await refusal(
    `${factors}${sampleNik(1)},3276010101010001,DPT,3276011001001,1,A\n${sampleNik(1)},3276010101010002,DPT,3276011001001,1,A\n`,
  );
  expect(second.problems).toEqual([{ line: 3, field: 'nik', problem: 'duplicate', firstLine: 2 }]);
});

test('refuses a row with both numbers, and one with none', async () => {
  const text = `nik,paspor,status,tps,number,name\n${sampleNik(1)},A1234567,DPT,3276011001001,1,A\n,,DPT,3276011001001,1,A\n`;
  expect((await refusal(text)).problems).toEqual([
    { line: 2, field: 'paspor', problem: 'two-numbers' },
    { line: 3, field: 'nik', problem: 'empty' },
  ]);
});

test('keeps the first fifty problems and counts all', async () => {
  const error = await refusal(HEADER + row('1').repeat(120));
  expect(error.problems.length).toBe(50);
  expect(error.count).toBe(120);
});

test.each([
  ['in a quote', `${HEADER}${row(sampleNik(1))}${sampleNik(2)},DPT,3276011001001,1,"Budi`, 'open-quote'],
  ['in a row', `${HEADER}${row(sampleNik(1))}${sampleNik(2)},DPT,3276`, 'cut-off'],
  ['in a row of an otherwise faulty file', `${HEADER}${row('1')}${sampleNik(2)},DPT`, 'cut-off'],
  [
    'in a value that may be whole',
    `nik,status,tps,name,number\n${sampleNik(1)},DPT,3276011001001,Budi,12`,
    'cut-off',
  ],
])('refuses a file cut off %s', async (_, text, problem) => {
  const error = await refusal(text);
  expect(error.code).toBe('cut-off');
  expect(error.problems[0]).toMatchObject({ problem });
});

test('takes a last line without a line break where it cannot be a part', async () => {
  expect((await read(`${HEADER}${row(sampleNik(1)).trimEnd()}`)).rows.length).toBe(1);
});

test.each([
  ['UTF-16 little-endian', Buffer.from(`\uFEFF${sampleCsv(2)}`, 'utf16le'), 'utf-16', 1],
  ['UTF-16 big-endian', Buffer.from(`\uFEFF${sampleCsv(2)}`, 'utf16le').swap16(), 'utf-16', 1],
  ['UTF-16 without a mark', Buffer.from(sampleCsv(2), 'utf16le'), 'utf-16', 1],
  [
    'Latin-1',
    Buffer.from(`${HEADER}${row(sampleNik(1))}${sampleNik(2)},DPT,3276011001001,1,Andr\xe9\n`, 'latin1'),
    'not-utf-8',
    3,
  ],
  [
    'Latin-1 in a last line without a line break',
    Buffer.from(`${HEADER}${sampleNik(2)},DPT,3276011001001,1,\xe9`, 'latin1'),
    'not-utf-8',
    2,
  ],
])('refuses %s', async (_, bytes, problem, line) => {
  const error = await refusal(bytes);
  expect(error.code).toBe('encoding');
  expect(error.problems).toEqual([{ line, field: '', problem }]);
});

test.each([
  ['', 'empty'],
  ['\n\n', 'empty'],
  [HEADER, 'empty'],
  [`${HEADER}${sampleNik(1)},DPT,3276011001001,1,a"b"c\n${row(sampleNik(2))}`, 'rows'],
  [`${HEADER}${sampleNik(1)},DPT,3276011001001,1,"a"b\n`, 'rows'],
  [HEADER + 'x'.repeat(70_000), 'rows'],
  [`${HEADER}"${'x\n'.repeat(40_000)}"`, 'rows'],
])('refuses %#', async (text, code) => {
  expect((await refusal(text)).code).toBe(code);
});

test('hands over no more records after the first problem', async () => {
  const seen: number[] = [];
  const text = HEADER + row(sampleNik(1)) + row('1') + row(sampleNik(2));
  const reading = readRollCsv(inPieces(Buffer.from(text), 1000), 96, ({ line }) => {
    seen.push(line);
  });
  await expect(reading).rejects.toThrow('1 problem in the file');
  expect(seen).toEqual([2]);
});
