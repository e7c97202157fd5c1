import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaff, type TestStaff } from '../../../../test/support/staff.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../../test/support/test-window.ts';
import { importPollingPlaces } from '../import/import-polling-places.ts';
import { type Cells, cellsOf, csvOf } from '../test-data.ts';

type Values = Readonly<Record<string, string>>;

let test: TestWindow;
let editor: TestStaff;
let reviewer: TestStaff;
let operator: TestStaff;
let now = QUIET_PERIOD;

const CODE = '3276011007014';
const NEW = `/kerja/polling-place/baru?subjek=pilkada-2024%2F`;
const LIST = '/kerja/tps?pemilihan=pilkada-2024';
const FILES = '/kerja/tps/berkas?pemilihan=pilkada-2024';
const rows: readonly Cells[] = [
  cellsOf(14),
  cellsOf(15, { status: 'provisional', confirmed_on: '', latitude: '-6.5' }),
  cellsOf(14, { area: '32.76.02.1008' }),
];

beforeAll(async () => {
  test = await createTestWindow({ name: 'place_kind' });
  await bring(rows);
  const kpu = (name: string, role: 'editor' | 'reviewer' | 'operator') =>
    createStaff(test, { name, duties: [{ agency: 'kpu', role }] });
  editor = await kpu('Sari', 'editor');
  reviewer = await kpu('Tuti', 'reviewer');
  operator = await kpu('Dewi', 'operator');
});
afterAll(() => test?.close());

async function bring(lines: readonly Cells[]) {
  const { areas, city, capabilities } = test.window.context;
  if (!capabilities.elections) throw new Error('no elections');
  return importPollingPlaces({
    file: Buffer.from(csvOf(lines)),
    election: 'pilkada-2024',
    db: test.database.db,
    elections: capabilities.elections,
    areas,
    city,
    clock: () => now,
  });
}

/** Later than any page is kept. */
function showLater(): void {
  now = now.add({ minutes: 1 });
  test.setNow(now);
}

async function read(path: string, who: { request: TestWindow['request'] } = test): Promise<CheerioAPI> {
  showLater();
  return load(await (await who.request(path)).text());
}

const mainOf = (page: CheerioAPI) => page('main').text().replace(/\s+/g, ' ');
const rowOf = (code: string) =>
  test.database.db
    .selectFrom('polling_place')
    .selectAll()
    .where('election', '=', 'pilkada-2024')
    .where('code', '=', code)
    .executeTakeFirst();

/** The last form of a page with what a person changes in it. */
async function fill(who: TestStaff, path: string, change: Values): Promise<Response> {
  const page = await read(path, who);
  const typed: Record<string, string> = {};
  for (const { name, value } of page('main form').last().serializeArray()) typed[name] = value;
  return who.post(path.split('?', 1)[0] ?? path, { ...typed, ...change });
}

async function problemsOf(answer: Response): Promise<string[]> {
  const page = load(await answer.text());
  return page('#error-summary a')
    .toArray()
    .map((link) => `${page(link).attr('href')} ${page(link).text()}`);
}

async function propose(path: string, change: Values): Promise<string> {
  const answer = await fill(editor, path, { aksi: 'ajukan', 'item-source': 'SK KPU 12', ...change });
  expect([answer.status, await problemsOf(answer.clone())]).toEqual([303, []]);
  return answer.headers.get('location') ?? '';
}

async function publish(item: string): Promise<Response> {
  return fill(reviewer, `${item}/periksa`, { aksi: 'terbitkan' });
}

describe('finding a polling place', () => {
  it.each([
    ['', [CODE, '3276011007015', '3276021008014']],
    ['&q=14', [CODE, '3276021008014']],
    ['&q=014&kelurahan=32.76.01.1007', [CODE]],
    ['&q=32760110', [CODE, '3276011007015']],
    ['&q=3276.01.1007.015', ['3276011007015']],
    [`&setelah=${CODE}`, ['3276011007015', '3276021008014']],
    ['&q=999', []],
  ])('by %j', async (query, codes) => {
    const page = await read(LIST + query, editor);
    const found = page('main .list a')
      .toArray()
      .map((link) => /(\d{13})/.exec(page(link).attr('href') ?? '')?.[1]);
    expect(found).toEqual(codes);
  });

  it('refuses what is neither a number nor a code', async () => {
    const answer = await editor.request(`${LIST}&q=sekolah`);
    expect(answer.status).toBe(422);
    expect(await problemsOf(answer)).toEqual([expect.stringContaining('#f-q Tulis nomor')]);
  });

  it('is for the election office alone', async () => {
    expect((await test.request(LIST)).headers.get('location')).toContain('/masuk');
    const city = await createStaff(test, { duties: [{ agency: 'kota', role: 'operator' }] });
    for (const path of [LIST, FILES, NEW + CODE]) expect((await city.request(path)).status).toBe(403);
    expect((await editor.request(FILES)).status).toBe(403);
  });
});

