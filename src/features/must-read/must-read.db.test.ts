import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  announcementContent,
  announcementEnvelope,
  correctAnnouncement,
  publishAnnouncement,
  withdrawAnnouncement,
} from '../../../test/support/announcements.ts';
import { createOfficer, recordPlan, TEST_AREAS, type TestOfficer } from '../../../test/support/officers.ts';
import { createStaff } from '../../../test/support/staff.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';

let window: TestWindow;
let pps: TestOfficer;
beforeAll(async () => {
  window = await createTestWindow({ name: 'must_read', stages: false });
  await recordPlan(window);
  pps = await createOfficer(window, { body: 'pps', role: 'anggota' });
});
afterAll(() => window?.close());

const publish = (content = {}, envelope = {}) =>
  publishAnnouncement(
    window,
    announcementContent({
      title: { id: 'Segel kotak suara' },
      body: { id: 'Periksa **segel**. <img src=x onerror=alert(1)> [x](javascript:alert(1))' },
      bodies: ['kpps'],
      ...content,
    }),
    announcementEnvelope({ audience: 'officers', urgency: 'important', ...envelope }),
  );
const confirm = (officer: TestOfficer, item: string, versi = '1', more = {}) =>
  officer.act('must-read.confirm', { subject: item, form: { versi }, ...more });
const hasRead = async (officer: TestOfficer) =>
  (await window.database.db
    .selectFrom('officer_mark')
    .select('officer')
    .where('officer', '=', officer.id)
    .where('mark', '=', 'read')
    .executeTakeFirst()) !== undefined;
const page = async (who: Pick<TestOfficer, 'request'>, path: string) =>
  load(await (await who.request(path)).text());
const kpps = (wanted = {}) => createOfficer(window, { body: 'kpps', ...wanted });
/** Takes back whatever a test published, so that the next one begins with nothing to read. */
const end = (item: Awaited<ReturnType<typeof publish>>) =>
  withdrawAnnouncement(window, item, { id: 'Selesai.' });

describe('an instruction', () => {
  test('is read by those whom it is for, and by nobody else', async () => {
    const item = await publish({}, { areas: [TEST_AREAS.village] });
    const officer = await kpps();
    const answered = await officer.request(`/petugas/instruksi/${item.id}`);
    expect(answered.headers.get('jendela-keep')).toBe('officer');
    const $ = load(await answered.text());
    expect($('.prose img, .prose a[href^="javascript"]')).toHaveLength(0);
    expect($('form[data-queue="must-read.confirm"]')).toHaveLength(1);
    const others = [
      await createOfficer(window, { body: 'ketertiban' }),
      await kpps({ area: TEST_AREAS.elsewhere }),
    ];
    for (const other of others) {
      expect((await other.request(`/petugas/instruksi/${item.id}`)).status).toBe(404);
      expect((await confirm(other, item.id)).state).toBe('refused');
    }
    expect((await window.request(`/berita/${item.id}`)).status).toBe(404);
    expect(JSON.stringify(await (await officer.request('/petugas/luring.json')).json())).toContain(item.id);
    await end(item);
    expect((await page(officer, `/petugas/instruksi/${item.id}`))('form[data-queue]')).toHaveLength(0);
  });

  test('stands above all else of the first page until it is read, and counts once however often it is sent', async () => {
    const item = await publish();
    const officer = await kpps();
    expect((await page(officer, '/petugas'))('main').text()).toContain('Segel kotak suara');
    const first = await confirm(officer, item.id);
    expect(first.state).toBe('done');
    expect(await confirm(officer, item.id, '1', { id: first.id })).toMatchObject({
      state: 'done',
      repeated: true,
    });
    expect((await confirm(officer, item.id)).state).toBe('done');
    const receipts = await window.database.db
      .selectFrom('must_read_receipt')
      .select('version')
      .where('officer', '=', officer.id)
      .execute();
    expect(receipts).toEqual([{ version: 1 }]);
    expect(await hasRead(officer)).toBe(true);
    await end(item);
  });

  test('takes the mark from all whom a new one is for, and gives it back when that is taken back', async () => {
    const first = await publish();
    const officer = await kpps();
    const guard = await createOfficer(window, { body: 'ketertiban' });
    await confirm(officer, first.id);
    const forGuards = await publish({ bodies: ['ketertiban'] });
    await confirm(guard, forGuards.id);
    const second = await publish({ title: { id: 'Yang baru' } });
    expect([await hasRead(officer), await hasRead(guard)]).toEqual([false, true]);
    await end(second);
    expect(await hasRead(officer)).toBe(true);
    await end(first);
    await end(forGuards);
  });

  test('that was corrected is read again; who had read the earlier one meanwhile is told so', async () => {
    const item = await publish();
    const officer = await kpps();
    await confirm(officer, item.id);
    const corrected = await correctAnnouncement(window, item.id, {
      content: announcementContent({ title: { id: 'Segel kotak suara' }, bodies: ['kpps'] }),
      note: { id: 'Nomor segel diperbaiki.' },
      envelope: announcementEnvelope({ audience: 'officers' }),
    });
    expect(await hasRead(officer)).toBe(false);
    expect((await page(officer, `/petugas/instruksi/${item.id}`))('main').text()).toContain(
      'Nomor segel diperbaiki.',
    );
    expect((await confirm(await kpps(), item.id, '1')).state).toBe('conflict');
    expect((await confirm(officer, item.id, '3')).state).toBe('refused');
    expect((await confirm(officer, item.id, '2')).state).toBe('done');
    expect(await hasRead(officer)).toBe(true);
    await end(corrected);
  });

  test('confirmed a week late counts by when it was read', async () => {
    const item = await publish();
    const officer = await kpps();
    const later = QUIET_PERIOD.add({ hours: 24 * 7 });
    window.setNow(later);
    try {
      const readAt = QUIET_PERIOD.add({ hours: 2 });
      await confirm(officer, item.id, '1', { doneAt: readAt.toString(), sentAt: later.toString() });
      expect((await page(officer, '/petugas/instruksi'))('main').text()).toContain(
        '24 November 2024 pukul 11.00',
      );
    } finally {
      window.setNow(QUIET_PERIOD);
    }
    await end(item);
  });

  test('is nothing for who left, or whose service is over', async () => {
    const item = await publish();
    const officer = await kpps({ left: { on: '2024-11-20', reason: 'ill' } });
    expect((await confirm(officer, item.id)).state).toBe('refused');
    expect((await officer.request('/petugas/instruksi')).status).toBe(403);
    expect((await (await kpps({ phase: 'finished' })).request('/petugas/instruksi')).status).toBe(403);
    await end(item);
  });
});

