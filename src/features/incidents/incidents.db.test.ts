import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tablesWith } from '../../../test/support/clear-text.ts';
import {
  createOfficer,
  TEST_AREAS,
  TEST_ELECTION,
  TEST_PLACE,
  type TestOfficer,
} from '../../../test/support/officers.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import { verifyChain } from '../../platform/audit/verify.ts';
import { photoWithPlace } from '../../platform/media/testing.ts';
import { eraseOld, escalateDue } from './escalation.ts';

const SECRET = 'Kertasnya tinggal tujuh lembar';
const REPORT = { kejadian: 'ballots-short', tingkat: 'high', cerita: SECRET };

describe('reports of field officers', () => {
  let window: TestWindow;
  let head: TestOfficer;
  let member: TestOfficer;
  let pps: TestOfficer;
  let ppk: TestOfficer;
  let elsewhere: TestOfficer;
  let kpu: TestStaff;

  beforeAll(async () => {
    window = await createTestWindow({ name: 'incidents' });
    head = await createOfficer(window, { body: 'kpps', role: 'ketua', name: 'Kepala' });
    member = await createOfficer(window, { body: 'kpps', role: 'anggota-2', name: 'Anggota Dua' });
    pps = await createOfficer(window, { body: 'pps', name: 'Bu PPS' });
    ppk = await createOfficer(window, { body: 'ppk', name: 'Pak PPK' });
    elsewhere = await createOfficer(window, { body: 'pps', area: TEST_AREAS.elsewhere, name: 'PPS Lain' });
    kpu = await createStaff(window, { name: 'Rina', duties: [{ agency: 'kpu', role: 'editor' }] });
  });
  afterAll(() => window.close());
  beforeEach(() => window.setNow(QUIET_PERIOD));

  const incidents = () => window.database.db.selectFrom('incident').selectAll().execute();
  async function reportAs(
    officer: TestOfficer,
    form: Readonly<Record<string, string>> = REPORT,
  ): Promise<string> {
    const answer = await officer.act('incidents.report', { form });
    expect(answer).toMatchObject({ status: 200, state: 'done' });
    const row = await window.database.db
      .selectFrom('incident_event')
      .innerJoin('incident', 'incident.id', 'incident_event.incident')
      .select('incident.id')
      .where('reporter', '=', officer.id)
      .where('what', '=', 'reported')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return row.id;
  }
  const rowOf = (id: string) =>
    window.database.db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const clear = () => window.database.db.deleteFrom('incident').execute();

  test('a report reaches its PPS, is answered, and its reporter sees what became of it', async () => {
    const id = await reportAs(member);
    expect(await rowOf(id)).toMatchObject({
      election: TEST_ELECTION,
      place: TEST_PLACE,
      area: TEST_AREAS.village,
      level: 'village',
      state: 'reported',
    });
    const list = await (await pps.request('/petugas/wilayah/laporan')).text();
    expect(list).toContain('Surat suara kurang');
    expect(list).toContain('TPS 001');
    expect(list).toContain('belum dijawab 0 menit');
    const page = await (await pps.request(`/petugas/wilayah/laporan/${id}`)).text();
    expect(page).toContain(SECRET);
    expect(page).not.toContain(member.phone?.slice(1));
    const called = await pps.post(`/petugas/wilayah/laporan/${id}`, { nomor: 'tampil' });
    expect(await called.text()).toContain(`href="tel:${member.phone}"`);
    const shownTo = await window.database.db
      .selectFrom('audit_log')
      .select(['actor_name', 'after'])
      .where('action', '=', 'officers.phones')
      .execute();
    expect(shownTo).toEqual([{ actor_name: 'Bu PPS', after: expect.objectContaining({ incident: id }) }]);
    const answer = await pps.post(`/petugas/wilayah/laporan/${id}`, {
      tindak: 'handle',
      catatan: 'Saya bawa 100 lembar.',
    });
    expect(answer.status).toBe(303);
    await pps.post(`/petugas/wilayah/laporan/${id}`, {
      tindak: 'note',
      catatan: 'Gudang tinggal sedikit.',
      internal: 'ya',
    });
    const board = await (await pps.request('/petugas/wilayah/kesiapan')).text();
    expect(board).toContain('Laporan: sedang ditangani');
    expect(board).toContain(`/petugas/wilayah/laporan?keadaan=handling&amp;wilayah=${TEST_AREAS.village}`);
    const own = await (await member.request(`/petugas/lapor/${id}`)).text();
    expect(own).toContain('Sedang ditangani');
    expect(own).toContain('Saya bawa 100 lembar.');
    expect(own).not.toContain('Gudang tinggal sedikit.');
    expect(await (await head.request('/petugas/lapor')).text()).toContain('Surat suara kurang');
    const { lines } = await auditOf(id);
    expect(lines).toEqual([
      {
        action: 'incident.handle',
        actor_kind: 'officer',
        actor_name: 'Bu PPS',
        before: { state: 'reported' },
        after: { state: 'handling' },
      },
    ]);
    await expect(verifyChain(window.database.db)).resolves.toMatchObject({ ok: true });
  });

  async function auditOf(id: string) {
    const lines = await window.database.db
      .selectFrom('audit_log')
      .select(['action', 'actor_kind', 'actor_name', 'before', 'after'])
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute();
    return { lines };
  }

  test('a form with what is missing is told by field, and nothing is written', async () => {
    const before = (await incidents()).length;
    const answer = await member.act('incidents.report', { form: { kejadian: 'x', cerita: ' ' } });
    expect(answer.status).toBe(422);
    expect(answer.problems?.map(({ field }) => field).sort()).toEqual(['cerita', 'kejadian', 'tingkat']);
    const long = await member.act('incidents.report', { form: { ...REPORT, cerita: 'a'.repeat(2001) } });
    expect(long.status).toBe(422);
    expect((await incidents()).length).toBe(before);
  });

  test('what was sent twice is one report', async () => {
    await clear();
    const id = crypto.randomUUID();
    await member.act('incidents.report', { id, number: 50, form: REPORT });
    const again = await member.act('incidents.report', { id, number: 50, form: REPORT });
    expect(again).toMatchObject({ state: 'done', repeated: true });
    expect(await incidents()).toHaveLength(1);
  });

  test('a KPPS reports from its own polling place, whatever its form says; PPS and PPK within their area', async () => {
    const own = await reportAs(member, { ...REPORT, kelurahan: TEST_AREAS.elsewhere, nomor: '9' });
    expect((await rowOf(own)).place).toBe(TEST_PLACE);
    const whole = await reportAs(pps, { ...REPORT, nomor: '' });
    expect(await rowOf(whole)).toMatchObject({ place: null, area: TEST_AREAS.village, level: 'district' });
    const ofDistrict = await reportAs(ppk, { ...REPORT, kelurahan: TEST_AREAS.village });
    expect(await rowOf(ofDistrict)).toMatchObject({ area: TEST_AREAS.village, level: 'city' });
    const outside = await ppk.act('incidents.report', {
      form: { ...REPORT, kelurahan: TEST_AREAS.elsewhere },
    });
    expect(outside).toMatchObject({ state: 'refused' });
    const unknown = await pps.act('incidents.report', { form: { ...REPORT, nomor: '777' } });
    expect(unknown).toMatchObject({ state: 'refused' });
    expect(unknown.note).toContain('777');
  });

  test('what waits is told to the level that it reached, and to none above it', async () => {
    await clear();
    const id = await reportAs(member);
    const isWaiting = async (officer: TestOfficer) =>
      (await (await officer.request('/petugas/wilayah')).text()).includes(`laporan/${id}`);
    expect(await isWaiting(pps)).toBe(true);
    expect(await isWaiting(ppk)).toBe(false);
    expect(await (await kpu.request('/kerja')).text()).not.toContain(id);
    window.setNow(QUIET_PERIOD.add({ minutes: 10 }));
    expect(await escalateDue(window.window.context, QUIET_PERIOD.add({ minutes: 10 }))).toBe(1);
    expect(await isWaiting(ppk)).toBe(true);
    expect(await (await kpu.request('/kerja')).text()).not.toContain(id);
    window.setNow(QUIET_PERIOD.add({ minutes: 20 }));
    expect(await escalateDue(window.window.context, QUIET_PERIOD.add({ minutes: 20 }))).toBe(1);
    expect(await (await kpu.request('/kerja')).text()).toContain(id);
    await kpu.post(`/kerja/petugas/laporan/${id}`, { tindak: 'handle', catatan: '' });
    expect(await isWaiting(pps)).toBe(false);
  });

  test('of two who answer at once the second is told, and sees how it stands', async () => {
    const id = await reportAs(member);
    await pps.post(`/petugas/wilayah/laporan/${id}`, { tindak: 'solve', catatan: 'Beres.' });
    const late = await ppk.post(`/petugas/wilayah/laporan/${id}`, { tindak: 'handle', catatan: '' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('Orang lain baru saja mengubah');
    expect((await rowOf(id)).state).toBe('solved');
  });

  test('a report is joined with another of the same kecamatan alone', async () => {
    const original = await reportAs(head);
    const same = await reportAs(member);
    const join = (asal: string) =>
      ppk.post(`/petugas/wilayah/laporan/${same}`, { tindak: 'duplicate', asal });
    expect((await join(same)).status).toBe(409);
    expect((await join('')).status).toBe(409);
    const far = await reportAs(elsewhere, { ...REPORT, nomor: '' });
    expect((await join(far)).status).toBe(409);
    expect((await join(original)).status).toBe(303);
    expect(await rowOf(same)).toMatchObject({ state: 'duplicate', duplicate_of: original });
    expect(await (await member.request(`/petugas/lapor/${same}`)).text()).toContain(
      'Digabung dengan laporan lain',
    );
    await ppk.post(`/petugas/wilayah/laporan/${same}`, { tindak: 'reopen', catatan: '' });
    expect(await rowOf(same)).toMatchObject({ state: 'handling', duplicate_of: null });
  });

  test('its reporter and the head of the team add to it, and nobody else', async () => {
    const id = await reportAs(member);
    const other = await createOfficer(window, { body: 'kpps', role: 'anggota-3' });
    const comment = (officer: TestOfficer) =>
      officer.act('incidents.comment', { form: { laporan: id, cerita: 'Kurang 20 lagi.' } });
    expect((await comment(member)).state).toBe('done');
    expect((await comment(head)).state).toBe('done');
    expect((await comment(other)).state).toBe('refused');
    expect((await other.request(`/petugas/lapor/${id}`)).status).toBe(404);
    expect(await (await pps.request(`/petugas/wilayah/laporan/${id}`)).text()).toContain('Kurang 20 lagi.');
  });

  test('remarks that a phone sends out of order are all kept, with when they were written', async () => {
    const id = await reportAs(member);
    for (const number of [902, 901]) {
      const answer = await member.act('incidents.comment', {
        number,
        form: { laporan: id, cerita: `Keterangan ke-${number}` },
        doneAt: QUIET_PERIOD.subtract({ minutes: 1000 - number }).toString(),
        sentAt: QUIET_PERIOD.toString(),
      });
      expect(answer.state).toBe('done');
    }
    const page = await (await member.request(`/petugas/lapor/${id}`)).text();
    expect(page).toContain('Keterangan ke-901');
    expect(page).toContain('Keterangan ke-902');
    expect(page).toContain('07.22, diterima 09.00');
  });

  test('whoever was replaced reports no more, and sees no report', async () => {
    const gone = await createOfficer(window, {
      body: 'kpps',
      role: 'anggota-5',
      left: { on: '2024-11-20', reason: 'ill' },
    });
    const answer = await gone.act('incidents.report', { form: REPORT });
    expect(answer.state).toBe('refused');
    expect((await gone.request('/petugas/lapor')).status).toBe(403);
  });

  test('the PPS of another kelurahan is refused on every route, and it is written down', async () => {
    const id = await reportAs(member);
    const routes = [
      `/petugas/wilayah/laporan/${id}`,
      `/petugas/wilayah/laporan/${id}/foto`,
      `/petugas/wilayah/laporan?wilayah=${TEST_AREAS.village}`,
      `/petugas/wilayah/laporan.csv?wilayah=${TEST_AREAS.village}`,
    ];
    for (const route of routes)
      expect([route, (await elsewhere.request(route)).status]).toEqual([route, 403]);
    const posted = await elsewhere.post(`/petugas/wilayah/laporan/${id}`, { tindak: 'solve', catatan: '' });
    expect(posted.status).toBe(403);
    expect((await rowOf(id)).state).toBe('reported');
    const own = await (await elsewhere.request('/petugas/wilayah/laporan?keadaan=semua')).text();
    expect(own).not.toContain(id);
    const refused = await window.database.db
      .selectFrom('audit_log')
      .select('after')
      .where('action', '=', 'officers.refused')
      .where('actor_id', '=', elsewhere.id)
      .execute();
    expect(refused).toHaveLength(routes.length + 1);
    for (const route of ['/petugas/wilayah/laporan', `/petugas/wilayah/laporan/${id}`]) {
      expect((await member.request(route)).status).toBe(403);
    }
  });

  test('the list is narrowed, and taken as a file without what was written', async () => {
    await clear();
    await reportAs(member);
    await reportAs(head, { kejadian: 'power', tingkat: 'low', cerita: '=cmd()' });
    const list = await (await kpu.request('/kerja/petugas/laporan?kejadian=power')).text();
    expect(list.match(/<li/g)?.length).toBeGreaterThan(0);
    expect(list).toContain('Listrik padam</b>');
    expect(list).not.toContain('Surat suara kurang</b>');
    const file = await kpu.request(`/kerja/petugas/laporan.csv?keadaan=semua&wilayah=${TEST_AREAS.village}`);
    expect(file.headers.get('content-type')).toContain('text/csv');
    const lines = (await file.text()).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toContain(SECRET);
    expect(lines.join()).not.toContain('cmd');
  });

  test('a photo keeps where it was taken only where its reporter ticks that', async () => {
    const { createCanvas } = await import('@napi-rs/canvas');
    const photo = new Uint8Array(await createCanvas(40, 30).encode('jpeg'));
    const place = { latitude: -6.4, longitude: 106.8 };
    await clear();
    await member.act('incidents.report', { form: REPORT, photo, place });
    await member.act('incidents.report', { form: { ...REPORT, lokasi: 'ya' }, photo, place });
    const places = await window.database.db
      .selectFrom('officer_photo')
      .select(['latitude'])
      .orderBy('latitude')
      .execute();
    expect(places.map(({ latitude }) => latitude)).toEqual([-6.4, null]);
    const kept = (await incidents()).at(-1);
    const shown = await pps.request(`/petugas/wilayah/laporan/${kept?.id}/foto`);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
  });

  test('a photo held upright stays so, and one that cannot be opened is answered with what to do', async () => {
    await clear();
    await member.act('incidents.report', { form: REPORT, photo: new Uint8Array(photoWithPlace(6)) });
    const { width, height } = await window.database.db
      .selectFrom('officer_photo')
      .innerJoin('incident', 'incident.photo', 'officer_photo.id')
      .select(['width', 'height'])
      .executeTakeFirstOrThrow();
    expect(width).toBeLessThan(height);
    const heic = new Uint8Array(Buffer.from('\0\0\0\x18ftypheic', 'latin1'));
    const refused = await member.act('incidents.report', { form: REPORT, photo: heic });
    expect(refused.status).toBe(422);
    expect(refused.problems).toEqual([{ field: 'photo', problem: expect.stringContaining('JPEG') }]);
    expect(await incidents()).toHaveLength(1);
  });

  test('what was written is in no table in the clear, and is erased when its time is over', async () => {
    await clear();
    const id = await reportAs(member);
    await pps.post(`/petugas/wilayah/laporan/${id}`, { tindak: 'note', catatan: SECRET });
    expect(await tablesWith(window, ['tujuh lembar'])).toEqual([]);
    const { context } = window.window;
    expect(await eraseOld(context, Temporal.PlainDate.from('2025-07-26'))).toBe(0);
    expect(await eraseOld(context, Temporal.PlainDate.from('2025-07-27'))).toBe(1);
    expect(await eraseOld(context, Temporal.PlainDate.from('2025-07-27'))).toBe(0);
    expect(await rowOf(id)).toMatchObject({ text_sealed: null, reporter_name: '' });
    expect(await (await kpu.request(`/kerja/petugas/laporan/${id}`)).text()).toContain('sudah dihapus');
  });

  test('an open list is told of a change in its area, and not of one elsewhere', async () => {
    const stream = async (path: string, who: TestOfficer | TestStaff) => {
      const answer = await who.request(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/event-stream',
      ]);
      const reader = answer.body?.getReader();
      if (!reader) throw new Error('There is no stream.');
      const decoder = new TextDecoder();
      let text = '';
      return {
        async until(word: string): Promise<string> {
          while (!text.includes(word)) {
            const { done, value } = await reader.read();
            if (done) throw new Error('The stream ended.');
            text += decoder.decode(value);
          }
          return text;
        },
        end: () => reader.cancel(),
        get text() {
          return text;
        },
      };
    };
    await clear();
    const other = await createOfficer(window, { body: 'kpps', role: 'anggota-6' });
    const streams = await Promise.all([
      stream('/petugas/wilayah/laporan/langsung', pps),
      stream('/kerja/petugas/laporan/langsung', kpu),
      stream('/petugas/lapor/langsung', pps),
      stream('/petugas/lapor/langsung', head),
      stream('/petugas/lapor/langsung', member),
      stream('/petugas/wilayah/laporan/langsung', elsewhere),
      stream('/petugas/lapor/langsung', other),
    ]);
    const [far, colleague] = streams.slice(-2);
    for (const one of streams) expect(await one.until('event: at')).toContain('data: 0');
    const id = await reportAs(member);
    for (const one of streams.slice(0, -2)) await one.until('event: changed');
    expect(far?.text).not.toContain('changed');
    expect(colleague?.text).not.toContain('changed');
    // A page that opens its stream again has to be made up to what concerns it, and to nothing else.
    const again = await stream('/petugas/lapor/langsung', other);
    expect(await again.until('event: at')).toContain('data: 0');
    await reportAs(elsewhere, { ...REPORT, nomor: '' });
    await far?.until('event: changed');
    for (const one of [...streams, again]) await one.end();
    for (const path of ['/petugas', '/petugas/lapor', `/petugas/lapor/${id}`]) {
      expect(await (await member.request(path)).text()).toContain('data-live="/petugas/lapor/langsung"');
    }
    expect(await (await other.request('/petugas')).text()).not.toContain('data-live=');
    expect(await (await pps.request('/petugas/wilayah')).text()).toContain('data-live=');
    expect((await member.request('/petugas/wilayah/laporan/langsung')).status).toBe(403);
  });
});
