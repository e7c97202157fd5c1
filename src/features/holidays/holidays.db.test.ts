import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

let test: TestWindow;
let editor: TestStaff;
let colleague: TestStaff;
let now = Temporal.Instant.from('2026-08-01T02:00:00Z');

beforeAll(async () => {
  test = await createTestWindow({ name: 'holidays', stages: false });
  test.setNow(now);
  editor = await createStaff(test, { name: 'Rina', duties: [{ agency: 'kpu', role: 'editor' }] });
  colleague = await createStaff(test, { name: 'Budi', duties: [{ agency: 'kota', role: 'operator' }] });
});
afterAll(() => test?.close());

/** Later than any page is kept. */
function showLater(): void {
  now = now.add({ minutes: 1 });
  test.setNow(now);
}

async function read(path: string): Promise<string> {
  showLater();
  return (await test.request(path)).text();
}

const independence = {
  date: '17/08/2026',
  'name-id': 'Proklamasi Kemerdekaan',
  'name-en': 'Independence Day',
  kind: 'national',
  source: 'SKB 3 Menteri',
  url: '',
};

async function upload(staff: TestStaff, content: string | Uint8Array<ArrayBuffer>, source = '') {
  const body = new FormData();
  body.set('file', new File([content], 'libur.json'));
  body.set('source', source);
  return staff.request('/kerja/libur/berkas', {
    method: 'POST',
    body,
    headers: { 'sec-fetch-site': 'same-origin' },
  });
}

