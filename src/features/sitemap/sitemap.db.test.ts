import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announcementContent, publishAnnouncement } from '../../../test/support/announcements.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import { itemRef } from '../../domain/item.ts';
import { partsOf, writeSitemap, writeSitemapIndex } from './write.ts';

const place = { publicUrl: 'https://jendela.example', windowName: 'Jendela Depok' };

describe('the sitemap of a window', () => {
  let window: TestWindow;
  beforeAll(async () => {
    window = await createTestWindow({ name: 'sitemap' });
  });
  afterAll(() => window?.close());

  test('names every page in both languages, and what is new as news', async () => {
    window.setNow(QUIET_PERIOD.subtract({ hours: 72 }));
    const old = await publishAnnouncement(window, announcementContent({ title: { id: 'Lama' } }));
    window.setNow(QUIET_PERIOD);
    const fresh = await publishAnnouncement(
      window,
      announcementContent({ title: { id: 'Baru & <penting>' } }),
    );
    const response = await window.request('/sitemap.xml');
    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const $ = load(await response.text(), { xml: true });
    const addresses = $('url > loc')
      .toArray()
      .map((one) => $(one).text());
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const path of ['/', '/en', '/berita', '/tahapan/pilkada-2024', '/en/tahapan/pemilu-2024', '/cek']) {
      expect(addresses).toContain(`https://jendela.example${path}`);
    }
    const urlOf = (path: string) =>
      $('url').filter((_, url) => $(url).children('loc').text() === `https://jendela.example${path}`);
    expect(urlOf(`/berita/${itemRef(old)}`).find('news\\:news')).toHaveLength(0);
    const news = urlOf(`/en/berita/${itemRef(fresh)}`);
    expect(news.find('news\\:title').text()).toBe('Baru & <penting>');
    expect(news.find('news\\:language').text()).toBe('en');
    expect(news.children('lastmod').text()).toBe('2024-11-24T02:00:00Z');
    expect(
      news
        .find('xhtml\\:link')
        .toArray()
        .map((one) => $(one).attr('hreflang')),
    ).toEqual(['id', 'en', 'x-default']);
    expect(addresses.some((address) => /kerja|masuk/.test(address))).toBe(false);
  });

  test('is named to robots, who are told what is not for them', async () => {
    const text = await (await window.request('/robots.txt')).text();
    expect(text).toContain('Disallow: /kerja\n');
    expect(text).toContain('Sitemap: https://jendela.example/sitemap.xml\n');
    expect((await window.request('/en/robots.txt')).status).toBe(404);
    expect((await window.request('/sitemap/2.xml')).status).toBe(404);
  });
});

test('more pages than one file takes are parted, and an index names the parts', () => {
  const changedAt = QUIET_PERIOD;
  const entries = Array.from({ length: 25_001 }, (_, number) => ({ path: `/berita/${number}`, changedAt }));
  const parts = partsOf(entries);
  expect(parts.map((part) => part.length)).toEqual([25_000, 1]);
  const index = load(writeSitemapIndex(parts, place), { xml: true });
  expect(index('sitemap > loc').last().text()).toBe('https://jendela.example/sitemap/2.xml');
  const first = writeSitemap(parts[0] ?? [], place);
  expect(first.match(/<url>/g)).toHaveLength(50_000);
  expect(Buffer.byteLength(first)).toBeLessThan(50 * 1024 * 1024);
});

test('a page that two features name stands once, with what each knows', () => {
  expect(partsOf([{ path: '/berita' }, { path: '/berita', changedAt: QUIET_PERIOD }, { path: '/' }])).toEqual(
    [[{ path: '/berita', changedAt: QUIET_PERIOD }, { path: '/' }]],
  );
});
