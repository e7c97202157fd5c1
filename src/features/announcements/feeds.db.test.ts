import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  announcementContent,
  announcementEnvelope,
  correctAnnouncement,
  hoaxContent,
  publishAnnouncement,
  withdrawAnnouncement,
} from '../../../test/support/announcements.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';

let window: TestWindow;
beforeAll(async () => {
  window = await createTestWindow({ name: 'announcement_feeds', stages: false });
});
afterAll(() => window?.close());

const text = async (path: string) => (await window.request(path)).text();

test('feeds are valid, name the hub and themselves, and are the same in three forms', async () => {
  expect(parseAtomFeed(await text('/berita/atom.xml')).entries ?? []).toEqual([]);
  const item = await publishAnnouncement(window);
  window.setNow(QUIET_PERIOD.add({ minutes: 1 }));
  await publishAnnouncement(window, hoaxContent(), announcementEnvelope({ areas: ['32.76.06'] }));
  const atom = await vi.waitFor(async () => {
    const feed = parseAtomFeed(await text('/berita/atom.xml'));
    expect(feed.entries).toHaveLength(2);
    return feed;
  });
  expect(atom).toMatchObject({
    id: 'tag:jendela.example,2026:berita/atom.xml/id',
    updated: '2024-11-24T02:01:00.000Z',
    links: [
      { rel: 'self', href: 'https://jendela.example/berita/atom.xml' },
      { rel: 'alternate', href: 'https://jendela.example/berita' },
      { rel: 'hub', href: 'https://jendela.example/api/v1/hub' },
    ],
  });
  expect(atom.entries?.[1]).toMatchObject({
    id: `tag:jendela.example,2026:berita/${item.id}/id`,
    published: '2024-11-24T02:00:00.000Z',
    authors: [{ name: 'KPU Kota Depok' }],
  });
  const rss = parseRssFeed(await text('/berita/rss.xml'));
  expect(rss.atom?.links?.map(({ rel }) => rel)).toEqual(['self', 'hub']);
  const json = parseJsonFeed(await text('/berita/feed.json'));
  expect(json.hubs).toEqual([{ type: 'WebSub', url: 'https://jendela.example/api/v1/hub' }]);
  expect(await text('/berita/feed.json')).toContain('"version":"https://jsonfeed.org/version/1.1"');
  const ids = atom.entries?.map(({ id }) => id);
  expect(rss.items?.map(({ guid }) => guid?.value)).toEqual(ids);
  expect(json.items?.map(({ id }) => id)).toEqual(ids);

  const response = await window.request('/berita/rss.xml');
  expect(response.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
  expect(response.headers.get('link')).toBe(
    '<https://jendela.example/api/v1/hub>; rel="hub", <https://jendela.example/berita/rss.xml>; rel="self"',
  );
  const again = await window.request('/berita/rss.xml', {
    headers: { 'if-none-match': response.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

test('a narrowed feed has its own address, and one address alone', async () => {
  const hoaxes = parseAtomFeed(await text('/berita/atom.xml?wilayah=32.76.06.1002&jenis=hoaks&utm=x'));
  expect(hoaxes.links?.[0]?.href).toBe(
    'https://jendela.example/berita/atom.xml?jenis=hoaks&wilayah=32.76.06.1002',
  );
  expect(hoaxes.title?.value).toContain('Bantahan hoaks');
  expect(hoaxes.entries).toHaveLength(1);
  expect(parseAtomFeed(await text('/berita/atom.xml?jenis=hoaks&wilayah=32.76.01')).entries ?? []).toEqual(
    [],
  );
  const english = parseJsonFeed(await text('/en/berita/feed.json'));
  expect(english.language).toBe('en');
  expect(english.feed_url).toBe('https://jendela.example/en/berita/feed.json');
});

test('a correction updates its entry, a withdrawal empties it, under the same id', async () => {
  window.setNow(QUIET_PERIOD.add({ minutes: 5 }));
  const item = await publishAnnouncement(window, announcementContent({ title: { id: 'Yang diperbaiki' } }));
  const id = `tag:jendela.example,2026:berita/${item.id}/id`;
  const entry = async (words: string) =>
    vi.waitFor(async () => {
      const found = parseAtomFeed(await text('/berita/atom.xml')).entries?.find((one) => one.id === id);
      expect(found?.content?.value).toContain(words);
      return found;
    });
  await entry('kantor PPS');
  window.setNow(QUIET_PERIOD.add({ minutes: 10 }));
  const corrected = await correctAnnouncement(window, item.id, {
    content: announcementContent({ title: { id: 'Yang diperbaiki' }, body: { id: 'Yang benar.' } }),
    note: { id: 'Tempatnya keliru.' },
  });
  expect(await entry('Tempatnya keliru.')).toMatchObject({
    published: '2024-11-24T02:05:00.000Z',
    updated: '2024-11-24T02:10:00.000Z',
  });
  await withdrawAnnouncement(window, corrected, { id: 'Suratnya palsu.' });
  const gone = await entry('Suratnya palsu.');
  expect(gone?.title?.value).toBe('Ditarik: Yang diperbaiki');
  expect(gone?.content?.value).not.toContain('Yang benar.');
});