function hidden(html: string, name: string): string {
  const [, value = ''] = new RegExp(`name="${name}" value="([^"]*)"`).exec(html) ?? [];
  return value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

const fileOf = (days: readonly object[]) =>
  JSON.stringify({ year: 2027, basis: 'SKB 3 Menteri 2027', source: ['https://example.org/skb'], days });
const NEW_YEAR = { date: '2027-01-01', name: 'Tahun Baru Masehi', kind: 'libur-nasional' };
const LEAVE = { date: '2027-03-11', name: 'Cuti Bersama Idul Fitri', kind: 'cuti-bersama' };

describe('holidays', () => {
  it('are not there before staff record them, and are asked for', async () => {
    expect(await read('/libur')).toContain('Hari libur 2026 belum ada');
    expect((await test.request('/libur/2025')).status).toBe(404);
    expect((await test.request('/libur/2026/kalender.ics')).status).toBe(404);
    expect(await (await editor.request('/kerja')).text()).toContain('Hari libur 2026 belum ada');
  });

  it('are added by staff, read by citizens, and noted', async () => {
    const answer = await editor.post('/kerja/libur/baru', independence);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/kerja/libur?tahun=2026']);
    const page = await read('/libur');
    expect(page).toContain('Senin, 17 Agustus 2026');
    expect(page).toContain('16 hari lagi');
    expect(page).toContain('Dikelola KPU Kota Depok dan Diskominfo Kota Depok.');
    expect(await read('/en/libur/2026')).toContain('Independence Day');
    const json = await (await test.request('/api/v1/holidays?year=2026')).json();
    expect(json).toMatchObject({
      year: 2026,
      holidays: [{ date: '2026-08-17', kind: 'national', name: { en: 'Independence Day' } }],
    });
    expect((await test.request('/api/v1/holidays?year=16')).status).toBe(400);
    const lines = await test.database.db.selectFrom('audit_log').selectAll().execute();
    expect(lines).toMatchObject([
      { action: 'holiday.add', actor_name: 'Rina', after: { date: '2026-08-17' } },
    ]);
    expect(await read('/cari?q=proklamasi')).toContain('href="/libur/2026"');
  });

  it('are a calendar of whole days', async () => {
    const text = await read('/libur/2026/kalender.ics');
    const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2026-08-17');
    expect(event?.getFirstPropertyValue('summary')).toBe('Proklamasi Kemerdekaan');
  });

  it.each<[Partial<typeof independence>, string, string]>([
    [{ date: '31/02/2026' }, 'f-date', 'Tulis tanggal yang ada'],
    [{ date: '17/08/0001' }, 'f-date', 'Tulis tahun antara 1946 dan 2100'],
    [{ date: '' }, 'f-date', 'Tulis tanggal yang ada'],
    [{ 'name-id': ' ' }, 'f-name-id', 'Tulis nama dalam bahasa Indonesia'],
    [{ 'name-id': 'x'.repeat(201) }, 'f-name-id', 'Paling banyak 200 huruf'],
    [{ kind: 'party' }, 'f-kind', 'Pilih jenisnya'],
    [{ source: '' }, 'f-source', 'Tulis keputusan'],
    [{ url: 'javascript:alert(1)' }, 'f-url', 'Tulis alamat yang dimulai dengan https://'],
    [{}, 'f-date', 'sudah ada pada tanggal itu'],
  ])('refuse %j with the field named and what was typed kept', async (change, field, why) => {
    const answer = await editor.post('/kerja/libur/baru', { ...independence, ...change });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(`href="#${field}"`);
    expect(html).toContain(why);
    expect(html).toContain('value="Independence Day"');
  });

  it('tell the second of two editors what the first one wrote, and overwrite nothing', async () => {
    const { id } = await test.database.db.selectFrom('holiday').select('id').executeTakeFirstOrThrow();
    const first = await editor.post(`/kerja/libur/${id}`, { ...independence, versi: '1', kind: 'local' });
    expect(first.status).toBe(303);
    const late = { ...independence, 'name-id': 'HUT RI', versi: '1' };
    const second = await colleague.post(`/kerja/libur/${id}`, late);
    const html = await second.text();
    expect(second.status).toBe(409);
    expect(html).toContain('Sudah diubah orang lain');
    expect(html).toContain('Libur daerah');
    expect(html).toContain('value="HUT RI"');
    expect(
      (await colleague.post(`/kerja/libur/${id}`, { ...late, versi: hidden(html, 'versi') })).status,
    ).toBe(303);
    expect(await read('/libur')).toContain('HUT RI');
    await editor.post(`/kerja/libur/${id}`, { versi: '3', aksi: 'hapus' });
    expect(await read('/libur')).toContain('Hari libur 2026 belum ada');
    const again = await colleague.post(`/kerja/libur/${id}`, late);
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('Sudah dihapus orang lain');
  });

  it('come from a file once its difference was seen', async () => {
    const local = { ...independence, date: '13/02/2027', 'name-id': 'Pemungutan suara', kind: 'local' };
    await editor.post('/kerja/libur/baru', local);
    const preview = await upload(editor, fileOf([NEW_YEAR, LEAVE]));
    const html = await preview.text();
    expect(preview.status).toBe(200);
    expect(html).toContain('Ditambahkan (2)');
    expect(html).not.toContain('Dihapus (');
    expect(await read('/libur/2027')).not.toContain('Tahun Baru');
    const yes = { isi: hidden(html, 'isi'), perbedaan: hidden(html, 'perbedaan') };
    expect((await editor.post('/kerja/libur/berkas', yes)).status).toBe(303);
    const page = await read('/libur/2027');
    expect(page).toContain('Cuti Bersama Idul Fitri');
    expect(page).toContain('href="https://example.org/skb"');
    expect(page).toContain('2 hari libur dan 1 hari cuti bersama.');

    const next = await (await upload(editor, fileOf([{ ...NEW_YEAR, kind: 'cuti-bersama' }]))).text();
    expect(next).toContain('Diubah (1)');
    expect(next).toContain('Dihapus (1)');
    // Of the city's own day the decree says nothing.
    expect(next).not.toContain('Pemungutan suara');
    const same = await (await upload(editor, fileOf([NEW_YEAR, LEAVE]))).text();
    expect(same).toContain('Berkas ini sama dengan yang sudah tercatat.');
  });

  it('take nothing in where the list changed since the difference was seen', async () => {
    const html = await (await upload(editor, fileOf([NEW_YEAR]))).text();
    const { id } = await test.database.db
      .selectFrom('holiday')
      .select('id')
      .where('name_id', '=', LEAVE.name)
      .executeTakeFirstOrThrow();
    await colleague.post(`/kerja/libur/${id}`, { versi: '1', aksi: 'hapus' });
    const yes = { isi: hidden(html, 'isi'), perbedaan: hidden(html, 'perbedaan') };
    const answer = await editor.post('/kerja/libur/berkas', yes);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Daftarnya berubah sejak perbedaan ini ditampilkan');
  });

  it('come from a CSV too, with the source that is typed', async () => {
    const csv = 'date;name;kind\r\n2028-01-01;Tahun Baru;libur nasional\r\n';
    const html = await (await upload(editor, csv, 'SKB 2028')).text();
    expect(html).toContain('Perbedaan hari libur 2028');
    expect(html).toContain('SKB 2028');
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['no file', '', 'Pilih berkasnya'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0]), 'bukan teks UTF-8'],
    ['a huge file', 'x'.repeat(210 * 1024), 'lebih besar dari 200 KB'],
    ['a page', '<html><body>Libur</body></html>', 'harus memuat kolom date'],
    ['JSON that is cut off', fileOf([NEW_YEAR]).slice(0, -5), 'bukan daftar hari libur'],
    ['deep nesting', '['.repeat(20_000), 'bukan daftar hari libur'],
    ['no day', fileOf([]), 'Tidak ada hari libur'],
    ['a day of another year', fileOf([NEW_YEAR, { ...LEAVE, date: '2028-01-01' }]), 'Hari ke-2'],
    ['the year 9999', fileOf([{ ...NEW_YEAR, date: '9999-01-01' }]), 'Hari ke-1'],
    ['a day twice', fileOf([NEW_YEAR, NEW_YEAR]), 'sudah tertulis di atasnya'],
    ['an unknown kind', fileOf([{ ...NEW_YEAR, kind: 'pesta' }]), 'jenis “pesta” tidak dikenal'],
    ['too many', fileOf(Array.from({ length: 201 }, () => NEW_YEAR)), 'Terlalu banyak hari'],
  ])('refuse %s', async (what, content, why) => {
    const answer =
      what === 'no file' ? await editor.post('/kerja/libur/berkas', {}) : await upload(editor, content);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(why);
  });

  it('are no business of strangers, of other sites, or of staff without a duty', async () => {
    const stranger = await test.request('/kerja/libur');
    expect(stranger.headers.get('location')).toContain('/masuk');
    const idle = await createStaff(test, { duties: [] });
    expect((await idle.request('/kerja/libur')).status).toBe(403);
    const foreign = await editor.request('/kerja/libur/baru', {
      method: 'POST',
      body: new URLSearchParams(independence),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
  });

  it('are offered to other features', async () => {
    const directory = test.window.context.capabilities.holidays;
    const day = (text: string) => Temporal.PlainDate.from(text);
    const found = await directory?.between(day('2027-01-01'), day('2027-12-31'));
    expect(found?.map(({ name }) => name.id)).toEqual(['Tahun Baru Masehi', 'Pemungutan suara']);
    expect(await directory?.years()).toEqual([2027]);
  });
});
