import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { POLLING_PLACE_COLUMNS } from '../../../domain/polling-place-row.ts';
import { findEntries } from '../../../platform/search.ts';
import { createDirectory } from '../directory.ts';
import { areas, type Cells, CITY, cellsOf, clock, csvOf, elections, prepare } from '../test-data.ts';
import { type ImportOptions, importPollingPlaces } from './import-polling-places.ts';

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase('polling_places');
  await prepare(test.database);
  folder = await mkdtemp(path.join(tmpdir(), 'jendela-tps-'));
});
afterAll(async () => {
  await test.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await sql`truncate polling_place, polling_place_replaces, polling_place_list, search_entry`.execute(
    test.db,
  );
});

async function fileOf(rows: readonly Cells[], name = 'tps.csv'): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, csvOf(rows));
  return file;
}

const options = (file: string, more: Partial<ImportOptions> = {}): ImportOptions => ({
  file,
  election: 'pilkada-2024',
  db: test.db,
  elections,
  areas,
  city: { area: CITY },
  clock,
  ...more,
});

async function state() {
  const places = await test.db.selectFrom('polling_place').selectAll().orderBy('code').execute();
  const replaces = await test.db.selectFrom('polling_place_replaces').selectAll().execute();
  const lists = await test.db.selectFrom('polling_place_list').selectAll().execute();
  const search = await test.db.selectFrom('search_entry').select(['scope', 'ref', 'lang', 'title']).execute();
  const { revision } = await test.db
    .selectFrom('content_revision')
    .select('revision')
    .executeTakeFirstOrThrow();
  return { places, replaces, lists, search, revision };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const villages = areas.children(CITY).flatMap(({ code }) => areas.children(code));
    const area = villages[at % villages.length]?.code ?? '';
    return cellsOf(Math.floor(at / villages.length) + 1, { area });
  });

