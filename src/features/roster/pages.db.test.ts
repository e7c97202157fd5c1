import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfficer, TEST_AREAS, TEST_PLACE, type TestOfficer } from '../../../test/support/officers.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { maskMobile } from '../../domain/phone.ts';
import { eraseOfficers } from './erase.ts';
import { readUpload, takeUpload } from './import/jobs.ts';
import { maskNik } from './mask.ts';

const ELSEWHERE_PLACE = '3276021008001';

let shown: TestWindow;
let operator: TestStaff;
let editor: TestStaff;
let pps: TestOfficer;
let ppk: TestOfficer;
let member: TestOfficer;
let foreign: TestOfficer;

beforeAll(async () => {
  shown = await createTestWindow({ name: 'roster_pages' });
  const place = (code: string, area: string) => ({
    election: 'pilkada-2024',
    code,
    display_number: code.slice(-3),
    area,
    name: null,
    address: 'Jl. Raya',
    latitude: null,
    longitude: null,
    confirmed_on: null,
    kind: 'regular' as const,
    accessibility: '{}',
    voters: 300,
    changed_at: shown.window.context.clock(),
  });
  await shown.database.db
    .insertInto('polling_place')
    .values([place(TEST_PLACE, TEST_AREAS.village), place(ELSEWHERE_PLACE, TEST_AREAS.elsewhere)])
    .execute();
  operator = await createStaff(shown, { duties: [{ agency: 'kpu', role: 'operator' }] });
  editor = await createStaff(shown, { duties: [{ agency: 'kpu', role: 'editor' }] });
  pps = await createOfficer(shown, { body: 'pps', name: 'Ibu Ketua PPS' });
  ppk = await createOfficer(shown, { body: 'ppk', name: 'Pak Ketua PPK' });
  member = await createOfficer(shown, { body: 'kpps', name: 'Siti Aminah', joined: false });
  foreign = await createOfficer(shown, { body: 'kpps', name: 'Budi Jauh', place: ELSEWHERE_PLACE });
});
afterAll(() => shown.close());

const audited = (action: string) =>
  shown.database.db.selectFrom('audit_log').selectAll().where('action', '=', action).orderBy('seq').execute();

async function textOf(response: Promise<Response> | Response): Promise<string> {
  const answer = await response;
  expect(answer.status).toBe(200);
  return answer.text();
}

const form = (values: Readonly<Record<string, string>>) => values;
const find = (id: string) =>
  shown.database.db.selectFrom('officer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('the list of officers', () => {
  it('shows vacant seats at every level, and teams narrowed by their state', async () => {
    const city = await textOf(operator.request('/kerja/petugas/daftar'));
    expect(city).toContain('Pancoran Mas');
    const district = await textOf(operator.request('/kerja/petugas/daftar?wilayah=32.76.01'));
    expect(district).toMatch(/>Depok<\/a>/);
    const vacant = await textOf(
      operator.request(`/kerja/petugas/daftar?wilayah=${TEST_AREAS.village}&badan=kpps&keadaan=kosong`),
    );
    expect(vacant).toContain('1 dari 7 kursi terisi');
    expect(vacant).toContain('6 kosong');
    expect(vacant).toContain(`/kerja/petugas/tim/kpps/${TEST_PLACE}`);
    const full = await textOf(
      operator.request(`/kerja/petugas/daftar?wilayah=${TEST_AREAS.village}&badan=kpps&keadaan=lengkap`),
    );
    expect(full).toContain('Tidak ada tim yang cocok');
  });

  it('finds by a part of the name, by NIK and by telephone, and writes no number into an address', async () => {
    for (const words of ['siti AM', member.nik ?? '', (member.phone ?? '').replace('+62', '0')]) {
      const page = await textOf(operator.post('/kerja/petugas/daftar', form({ cari: words })));
      expect(page).toContain('Siti Aminah');
      expect(page).not.toContain('Budi Jauh');
      expect(page).not.toContain(member.nik);
    }
    expect((await operator.post('/kerja/petugas/daftar', form({ cari: 'x' }))).status).toBe(422);
  });

  it('shows PPK and PPS their own area', async () => {
    const list = await textOf(pps.request('/petugas/wilayah/daftar'));
    expect(list).toContain(TEST_PLACE);
    expect(list).not.toContain(ELSEWHERE_PLACE);
    const own = await textOf(ppk.post('/petugas/wilayah/daftar', form({ cari: 'siti' })));
    expect(own).toContain('Siti Aminah');
    expect(await textOf(ppk.post('/petugas/wilayah/daftar', form({ cari: foreign.nik ?? '' })))).toContain(
      'Tidak ada petugas yang cocok',
    );
  });
});

