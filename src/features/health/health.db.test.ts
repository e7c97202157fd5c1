import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createOfficer,
  TEST_AREAS,
  TEST_ELECTION,
  TEST_PLACE,
  type TestOfficer,
} from '../../../test/support/officers.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { verifyChain } from '../../platform/audit/verify.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { eraseOverdue } from './erasing.ts';
import { importHealthFacilities } from './import-facilities.ts';
import { SHIPPED_QUESTIONS } from './questions.ts';

const DAY_BEFORE = Temporal.Instant.from('2024-11-26T10:00:00+07:00');
const VOTING = Temporal.Instant.from('2024-11-27T11:00:00+07:00');
const CARD = {
  blood: 'AB',
  illness: 'Asma sejak kecil',
  medicine: 'Salbutamol semprot',
  allergy: 'Penisilin',
  contactName: 'Ibu Sumarni',
  contactPhone: '0812 7777 1234',
  setuju: 'ya',
};
const CARD_SECRETS = ['Asma sejak', 'Salbutamol', 'Penisilin', 'Sumarni', '7777 1234'];
const ANSWERS = Object.fromEntries(
  SHIPPED_QUESTIONS.map(({ id }) => [`q-${id}`, id === 'jantung' ? 'ya' : 'tidak']),
);
const LEVEL = 'Jangan bertugas sebelum dokter mengizinkan';

