import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { parseStageFile } from '../../../domain/stage-file.ts';
import { loadCityAreas } from '../../../platform/areas.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import { createLogger } from '../../../platform/log/logger.ts';
import { platformMigrations } from '../../../platform/migrations.ts';
import { createOfficers } from '../../../platform/officers/create-officers.ts';
import { newSecret } from '../../../platform/sign-in/secret.ts';
import { FileFault } from '../../../platform/tables/fault.ts';
import { createVault } from '../../../platform/vault.ts';
import { createDirectory } from '../../polling-places/directory.ts';
import { pollingPlaceMigrations } from '../../polling-places/tables.ts';
import { electionDirectory } from '../../stages/directory.ts';
import { importStages } from '../../stages/import.ts';
import { stagesMigrations } from '../../stages/tables.ts';
import { rosterMigrations } from '../tables.ts';
import {
  CURUG,
  DEPOK_JAYA,
  ELECTION,
  kppsCells,
  nikOf,
  type OfficerCells,
  overseerCells,
  placeCode,
  prepareRoster,
  rowsOf,
  wishes,
} from '../test-data.ts';
import { type ImportOfficersOptions, importOfficers } from './import-officers.ts';
import type { RosterParts } from './parts.ts';
import type { RosterProblem } from './shape.ts';

let test: TestDatabase;
let parts: RosterParts;

beforeAll(async () => {
  test = await createTestDatabase('roster_import');
  const { db, database } = test;
  await migrate(
    database,
    { ...platformMigrations, ...stagesMigrations, ...pollingPlaceMigrations, ...rosterMigrations },
    createLogger({ level: 'silent' }),
  );
  const stages = await readFile(
    new URL(`../../../../content/stages/${ELECTION}.yaml`, import.meta.url),
    'utf8',
  );
  const parsed = parseStageFile(stages, ELECTION);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  await importStages(db, parsed, clock());
  const areas = await loadCityAreas('32.76');
  const vault = createVault(newSecret());
  parts = {
    db,
    vault,
    officers: createOfficers(db, vault),
    elections: electionDirectory(db),
    pollingPlaces: createDirectory({ db, areas }),
    areas,
    city: { area: '32.76', zone: 'Asia/Jakarta' },
    clock,
  };
  await prepareRoster(parts);
});
afterAll(() => test.drop());
beforeEach(() => test.db.deleteFrom('officer').execute());

const clock = () => Temporal.Instant.from('2024-11-24T09:00:00+07:00');
const TPS_1 = placeCode(DEPOK_JAYA, 1);
const TPS_2 = placeCode(DEPOK_JAYA, 2);

