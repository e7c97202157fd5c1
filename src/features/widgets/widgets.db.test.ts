import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishAnnouncement } from '../../../test/support/announcements.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import { parseWidgetData } from '../../ui/widgets/data.ts';
import { createContents } from './contents.ts';
import { createVersions } from './versions.ts';

const ORIGIN = 'https://jendela.example';

let test: TestWindow;
beforeAll(async () => {
  test = await createTestWindow({ name: 'widgets' });
});
afterAll(() => test.close());

describe('the data of widgets', () => {
  it.each(['tahapan', 'hitung-mundur', 'berita'])('may be fetched from other sites: %s', async (name) => {
    for (const prefix of ['', '/en']) {
      const answer = await test.request(`${prefix}/widget/${name}.json`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(answer.headers.get('set-cookie')).toBeNull();
      const data: unknown = await answer.json();
      expect(parseWidgetData(data)).toEqual(data);
    }
  });

  it('names what runs, and leads to its page with the way by which one comes', async () => {
    const data = parseWidgetData(await (await test.request('/widget/tahapan.json')).json());
    expect(data?.windowName).toBe('Jendela Depok');
    expect(data?.items.length).toBeGreaterThan(0);
    for (const { href } of data?.items ?? []) {
      expect(href).toMatch(/^\/tahapan\/.+\?dari=widget$/);
      expect((await test.request(href)).status).toBe(200);
    }
  });

  it('gives what was published last', async () => {
    const { id, slug } = await publishAnnouncement(test);
    const zone = test.city.zone;
    const { items } = await createContents(test.window.context).news({
      lang: 'id',
      path: '/widget/berita.json',
      params: {},
      query: {},
      now: test.window.context.clock().toZonedDateTimeISO(zone),
      format: formatterOf('id', zone),
      href: (path) => path,
    });
    expect(items).toEqual([
      {
        title: 'Jadwal pindah memilih diperpanjang',
        note: '24 November 2024',
        href: `/berita/${id}-${slug}?dari=widget`,
      },
    ]);
  });

  it('counts the days to voting', async () => {
    const data = parseWidgetData(await (await test.request('/widget/hitung-mundur.json')).json());
    expect(data?.count?.value).toBe('3');
  });
});

describe('frames', () => {
  it.each(['/tanam/tahapan', '/tanam/hitung-mundur', '/tanam/berita', '/tanam/halaman?untuk=/tahapan'])(
    'may stand on other sites, without a script, a form or a cookie: %s',
    async (path) => {
      // The second time it comes from the cache.
      for (let times = 0; times < 2; times++) {
        const answer = await test.request(path);
        expect(answer.status).toBe(200);
        expect(answer.headers.get('x-frame-options')).toBeNull();
        expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *');
        expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(answer.headers.get('set-cookie')).toBeNull();
        const html = await answer.text();
        expect(html).not.toMatch(/<form|type="module"/);
        expect(html).toContain('name="robots" content="noindex"');
        for (const [link] of html.matchAll(/<a [^>]+>/g)) {
          expect(link).toContain('target="_blank"');
          expect(link).toContain('dari=widget');
        }
      }
    },
  );

  it.each(['/', '/cek', '/tahapan', '/cek/lewat-server', '/bagikan?untuk=/tahapan', '/widget', '/tidak-ada'])(
    'no other page may: %s',
    async (path) => {
      const { headers } = await test.request(path);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('shows as many items as the site asks for, within reason, in the theme that it asks for', async () => {
    const items = async (query: string) =>
      [...(await (await test.request(`/tanam/tahapan?${query}`)).text()).matchAll(/<li>/g)].length;
    expect(await items('jumlah=1')).toBe(1);
    expect(await items('jumlah=-1')).toBe(await items(''));
    expect(await (await test.request('/tanam/tahapan?tema=gelap')).text()).toContain('data-theme="dark"');
    expect(await (await test.request('/tanam/tahapan?tema=%22%3E')).text()).not.toContain('data-theme');
  });

  it.each([
    '/tanam/halaman',
    '/tanam/halaman?untuk=https://evil.example/',
    '/tanam/halaman?untuk=/tidak-ada',
  ])('are missing for what is no page of this window: %s', async (path) => {
    const answer = await test.request(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });
});

describe('oEmbed', () => {
  const ask = (url: string, more = '') => test.request(`/oembed?url=${encodeURIComponent(url)}${more}`);

  it('is named in the head of each page, and answers for it', async () => {
    const html = await (await test.request('/en/tahapan')).text();
    const link = /<link rel="alternate" href="([^"]+)" type="application\/json\+oembed"/.exec(html)?.[1];
    const url = new URL((link ?? '').replaceAll('&amp;', '&'));
    expect(url.origin).toBe(ORIGIN);
    const answer = await test.request(url.pathname + url.search);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toMatchObject({
      version: '1.0',
      type: 'rich',
      provider_name: 'Jendela Depok',
      provider_url: ORIGIN,
      html: expect.stringContaining(`<iframe src="${ORIGIN}/en/tanam/tahapan" title="`),
    });
  });

  it('gives any other page as a card, which is there', async () => {
    const { html } = await (await ask(`${ORIGIN}/lainnya`)).json();
    const src = new URL(/src="([^"]+)"/.exec(html)?.[1] ?? '');
    const answer = await test.request(src.pathname + src.search);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('href="/lainnya?dari=widget"');
  });

  it('keeps within the room that the site has', async () => {
    expect(await (await ask(`${ORIGIN}/tahapan`, '&maxwidth=320&maxheight=300')).json()).toMatchObject({
      width: 320,
      height: 300,
    });
  });

  it('answers as XML too', async () => {
    const answer = await ask(`${ORIGIN}/tahapan`, '&format=xml');
    expect(answer.headers.get('content-type')).toContain('text/xml');
    expect(await answer.text()).toContain('<type>rich</type>');
  });

  it.each(['https://evil.example/tahapan', `${ORIGIN}/tidak-ada`, `${ORIGIN}/cari?q=x`, 'x'])(
    'has nothing for %s',
    async (url) => {
      expect((await ask(url)).status).toBe(404);
    },
  );
});

describe('versions of the files', () => {
  const now = Temporal.Instant.from('2024-11-24T02:00:00Z');
  const build = (hash: string, body: string) => ({
    ...test.window.context.assets,
    has: (name: string) => name === 'widgets/cek.js',
    index: { 'widgets/cek.js': { url: `/widgets/cek.${hash}.js`, integrity: '', bytes: 1, immutable: true } },
    text: () => body,
  });

  it('go on being served after a newer one came, for two years', async () => {
    const { db } = test.database;
    const first = createVersions({ assets: build('aaaaaaaa', 'first'), db, clock: () => now });
    expect(await first.read('cek.aaaaaaaa.js')).toBe('first');

    const later = now.add({ hours: 24 * 365 });
    const second = createVersions({ assets: build('bbbbbbbb', 'second'), db, clock: () => later });
    await second.read('cek.bbbbbbbb.js');
    await second.forget();
    expect(await second.read('cek.aaaaaaaa.js')).toBe('first');
    expect(await second.read('cek.cccccccc.js')).toBeUndefined();

    const much = later.add({ hours: 24 * 400 });
    const third = createVersions({ assets: build('bbbbbbbb', 'second'), db, clock: () => much });
    await third.read('cek.bbbbbbbb.js');
    await third.forget();
    expect(await third.read('cek.aaaaaaaa.js')).toBeUndefined();
    expect(await third.read('cek.bbbbbbbb.js')).toBe('second');
  });
});
