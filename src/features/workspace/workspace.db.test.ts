import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';

let window: TestWindow;
let editor: TestStaff;
let second: TestStaff;
let reviewer: TestStaff;
let otherReviewer: TestStaff;
let operator: TestStaff;
let cityEditor: TestStaff;

const LIST = '/kerja/announcement';

beforeAll(async () => {
  window = await createTestWindow({ name: 'workspace', environment: { TWO_PERSON_RULE: '*' } });
  const kpu = (name: string, ...roles: ('editor' | 'reviewer' | 'operator')[]) =>
    createStaff(window, { name, duties: roles.map((role) => ({ agency: 'kpu', role })) });
  editor = await kpu('Sari', 'editor');
  second = await kpu('Budi', 'editor');
  reviewer = await kpu('Tuti', 'reviewer');
  otherReviewer = await kpu('Joko', 'reviewer');
  operator = await kpu('Dewi', 'operator');
  cityEditor = await createStaff(window, { name: 'Rina', duties: [{ agency: 'kota', role: 'editor' }] });
});

afterAll(() => window.close());

/** A form as it stands on a page, with what a person changes in it. */
async function fill(
  who: TestStaff,
  path: string,
  change: Readonly<Record<string, string | readonly string[]>>,
): Promise<Response> {
  const page = load(await (await who.request(path)).text());
  const form = page('main form').last();
  const typed: Record<string, string | readonly string[]> = {};
  for (const { name, value } of form.serializeArray()) typed[name] = value;
  return who.post(path, { ...typed, ...change });
}

const filled = {
  'title-id': 'Jadwal kampanye diperpanjang',
  'body-id': 'Mulai **hari ini** sampai Sabtu.',
  'item-source': 'Keputusan KPU Nomor 12',
};

/** Writes an announcement, and gives its page's path. */
async function write(who: TestStaff, more: Readonly<Record<string, string | readonly string[]>> = {}) {
  const answer = await fill(who, `${LIST}/baru`, { ...filled, aksi: 'simpan', ...more });
  expect(answer.status, await summaryOf(answer)).toBe(303);
  return answer.headers.get('location') ?? '';
}

async function writeForReview(more: Readonly<Record<string, string>> = {}) {
  return write(editor, { aksi: 'ajukan', ...more });
}

async function publish(path: string, who = reviewer) {
  const answer = await fill(who, `${path}/periksa`, { aksi: 'terbitkan' });
  expect(answer.status).toBe(303);
}

async function textOf(answer: Response): Promise<string> {
  return load(await answer.text())('main')
    .text()
    .replace(/\s+/g, ' ');
}

async function summaryOf(answer: Response): Promise<string> {
  return load(await answer.clone().text())('#error-summary').text();
}

const idOf = (path: string) => path.split('/').at(-1) ?? '';

