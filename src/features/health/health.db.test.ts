import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createOfficer,
  TEST_ELECTION,
  TEST_PLACE,
  type TestOfficer,
} from '../../../test/support/officers.ts';
import type { TestStaff } from '../../../test/support/staff.ts';
import { importHealthFacilities } from './import-facilities.ts';
import { SHIPPED_QUESTIONS } from './questions.ts';
import { createHealthTeam, type HealthTeam } from './test-team.ts';

const DAY_BEFORE = Temporal.Instant.from('2024-11-26T10:00:00+07:00');
const VOTING = Temporal.Instant.from('2024-11-27T11:00:00+07:00');
const ANSWERS = Object.fromEntries(
  SHIPPED_QUESTIONS.map(({ id }) => [`q-${id}`, id === 'jantung' ? 'ya' : 'tidak']),
);
const LEVEL = 'Jangan bertugas sebelum dokter mengizinkan';

describe('health of field officers', () => {
  let window: HealthTeam['window'];
  let head: TestOfficer;
  let member: TestOfficer;
  let other: TestOfficer;
  let pps: TestOfficer;
  let ppk: TestOfficer;
  let elsewhere: TestOfficer;
  let kpu: TestStaff;
  let found: HealthTeam['found'];

  beforeAll(async () => {
    ({ window, head, member, other, pps, ppk, elsewhere, kpu, found } = await createHealthTeam());
  });
  afterAll(() => window.close());
  beforeEach(() => window.setNow(VOTING));

  const db = () => window.database.db;
  const pageOf = async (who: TestOfficer | TestStaff, path: string) => (await who.request(path)).text();

  test('questions are answered for oneself: sealed, counted, and seen by nobody else', async () => {
    const answer = await member.act('health.screen', { subject: 'saringan', form: ANSWERS });
    expect(answer).toMatchObject({ status: 200, state: 'done' });
    expect(answer.note).not.toContain('dokter');
    const own = await pageOf(member, '/petugas/kesehatan/hasil');
    expect(own).toContain(LEVEL);
    expect(own).toContain('Pernah sakit jantung');
    for (const path of ['/petugas', '/petugas/kesehatan', '/petugas/kesehatan/saringan']) {
      expect(await pageOf(member, path)).not.toContain(LEVEL);
    }
    expect((await member.request('/petugas/kesehatan/hasil')).headers.get('jendela-keep')).toBeNull();
    expect(await pageOf(head, '/petugas/kesehatan/tim')).not.toContain(LEVEL);
    const mark = await db()
      .selectFrom('officer_mark')
      .select('mark')
      .where('officer', '=', member.id)
      .execute();
    expect(mark).toEqual([{ mark: 'screened' }]);
    const { data } = await db()
      .selectFrom('officer_action')
      .select('data')
      .where('kind', '=', 'health.screen')
      .executeTakeFirstOrThrow();
    expect(window.window.context.vault.open('officer.action', data)).toBe('{}');
    expect(await found(['not-without-doctor', '"jantung": true', '"jantung":true', 'q-jantung'])).toEqual([]);
  });

  test('the head sees what was shared, for as long as it is', async () => {
    await member.act('health.screen', { subject: 'saringan', form: { ...ANSWERS, bagikan: 'ya' } });
    expect(await pageOf(head, '/petugas/kesehatan/tim')).toContain(LEVEL);
    expect(await pageOf(other, '/petugas/kesehatan/tim')).not.toContain(LEVEL);
    expect((await member.request('/petugas/kesehatan/tim')).status).toBe(404);
    await member.post('/petugas/kesehatan/hasil', { tindak: 'tutup' });
    expect(await pageOf(head, '/petugas/kesehatan/tim')).not.toContain(LEVEL);
    await member.post('/petugas/kesehatan/hasil', { tindak: 'bagikan' });
    expect(await pageOf(head, '/petugas/kesehatan/tim')).toContain(LEVEL);
    await member.post('/petugas/kesehatan/hasil', { tindak: 'hapus' });
    expect(await db().selectFrom('health_screening').selectAll().execute()).toEqual([]);
    expect(
      await db().selectFrom('officer_mark').selectAll().where('mark', '=', 'screened').execute(),
    ).toEqual([]);
  });

  test('few are told apart from none in no number that the office sees', async () => {
    await member.act('health.screen', { subject: 'saringan', form: ANSWERS });
    for (const [who, path] of [
      [kpu, '/kerja/petugas/kesehatan'],
      [ppk, '/petugas/wilayah/kesehatan'],
      [pps, '/petugas/wilayah/kesehatan'],
      [elsewhere, '/petugas/wilayah/kesehatan'],
    ] as const) {
      const cells = (await pageOf(who, path)).match(/<td class="num">([^<]*)/g) ?? [];
      expect(cells.length).toBeGreaterThan(3);
      expect(new Set(cells)).toEqual(new Set(['<td class="num">kurang dari 5']));
    }
  });

  test('the office writes the questions; of two at once the second is told', async () => {
    const path = '/kerja/petugas/kesehatan/pertanyaan';
    const form = {
      versi: '0',
      jumlah: '2',
      id0: 'jantung',
      'teks0-id': 'Sakit jantung?',
      'teks0-en': 'Heart disease?',
      ya0: 'not-without-doctor',
      tidak0: 'fine',
      id1: '',
      'teks1-id': 'Kurang tidur?',
      'teks1-en': '',
      ya1: 'doctor-first',
      tidak1: 'fine',
    };
    expect((await kpu.post(path, form)).status).toBe(422);
    expect((await kpu.post(path, { ...form, 'teks1-en': 'Short of sleep?' })).status).toBe(303);
    expect((await kpu.post(path, { ...form, 'teks1-en': 'Tired?' })).status).toBe(422);
    const asked = await pageOf(member, '/petugas/kesehatan/saringan');
    expect(asked).toContain('Kurang tidur?');
    expect(asked).not.toContain('hamil');
    expect((await pps.request('/petugas/wilayah/kesehatan/pertanyaan')).status).toBe(404);
    const answers = await member.act('health.screen', { subject: 'saringan', form: { 'q-gone': 'ya' } });
    expect(answers.state).toBe('refused');
    await db().deleteFrom('health_question_set').execute();
  });

  test('the day has its pauses, who takes over, and a gentle word for who is late', async () => {
    const plan = await pageOf(member, '/petugas/kesehatan');
    expect(plan).toContain('Digantikan Kepala');
    expect(plan).toContain('Menggantikan Kepala');
    expect(plan).toContain('Tidak apa-apa terlambat');
    expect(await pageOf(member, '/petugas')).toContain('Waktunya istirahat');
    expect(await pageOf(head, '/petugas/kesehatan/tim')).toContain('Lebih dari 4 jam tanpa istirahat');
    expect(await pageOf(head, '/petugas')).toContain('orang perlu istirahat');
    await member.act('health.rested', { subject: 'pagi' });
    await head.act('health.rested', {
      subject: 'pagi',
      doneAt: '2024-11-27T09:10:00+07:00',
      sentAt: VOTING.toString(),
    });
    const team = await pageOf(head, '/petugas/kesehatan/tim');
    expect(team).not.toContain('tanpa istirahat. Gantikan');
    expect(team).toContain('Istirahat terakhir 11.00');
    expect((await member.act('health.rested', { subject: 'tidur-siang' })).state).toBe('refused');
    window.setNow(DAY_BEFORE);
    expect(await pageOf(head, '/petugas/kesehatan/tim')).not.toContain('tanpa istirahat');
  });

  test('a call for help tells the head, PPS and PPK in the transaction that acknowledges it', async () => {
    const page = await pageOf(member, '/petugas/bantuan');
    expect(page).toContain('href="tel:119"');
    // A call is answered; what the window tells is seen by who has it open. So calls stand in front of the button.
    const [first] = page.split('class="help-button"');
    expect(first).toContain('href="tel:112"');
    expect(first).toContain(`href="tel:${head.phone}"`);
    expect(page).toContain(`href="tel:${head.phone}"`);
    expect(page).toContain(`href="tel:${pps.phone}"`);
    const sent = await member.act('health.help');
    expect(sent).toMatchObject({ state: 'done' });
    await member.act('health.help');
    const calls = await db().selectFrom('incident').selectAll().where('help', '=', true).execute();
    expect(calls).toHaveLength(1);
    const [call] = calls;
    expect(call).toMatchObject({
      kind: 'sick-officer',
      severity: 'high',
      level: 'district',
      place: TEST_PLACE,
    });
    expect(await pageOf(head, '/petugas')).toContain('Anggota Dua meminta bantuan');
    expect(await pageOf(other, '/petugas')).not.toContain('meminta bantuan');
    for (const overseer of [pps, ppk]) {
      expect(await pageOf(overseer, '/petugas/wilayah')).toContain(`laporan/${call?.id}`);
    }
    expect(await pageOf(elsewhere, '/petugas/wilayah')).not.toContain(`${call?.id}`);
    expect(await pageOf(member, '/petugas/bantuan')).toContain('Belum dibaca. Telepon dulu.');
    await pps.post(`/petugas/wilayah/laporan/${call?.id}`, { tindak: 'handle', catatan: '' });
    expect(await pageOf(member, '/petugas/bantuan')).toContain('Sedang ditangani Bu PPS');
    await pps.post(`/petugas/wilayah/laporan/${call?.id}`, { tindak: 'solve', catatan: '' });
    await member.act('health.help', { form: { siapa: 'rekan' } });
    expect(await db().selectFrom('incident').selectAll().where('help', '=', true).execute()).toHaveLength(2);
    expect(await pageOf(head, '/petugas')).toContain('meminta bantuan');
    expect(await pageOf(pps, '/petugas')).toContain('Anggota Dua meminta bantuan</h2>');
    await db().deleteFrom('incident').execute();
  });

  test('a call of a security officer, who has no head, tells who leads at the polling place', async () => {
    const guard = await createOfficer(window, { body: 'ketertiban', role: 'anggota', name: 'Pak Jaga' });
    expect(await pageOf(guard, '/petugas/bantuan')).toContain(`href="tel:${head.phone}"`);
    await guard.act('health.help');
    expect(await pageOf(head, '/petugas')).toContain('Pak Jaga meminta bantuan');
    expect(await pageOf(other, '/petugas')).not.toContain('meminta bantuan');
    await db().deleteFrom('incident').execute();
  });

  test('a call that waited for a day on its phone is a late report, and alarms nobody', async () => {
    await member.act('health.help', {
      doneAt: VOTING.subtract({ hours: 24 }).toString(),
      sentAt: VOTING.toString(),
    });
    for (const one of [head, pps]) expect(await pageOf(one, '/petugas')).not.toContain('bantuan</h2>');
    expect(await pageOf(pps, '/petugas/wilayah/laporan')).toContain('Terlambat masuk');
    await db().deleteFrom('incident').execute();
  });

  test('facilities are taken in whole or not at all, and the nearest is called first', async () => {
    const { context } = window.window;
    const importFile = (lines: readonly string[]) =>
      importHealthFacilities({
        file: Buffer.from(`${['name,kind,address,phone,lat,lon,area', ...lines].join('\n')}\n`),
        db: db(),
        areas: context.areas,
        city: window.city,
      });
    const bad = await importFile([
      'Puskesmas A,puskesmas,Jl. A 1,021-111,-6.4,106.8,32.76.01',
      ',apotek,,abc,106.8,-6.4,99.99.01',
    ]);
    expect(bad.changes).toBeUndefined();
    expect(bad.problems.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '3 name',
      '3 address',
      '3 kind',
      '3 phone',
      '3 area',
      '3 lat',
    ]);
    const lines = [
      'Puskesmas Jauh,Puskesmas,Jl. Jauh 1,021 7777,,,32.76.02',
      'Puskesmas Dekat,puskesmas,Jl. Dekat 2,(021) 8888,,,32.76.01.1006',
      'RS Kota,rumah sakit,Jl. RS 3,,-6.40,106.80,32.76.02',
    ];
    expect((await importFile(lines)).changes).toEqual({ count: 3, removed: 0 });
    const page = await pageOf(member, '/petugas/bantuan');
    expect(page).toContain('href="tel:0218888"');
    expect(page.indexOf('Puskesmas Dekat')).toBeLessThan(page.indexOf('Puskesmas Jauh'));
    expect((await importFile(lines.slice(1))).changes).toEqual({ count: 2, removed: 1 });
    expect((await importFile([lines[1] ?? '', lines[1] ?? ''])).changes).toBeUndefined();
  });

  test('whoever watches over an officer sees that they answered, and never what', async () => {
    await pps.act('health.screen', { subject: 'saringan', form: ANSWERS });
    const windows = window.window.context.officerWindows();
    const officer = await window.window.context.officers.find(pps.id);
    if (!officer) throw new Error('There is no such officer.');
    const pages = await Promise.all(
      windows.map(({ onOfficerPage }) =>
        onOfficerPage?.(officer, {
          lang: 'id',
          now: VOTING.toZonedDateTimeISO('Asia/Jakarta'),
          format: { dateTime: String, time: String, number: String, date: String, dateRange: String },
          overseer: { kind: 'staff', id: 'x', name: 'x', area: '32.76' },
          election: TEST_ELECTION,
          area: officer.area,
          address: '',
          here: (path) => path,
          href: (path) => path,
          may: () => true,
          path: '/',
          params: {},
          query: {},
        }),
      ),
    );
    const said = JSON.stringify(pages);
    expect(said).toContain('Pertanyaan kesehatan dijawab');
    expect(said).not.toContain('dokter');
  });
});
