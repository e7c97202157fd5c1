import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSite, type TestSite } from '../../../../test/support/site.ts';
import { OutgoingError } from '../../../platform/outgoing/errors.ts';
import { discover } from './discover.ts';

const rss = (title: string, head = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title><![CDATA[${title}]]></title><link>https://kpu.example</link><description>d</description>${head}<item><guid>1</guid><title>A</title><atom:link rel="hub" href="https://evil.example/"/></item></channel></rss>`;

describe('what a site has', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await createSite();
  });
  afterAll(() => site.close());
  beforeEach(() => {
    site.pages.clear();
    site.asked.splice(0);
  });

  const find = (path: string) =>
    discover(`${site.base}${path}`, {
      ask: site.ask,
      now: Temporal.Instant.from('2024-11-24T02:00:00Z'),
      zone: 'Asia/Jakarta',
      signal: new AbortController().signal,
      state: {},
      knownKeys: [],
    });

  test('is named by its page: WordPress, feeds that are feeds, and no comments', async () => {
    site.pages.set('/', {
      headers: { link: `<${site.base}/wp-json/>; rel="https://api.w.org/"` },
      body: `<html><head><title>KPU &amp; Depok</title>
        <link rel="alternate" type="application/rss+xml" title="KPU » Comments Feed" href="/comments/feed/">
        <link rel="alternate" type="application/rss+xml" href="/feed/?utm_source=x">
        <link rel="alternate" type="application/rss+xml" href="/feed/">
        <link rel="ALTERNATE" type="application/atom+xml" href="/mati.xml">
        <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">
        <link rel="alternate" hreflang="en" href="/en"></head></html>`,
    });
    site.pages.set('/feed/', rss('KPU'));
    site.pages.set('/wp-json/wp/v2/pages/1', '{"id":1,"title":{"rendered":"x"}}');
    expect(await find('/')).toEqual([
      { kind: 'wordpress', address: `${site.base}/wp-json/`, title: 'KPU & Depok' },
      { kind: 'feed', address: `${site.base}/feed/`, title: 'KPU' },
    ]);
    expect(site.asked.map(({ path }) => path)).not.toContain('/comments/feed/');
  });

  test('is found where sites usually have it', async () => {
    site.pages.set('/berita', '<html></html>');
    site.pages.set('/rss.xml', rss('KPU'));
    expect(await find('/berita')).toEqual([{ kind: 'feed', address: `${site.base}/rss.xml`, title: 'KPU' }]);
    site.pages.set(
      '/wp-json/',
      JSON.stringify({ name: 'KPU &amp; Depok', namespaces: ['oembed/1.0', 'wp/v2'] }),
    );
    expect(await find('/berita')).toMatchObject([
      { kind: 'wordpress', address: `${site.base}/wp-json/`, title: 'KPU & Depok' },
      { kind: 'feed' },
    ]);
  });

  test('is nothing where there is nothing', async () => {
    site.answer = () => '<html><title>Tidak ditemukan</title></html>';
    expect(await find('/')).toEqual([]);
    site.answer = () => undefined;
  });

  test.each([
    [
      'in RSS',
      {},
      rss('KPU', '<atom:link rel="self" href="/umpan"/><atom:link rel="hub" href="https://hub.example/"/>'),
    ],
    [
      'in Atom',
      {},
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>KPU</title><link rel="hub" href="https://hub.example/"/><link rel="self" href="/umpan"/><entry><id>1</id><title>A</title><link rel="self" href="/lain"/></entry></feed>',
    ],
    [
      'in JSON Feed',
      {},
      '{"version":"https://jsonfeed.org/version/1.1","items":[],"title":"KPU","feed_url":"/umpan","hubs":[{"type":"rssCloud","url":"https://a.example"},{"type":"WebSub","url":"https://hub.example/"}]}',
    ],
    ['in the answer', { link: '<https://hub.example/>; rel="hub", </umpan>; rel=self' }, rss('KPU')],
  ])('has a hub that is named %s', async (_, headers, body) => {
    site.pages.set('/umpan-lama', { headers, body });
    expect(await find('/umpan-lama')).toEqual([
      {
        kind: 'feed',
        address: `${site.base}/umpan-lama`,
        title: 'KPU',
        push: { hub: 'https://hub.example/', topic: `${site.base}/umpan` },
      },
    ]);
  });

  test('has no hub where only an article names one', async () => {
    site.pages.set('/umpan', rss('KPU'));
    expect((await find('/umpan'))[0]?.push).toBeUndefined();
  });

  test('is not looked for inside the network that a page names', async () => {
    site.pages.set(
      '/',
      '<link rel="alternate" type="application/rss+xml" href="http://169.254.169.254/feed"><link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
    );
    expect(await find('/')).toEqual([]);
  });

  test('cannot be told of a site that is away', async () => {
    await expect(find('/tidak-ada')).rejects.toMatchObject({ code: 'status', status: 404 });
    await expect(
      discover('http://10.0.0.1/', {
        ask: site.ask,
        now: Temporal.Instant.from('2024-11-24T02:00:00Z'),
        zone: 'Asia/Jakarta',
        signal: new AbortController().signal,
        state: {},
        knownKeys: [],
      }),
    ).rejects.toBeInstanceOf(OutgoingError);
  });
});