describe('importing polling places', () => {
  it('adds, changes and removes, and says how many', async () => {
    await importPollingPlaces(options(await fileOf([cellsOf(1), cellsOf(2), cellsOf(3)])));
    const report = await importPollingPlaces(
      options(await fileOf([cellsOf(1), cellsOf(2, { name: 'Balai RW 5' }), cellsOf(4)])),
    );
    expect(report).toMatchObject({
      outcome: 'imported',
      lines: 3,
      refusedLines: 0,
      changes: { added: 1, changed: 1, unchanged: 1, removed: 1 },
    });
    const { places, lists } = await state();
    expect(places.map(({ code, name }) => [code.slice(-3), name])).toEqual([
      ['001', 'SDN Depok Jaya 1'],
      ['002', 'Balai RW 5'],
      ['004', 'SDN Depok Jaya 4'],
    ]);
    expect(lists).toMatchObject([{ election: 'pilkada-2024', places: 3, changed_at: clock() }]);
  });

  it('gives back through the directory what stood in the file', async () => {
    await importPollingPlaces(
      options(await fileOf([cellsOf(27, { area: '32.76.01.1006' })]), { election: 'pemilu-2024' }),
    );
    const row = cellsOf(14, {
      kind: 'hospital',
      replaces: 'pemilu-2024:3276011006027',
      braille_template: 'ya',
    });
    await importPollingPlaces(options(await fileOf([row])));
    const found = await createDirectory({ db: test.db, areas }).find('pilkada-2024', '3276011007014');
    expect(found).toMatchObject({
      place: {
        displayNumber: '014',
        name: 'SDN Depok Jaya 14',
        coordinates: { latitude: -6.4025, longitude: 106.8186 },
        kind: 'hospital',
        voters: 512,
        accessibility: { wheelchair: true, accessibleToilet: false, brailleTemplate: true },
        replaces: [{ election: 'pemilu-2024', code: '3276011006027' }],
      },
      village: { name: 'Depok Jaya' },
      district: { name: 'Pancoran Mas' },
      comparison: { change: 'renumbered', from: [{ place: { displayNumber: '027' }, sameSite: true }] },
    });
    expect(found?.place.accessibility).not.toHaveProperty('parking');
    expect(found?.place.status).toEqual({ kind: 'confirmed', since: Temporal.PlainDate.from('2024-11-20') });
  });

  it('changes nothing when the same file comes again', async () => {
    const file = await fileOf([cellsOf(1, { replaces: 'pemilu-2024:3276011007001' }), cellsOf(2)]);
    await importPollingPlaces(options(file));
    const before = await state();
    const later = () => clock().add({ hours: 1 });
    const report = await importPollingPlaces(options(file, { clock: later }));
    expect(report.changes).toEqual({ added: 0, changed: 0, unchanged: 2, removed: 0, kept: 0 });
    expect(await state()).toEqual(before);
  });

  it('sets a review day where it is told to, and leaves it otherwise', async () => {
    const file = await fileOf([cellsOf(1)]);
    const reviewDay = async () => {
      const row = await test.db
        .selectFrom('polling_place_list')
        .select('review_by')
        .where('election', '=', 'pilkada-2024')
        .executeTakeFirst();
      return row?.review_by;
    };
    await importPollingPlaces(options(file, { reviewBy: Temporal.PlainDate.from('2024-12-01') }));
    expect(await reviewDay()).toBe('2024-12-01');
    await importPollingPlaces(options(await fileOf([cellsOf(2)])));
    expect(await reviewDay()).toBe('2024-12-01');
  });

  it('refuses all for one refused line, and leaves it out when told so', async () => {
    const file = await fileOf([cellsOf(1), cellsOf(2, { area: '32.76.01.1999' }), cellsOf(3)]);
    const before = await state();
    const refused = await importPollingPlaces(options(file));
    expect(refused).toMatchObject({ outcome: 'refused', lines: 3, refusedLines: 1 });
    expect(await state()).toEqual(before);
    const skipped = await importPollingPlaces(options(file, { skipRefused: true }));
    expect(skipped).toMatchObject({ outcome: 'imported', refusedLines: 1, changes: { added: 2 } });
  });

  it('never empties an election because every line is refused', async () => {
    await importPollingPlaces(options(await fileOf([cellsOf(1)])));
    const file = await fileOf([cellsOf(1, { status: '?' })]);
    expect(await importPollingPlaces(options(file, { skipRefused: true }))).toMatchObject({
      outcome: 'refused',
    });
    expect((await state()).places).toHaveLength(1);
  });

  it('warns of a predecessor that is not there', async () => {
    const file = await fileOf([cellsOf(1, { replaces: 'pemilu-2024:3276011007099' })]);
    const report = await importPollingPlaces(options(file));
    expect(report.outcome).toBe('imported');
    expect(report.warnings).toMatchObject([{ line: 2, field: 'replaces', code: 'unknown-predecessor' }]);
  });

  it('names an unknown election and those there are', async () => {
    const file = await fileOf([cellsOf(1)]);
    await expect(importPollingPlaces(options(file, { election: 'pemilu-2029' }))).rejects.toMatchObject({
      code: 'unknown-election',
      message: expect.stringContaining('pilkada-2024, pemilu-2024'),
    });
  });

  it('makes polling places and areas findable by number, code and address', async () => {
    await importPollingPlaces(options(await fileOf([cellsOf(27)]), { election: 'pemilu-2024' }));
    await importPollingPlaces(options(await fileOf([cellsOf(27), cellsOf(14)])));
    const hits = async (asked: string) =>
      (await findEntries(test.db, 'id', asked, 10)).map(({ href }) => href);
    expect(await hits('TPS 27 depok jaya')).toEqual([
      '/tps/pilkada-2024/3276011007027',
      '/tps/pemilu-2024/3276011007027',
    ]);
    expect(await hits('3276011007014')).toEqual(['/tps/pilkada-2024/3276011007014']);
    expect(await hits('Nusantara Raya')).toHaveLength(3);
    expect(await hits('curug')).toEqual(['/tps/area/32.76.02.1012', '/tps/area/32.76.11.1006']);
  });

  it('does two imports at once one after the other', async () => {
    const a = await fileOf(many(300), 'a.csv');
    const b = await fileOf(many(200), 'b.csv');
    const reports = await Promise.all([a, b, a, b].map((file) => importPollingPlaces(options(file))));
    for (const { changes } of reports) {
      expect([200, 300]).toContain(
        (changes?.added ?? 0) + (changes?.changed ?? 0) + (changes?.unchanged ?? 0),
      );
    }
    const { places, lists, search } = await state();
    expect(lists[0]?.places).toBe(places.length);
    expect(search.filter(({ scope }) => scope === 'pilkada-2024')).toHaveLength(places.length * 2);
  });

  it('is all or nothing when the process is killed with everything written but the commit', async () => {
    await importPollingPlaces(options(await fileOf([cellsOf(1)])));
    const before = await state();
    const file = await fileOf(many(2_000), 'killed.csv');
    // The import's last statement waits for this row.
    await test.db.transaction().execute(async (trx) => {
      await sql`select * from content_revision for update`.execute(trx);
      const program = path.join(import.meta.dirname, 'import-process.ts');
      const child = spawn(process.execPath, [program, test.url, file], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      await expect.poll(() => waitingFor('%content_revision%'), { timeout: 25_000 }).toBe(1);
      child.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
    });
    await expect.poll(() => openTransactions(), { timeout: 25_000 }).toBe(0);
    expect(await state()).toEqual(before);
    const report = await importPollingPlaces(options(file));
    expect(report.changes).toMatchObject({ added: 1_999 });
  });

  it('imports thousands, and knows them again in a workbook', async () => {
    const file = await fileOf(many(3_996), 'large.csv');
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('TPS');
    sheet.addRow([...POLLING_PLACE_COLUMNS]);
    for (const row of many(3_996)) sheet.addRow(POLLING_PLACE_COLUMNS.map((column) => row[column]));
    await workbook.xlsx.writeFile(path.join(folder, 'large.xlsx'));
    expect(await importPollingPlaces(options(file))).toMatchObject({ changes: { added: 3_996 } });
    const again = await importPollingPlaces(options(path.join(folder, 'large.xlsx')));
    expect(again).toMatchObject({ changes: { unchanged: 3_996 } });
  });
});

async function waitingFor(statement: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like ${statement}
      and pid <> pg_backend_pid()`.execute(test.db);
  return rows[0]?.count ?? 0;
}

async function openTransactions(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and xact_start is not null
      and pid <> pg_backend_pid()`.execute(test.db);
  return rows[0]?.count ?? 0;
}
