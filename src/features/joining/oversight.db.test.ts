import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFor, createPhone } from '../../../test/support/joining-phone.ts';
import { createOfficer, recordPlan, TEST_AREAS, type TestOfficer } from '../../../test/support/officers.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';

let window: TestWindow;
let pps: TestOfficer;
let staff: TestStaff;
const PPS_ROOT = '/petugas/wilayah/undangan';
const STAFF_ROOT = '/kerja/petugas/undangan';

beforeAll(async () => {
  window = await createTestWindow({ name: 'invitations' });
  await recordPlan(window);
  pps = await createOfficer(window, { body: 'pps', name: 'Bu Ketua PPS' });
  staff = await createStaff(window, { duties: [{ role: 'operator', agency: 'kpu' }] });
});
afterAll(() => window.close());

const awaited = (wanted: object = {}) => createOfficer(window, { body: 'kpps', joined: false, ...wanted });

async function audit(action: string) {
  return window.database.db
    .selectFrom('audit_log')
    .select(['action', 'actor_kind', 'actor_name', 'subject_id', 'after'])
    .where('action', '=', action)
    .orderBy('seq', 'desc')
    .execute();
}

async function marksOf({ id }: TestOfficer) {
  const rows = await window.database.db
    .selectFrom('officer_mark')
    .select('mark')
    .where('officer', '=', id)
    .execute();
  return rows.map(({ mark }) => mark).sort();
}

describe('letters', () => {
  it('are printed by a process of their own as one PDF, which is kept for an hour', async () => {
    const here = { area: TEST_AREAS.elsewhere };
    const officers = [
      await awaited({ ...here, name: 'Zulkifli', role: 'anggota-2' }),
      await awaited({ ...here, name: 'Aminah' }),
      await awaited({ ...here, name: 'Budi', role: 'anggota-3' }),
    ];
    await createOfficer(window, { body: 'kpps', ...here, role: 'anggota-4' });
    const form = { buat: 'surat' };
    const ordered = await staff.post(`${STAFF_ROOT}?wilayah=${TEST_AREAS.elsewhere}`, form);
    expect(ordered.status).toBe(303);
    const address = ordered.headers.get('location') ?? '';
    expect(await (await staff.request(address)).text()).toContain('Menunggu giliran');
    await window.window.queue.workOff();
    const page = await (await staff.request(address)).text();
    expect(page).toContain('Siap diunduh sampai');
    expect(page).toContain('3 surat');
    const file = await staff.request(`${address}/berkas`);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('cache-control')).toBe('no-store');
    const pdf = Buffer.from(await file.arrayBuffer());
    expect(pdf.length).toBe(Number(file.headers.get('content-length')));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
    for (const officer of officers) expect(await marksOf(officer)).toEqual(['invited']);
    expect((await audit('invitation.print'))[0]).toMatchObject({
      subject_id: TEST_AREAS.elsewhere,
      after: { letters: 3 },
    });

    const kept = await window.database.db.selectFrom('officer_letters_part').select('bytes').execute();
    expect(kept.some(({ bytes }) => bytes.includes('%PDF'))).toBe(false);
    window.setNow(QUIET_PERIOD.add({ minutes: 61 }));
    expect((await staff.request(`${address}/berkas`)).status).toBe(404);
    window.setNow(QUIET_PERIOD);
  });

  it('of more than fit into one PDF are one for each kelurahan and one for the PPK, as the form says', async () => {
    const { db } = window.database;
    const seed = (area: string, from: number, count: number) =>
      sql`
        insert into officer (id, election, body, role, name, name_folded, area, place, serves_from, serves_until, created_at, changed_at)
        select 'massal-' || n, 'pilkada-2024', 'kpps', 'ketua', 'A', 'a', ${area}, ${`${area.replaceAll('.', '')}001`},
          '2024-11-07', '2024-12-08', now(), now()
        from generate_series(${sql.lit(from)}, ${sql.lit(from + count - 1)}) as n`.execute(db);
    const district = '32.76.03';
    const [first = '', second = ''] = window.window.context.areas.children(district).map(({ code }) => code);
    await seed(first, 0, 6_000);
    await seed(second, 6_000, 3_999);
    await createOfficer(window, { body: 'ppk', area: district, joined: false });
    const path = `${STAFF_ROOT}?wilayah=${district}`;
    const ordered = async () => {
      const rows = await db
        .selectFrom('officer_letters')
        .select(['area', 'body', 'letters'])
        .where(sql<boolean>`starts_with(area, ${district})`)
        .orderBy('area')
        .execute();
      await db.deleteFrom('officer_letters').where(sql<boolean>`starts_with(area, ${district})`).execute();
      return rows;
    };
    expect(await (await staff.request(path)).text()).not.toContain('beberapa PDF');
    await staff.post(path, { buat: 'surat' });
    expect(await ordered()).toEqual([{ area: district, body: null, letters: 10_000 }]);

    await seed(second, 9_999, 1);
    const form = await (await staff.request(path)).text();
    expect(form).toContain('paling banyak 10.000 surat');
    expect(form).toContain('satu untuk setiap kelurahan, dan satu untuk PPK');
    const answer = await staff.post(path, { buat: 'surat' });
    const list = await (await staff.request(answer.headers.get('location') ?? '')).text();
    expect(list).toContain(', PPK: 1 surat');
    const parts = [
      { area: district, body: 'ppk', letters: 1 },
      { area: first, body: null, letters: 6_000 },
      { area: second, body: null, letters: 4_000 },
    ];
    expect(await ordered()).toEqual(parts);
    // Of the whole city each kecamatan is one, and one that is too large is parted as well.
    await staff.post(STAFF_ROOT, { buat: 'surat' });
    expect(await ordered()).toEqual(parts);
    await sql`delete from officer where starts_with(id, 'massal-')`.execute(db);
    await db.deleteFrom('officer_letters').execute();
  });

  it('say the same when they are printed again, and something else once they were taken back', async () => {
    const officer = await awaited({ role: 'anggota-2' });
    const first = await codeFor(window, officer);
    expect(await codeFor(window, officer)).toBe(first);
    const unsure = await pps.post(PPS_ROOT, { buat: 'batal' });
    expect(unsure.status).toBe(422);
    expect(await codeFor(window, officer)).toBe(first);
    await pps.post(PPS_ROOT, { buat: 'batal', yakin: 'ya' });
    expect(await marksOf(officer)).toEqual([]);
    expect((await createPhone(window).enter(first, officer.nik)).html).toContain('sudah tidak berlaku');
    const second = await codeFor(window, officer);
    expect(second).not.toBe(first);
    expect((await audit('invitation.revoke'))[0]).toMatchObject({
      actor_kind: 'officer',
      subject_id: TEST_AREAS.village,
    });
  });

  it('of one polling place leave the others alone', async () => {
    const place = '3276011006005';
    const one = await awaited({ place });
    const other = await awaited({ place: '3276011006006' });
    const [first, second] = [await codeFor(window, one), await codeFor(window, other)];
    await pps.post(`${PPS_ROOT}?wilayah=${TEST_AREAS.village}&tps=5`, { buat: 'batal', yakin: 'ya' });
    expect(await codeFor(window, one)).not.toBe(first);
    expect(await codeFor(window, other)).toBe(second);
    const wrong = await pps.post(`${PPS_ROOT}?wilayah=${TEST_AREAS.village}&tps=x5`, {
      buat: 'batal',
      yakin: 'ya',
    });
    expect(await wrong.text()).toContain('Pilih kelurahan dulu');
    expect(await codeFor(window, other)).toBe(second);
  });
});