describe('writing', () => {
  it('starts from a form whose review date is there already', async () => {
    const page = load(await (await editor.request(`${LIST}/baru`)).text());
    expect(page('[name=item-review-on]').val()).toBe('2025-02-22');
    expect(page('[name=item-audience]:checked').val()).toBe('public');
  });

  it('names every field that is wrong, leads to it, and keeps what was typed', async () => {
    const answer = await fill(editor, `${LIST}/baru`, {
      'body-id': 'Tulisan panjang yang tidak boleh hilang',
      'item-source-url': 'javascript:alert(1)',
      'item-review-on': '2020-01-01',
    });
    expect(answer.status).toBe(422);
    const page = load(await answer.text());
    const links = page('#error-summary a')
      .toArray()
      .map((link) => page(link).attr('href') ?? '');
    expect(links).toEqual(
      expect.arrayContaining(['#f-title-id', '#f-item-source', '#f-item-source-url', '#f-item-review-on']),
    );
    for (const link of links) expect(page(link).length, link).toBe(1);
    expect(page('[name=body-id]').val()).toBe('Tulisan panjang yang tidak boleh hilang');
    expect(page('[name=item-review-on]').val()).toBe('2020-01-01');
    expect(page('title').text()).toMatch(/^Salah isi/);
  });

  it.each([
    ['neither a review date nor an end', { 'item-review-on': '', 'item-expires-on': '' }, 'Isi tanggal'],
    ['a date that is none', { 'item-review-on': '2025-02-30' }, 'tulis tanggal'],
    ['the year 9999', { 'item-review-on': '9999-12-31' }, 'sepuluh tahun'],
    ['the year 0001', { 'item-expires-on': '0001-01-01' }, 'sudah lewat'],
    [
      'an end that has passed this morning',
      { 'item-expires-on': '2024-11-24', 'item-expires-at': '08:00' },
      'sudah lewat',
    ],
    ['a time that is none', { 'item-expires-on': '2024-12-01', 'item-expires-at': '25:00' }, 'tulis jam'],
    ['an area of another city', { 'item-areas': '32.73.01' }, 'bukan bagian kota'],
    ['an audience that is none', { 'item-audience': 'everyone' }, 'Pilih'],
  ])('refuses %s', async (_, change, words) => {
    const answer = await fill(editor, `${LIST}/baru`, { ...filled, ...change });
    expect(answer.status).toBe(422);
    expect(await summaryOf(answer)).toContain(words);
  });

  it('reads dates as people write them, and areas without those within another', async () => {
    const { areas } = window.window.context;
    const [whole, other] = areas.children('32.76').map(({ code }) => code);
    const villageOf = (code = '') => areas.children(code)[0]?.code ?? '';
    const path = await write(editor, {
      'item-review-on': '1/2/2025',
      'item-expires-on': '31.12.2024',
      'item-expires-at': '17.30',
      'item-areas': [whole ?? '', villageOf(whole), villageOf(other)],
    });
    const item = await window.window.context.publishing.find(idOf(path));
    expect(item?.draft?.envelope).toMatchObject({
      areas: [whole, villageOf(other)],
      reviewOn: Temporal.PlainDate.from('2025-02-01'),
      expiresAt: Temporal.Instant.from('2024-12-31T17:30:00+07:00'),
    });
  });

  it('shows a preview without saving, and without any HTML that was typed', async () => {
    const answer = await fill(editor, `${LIST}/baru`, {
      ...filled,
      'body-id': 'Lihat **ini** <script>alert(1)</script>',
      aksi: 'pratinjau',
    });
    const page = load(await answer.text());
    expect(page('.as-read strong').text()).toBe('ini');
    expect(page('.as-read script').length).toBe(0);
    expect(page('[name=title-id]').val()).toBe(filled['title-id']);
  });

  it('renders the words of the live preview for staff alone', async () => {
    const answer = await editor.post('/kerja/pratinjau', { teks: '**tebal** <img src=x onerror=1>' });
    expect(await answer.text()).toBe('<p><strong>tebal</strong> &lt;img src=x onerror=1&gt;</p>');
    const stranger = await window.request('/kerja/pratinjau', { method: 'POST', body: 'teks=a' });
    expect(stranger.status).toBe(303);
  });
});

describe('two editors at once', () => {
  it('tells the second, compares both texts, and overwrites nothing', async () => {
    const path = await write(editor);
    const open = load(await (await second.request(`${path}/sunting`)).text());
    const revision = String(open('[name=revisi]').val());
    expect((await fill(editor, `${path}/sunting`, { 'title-id': 'Judul dari Sari' })).status).toBe(303);

    const mine = {
      ...filled,
      category: 'announcement',
      'title-id': 'Judul dari Budi',
      'item-audience': 'public',
      'item-urgency': 'normal',
      'item-review-on': '2025-02-22',
      versi: '0',
    };
    const answer = await second.post(`${path}/sunting`, { ...mine, revisi: revision });
    expect(answer.status).toBe(409);
    const page = load(await answer.text());
    expect(page('main').text()).toContain('Sari sudah menyimpan yang lain');
    expect(page('.differences del').text()).toContain('Sari');
    expect(page('.differences ins').text()).toContain('Budi');
    expect(page('[name=title-id]').val()).toBe('Judul dari Budi');
    const { publishing } = window.window.context;
    expect((await publishing.find(idOf(path)))?.title).toEqual({ id: 'Judul dari Sari' });

    // Saved again from that page, it is meant.
    const again = await second.post(`${path}/sunting`, {
      ...mine,
      revisi: String(page('[name=revisi]').val()),
    });
    expect(again.status).toBe(303);
    expect((await publishing.find(idOf(path)))?.title).toEqual({ id: 'Judul dari Budi' });
  });

  it('tells of a version that was published meanwhile, although there is no draft', async () => {
    const path = await writeForReview();
    await publish(path);
    const stale = { versi: '0', revisi: '0' };
    const answer = await fill(second, `${path}/sunting`, { 'item-note-id': 'Koreksi', ...stale });
    expect(answer.status).toBe(409);
    expect(await textOf(answer)).toContain('versi baru sudah terbit');
  });

  it('keeps a text whose draft was discarded, to be made a new one', async () => {
    const path = await write(editor);
    const typed = load(await (await second.request(`${path}/sunting`)).text())('main form').last();
    const form = Object.fromEntries(typed.serializeArray().map(({ name, value }) => [name, value]));
    await fill(editor, `${path}/buang`, {});
    const answer = await second.post(`${path}/sunting`, form);
    expect(answer.status).toBe(409);
    const page = load(await answer.text());
    expect(page('main').text()).toContain('sudah membuang draf ini');
    expect(page('main form').last().attr('action')).toBe(`${LIST}/baru`);
    expect(page('[name=title-id]').val()).toBe(filled['title-id']);
  });
});