describe('a polling place that staff change', () => {
  it.each<[string, Values, string]>([
    ['no address', { address: ' ' }, '#f-address Isi alamat'],
    ['a long address', { address: 'x'.repeat(301) }, '#f-address Alamat paling banyak 300'],
    ['half a point', { point: '-6.4' }, '#f-point Tulis lintang'],
    ['words for a point', { point: 'dekat masjid' }, '#f-point Tulis lintang'],
    ['a swapped point', { point: '106.8, -6.4' }, '#f-point Lintang dan bujurnya tertukar'],
    ['a point elsewhere', { point: '52.5, 13.4' }, '#f-point Titik itu tidak di Indonesia'],
    ['confirmed at no day', { confirmed_on: '' }, '#f-confirmed_on Tulis kapan'],
    ['confirmed on a day that is none', { confirmed_on: '31/02/2024' }, '#f-confirmed_on Tulis tanggal'],
    ['provisional with a day', { status: 'provisional' }, '#f-confirmed_on Kosongkan'],
    ['an odd status', { status: 'maybe' }, '#f-status Pilih'],
    ['an odd kind', { kind: 'palace' }, '#f-kind Pilih salah satu'],
    ['odd access', { wheelchair: 'perhaps' }, '#f-wheelchair Pilih salah satu'],
    ['too many voters', { voters: '601' }, '#f-voters Pemilihan ini membolehkan paling banyak 600'],
    ['words for voters', { voters: 'banyak' }, '#f-voters Tulis jumlahnya'],
    ['a long number', { display_number: '1234' }, '#f-display_number Tulis paling banyak 3'],
    ['one hour of two', { opens: '08:00' }, '#f-closes Isi jam buka dan jam tutup'],
    ['hours turned round', { opens: '13:00', closes: '07.00' }, '#f-closes Jam tutup harus'],
    ['an hour that is none', { opens: '25:00', closes: '13:00' }, '#f-opens Tulis jam'],
    ['a predecessor of the same election', { replaces: `pilkada-2024:${CODE}` }, '#f-replaces Tulis seperti'],
    ['officers alone as readers', { 'item-audience': 'officers' }, '#f-item-audience TPS selalu'],
  ])('is refused with %s, the field named and what was typed kept', async (_, change, expected) => {
    const answer = await fill(editor, NEW + CODE, {
      'item-source': 'SK',
      name: 'Nama yang tetap ada',
      ...change,
    });
    expect(answer.status).toBe(422);
    expect(load(await answer.clone().text())('[name=name]').val()).toBe('Nama yang tetap ada');
    expect(await problemsOf(answer)).toEqual([expect.stringContaining(expected)]);
  });

  it('shows before it is published how far it moves and who is there', async () => {
    const preview = await fill(editor, NEW + CODE, {
      aksi: 'pratinjau',
      'item-source': 'SK',
      point: '-6.5, 106.8186',
      display_number: '15',
    });
    const text = mainOf(load(await preview.text()));
    expect(text).toContain('Titiknya bergeser 10.842 meter');
    expect(text).toContain('Di tempat yang sama: TPS 015');
    expect(text).toContain('Satu TPS lain di kelurahan ini bernomor sama');
  });

  it('is on its page, its card, in the calendar and in search once it is published', async () => {
    const item = await propose(NEW + CODE, {
      name: 'Balai RW 07',
      address: 'Jl. Melati No. 7',
      'note-id': 'Masuk lewat gerbang timur.',
      opens: '07:30',
      closes: '12.00',
      accessible_toilet: 'ya',
    });
    expect(mainOf(await read(`/tps/pilkada-2024/${CODE}`))).not.toContain('Balai RW 07');
    expect((await publish(item)).status).toBe(303);
    const page = mainOf(await read(`/tps/pilkada-2024/${CODE}`));
    expect(page).toContain('Balai RW 07, Jl. Melati No. 7');
    expect(page).toContain('Masuk lewat gerbang timur.');
    expect(page).toContain('pukul 07.30–12.00');
    const api = await (await test.request(`/api/v1/polling-places/pilkada-2024/${CODE}`)).json();
    expect(api).toMatchObject({
      place: { hours: { opens: '07:30', closes: '12:00' }, note: { id: 'Masuk lewat gerbang timur.' } },
      voting: { opens: '07:30', closes: '12:00' },
    });
    const calendar = await (await test.request(`/tps/pilkada-2024/${CODE}/kalender.ics`)).text();
    expect(calendar).toContain('DTSTART:20241127T003000Z');
    expect(mainOf(await read('/cari?q=melati'))).toContain('TPS 014');
    expect(mainOf(await read(LIST, editor))).toContain('Ditulis di sini');
  });

  it('is left as it is by a file, which says so where it has something new', async () => {
    const same = await bring(rows);
    expect(same).toMatchObject({ changes: { changed: 0, kept: 1, removed: 0 }, warnings: [] });
    const news = await bring([{ ...rows[0], address: 'Jl. Kenanga' }, ...rows.slice(1)]);
    expect(news).toMatchObject({ changes: { kept: 1 }, warnings: [{ line: 2, code: 'edited' }] });
    const without = await bring(rows.slice(1));
    expect(without).toMatchObject({ changes: { kept: 1, removed: 0 }, warnings: [{ code: 'edited' }] });
    expect((await rowOf(CODE))?.address).toBe('Jl. Melati No. 7');
    await bring(rows);
  });

  it('is not published over what a file brought meanwhile', async () => {
    const code = '3276011007015';
    const item = await propose(NEW + code, { address: 'Jl. Dahlia' });
    await bring([...rows.slice(0, 1), { ...rows[1], address: 'Jl. Baru' }, ...rows.slice(2)]);
    expect((await publish(item)).status).toBe(422);
    await fill(reviewer, `${item}/periksa`, { aksi: 'kembalikan', alasan: 'Berubah' });
    const again = await fill(editor, `${item}/sunting`, { aksi: 'ajukan' });
    expect(await problemsOf(again.clone())).toEqual([expect.stringContaining('Jl. Baru')]);
    const page = load(await again.text());
    const typed: Record<string, string> = {};
    for (const { name, value } of page('main form').last().serializeArray()) typed[name] = value;
    expect((await editor.post(`${item}/sunting`, { ...typed, aksi: 'ajukan' })).status).toBe(303);
    expect((await publish(item)).status).toBe(303);
    expect((await rowOf(code))?.address).toBe('Jl. Dahlia');
  });

  it('is given up when it is withdrawn: its page says so, lists leave it out, no file brings it back', async () => {
    const row = await rowOf(CODE);
    const path = `/kerja/polling-place/${row?.item}/tarik`;
    const form = await read(path, reviewer);
    const reason = form('main form').last().find('textarea, input[type=text]').first().attr('name') ?? '';
    expect((await fill(reviewer, path, { [reason]: 'Digabung' })).status).toBe(303);
    const page = mainOf(await read(`/tps/pilkada-2024/${CODE}`));
    expect(page).toContain('TPS ini tidak dipakai lagi sejak 24 November 2024');
    expect(mainOf(await read('/tps/pilkada-2024/32.76.01.1007'))).not.toContain('Balai RW 07');
    expect(mainOf(await read('/tps/pilkada-2024'))).toContain('2 TPS');
    expect(mainOf(await read('/cari?q=melati'))).not.toContain('TPS 014');
    expect(await bring(rows)).toMatchObject({ changes: { added: 0, kept: 2 } });
    expect((await rowOf(CODE))?.withdrawn_on).toBe('2024-11-24');
  });
});