describe('those who watch over it', () => {
  test('see and call who is late, after some days and in their own area alone', async () => {
    const item = await publish();
    const officer = await kpps({ name: 'Rahmat Hidayat', phone: '+6281234567890' });
    await kpps({ name: 'Lain Kelurahan', area: TEST_AREAS.elsewhere });
    const path = `/petugas/wilayah/wajib-baca/${item.id}`;
    const soon = await page(pps, path);
    expect(soon('.list').text()).toContain('Belum dibaca');
    expect(soon('.list').text()).not.toContain('Lain Kelurahan');
    window.setNow(QUIET_PERIOD.add({ hours: 49 }));
    try {
      const late = await page(pps, path);
      expect(late('.list').text()).toContain('Terlambat, hubungi');
      expect(late('a[href^="tel:"]')).toHaveLength(0);
      const shown = load(await (await pps.post(path, { nomor: 'tampil' })).text());
      expect(shown('a[href="tel:+6281234567890"]')).toHaveLength(1);
      expect((await page(pps, '/petugas/wilayah'))('main').text()).toContain('terlambat membaca instruksi');
      expect((await page(officer, '/petugas'))('main').text()).toContain(
        'PPS bisa menghubungi untuk mengingatkan',
      );
    } finally {
      window.setNow(QUIET_PERIOD);
    }
    await confirm(officer, item.id);
    const csv = await (await pps.request(`${path}/tanda-terima.csv`)).text();
    expect(csv).toContain('Rahmat Hidayat');
    expect(csv).toContain('2024-11-24T09:00:00+07:00');
    expect(csv).not.toContain('Lain Kelurahan');
    await end(item);
  });

  test('are refused another kelurahan on every route; staff of no such role see nothing', async () => {
    const item = await publish();
    const asked = `wilayah=${TEST_AREAS.elsewhere}`;
    const paths = ['', `/${item.id}`, `/${item.id}/tanda-terima.csv`];
    for (const path of paths) {
      expect((await pps.request(`/petugas/wilayah/wajib-baca${path}?${asked}`)).status, path).toBe(403);
    }
    const numbers = `/petugas/wilayah/wajib-baca/${item.id}?${asked}`;
    expect((await pps.post(numbers, { nomor: 'tampil' })).status).toBe(403);
    const operator = await createStaff(window, { duties: [{ agency: 'kpu', role: 'operator' }] });
    expect((await operator.request(`/kerja/petugas/wajib-baca/${item.id}?${asked}`)).status).toBe(200);
    const nobody = await createStaff(window, { duties: [{ agency: 'diskominfo', role: 'editor' }] });
    expect((await nobody.request('/kerja/petugas/wajib-baca')).status).toBe(403);
    await end(item);
  });

  test('write it as an announcement, and choose whose it is', async () => {
    const editor = await createStaff(window, { duties: [{ agency: 'kpu', role: 'editor' }] });
    const $ = await page(editor, '/kerja/announcement/baru');
    expect(
      $('input[name="bodies"]')
        .toArray()
        .map((one) => $(one).attr('value')),
    ).toContain('kpps');
    const form = {
      ...Object.fromEntries(
        $('main form')
          .last()
          .serializeArray()
          .map(({ name, value }) => [name, value]),
      ),
      'title-id': 'Instruksi uji',
      'body-id': 'Isi.',
      'item-source': 'Surat KPU',
      aksi: 'simpan',
      bodies: ['kpps', 'pps'],
    };
    const contentOf = async (audience: string) => {
      const made = await editor.post('/kerja/announcement/baru', { ...form, 'item-audience': audience });
      const id = /announcement\/([a-z0-9]+)/.exec(made.headers.get('location') ?? '')?.[1] ?? '';
      return (await window.window.context.publishing.find(id))?.draft?.content;
    };
    expect(await contentOf('officers')).toMatchObject({ bodies: ['kpps', 'pps'] });
    expect(await contentOf('public')).not.toHaveProperty('bodies');
  });
});