describe('deciding', () => {
  it('goes from draft to the page of citizens, and from there to a correction', async () => {
    const path = await writeForReview();
    const review = await reviewer.request(`${path}/periksa`);
    expect(await textOf(review)).toContain('Begini pembaca melihatnya');
    await publish(path);
    const item = await window.window.context.publishing.reader.find(idOf(path));
    expect((await window.request(`/berita/${idOf(path)}-${item?.slug}`)).status).toBe(200);

    const without = await fill(editor, `${path}/sunting`, { 'title-id': 'Jadwal kampanye dipersingkat' });
    expect(without.status).toBe(422);
    expect(await summaryOf(without)).toContain('Apa yang berubah belum diisi');
    await fill(editor, `${path}/sunting`, {
      'title-id': 'Jadwal kampanye dipersingkat',
      'item-note-id': 'Tanggalnya salah',
      aksi: 'ajukan',
    });
    const page = load(await (await reviewer.request(`${path}/periksa`)).text());
    expect(page('.differences del').text()).toContain('diperpanjang');
    expect(page('.differences ins').text()).toContain('dipersingkat');
    await publish(path);
    expect(await textOf(await editor.request(path))).toContain('Terbit, dikoreksi');
  });

  it('wants a second person, and says so instead of offering the button', async () => {
    const path = await write(reviewer, { aksi: 'ajukan' });
    const page = load(await (await reviewer.request(`${path}/periksa`)).text());
    expect(page('main').text()).toContain('Perlu orang kedua');
    expect(page('[value=terbitkan]').length).toBe(0);
    const revision = String(page('[name=revisi]').val());
    const forced = await reviewer.post(`${path}/periksa`, { aksi: 'terbitkan', revisi: revision });
    expect(forced.status).toBe(403);
    await publish(path, otherReviewer);
  });

  it('tells the second of two reviewers what the first one did', async () => {
    const path = await writeForReview();
    const page = load(await (await otherReviewer.request(`${path}/periksa`)).text());
    const revision = String(page('[name=revisi]').val());
    await publish(path);
    for (const form of [
      { aksi: 'terbitkan', revisi: revision },
      { aksi: 'kembalikan', alasan: 'Kurang jelas', revisi: revision },
    ]) {
      const answer = await otherReviewer.post(`${path}/periksa`, form);
      expect(answer.status).toBe(409);
      expect(await textOf(answer)).toContain('Tuti menerbitkan');
    }
  });

  it('sends back with a reason, which waits for its author', async () => {
    const path = await writeForReview();
    const empty = await fill(reviewer, `${path}/periksa`, { aksi: 'kembalikan', alasan: ' ' });
    expect(empty.status).toBe(422);
    await fill(reviewer, `${path}/periksa`, { aksi: 'kembalikan', alasan: 'Sumbernya kurang' });
    expect(await textOf(await editor.request('/kerja'))).toContain('Dikembalikan: Sumbernya kurang');
    expect(await textOf(await second.request('/kerja'))).not.toContain('Sumbernya kurang');
    expect(await textOf(await editor.request(`${path}/sunting`))).toContain('Sumbernya kurang');
  });

  it('schedules in the city’s zone, and refuses a moment that has passed', async () => {
    const path = await writeForReview();
    const past = await fill(reviewer, `${path}/periksa`, {
      aksi: 'jadwalkan',
      'terbit-tanggal': '2024-11-24',
      'terbit-pukul': '08.59',
    });
    expect(past.status).toBe(422);
    await fill(reviewer, `${path}/periksa`, {
      aksi: 'jadwalkan',
      'terbit-tanggal': '2024-11-25',
      'terbit-pukul': '07.30',
    });
    const { publishing } = window.window.context;
    const due = Temporal.Instant.from('2024-11-25T07:30:00+07:00');
    expect((await publishing.find(idOf(path)))?.draft?.scheduledFor).toEqual(due);
    window.setNow(due);
    await publishing.runDue(due);
    expect(await textOf(await editor.request(path))).toContain('menerbitkan sesuai jadwal');
    window.setNow(QUIET_PERIOD);
  });

  it('leads what can no longer be published as it is back to its author', async () => {
    const path = await writeForReview({ 'item-review-on': '2024-11-25' });
    window.setNow(Temporal.Instant.from('2024-11-26T09:00:00+07:00'));
    const answer = await fill(reviewer, `${path}/periksa`, { aksi: 'terbitkan' });
    expect(answer.status).toBe(422);
    expect(await summaryOf(answer)).toContain('Kembalikan agar diperbaiki');
    window.setNow(QUIET_PERIOD);
  });

  it('withdraws only with a reason, once', async () => {
    const path = await writeForReview();
    await publish(path);
    expect((await fill(reviewer, `${path}/tarik`, {})).status).toBe(422);
    const form = { versi: '1', 'alasan-id': 'Isinya keliru' };
    expect((await reviewer.post(`${path}/tarik`, form)).status).toBe(303);
    expect((await otherReviewer.post(`${path}/tarik`, form)).status).toBe(409);
    expect(await textOf(await editor.request(path))).toContain('Isinya keliru');
  });

  it('asks again when the review date has come, and takes a new one', async () => {
    const path = await writeForReview({ 'item-review-on': '2024-12-01' });
    await publish(path);
    window.setNow(Temporal.Instant.from('2024-12-02T09:00:00+07:00'));
    expect(await textOf(await reviewer.request('/kerja'))).toContain('Tanggal tinjaunya sudah tiba');
    const past = await fill(reviewer, `${path}/konfirmasi`, { 'item-review-on': '2024-12-01' });
    expect(past.status).toBe(422);
    await fill(reviewer, `${path}/konfirmasi`, { 'item-review-on': '2025-03-01' });
    const item = await window.window.context.publishing.find(idOf(path));
    expect(item?.reviewOn?.toString()).toBe('2025-03-01');
    window.setNow(QUIET_PERIOD);
  });
});