async function take(cells: readonly OfficerCells[], options: Partial<ImportOfficersOptions> = {}) {
  const problems: RosterProblem[] = [];
  const report = await importOfficers(parts, {
    ...wishes(rowsOf(cells)),
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  return { ...report, problems };
}

const seated = () =>
  test.db
    .selectFrom('officer')
    .selectAll()
    .where('left_on', 'is', null)
    .orderBy('place')
    .orderBy('role')
    .execute();

describe('an import of officers', () => {
  it('takes bodies of every level in, by codes, names and numbers', async () => {
    const byNumber = kppsCells(101, '2').map((cells) => ({ ...cells, village: 'Depok Jaya', role: '' }));
    const named = byNumber.map((cells, at) => ({
      ...cells,
      role: at === 0 ? 'Ketua KPPS' : `Anggota ${at + 1}`,
    }));
    const { outcome, plan, problems } = await take([
      ...overseerCells(900),
      ...kppsCells(1, TPS_1),
      ...named,
      { name: 'Pak Jaga', nik: nikOf(300), phone: '81234567890', body: 'Petugas ketertiban', place: TPS_1 },
    ]);
    expect(problems.filter(({ severity }) => severity === 'refused')).toEqual([]);
    expect(outcome).toBe('taken');
    expect(plan).toMatchObject({ added: 19, changed: 0, unchanged: 0, gone: 0 });
    expect(problems.map(({ code, why }) => [code, why])).toEqual([
      ['too-few', 'the team that begins here has 2 of 5 officers in the file'],
      ['too-few', 'the team that begins here has 2 of 3 officers in the file'],
      ['too-few', 'the team that begins here has 1 of 2 officers in the file'],
    ]);
    const officers = await seated();
    expect(officers).toHaveLength(19);
    expect(officers.find(({ body, place }) => body === 'kpps' && place === TPS_2)).toMatchObject({
      area: DEPOK_JAYA,
      district: '32.76.01',
      serves_from: '2024-11-07',
      serves_until: '2024-12-08',
      role: 'anggota-2',
    });
  });

  it.each<[string, OfficerCells, string, string]>([
    ['a NIK that cannot be', { nik: '3276013213900001' }, 'nik', 'nik'],
    ['a NIK that a spreadsheet rounded', { nik: '3276010101900000' }, 'nik', 'nik'],
    ['a NIK that a spreadsheet shortened', { nik: '3,27601E+15' }, 'nik', 'damaged'],
    ['somebody under age', { nik: nikOf(1, '281107') }, 'nik', 'too-young'],
    ['a phone that is no mobile', { phone: '021 765 4321' }, 'phone', 'phone'],
    ['an e-mail address that is none', { email: 'siti@' }, 'email', 'email'],
    ['a body that the election does not want', { body: 'kppsln' }, 'body', 'unknown-body'],
    ['a role that the body has not', { role: 'anggota-8' }, 'role', 'unknown-role'],
    ['an unknown polling place', { place: placeCode(DEPOK_JAYA, 99) }, 'place', 'unknown-place'],
    ['a number without a kelurahan', { place: '1' }, 'village', 'missing'],
    ['a namesake kelurahan', { place: '1', village: 'Curug' }, 'village', 'ambiguous-area'],
    ['a kelurahan of another city', { place: '1', village: '31.74.01.1001' }, 'village', 'unknown-area'],
    ['a kelurahan that is not the polling place’s', { village: CURUG }, 'village', 'mismatch'],
    ['no name', { name: ' ' }, 'name', 'missing'],
    ['a NIK in the name', { name: `Siti ${nikOf(5)}` }, 'name', 'format'],
  ])('refuses %s, naming line and column', async (_, change, field, code) => {
    const cells = kppsCells(1, TPS_1);
    const { outcome, problems } = await take(cells.with(3, { ...cells[3], ...change }));
    expect(outcome).toBe('refused');
    expect(problems.filter(({ severity }) => severity === 'refused')).toMatchObject([
      { line: 5, field, code },
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/\d{16}/);
    expect(await seated()).toEqual([]);
  });

  it('takes who is older than preferred, and says so', async () => {
    const cells = kppsCells(1, TPS_1);
    const old = { ...cells[0], nik: nikOf(1, '271168') };
    const atLimit = { ...cells[1], nik: nikOf(2, '281168') };
    const { outcome, problems } = await take([old, atLimit, ...cells.slice(2)]);
    expect(outcome).toBe('taken');
    expect(problems).toMatchObject([{ line: 2, field: 'nik', code: 'over-age', severity: 'warning' }]);
  });

  it('refuses every line of a person who stands there twice, and of a seat that is given too often', async () => {
    const team = kppsCells(1, TPS_1);
    const { problems } = await take([
      ...team,
      { ...team[6], nik: nikOf(1) },
      { ...team[0], nik: nikOf(1), place: TPS_2 },
      { ...team[1] },
    ]);
    const refused = problems
      .filter(({ severity }) => severity === 'refused')
      .map(({ line, code, why }) => `${line} ${code}: ${why}`);
    expect(refused).toEqual([
      '2 two-teams: the same person has another seat in line 9, 10',
      '3 duplicate: the same officer stands in line 11',
      '3 too-many: the team has 1 of this role and the file 2: line 3, 11',
      '8 too-many: the team has 1 of this role and the file 2: line 8, 9',
      '9 two-teams: the same person has another seat in line 2, 10',
      '9 too-many: the team has 1 of this role and the file 2: line 8, 9',
      '10 two-teams: the same person has another seat in line 2, 9',
      '11 duplicate: the same officer stands in line 3',
      '11 too-many: the team has 1 of this role and the file 2: line 3, 11',
    ]);
  });

  it('gives a second pantarlih to a polling place with more than 400 voters alone', async () => {
    const pair = (place: string, from: number): OfficerCells[] =>
      [0, 1].map((at) => ({ ...kppsCells(from + at, place)[0], body: 'pantarlih', role: 'petugas' }));
    expect((await take(pair(TPS_1, 1))).outcome).toBe('taken');
    expect(await take(pair(TPS_2, 11))).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'too-many' }, { code: 'too-many' }],
    });
  });

  it('leaves refused lines out where that is asked for', async () => {
    const cells = kppsCells(1, TPS_1);
    const { outcome, plan } = await take(cells.with(3, { ...cells[3], nik: '1' }), { skipRefused: true });
    expect([outcome, plan.added, plan.refused]).toEqual(['taken', 6, 1]);
  });

  it('does nothing in a preview', async () => {
    expect(await take(kppsCells(1, TPS_1), { preview: true })).toMatchObject({
      outcome: 'preview',
      plan: { added: 7 },
    });
    expect(await seated()).toEqual([]);
  });

  it('warns of who serves in another election at the same time', async () => {
    await take(kppsCells(1, TPS_1));
    await sql`
      insert into officer_plan select 'pemilu-2024', plan, changed_at from officer_plan
      where election = ${ELECTION} on conflict do nothing`.execute(test.db);
    await sql`update officer set election = 'pemilu-2024'`.execute(test.db);
    const { outcome, problems } = await take(kppsCells(1, TPS_1));
    expect(outcome).toBe('taken');
    expect(problems).toHaveLength(7);
    expect(problems[0]).toMatchObject({ code: 'other-election', severity: 'warning' });
  });
});