async function upload(who: TestStaff, content: string | Buffer<ArrayBuffer>, name = 'tps.csv') {
  const body = new FormData();
  body.set('file', new File([content], name));
  return who.request(FILES, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
}

const uploadOf = (page: CheerioAPI) => ({ kiriman: String(page('[name=kiriman]').val() ?? '') });

describe('a file that an operator sends', () => {
  const next = [cellsOf(14), { ...rows[2], address: 'Jl. Anyelir' }, cellsOf(16, { area: '32.76.02.1008' })];

  it('shows its difference, and does nothing before it is agreed to', async () => {
    const answer = await upload(operator, csvOf(next));
    expect(answer.status).toBe(200);
    const page = load(await answer.text());
    expect(mainOf(page)).toContain('Ditambahkan (1)');
    expect(mainOf(page)).toContain('Diubah (1)');
    expect(mainOf(page)).not.toContain('Dihapus (');
    expect(mainOf(page)).toContain('2 TPS dibiarkan seperti yang ditulis di ruang kerja');
    expect(await rowOf('3276021008016')).toBeUndefined();

    const other = await createStaff(test, { duties: [{ agency: 'kpu', role: 'operator' }] });
    expect((await other.post(FILES, uploadOf(page))).status).toBe(422);
    expect((await operator.post(FILES, uploadOf(page))).status).toBe(303);
    expect((await rowOf('3276021008014'))?.address).toBe('Jl. Anyelir');
    expect(await rowOf('3276021008016')).toBeDefined();
    const line = await test.database.db
      .selectFrom('audit_log')
      .selectAll()
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(line).toMatchObject({ action: 'polling-place.import', after: { added: 1, changed: 1 } });
    const left = await test.database.db.selectFrom('polling_place_upload').selectAll().execute();
    expect(left).toEqual([]);
  });

  it('takes nothing in where the list changed since, and shows the new difference', async () => {
    const page = load(await (await upload(operator, csvOf(rows))).text());
    await bring(next.map((row) => ({ ...row, voters: '500' })));
    const answer = await operator.post(FILES, uploadOf(page));
    expect(answer.status).toBe(409);
    const again = load(await answer.text());
    expect(mainOf(again)).toContain('Daftarnya berubah sejak');
    expect((await operator.post(FILES, uploadOf(again))).status).toBe(303);
    expect(await rowOf('3276021008016')).toBeUndefined();
  });

  it('is put away after an hour', async () => {
    const page = load(await (await upload(operator, csvOf(next))).text());
    now = now.add({ hours: 1, minutes: 1 });
    test.setNow(now);
    const answer = await operator.post(FILES, uploadOf(page));
    expect(answer.status).toBe(422);
    expect(await problemsOf(answer)).toEqual([expect.stringContaining('sudah dibuang')]);
  });

  it.each<[string, string | Buffer<ArrayBuffer>, string]>([
    ['a page', '<html><body>TPS</body></html>', 'tidak memuat nama kolom yang benar'],
    ['a huge file', Buffer.alloc(8 * 1024 * 1024 + 1, 'x'), 'lebih besar dari 8 MB'],
    ['a cut workbook', Buffer.from('PK\u0003\u0004rest'), 'terpotong atau rusak'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'bukan CSV atau XLSX'],
    ['another encoding', Buffer.from([0x63, 0xe9, 0x0a]), 'Simpan sebagai CSV UTF-8'],
    ['a list of voters', 'nik,name\n3276011203900001,Siti\n', 'tidak memuat nama kolom yang benar'],
  ])('is refused as %s', async (_, content, why) => {
    const answer = await upload(operator, content);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain(why);
    expect(text).not.toContain('3276011203900001');
    expect(await test.database.db.selectFrom('polling_place_upload').selectAll().execute()).toHaveLength(1);
  });

  it('is refused with the lines that are wrong, and is not kept', async () => {
    const answer = await upload(operator, csvOf([cellsOf(14, { address: '' }), cellsOf(15)]));
    expect(answer.status).toBe(422);
    const page = load(await answer.text());
    expect(mainOf(page)).toContain('1 baris tidak bisa diterima');
    expect(mainOf(page)).toContain('Baris 2: address. Belum diisi.');
  });

  it('is not there without one', async () => {
    const answer = await operator.post(FILES, {});
    expect(await problemsOf(answer)).toEqual([expect.stringContaining('#f-file Pilih berkasnya')]);
  });
});

describe('the regular check', () => {
  it('waits for a reviewer once its day has passed, and is done by one', async () => {
    const { db } = test.database;
    await db.updateTable('polling_place_list').set({ review_by: '2024-11-20' }).execute();
    expect(mainOf(await read('/kerja', reviewer))).toContain('TPS Pilkada 2024 belum diperiksa lagi');
    expect((await editor.post(LIST, { periksa: '2025-01-01' })).status).toBe(403);
    expect((await reviewer.post(LIST, { periksa: '2024-11-01' })).status).toBe(422);
    expect((await reviewer.post(LIST, { periksa: '15/12/2024' })).status).toBe(303);
    expect(mainOf(await read('/kerja', reviewer))).not.toContain('TPS Pilkada 2024 belum');
    expect(mainOf(await read('/tps/pilkada-2024'))).toContain(
      'diperiksa lagi paling lambat 15 Desember 2024',
    );
  });
});