describe('an officer', () => {
  it('is shown with masked numbers, and whole only after it is written down', async () => {
    const path = `/kerja/petugas/orang/${member.id}`;
    const masked = await textOf(operator.request(path));
    expect(masked).toContain(maskNik(member.nik ?? ''));
    expect(masked).toContain(maskMobile(member.phone ?? ''));
    expect(masked).not.toContain(member.nik);
    expect(masked).not.toContain(member.phone);
    const whole = await textOf(operator.post(`${path}/nomor`, form({ yang: 'nik' })));
    expect(whole).toContain(member.nik);
    expect(whole).not.toContain(member.phone);
    expect(await audited('officers.unmask')).toMatchObject([
      { actor_id: operator.id, subject_id: member.id, after: { what: 'nik' } },
    ]);
    expect((await editor.post(`${path}/nomor`, form({ yang: 'nik' }))).status).toBe(403);
    expect(await audited('officers.unmask')).toHaveLength(1);
  });

  it('shows a committee the telephone alone, and writes that down too', async () => {
    const path = `/petugas/wilayah/orang/${member.id}/nomor`;
    expect(await textOf(pps.post(path, form({ yang: 'phone' })))).toContain(member.phone);
    const refused = await pps.post(path, form({ yang: 'nik' }));
    expect(refused.status).toBe(403);
    expect(await refused.text()).not.toContain(member.nik);
    expect((await audited('officers.unmask')).at(-1)).toMatchObject({
      actor_kind: 'officer',
      actor_id: pps.id,
      after: { what: 'phone' },
    });
  });

  it('is corrected by a form that says what is wrong', async () => {
    const path = `/kerja/petugas/orang/${member.id}/ubah`;
    const wrong = await operator.post(path, form({ nama: '', telepon: '021', surel: 'x' }));
    expect(wrong.status).toBe(422);
    const right = await operator.post(path, form({ nama: 'Siti Aminah Baru', telepon: '0812 9999 0001' }));
    expect(right.headers.get('location')).toBe(`/kerja/petugas/orang/${member.id}`);
    const row = await find(member.id);
    expect(row.name_folded).toBe('siti aminah baru');
    expect(shown.window.context.vault.open('officer.phone', row.phone_sealed ?? Buffer.alloc(0))).toBe(
      '+6281299990001',
    );
    const [line] = await audited('officers.correct');
    expect(line?.after).toEqual({ name: true, phone: true, email: false });
  });

  it('is replaced with a reason and a day, and both stay in the history', async () => {
    const path = `/kerja/petugas/orang/${foreign.id}/ganti`;
    const wrong = await operator.post(path, form({ alasan: '', mulai: '2030-01-01', nama: 'A', nik: '1' }));
    expect(wrong.status).toBe(422);
    const seated = await operator.post(
      path,
      form({ alasan: 'ill', mulai: '2024-11-24', nama: 'Kembar', nik: member.nik ?? '' }),
    );
    expect(await seated.text()).toContain('sudah punya kursi');
    const young = await operator.post(
      path,
      form({ alasan: 'ill', mulai: '2024-11-24', nama: 'Muda', nik: '3276010101100001' }),
    );
    expect(await young.text()).toContain('umurnya 14 tahun');
    const done = await operator.post(
      path,
      form({ alasan: 'ill', mulai: '2024-11-24', nama: 'Dewi Baru', nik: '3276015501900009' }),
    );
    const to = done.headers.get('location') ?? '';
    const page = await textOf(operator.request(to));
    expect(page).toContain('Dewi Baru');
    expect(page).toContain('Budi Jauh');
    expect(await find(foreign.id)).toMatchObject({ left_on: '2024-11-24', left_reason: 'ill' });
    const before = await textOf(operator.request(`/kerja/petugas/orang/${foreign.id}`));
    expect(before).toContain('sakit');
    expect(before).toContain('Dewi Baru');
    expect((await operator.request(path)).status).toBe(404);
    const team = await textOf(operator.request(`/kerja/petugas/tim/kpps/${ELSEWHERE_PLACE}`));
    expect(team).toContain('Pernah bertugas');
  });

  it('may leave a seat vacant, which is filled later and only once', async () => {
    const leaver = await createOfficer(shown, { body: 'pps', role: 'anggota', area: TEST_AREAS.elsewhere });
    const gone = await operator.post(
      `/kerja/petugas/orang/${leaver.id}/ganti`,
      form({ alasan: 'resigned', mulai: '2024-11-24', nama: '', nik: '' }),
    );
    expect(gone.status).toBe(303);
    const fill = `/kerja/petugas/tim/pps/${TEST_AREAS.elsewhere}/isi?peran=ketua`;
    const add = (nik: string) => operator.post(fill, form({ nama: 'Ketua Baru', nik }));
    expect((await add('3276015501900010')).status).toBe(303);
    const again = await add('3276015501900011');
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('sudah terisi');
  });
});