describe('a second import', () => {
  it('changes nothing where the file is the same', async () => {
    const cells = [...kppsCells(1, TPS_1), ...kppsCells(11, TPS_2)];
    await take(cells);
    const before = await seated();
    expect((await take(cells)).plan).toMatchObject({ added: 0, changed: 0, unchanged: 14, gone: 0 });
    expect(await seated()).toEqual(before);
  });

  it('corrects names, phones, addresses and roles of who stays in the team', async () => {
    const cells = kppsCells(1, TPS_1);
    await take(cells);
    const before = await seated();
    const next = cells
      .with(0, { ...cells[0], name: 'Siti Aminah' })
      .with(1, { ...cells[1], role: 'anggota-3' })
      .with(2, { ...cells[2], role: 'anggota-2', email: 'a@kpu.example' });
    expect((await take(next)).plan).toMatchObject({ changed: 3, unchanged: 4, added: 0 });
    const after = await seated();
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    expect(after.find(({ name }) => name === 'Siti Aminah')).toMatchObject({
      role: 'ketua',
      name_folded: 'siti aminah',
    });
  });

  it('leaves who is gone in their seat, and refuses who would take it, until it is said that they leave', async () => {
    const cells = kppsCells(1, TPS_1);
    await take(cells);
    const [old] = (await seated()).filter(({ role }) => role === 'ketua');
    const next = cells.with(0, { ...cells[0], nik: nikOf(50), name: 'Orang Baru' });
    const refused = await take(next);
    expect(refused).toMatchObject({ outcome: 'refused', plan: { gone: 1, taken: 1, left: 0 } });
    expect(refused.problems).toMatchObject([{ line: 2, code: 'seat-taken' }]);
    expect((await take(next, { leaveGone: true })).plan).toMatchObject({ added: 1, replaced: 1, left: 1 });
    const officers = await test.db.selectFrom('officer').selectAll().execute();
    expect(officers).toHaveLength(8);
    expect(officers.find(({ id }) => id === old?.id)).toMatchObject({
      left_on: '2024-11-24',
      left_reason: 'list-corrected',
    });
    expect(officers.find(({ name }) => name === 'Orang Baru')).toMatchObject({
      replaces: old?.id,
      serves_from: '2024-11-24',
    });
  });

  it('counts as gone only whose body and kecamatan the file has', async () => {
    await take([...overseerCells(900), ...kppsCells(1, TPS_1), ...kppsCells(11, placeCode(CURUG, 1))]);
    const { plan } = await take(kppsCells(1, TPS_1).slice(0, 6), { leaveGone: true });
    expect(plan).toMatchObject({ gone: 1, left: 1, unchanged: 6 });
    expect(await seated()).toHaveLength(17);
  });

  it('moves somebody to another team by a seat of their own, only where leaving was agreed to', async () => {
    const cells = kppsCells(1, TPS_1);
    await take(cells);
    const next = cells.with(6, { ...cells[6], place: TPS_2 });
    expect(await take(next)).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'too-few' }, { line: 8, code: 'too-few' }, { line: 8, code: 'seat-taken' }],
    });
    expect((await take(next, { leaveGone: true })).plan).toMatchObject({ moved: 1, left: 1, added: 0 });
    const rows = await test.db.selectFrom('officer').selectAll().where('role', '=', 'anggota-7').execute();
    expect(rows.map(({ place, left_reason }) => [place, left_reason]).sort()).toEqual([
      [TPS_1, 'list-corrected'],
      [TPS_2, null],
    ]);
  });

  it('lets nobody leave by a file with refused lines', async () => {
    const cells = kppsCells(1, TPS_1);
    await take(cells);
    const next = cells.with(0, { ...cells[0], nik: '1' });
    expect((await take(next, { leaveGone: true, skipRefused: true })).outcome).toBe('refused');
    expect(await seated()).toHaveLength(7);
  });
});