describe('one officer', () => {
  it('gets a link for WhatsApp from their PPS, whose telephone staff see with the permission alone', async () => {
    const officer = await awaited({ name: 'Dewi', phone: '+6281234567890' });
    const page = await (await pps.post(`${PPS_ROOT}/petugas/${officer.id}`, { buat: 'whatsapp' })).text();
    expect(page).toContain('https://wa.me/6281234567890?text=Halo%20Dewi');
    expect(await marksOf(officer)).toEqual(['invited']);
    expect((await audit('invitation.hand'))[0]?.after).toMatchObject({
      way: 'whatsapp',
      telephoneShown: true,
    });
    const editor = await createStaff(window, { duties: [{ role: 'editor', agency: 'kpu' }] });
    const shown = await (
      await editor.post(`${STAFF_ROOT}/petugas/${officer.id}`, { buat: 'whatsapp' })
    ).text();
    expect(shown).toContain('https://wa.me/?text=');
    expect(shown).not.toContain('81234567890');
    const lines = JSON.stringify(await audit('invitation.hand'));
    expect(lines).not.toContain(await codeFor(window, officer));
  });

  it('is helped in person by their PPS: joined, asked for the NIK, written down, once', async () => {
    const officer = await awaited();
    const code = await codeFor(window, officer);
    const path = `${PPS_ROOT}/petugas/${officer.id}`;
    const nik = officer.nik?.slice(-4) ?? '';
    expect((await pps.post(path, { buat: 'langsung', nik: '12' })).status).toBe(422);
    expect((await pps.post(path, { buat: 'langsung', nik })).status).toBe(422);
    const wrong = await pps.post(path, { buat: 'langsung', nik: '9999', dibacakan: 'ya' });
    expect(await wrong.text()).toContain('Sisa 4 kali coba');
    const done = await pps.post(path, { buat: 'langsung', nik, dibacakan: 'ya' });
    expect(await done.text()).toContain('Sudah dicatat bergabung');
    expect(await marksOf(officer)).toEqual(['invited', 'joined']);
    expect((await window.window.context.officers.find(officer.id))?.joined?.by).toBe('in-person');
    expect((await audit('officer.join-in-person'))[0]).toMatchObject({
      actor_name: 'Bu Ketua PPS',
      subject_id: officer.id,
    });
    expect((await createPhone(window).enter(code, officer.nik)).status).toBe(409);
    // Somebody without a phone may have one later.
    const later = await (await pps.post(path, { buat: 'hp-baru' })).text();
    expect(later).toContain('Kode HP baru');
  });

  it('is locked after five wrong endings a day', async () => {
    const officer = await awaited();
    const path = `${STAFF_ROOT}/petugas/${officer.id}`;
    for (let at = 0; at < 5; at++) await staff.post(path, { buat: 'langsung', nik: '9999', dibacakan: 'ya' });
    const nik = officer.nik?.slice(-4) ?? '';
    const answer = await staff.post(path, { buat: 'langsung', nik, dibacakan: 'ya' });
    expect(await answer.text()).toContain('Terlalu sering salah');
  });

  it('loses all phones at once when one is lost', async () => {
    const officer = await awaited();
    const phone = createPhone(window);
    await phone.joinByKey(await codeFor(window, officer), officer.nik);
    expect((await phone.get('/petugas')).status).toBe(200);
    await pps.post(`${PPS_ROOT}/petugas/${officer.id}`, { buat: 'akhiri' });
    expect((await phone.get('/petugas')).status).toBe(303);
    expect(await audit('officer.end-phones')).toHaveLength(1);
  });

  it('shows how they come in on their page', async () => {
    const officer = await awaited();
    const { onOfficerPage } =
      window.window.context
        .officerWindows()
        .find(({ measures }) => measures?.some(({ id }) => id === 'joined')) ?? {};
    expect(onOfficerPage).toBeDefined();
    const page = await (await pps.request(`${PPS_ROOT}/petugas/${officer.id}`)).text();
    expect(page).toContain('Beri undangan');
  });
});

