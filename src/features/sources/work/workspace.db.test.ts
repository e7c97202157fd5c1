import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSite, type TestSite } from '../../../../test/support/site.ts';
import { createStaff, type TestStaff } from '../../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../../test/support/test-window.ts';
import { listSources, type Source } from '../store.ts';

const RSS = (title: string) =>
  `<rss version="2.0"><channel><title>KPU Kota Contoh</title><link>https://kpu.example</link><description>x</description>
  <item><guid>1</guid><link>https://kpu.example/satu</link><title>${title}</title><pubDate>Mon, 25 Nov 2024 02:00:00 GMT</pubDate>
  <description>&lt;p&gt;Isi &lt;script&gt;alert(1)&lt;/script&gt;&lt;strong&gt;tebal&lt;/strong&gt;.&lt;/p&gt;</description></item>
  <item><guid>2</guid><link>https://kpu.example/dua</link><title>Kabar tahun satu</title><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate><description>Isi kedua.</description></item>
  </channel></rss>`;

describe('the pages on which operators set up sources', () => {
  let site: TestSite;
  let window: TestWindow;
  let operator: TestStaff;
  let other: TestStaff;
  let editor: TestStaff;

  beforeAll(async () => {
    site = await createSite();
    window = await createTestWindow({
      name: 'sumber',
      stages: false,
      environment: { OUTGOING_ALLOW_HOSTS: new URL(site.base).host },
    });
    operator = await createStaff(window, { name: 'Dewi', duties: [{ agency: 'kpu', role: 'operator' }] });
    other = await createStaff(window, { name: 'Agus', duties: [{ agency: 'kota', role: 'operator' }] });
    editor = await createStaff(window, { name: 'Rina', duties: [{ agency: 'kpu', role: 'editor' }] });
    site.pages.set('/', {
      headers: { 'content-type': 'text/html' },
      body: '<link rel="alternate" type="application/rss+xml" href="/feed"><h1>KPU</h1>',
    });
    site.pages.set('/feed', {
      headers: { 'content-type': 'application/rss+xml', link: `<${site.base}/hub>; rel="hub"` },
      body: RSS('Kabar pertama'),
    });
    site.pages.set('/daftar', {
      headers: { 'content-type': 'text/html' },
      body: '<div class="entri"><a href="/baca/1">Berita satu</a></div><div class="entri"><a href="/baca/2">Berita dua</a></div>',
    });
    site.pages.set('/baca/1', {
      headers: { 'content-type': 'text/html' },
      body: '<div class="isi"><p>Isi satu.</p></div>',
    });
    site.pages.set('/baca/2', {
      headers: { 'content-type': 'text/html' },
      body: '<div class="isi"><p>Isi dua.</p></div>',
    });
  });
  afterAll(async () => {
    await window?.close();
    await site?.close();
  });

  const sources = () => listSources(window.database.db, ['kpu', 'kota']);
  async function only(): Promise<Source> {
    const [source] = await sources();
    if (!source) throw new Error('a source was expected');
    return source;
  }
  const items = (shown: readonly ('published' | 'corrected' | 'withdrawn')[]) =>
    window.window.context.publishing.reader.list({ kinds: ['announcement'], shown, limit: 50 });

  /** What a browser would send of a page's form: all that is typed or chosen there, and what is told. */
  async function fill(answer: Response, told: Record<string, string>): Promise<Record<string, string>> {
    const $ = load(await answer.text());
    const values: Record<string, string> = {};
    $('form input, form select, form textarea').each((_, element) => {
      const field = $(element);
      const name = field.attr('name');
      if (name === undefined || (field.is('[type=radio], [type=checkbox]') && !field.is('[checked]'))) return;
      values[name] = field.is('select')
        ? String(field.find('option[selected]').val() ?? field.find('option').val() ?? '')
        : String(field.val() ?? field.text());
    });
    return { ...values, ...told };
  }

  test('are for operators, of their own agency', async () => {
    expect((await operator.request('/kerja/sumber')).status).toBe(200);
    expect((await editor.request('/kerja/sumber')).status).toBe(403);
    expect((await editor.request('/kerja/sumber/baru')).status).toBe(403);
    const foreign = await other.post('/kerja/sumber/baru', { agency: 'kpu', langkah: 'cari', cara: 'situs' });
    expect(foreign.status).toBe(422);
  });

  test('find what a site has, show what would come in, and take in nothing before that was seen', async () => {
    const first = await operator.request('/kerja/sumber/baru');
    const found = await operator.post(
      '/kerja/sumber/baru',
      await fill(first, { cara: 'situs', address: new URL(site.base).host, langkah: 'cari' }),
    );
    expect(found.status).toBe(200);
    const shown = await operator.post('/kerja/sumber/baru', await fill(found, { langkah: 'pilih' }));
    expect(shown.status).toBe(200);
    const text = await shown.clone().text();
    expect(text).toContain('Kabar pertama');
    expect(text).toContain('value="KPU Kota Contoh"');
    expect(text).toContain('25 November 2024 pukul 09.00');
    expect(text).toContain('Tanggal di sumber tidak masuk akal');
    expect(text).not.toContain('alert(1)');
    expect(await sources()).toHaveLength(0);
    expect(await items(['published'])).toHaveLength(0);

    const saved = await operator.post(
      '/kerja/sumber/baru',
      await fill(shown, { mode: 'publish', langkah: 'simpan' }),
    );
    expect(saved.status).toBe(303);
    const source = await only();
    expect(source).toMatchObject({ agency: 'kpu', kind: 'feed', mode: 'publish', everySeconds: 40 });
    expect(source.push).toMatchObject({ hub: `${site.base}/hub` });
    await window.window.queue.workOff();
    expect(site.asked.some(({ path }) => path === '/hub')).toBe(true);
    expect((await items(['published'])).map(({ title }) => title.id).sort()).toEqual([
      'Kabar pertama',
      'Kabar tahun satu',
    ]);
    const page = await (await operator.request(`/kerja/sumber/${source.id}`)).text();
    expect(page).toContain('Berjalan');
    expect(page).toContain('Kabar tahun satu');
  });

  test('refuse the same source twice, an address that is none, and one with nothing to read', async () => {
    const again = await operator.post('/kerja/sumber/baru', {
      agency: 'kpu',
      kind: 'feed',
      address: `${site.base}/feed`,
      title: 'Lagi',
      mode: 'publish',
      langkah: 'simpan',
    });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('Sumber ini sudah ada.');
    const ask = (address: string) =>
      operator.post('/kerja/sumber/baru', { agency: 'kpu', cara: 'situs', address, langkah: 'cari' });
    const inside = await ask('http://10.0.0.1/');
    expect(inside.status).toBe(422);
    expect(await inside.text()).toContain('jaringan dalam');
    expect((await ask('')).status).toBe(422);
    const typed = await (await ask('javascript:alert(1)')).text();
    expect(typed).toContain('value="javascript:alert(1)"');
    expect(await (await ask(`${site.base}/baca/1`)).text()).toContain('Tidak ada umpan');
    expect(await sources()).toHaveLength(1);
  });

  test('try selectors before a list page is added, and name the one that finds nothing', async () => {
    const base = {
      agency: 'kpu',
      kind: 'list',
      's-url': `${site.base}/daftar`,
      's-item': '.entri',
      's-body': '.isi',
    };
    const good = await operator.post('/kerja/sumber/baru', { ...base, langkah: 'coba' });
    expect(good.status).toBe(200);
    const text = await good.text();
    expect(text).toContain('2 entri ditemukan');
    expect(text).toContain('Isi satu.');
    const bad = await operator.post('/kerja/sumber/baru', { ...base, 's-body': '.lain', langkah: 'coba' });
    expect(bad.status).toBe(422);
    const $ = load(await bad.text());
    expect($('#f-s-body').attr('aria-invalid')).toBe('true');
    expect($('#f-s-item').val()).toBe('.entri');
    const empty = await operator.post('/kerja/sumber/baru', { ...base, 's-item': '', langkah: 'lihat' });
    expect(empty.status).toBe(422);
    expect(await sources()).toHaveLength(1);
  });

  test('show since when a source cannot be read, to whoever looks after it', async () => {
    const source = await only();
    site.pages.set('/feed', { headers: { 'content-type': 'text/html' }, body: '<h1>Perawatan</h1>' });
    await operator.post(`/kerja/sumber/${source.id}`, { aksi: 'baca' });
    await window.window.queue.workOff();
    const page = await (await operator.request(`/kerja/sumber/${source.id}`)).text();
    expect(page).toContain('Tidak terbaca sejak');
    expect(page).toContain('alamat itu bukan umpan.');
    expect(await (await operator.request('/kerja')).text()).toContain('Sumber tidak terbaca');
    expect(await (await other.request('/kerja')).text()).not.toContain('Sumber tidak terbaca');
    expect((await other.request(`/kerja/sumber/${source.id}`)).status).toBe(404);
    expect(await items(['published'])).toHaveLength(2);
  });

  test('change, pause and go on', async () => {
    const source = await only();
    const path = `/kerja/sumber/${source.id}`;
    const refused = await operator.post(path, { aksi: 'simpan', title: ' ', mode: 'review', every: '300' });
    expect(refused.status).toBe(422);
    await operator.post(path, { aksi: 'simpan', title: 'KPU', mode: 'review', every: '300' });
    expect(await only()).toMatchObject({ title: 'KPU', mode: 'review', everySeconds: 300 });
    await operator.post(path, { aksi: 'jeda' });
    expect((await only()).paused).toBe(true);
    await operator.post(path, { aksi: 'lanjut' });
    expect((await only()).paused).toBe(false);
    const lines = await window.database.db
      .selectFrom('audit_log')
      .select(['action', 'actor_name'])
      .where('action', 'like', 'source.%')
      .execute();
    expect(lines.map(({ action }) => action)).toContain('source.change');
    expect(lines.every(({ actor_name }) => actor_name === 'Dewi')).toBe(true);
  });

  test('give the webhook its secret and lines by a form alone, and a new one at once', async () => {
    const source = await only();
    const path = `/kerja/sumber/${source.id}`;
    const secretOf = async (aksi: string) => {
      const answer = await operator.post(path, { aksi });
      expect(answer.headers.get('cache-control')).toContain('no-store');
      const $ = load(await answer.text());
      expect($('pre').first().text()).toContain('add_action');
      return $('.source-secret').last().text();
    };
    const secret = await secretOf('rahasia');
    expect(secret).toMatch(/^[\w-]{40,}$/);
    expect(await (await operator.request(path)).text()).not.toContain(secret);
    expect(await secretOf('rahasia-baru')).not.toBe(secret);
    expect((await only()).secretNumber).toBe(2);
  });

  test('remove a source only when it was said what happens to its items', async () => {
    const source = await only();
    const path = `/kerja/sumber/${source.id}`;
    expect((await operator.post(path, { aksi: 'hapus' })).status).toBe(422);
    expect((await operator.post(path, { aksi: 'hapus', isi: 'tarik' })).status).toBe(303);
    await window.window.queue.workOff();
    expect(await sources()).toHaveLength(0);
    expect(await items(['published', 'corrected'])).toHaveLength(0);
    expect(await items(['withdrawn'])).toHaveLength(2);
  });
});