describe('who sees what', () => {
  it('keeps items of one agency from the other, as if there were none', async () => {
    const path = await write(editor);
    for (const page of [path, `${path}/sunting`, `${path}/periksa`, `${path}/buang`]) {
      expect((await cityEditor.request(page)).status).toBe(404);
    }
    expect(await textOf(await cityEditor.request(LIST))).not.toContain(filled['title-id']);
  });

  it('refuses who has nothing to do with a kind, in plain words', async () => {
    const answer = await operator.request(LIST, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(403);
    expect(await textOf(answer)).toContain('bukan untuk peran Anda');
    expect((await operator.request('/kerja')).status).toBe(200);
  });

  it('lets no editor decide', async () => {
    const path = await writeForReview();
    for (const page of ['periksa', 'tarik', 'konfirmasi']) {
      expect((await second.request(`${path}/${page}`)).status, page).toBe(403);
    }
    expect((await second.post(`${path}/periksa`, { aksi: 'terbitkan', revisi: '2' })).status).toBe(403);
  });

  it('lists by state and by words, page by page', async () => {
    await write(editor, { 'title-id': 'Layang-layang seratus persen 100%' });
    expect(await textOf(await editor.request(`${LIST}?q=100%25`))).toContain('Layang-layang');
    expect(await textOf(await editor.request(`${LIST}?q=100%25&keadaan=terbit`))).toContain(
      'Tidak ada yang cocok',
    );
    expect(await textOf(await editor.request(`${LIST}?keadaan=draf`))).toContain('Layang-layang');
    for (let i = 0; i < 25; i++) await write(editor, { 'title-id': `Nomor ${i}` });
    const first = load(await (await editor.request(LIST)).text());
    expect(first('.list > li').length).toBe(25);
    const next = first('a[rel=next]').attr('href') ?? '';
    const older = load(await (await editor.request(next)).text());
    expect(older('.list > li').length).toBeGreaterThan(0);
    // Written at one moment of the test's clock, they stand in the order of their ids; none stands on both pages.
    const linksOn = (page: typeof first) =>
      page('.list > li a')
        .toArray()
        .map((link) => page(link).attr('href'));
    expect(linksOn(older).filter((link) => linksOn(first).includes(link))).toEqual([]);
    expect((await editor.request(`${LIST}?sebelum=nonsense~x`)).status).toBe(200);
  });

  it('shows which role may do what', async () => {
    const page = load(await (await operator.request('/kerja/peran')).text());
    const row = page('tbody tr')
      .toArray()
      .map((line) => page(line).text().replace(/\s+/g, ' '))
      .find((text) => text.startsWith('Pengumuman: memeriksa'));
    expect(row).toMatch(/Tidak *Boleh *Tidak$/);
  });

  it('speaks English below /en, and keeps links there', async () => {
    const page = load(await (await editor.request(`/en${LIST}`)).text());
    expect(page('h1').text()).toBe('Announcements');
    expect(page('.places [aria-current]').first().attr('href')).toBe(`/en${LIST}`);
  });
});