describe('a file of officers', () => {
  const header = ['Nama Lengkap', 'No. KTP', 'No. HP', 'Badan', 'Jabatan', 'Kode TPS', 'Alamat'];
  const line = ({ name, nik, phone, body, role, place }: OfficerCells) => [
    name,
    nik,
    phone,
    body,
    role,
    place,
    'Jl. A',
  ];

  it('is read from CSV with the words of an office', async () => {
    const text = [header, ...kppsCells(1, TPS_1).map(line)].map((cells) => cells.join(';')).join('\n');
    const report = await importOfficers(parts, wishes(Buffer.from(`${text}\n`)));
    expect(report).toMatchObject({ outcome: 'taken', lines: 7, plan: { added: 7 } });
  });

  it('names each NIK of a workbook that is a number, and reads the others', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('KPPS');
    sheet.addRow(header);
    const cells = kppsCells(1, TPS_1);
    cells.forEach((row, at) => {
      const values = line(row);
      // A phone as a number lost its zero, which does no harm.
      sheet.addRow([
        values[0],
        at === 2 ? Number(values[1]) : values[1],
        Number(values[2]),
        ...values.slice(3),
      ]);
    });
    const problems: RosterProblem[] = [];
    const report = await importOfficers(parts, {
      ...wishes(Buffer.from(await book.xlsx.writeBuffer())),
      skipRefused: true,
      onProblem: (problem) => problems.push(problem),
    });
    expect(report.plan).toMatchObject({ added: 6, refused: 1 });
    expect(problems).toContainEqual(
      expect.objectContaining({ line: 4, field: 'nik', code: 'damaged', severity: 'refused' }),
    );
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const cut = importOfficers(parts, wishes(bytes.subarray(0, bytes.length - 100)));
    await expect(cut).rejects.toThrow(FileFault);
  });

  it('leaves no number of anybody in the clear, neither while it is read nor after', async () => {
    const seen: string[] = [];
    const dump = async () => {
      for (const table of ['officer', 'roster_import', 'roster_row', 'roster_problem', 'audit_log']) {
        const { rows } = await sql<{ text: string }>`
          select row_to_json(t)::text as text from ${sql.table(table)} as t`.execute(test.db);
        seen.push(...rows.map(({ text }) => text));
      }
    };
    const cells = kppsCells(1, TPS_1).map(
      (row): OfficerCells => ({ ...row, email: 'rahasia@contoh.example' }),
    );
    const { db } = test;
    async function* lines() {
      yield* rowsOf(cells.with(3, { ...cells[3], role: 'raja' }));
      await dump();
    }
    await importOfficers(parts, { ...wishes(lines()), skipRefused: true, onProgress: () => undefined });
    await dump();
    expect(await db.selectFrom('officer').select('id').execute()).toHaveLength(6);
    const all = seen.join('\n');
    const hex = (text: string) => Buffer.from(text).toString('hex');
    for (const secret of [nikOf(1), nikOf(4), '81210000001', 'rahasia@contoh']) {
      expect(all).not.toContain(secret);
      expect(all).not.toContain(hex(secret));
    }
  });
});