describe('who may', () => {
  it('is a committee for the teams below it, in its own area', async () => {
    const colleague = await awaited({ body: 'pps', role: 'anggota' });
    const above = await awaited({ body: 'ppk', role: 'anggota' });
    const elsewhere = await awaited({ area: TEST_AREAS.elsewhere });
    expect((await pps.request(`${PPS_ROOT}/petugas/${colleague.id}`)).status).toBe(404);
    expect((await pps.post(`${PPS_ROOT}/petugas/${colleague.id}`, { buat: 'kode' })).status).toBe(404);
    for (const { id } of [above, elsewhere]) {
      expect((await pps.request(`${PPS_ROOT}/petugas/${id}`)).status).toBe(403);
      expect((await pps.post(`${PPS_ROOT}/petugas/${id}`, { buat: 'kode' })).status).toBe(403);
    }
    expect((await pps.request(`${PPS_ROOT}?wilayah=${TEST_AREAS.elsewhere}`)).status).toBe(403);
    expect((await pps.post(`${PPS_ROOT}?wilayah=${TEST_AREAS.elsewhere}`, { buat: 'surat' })).status).toBe(
      403,
    );
    const ppk = await createOfficer(window, { body: 'ppk' });
    expect((await ppk.request(`${PPS_ROOT}/petugas/${colleague.id}`)).status).toBe(200);
    expect((await audit('officers.refused')).length).toBeGreaterThan(0);
  });

  it('is no committee for letters of another, nor for those that staff printed', async () => {
    await awaited();
    const ordered = await staff.post(`${STAFF_ROOT}?wilayah=${TEST_AREAS.village}`, { buat: 'surat' });
    const id = ordered.headers.get('location')?.split('/').at(-1) ?? '';
    expect((await pps.request(`${PPS_ROOT}/surat/${id}`)).status).toBe(404);
    const own = await pps.post(PPS_ROOT, { buat: 'surat' });
    const letters = own.headers.get('location') ?? '';
    expect((await pps.request(letters)).status).toBe(200);
    const other = await createOfficer(window, { body: 'pps', area: TEST_AREAS.elsewhere });
    expect((await other.request(letters)).status).toBe(403);
    expect((await other.request(`${letters}/berkas`)).status).toBe(403);
  });

  it('is neither a reviewer nor an officer who watches over nobody', async () => {
    const reviewer = await createStaff(window, { duties: [{ role: 'reviewer', agency: 'kpu' }] });
    expect((await reviewer.request(STAFF_ROOT)).status).toBe(403);
    const kpps = await createOfficer(window, { body: 'kpps' });
    expect((await kpps.request(PPS_ROOT)).status).toBe(403);
    expect((await pps.request(`${PPS_ROOT}/peringatan`)).status).toBe(404);
  });
});