describe('health of field officers', () => {
  let window: TestWindow;
  let logged = '';
  let head: TestOfficer;
  let member: TestOfficer;
  let other: TestOfficer;
  let pps: TestOfficer;
  let ppk: TestOfficer;
  let elsewhere: TestOfficer;
  let kpu: TestStaff;

  beforeAll(async () => {
    const destination = new Writable({
      write(chunk, _encoding, done) {
        logged += String(chunk);
        done();
      },
    });
    window = await createTestWindow({ name: 'health', log: createLogger({ level: 'debug', destination }) });
    head = await createOfficer(window, { body: 'kpps', role: 'ketua', name: 'Kepala' });
    member = await createOfficer(window, { body: 'kpps', role: 'anggota-2', name: 'Anggota Dua' });
    other = await createOfficer(window, { body: 'kpps', place: '3276011006002', name: 'Kepala TPS Dua' });
    pps = await createOfficer(window, { body: 'pps', name: 'Bu PPS' });
    ppk = await createOfficer(window, { body: 'ppk', name: 'Pak PPK' });
    elsewhere = await createOfficer(window, { body: 'pps', area: TEST_AREAS.elsewhere });
    kpu = await createStaff(window, { name: 'Rina', duties: [{ agency: 'kpu', role: 'operator' }] });
  });
  afterAll(() => window.close());
  beforeEach(() => window.setNow(VOTING));

  const db = () => window.database.db;
  const pageOf = async (who: TestOfficer | TestStaff, path: string) => (await who.request(path)).text();
  const readings = () => db().selectFrom('health_card_reading').selectAll().execute();

  /** Where any of these words stands in the clear: tables of every schema, and the log. */
  async function found(words: readonly string[]): Promise<readonly string[]> {
    const { pool } = window.database.database;
    const places: string[] = words.some((word) => logged.includes(word)) ? ['log'] : [];
    const { rows } = await pool.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of rows) {
      const hits = await pool.query(`select 1 from ${name} t where t::text ilike any($1) limit 1`, [
        words.map((word) => `%${word}%`),
      ]);
      if (hits.rows.length > 0) places.push(name);
    }
    return places;
  }

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
    expect(page).toContain('href="tel:112"');
    expect(page).toContain('href="tel:119"');
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
  });

  describe('the emergency card', () => {
    const openedBy = async (who: TestOfficer, path: string) => {
      const answer = await who.post(path, {});
      return { status: answer.status, text: await answer.text() };
    };
    const teamCard = () => `/petugas/kesehatan/tim/${member.id}/kartu`;
    const areaCard = () => `/petugas/wilayah/kesehatan/kartu/${member.id}`;

    test('is kept only where its owner agrees', async () => {
      const { setuju: _, ...without } = CARD;
      expect((await member.post('/petugas/kesehatan/kartu', without)).status).toBe(422);
      expect((await member.post('/petugas/kesehatan/kartu', { ...CARD, contactPhone: 'x' })).status).toBe(
        422,
      );
      expect(await db().selectFrom('health_card').selectAll().execute()).toEqual([]);
      expect((await member.post('/petugas/kesehatan/kartu', CARD)).status).toBe(303);
      expect(await pageOf(member, '/petugas/kesehatan/kartu')).toContain('Salbutamol');
      expect((await member.request('/petugas/kesehatan/kartu')).headers.get('jendela-keep')).toBeNull();
      expect(await found(CARD_SECRETS)).toEqual([]);
    });

    test('is opened by the head and the PPS, each time written down and shown to its owner', async () => {
      const before = await head.request(teamCard());
      expect(await before.text()).not.toContain('Salbutamol');
      expect(await readings()).toEqual([]);
      expect((await openedBy(head, teamCard())).text).toContain('Salbutamol');
      expect((await openedBy(pps, areaCard())).text).toContain('Penisilin');
      expect((await readings()).map(({ reader_name }) => reader_name)).toEqual(['Kepala', 'Bu PPS']);
      const lines = await db()
        .selectFrom('audit_log')
        .select(['actor_kind', 'actor_name', 'subject_id', 'before', 'after'])
        .where('action', '=', 'health.card-read')
        .orderBy('seq')
        .execute();
      expect(lines).toEqual(
        ['Kepala', 'Bu PPS'].map((actor_name) => ({
          actor_kind: 'officer',
          actor_name,
          subject_id: member.id,
          before: null,
          after: null,
        })),
      );
      const own = await pageOf(member, '/petugas/kesehatan/kartu');
      expect(own).toContain('<b>Kepala</b>');
      expect(own).toContain('<b>Bu PPS</b>');
      await expect(verifyChain(window.database.db)).resolves.toMatchObject({ ok: true });
      expect(await found(CARD_SECRETS)).toEqual([]);
    });

    test('is opened by nobody else: another team, another PPS, PPK, the office, a member', async () => {
      const count = (await readings()).length;
      for (const [who, path, status] of [
        [other, teamCard(), 404],
        [member, `/petugas/kesehatan/tim/${head.id}/kartu`, 404],
        [elsewhere, areaCard(), 403],
        [ppk, areaCard(), 404],
      ] as const) {
        expect((await who.request(path)).status).toBe(status);
        const answer = await openedBy(who, path);
        expect(answer.status).toBe(status);
        expect(answer.text).not.toContain('Salbutamol');
      }
      const office = await kpu.post(`/kerja/petugas/kesehatan/kartu/${member.id}`, {});
      expect(office.status).toBe(404);
      expect(await readings()).toHaveLength(count);
    });

    test('is closed two days before and after voting day', async () => {
      for (const [day, isOpen] of [
        ['2024-11-25T23:59:00+07:00', false],
        ['2024-11-26T00:00:00+07:00', true],
        ['2024-11-28T23:59:00+07:00', true],
        ['2024-11-29T00:00:00+07:00', false],
      ] as const) {
        window.setNow(Temporal.Instant.from(day));
        for (const [who, path] of [
          [head, teamCard()],
          [pps, areaCard()],
        ] as const) {
          expect([day, (await openedBy(who, path)).text.includes('Salbutamol')]).toEqual([day, isOpen]);
        }
      }
    });

    test('of a team with two heads is opened by each under their own name, and by a replaced head no more', async () => {
      const second = await createOfficer(window, { body: 'kpps', role: 'ketua', name: 'Kepala Kedua' });
      const gone = await createOfficer(window, {
        body: 'kpps',
        role: 'ketua',
        name: 'Kepala Lama',
        left: { on: '2024-11-27', reason: 'ill' },
      });
      expect((await openedBy(second, teamCard())).text).toContain('Salbutamol');
      expect((await readings()).at(-1)?.reader_name).toBe('Kepala Kedua');
      const refused = await openedBy(gone, teamCard());
      expect(refused.status).toBe(403);
      expect(refused.text).not.toContain('Salbutamol');
      expect((await gone.act('health.help')).state).toBe('refused');
      expect((await gone.act('health.screen', { subject: 'saringan', form: ANSWERS })).state).toBe('refused');
    });

    test('is gone at once when its owner takes the consent back', async () => {
      await member.post('/petugas/kesehatan/kartu', { tindak: 'tarik' });
      expect(await db().selectFrom('health_card').selectAll().execute()).toEqual([]);
      expect((await openedBy(head, teamCard())).text).toContain('tidak mengisi kartu darurat');
    });

    test('is erased when nobody may read it any more, all else when the term is over', async () => {
      await member.post('/petugas/kesehatan/kartu', CARD);
      await member.act('health.screen', { subject: 'saringan', form: ANSWERS });
      const { context } = window.window;
      const at = (day: string) => eraseOverdue(context, Temporal.Instant.from(`${day}T00:30:00+07:00`));
      expect(await at('2024-11-28')).toMatchObject({ cards: 0, screenings: 0 });
      expect(await at('2024-11-29')).toMatchObject({ cards: 1, screenings: 0 });
      window.setNow(Temporal.Instant.from('2024-11-29T09:00:00+07:00'));
      await member.post('/petugas/kesehatan/kartu', CARD);
      expect(await db().selectFrom('health_card').selectAll().execute()).toEqual([]);
      expect(await at('2024-12-08')).toMatchObject({ screenings: 0 });
      const rests = await at('2024-12-09');
      expect(rests.screenings).toBe(1);
      expect(rests.rests).toBeGreaterThan(0);
      expect(await at('2024-12-09')).toEqual({ cards: 0, screenings: 0, rests: 0, readings: 0 });
      const { after } = await db()
        .selectFrom('audit_log')
        .select('after')
        .where('action', '=', 'health.erase')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      expect(after).toMatchObject({ screenings: 1 });
    });
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
