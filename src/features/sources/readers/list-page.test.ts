import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSite, type TestSite } from '../../../../test/support/site.ts';
import type { ReadContext } from './incoming.ts';
import { listSettings, readListPage, testListPage } from './list-page.ts';

const NOW = Temporal.Instant.from('2024-11-24T02:00:00Z');

describe('a list of a site without a feed', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await createSite();
  });
  afterAll(() => site.close());
  beforeEach(() => {
    site.pages.clear();
    site.asked.splice(0);
    put(
      '/blog/category/104?page=1',
      list([
        [3, 'tiga'],
        [2, 'dua'],
      ]),
    );
    put('/blog/category/104?page=2', list([[1, 'satu']]));
    for (const [id, name] of ARTICLES) put(`/blog/read/${id}_${name}`, article(`Isi ${name}`));
  });

  const ARTICLES = [
    [3, 'tiga'],
    [2, 'dua'],
    [1, 'satu'],
  ] as const;
  const put = (path: string, body: string) =>
    site.pages.set(path, { headers: { 'content-type': 'text/html' }, body });
  const list = (articles: readonly (readonly [number, string])[]) =>
    `<html lang="id"><nav><a href="/">Beranda</a></nav>${articles
      .map(
        ([id, name]) =>
          `<div class="post"><a class="thumb" href="/x.jpg"></a><h3><a href="/blog/read/${id}_${name}?utm_source=a#b">Judul &amp; ${name}</a></h3></div>`,
      )
      .join('')}<ul class="pager"><a rel="next" href="?page=2">2</a></ul></html>`;
  const article = (text: string) =>
    `<html><h1>Judul</h1><span class="tgl">Minggu, 24 November 2024</span><div class="isi"><p>${text}<script>x</script></p><img src="/g.png"></div></html>`;
  const settings = (more: object = {}) =>
    listSettings.parse({
      url: `${site.base}/blog/category/104?page={page}`,
      item: '.post',
      link: 'h3 a',
      body: '.isi',
      date: '.tgl',
      image: '.isi img',
      pages: 2,
      ...more,
    });
  const context = (state: ReadContext['state'] = {}): ReadContext => ({
    ask: site.ask,
    now: NOW,
    zone: 'Asia/Jakarta',
    signal: new AbortController().signal,
    state,
    knownKeys: [],
  });

  test('is read with the page of each article, once', async () => {
    const first = await readListPage(settings(), context());
    expect(first.items).toHaveLength(3);
    expect(first.items[0]).toEqual({
      key: '/blog/read/3',
      url: `${site.base}/blog/read/3_tiga`,
      title: 'Judul & tiga',
      markdown: 'Isi tiga',
      publishedAt: Temporal.Instant.from('2024-11-23T17:00:00Z'),
      imageUrl: `${site.base}/g.png`,
      categories: [],
      language: 'id',
    });
    put(
      '/blog/category/104?page=1',
      list([
        [4, 'empat'],
        [3, 'tiga'],
      ]),
    );
    put('/blog/read/4_empat', article('Isi empat'));
    const second = await readListPage(settings(), context(first.state));
    expect(second.items.map(({ key }) => key)).toContain('/blog/read/4');
    expect(second.items).toHaveLength(3);
  });

  test('is followed by its link to the next page, and no further than told', async () => {
    const followed = settings({ url: `${site.base}/blog/category/104?page=1`, next: '[rel=next]' });
    expect((await readListPage(followed, context())).items).toHaveLength(3);
    site.asked.splice(0);
    expect((await readListPage({ ...followed, pages: 1 }, context())).items).toHaveLength(2);
    expect(site.asked).toHaveLength(3);
  });

  test('brings changes: another text, and another title at another address', async () => {
    let state = (await readListPage(settings(), context())).state;
    put('/blog/read/1_satu', article('Isi baru'));
    put(
      '/blog/category/104?page=1',
      list([
        [3, 'tiga'],
        [2, 'dua-lagi'],
      ]),
    );
    site.pages.delete('/blog/read/2_dua');
    put('/blog/read/2_dua-lagi', article('Isi dua'));
    const seen = new Map<string, string>();
    for (let turn = 0; turn < 2; turn += 1) {
      const reading = await readListPage(settings(), context(state));
      for (const { key, title, markdown } of reading.items) seen.set(key, `${title}: ${markdown}`);
      state = reading.state;
    }
    expect(seen.get('/blog/read/1')).toBe('Judul & satu: Isi baru');
    expect(seen.get('/blog/read/2')).toBe('Judul & dua-lagi: Isi dua');
  });

  test('tells an article whose page is gone, or has no text while others have', async () => {
    const { state } = await readListPage(settings(), context());
    put('/blog/category/104?page=1', list([[3, 'tiga']]));
    put('/blog/category/104?page=2', '<html></html>');
    site.pages.delete('/blog/read/2_dua');
    put('/blog/read/1_satu', '<html><h1>Halaman tidak ditemukan</h1></html>');
    const one = await readListPage(settings(), context(state));
    const two = await readListPage(settings(), context(one.state));
    expect([...one.gone, ...two.gone].sort()).toEqual(['/blog/read/1', '/blog/read/2']);
    const three = await readListPage(settings(), context(two.state));
    expect(three).toMatchObject({ gone: [], items: [{ key: '/blog/read/3' }] });
  });

  test('one article without text holds up no other', async () => {
    put('/blog/read/3_tiga', '<html></html>');
    const reading = await readListPage(settings(), context());
    expect(reading).toMatchObject({ skipped: ['/blog/read/3'], gone: [] });
    expect(reading.items).toHaveLength(2);
  });

  test.each([
    ['item', { item: '.lain' }],
    ['link', { link: 'h4 a' }],
    ['title', { title: 'h4' }],
    ['body', { body: '.lain' }],
    ['item', { item: '>>>' }],
    ['body', { body: ':(' }],
    ['date', { date: '[[' }],
  ])('says that %s no longer fits', async (setting, more) => {
    await expect(readListPage(settings(more), context())).rejects.toMatchObject({
      code: 'no-longer-fits',
      setting,
    });
    expect(await testListPage(settings(more), context())).toMatchObject({ problem: setting });
  });

  test('says that the text no longer fits when pages are built otherwise later', async () => {
    const { state } = await readListPage(settings(), context());
    for (const [id, name] of ARTICLES) put(`/blog/read/${id}_${name}`, `<main>Isi ${name}</main>`);
    await expect(readListPage(settings(), context(state))).rejects.toMatchObject({ setting: 'body' });
  });

  test('is tried with what each selector finds', async () => {
    const trial = await testListPage(settings(), context());
    expect(trial).toMatchObject({
      listed: [{ title: 'Judul & tiga' }, { title: 'Judul & dua' }],
      found: { item: 2, link: 2, title: 2, body: 1, date: 1, image: 1 },
      first: { markdown: 'Isi tiga' },
    });
    expect(trial.problem).toBeUndefined();
    expect(site.asked).toHaveLength(2);
  });

  test('a site that is away stops the reading', async () => {
    site.pages.set('/blog/read/2_dua', { status: 503, headers: { 'retry-after': '30' } });
    await expect(readListPage(settings(), context())).rejects.toMatchObject({ code: 'status', status: 503 });
  });
});