describe('a PPS that asks for another kelurahan', () => {
  it.each([
    ['GET', () => `/daftar?wilayah=${TEST_AREAS.elsewhere}`],
    ['POST', () => `/daftar?wilayah=${TEST_AREAS.elsewhere}`],
    ['GET', () => `/tim/kpps/${ELSEWHERE_PLACE}`],
    ['GET', () => `/tim/pps/${TEST_AREAS.elsewhere}`],
    ['GET', () => `/tim/ppk/${TEST_AREAS.district}`],
    ['GET', () => `/orang/${foreign.id}`],
    ['GET', () => `/orang/${foreign.id}/nomor`],
    ['POST', () => `/orang/${foreign.id}/nomor`],
  ])('is refused by %s and written down', async (method, pathOf) => {
    const before = (await audited('officers.refused')).length;
    const path = `/petugas/wilayah${pathOf()}`;
    const answer =
      method === 'GET'
        ? await pps.request(path)
        : await pps.post(path, form({ cari: 'Budi', yang: 'phone' }));
    expect(answer.status).toBe(403);
    const text = await answer.text();
    expect(text).not.toContain('Budi Jauh');
    expect(text).not.toContain(foreign.phone);
    const lines = await audited('officers.refused');
    expect(lines).toHaveLength(before + 1);
    expect(lines.at(-1)).toMatchObject({ actor_id: pps.id });
  });

  it.each([
    '/orang/x/ubah',
    '/orang/x/ganti',
    `/tim/kpps/${TEST_PLACE}/isi?peran=ketua`,
    '/impor',
    '/impor/x',
    '/impor/x/laporan.csv',
    '/penghapusan',
  ])('has no %s at all', async (path) => {
    expect((await pps.request(`/petugas/wilayah${path}`)).status).toBe(404);
    expect((await pps.request(`/kerja/petugas${path}`)).status).not.toBe(200);
  });
});

