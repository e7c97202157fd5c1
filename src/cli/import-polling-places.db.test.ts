import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import {
  areas,
  type Cells,
  CITY,
  cellsOf,
  clock,
  csvOf,
  elections,
  prepare,
} from '../features/polling-places/test-data.ts';
import { type ImportPollingPlacesCommand, importPollingPlacesCommand } from './import-polling-places.ts';

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase('import_command');
  await prepare(test.database);
  folder = await mkdtemp(path.join(tmpdir(), 'jendela-tps-'));
});
afterAll(async () => {
  await test.drop();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(rows: readonly Cells[]): Promise<string> {
  const file = path.join(folder, 'tps.csv');
  await writeFile(file, csvOf(rows));
  return file;
}

describe('jendela import polling-places', () => {
  async function run(file: string, more: Partial<ImportPollingPlacesCommand> = {}) {
    const out: string[] = [];
    const err: string[] = [];
    const code = await importPollingPlacesCommand({
      file,
      election: 'pilkada-2024',
      db: test.db,
      elections,
      areas,
      city: { area: CITY },
      clock,
      print: (line) => out.push(line),
      printError: (line) => err.push(line),
      ...more,
    });
    return { code, out, err };
  }

  it('prints each refused line with its place, and writes the whole report', async () => {
    const rows = Array.from({ length: 250 }, (_, at) => cellsOf(at + 1, { status: '"=?' }));
    const report = path.join(folder, 'report.csv');
    const file = await fileOf(rows);
    const { code, out, err } = await run(file, { report });
    expect([code, out]).toEqual([1, []]);
    expect(err[0]).toBe(`${file}:2 status: ""=?" is not provisional or confirmed`);
    expect(err).toHaveLength(202);
    expect(err.slice(-2)).toEqual([
      '… and 50 more problems; --report FILE writes all of them',
      '250 of 250 lines are refused; nothing was imported.',
    ]);
    const lines = (await readFile(report, 'utf8')).split('\r\n');
    expect(lines[0]).toBe('line,field,code,outcome,why');
    expect(lines[1]).toBe('2,status,format,refused,"""""=?"" is not provisional or confirmed"');
    expect(lines).toHaveLength(252);
  });

  it('says what it did', async () => {
    const { code, out, err } = await run(await fileOf([cellsOf(1), cellsOf(2, { voters: '700' })]));
    expect([code, out]).toEqual([
      0,
      ['Polling places of pilkada-2024: 2 added, 0 changed, 0 unchanged, 0 removed.'],
    ]);
    expect(err).toEqual([expect.stringMatching(/:3 voters: warning: 700 is more than the 600/)]);
  });

  it('says so when the report cannot be written', async () => {
    const report = path.join(folder, 'nowhere', 'report.csv');
    const { code, err } = await run(await fileOf([cellsOf(1)]), { report });
    expect([code, err]).toEqual([0, [`The report could not be written to ${report} (ENOENT).`]]);
  });

  it('names a file that is not there or no table', async () => {
    const missing = await run(path.join(folder, 'none.csv'));
    expect(missing).toMatchObject({
      code: 1,
      err: [expect.stringContaining('no such file'), 'Nothing was imported.'],
    });
    const old = path.join(folder, 'old.xls');
    await writeFile(old, Buffer.from('d0cf11e0a1b11ae100', 'hex'));
    expect((await run(old)).err[0]).toContain('Save it as .xlsx');
  });
});