describe('a file that is sent in the workspace', () => {
  const send = (text: string) => {
    const body = new FormData();
    body.append('file', new File([text], 'petugas.csv'));
    return operator.request('/kerja/petugas/impor', {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  };

  it('is read by a job, shown, agreed to and taken in', async () => {
    const { context } = shown.window;
    const nik = '3276015501900021';
    const sent = await send(
      `nama,nik,badan,jabatan,tps,hp\nOrang Impor,${nik},kpps,anggota-2,${TEST_PLACE},081277770001\n` +
        `Salah,123,kpps,anggota-3,${TEST_PLACE},081277770002\n`,
    );
    const page = sent.headers.get('location') ?? '';
    const id = page.split('/').at(-1) ?? '';
    const waiting = await operator.request(page);
    expect(waiting.headers.get('refresh')).toBe('3');
    const { rows: kept } = await sql<{ text: string }>`
      select row_to_json(i)::text || encode(file_sealed, 'escape') as text from roster_import i`.execute(
      shown.database.db,
    );
    expect(kept.map(({ text }) => text).join()).not.toContain(nik);
    await readUpload(context, { import: id });
    const preview = await textOf(operator.request(page));
    expect(preview).toContain('NIK ini tidak mungkin benar');
    const seen = /name="dilihat" value="(\w+)"/.exec(preview)?.[1] ?? '';
    const stopped = await operator.post(page, form({ tindakan: 'masukkan', dilihat: seen }));
    expect(stopped.status).toBe(422);
    const stale = await operator.post(page, form({ tindakan: 'masukkan', lewati: 'ya', dilihat: 'other' }));
    expect(stale.status).toBe(409);
    expect(
      (await operator.post(page, form({ tindakan: 'masukkan', lewati: 'ya', dilihat: seen }))).status,
    ).toBe(303);
    await takeUpload(context, { import: id });
    // A job that is run once more does nothing.
    await takeUpload(context, { import: id });
    expect(await textOf(operator.request(page))).toContain('Petugas sudah dimasukkan');
    const report = await operator.request(`${page}/laporan.csv`);
    expect(await report.text()).toContain('3,nik,nik,refused,');
    const found = await textOf(operator.post('/kerja/petugas/daftar', form({ cari: nik })));
    expect(found).toContain('Orang Impor');
    expect(await audited('officers.import')).toMatchObject([{ actor_id: operator.id, after: { added: 1 } }]);
  });

  it('is refused as a whole where it cannot be read', async () => {
    const sent = await send('bukan,tabel\n1,2\n');
    const page = sent.headers.get('location') ?? '';
    await readUpload(shown.window.context, { import: page.split('/').at(-1) });
    expect(await textOf(operator.request(page))).toContain('Baris pertamanya tidak memuat nama kolom');
  });
});

describe('retention', () => {
  /** A photo that was sent, and a code that was handed out. */
  async function leaveTraces(officer: string): Promise<void> {
    const { db } = shown.database;
    const now = shown.window.context.clock();
    const photo = { id: 'foto', officer, bytes: Buffer.of(1), width: 1, height: 1, created_at: now };
    await db
      .insertInto('officer_photo')
      .values({ ...photo, latitude: null, longitude: null })
      .execute();
    await db
      .insertInto('officer_action')
      .values({
        id: 'deed',
        officer,
        session: 's',
        kind: 'tasks.done',
        subject: 'x',
        title: '',
        data: Buffer.of(1),
        queue: null,
        number: 0,
        done_at: now,
        received_at: now,
        state: 'done',
        note: null,
        photo: photo.id,
      })
      .execute();
    await db
      .insertInto('officer_invitation')
      .values({
        id: 'invitation',
        officer,
        purpose: 'join',
        code_key: Buffer.of(1),
        code_sealed: Buffer.of(1),
        made_at: now,
        made_by: 'KPU',
        expires_at: now,
        handed_at: null,
        way: null,
        used_at: null,
        used_by: null,
        revoked_at: null,
        revoked_by: null,
        wrong: 0,
      })
      .execute();
  }

  it('erases what is personal so many days after the term, once, and tells how many', async () => {
    const { context } = shown.window;
    const { db } = shown.database;
    expect(await eraseOfficers(context)).toBe(0);
    const before = await db.selectFrom('officer').selectAll().where('body', '=', 'kpps').execute();
    const [someone] = before;
    if (!someone) throw new Error('There is no officer.');
    await leaveTraces(someone.id);
    // The last day of service is 8 December 2024; 180 days later nothing happens yet.
    shown.setNow(Temporal.Instant.from('2025-06-06T09:00:00+07:00'));
    expect(await eraseOfficers(context)).toBe(0);
    shown.setNow(Temporal.Instant.from('2025-06-07T09:00:00+07:00'));
    expect(await eraseOfficers(context)).toBe(before.length);
    expect(await eraseOfficers(context)).toBe(0);
    for (const table of ['officer_action', 'officer_photo', 'officer_invitation'] as const) {
      expect(await db.selectFrom(table).select('id').where('officer', '=', someone.id).execute()).toEqual([]);
    }
    const after = await db.selectFrom('officer').selectAll().where('body', '=', 'kpps').execute();
    expect(after).toHaveLength(before.length);
    for (const row of after) {
      expect(row).toMatchObject({
        name: '',
        nik_sealed: null,
        nik_key: null,
        phone_sealed: null,
        phone_key: null,
      });
    }
    expect(await audited('officers.erase')).toMatchObject([
      { after: { body: 'kpps', officers: before.length } },
    ]);
    const report = await textOf(operator.request('/kerja/petugas/penghapusan'));
    expect(report).toContain('kpps, pilkada-2024');
    const page = await textOf(operator.request(`/kerja/petugas/orang/${member.id}`));
    expect(page).toContain('Data diri sudah dihapus');
    const still = await db.selectFrom('officer').select('name').where('body', '=', 'ppk').execute();
    expect(still[0]?.name).toBe('Pak Ketua PPK');
  });
});
