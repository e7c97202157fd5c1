import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOutgoing, type Outgoing } from '../../../platform/outgoing/outgoing.ts';
import { discover } from './discover.ts';
import { readFeed } from './feed.ts';
import { type ReadContext, SourceError } from './incoming.ts';

const NOW = Temporal.Instant.from('2024-11-24T02:00:00Z');

type Served =
  | string
  | Buffer
  | { readonly status: number; readonly headers: Record<string, string>; readonly body: string | Buffer };

const rss = (items: string, head = '<?xml version="1.0" encoding="UTF-8"?>') =>
  `${head}<rss version="2.0"><channel><title>KPU</title><link>https://kpu.example</link><description>d</description>${items}</channel></rss>`;
const item = (inner: string) => `<item><guid>g1</guid><link>https://kpu.example/a</link>${inner}</item>`;

describe('reading other sites', () => {
  let server: Server;
  let base: string;
  let outgoing: Outgoing;
  const pages = new Map<string, Served>();

  beforeAll(async () => {
    server = createServer((request, response) => {
      const served = pages.get(request.url ?? '');
      if (served === undefined) return void response.writeHead(404).end();
      if (typeof served === 'string' || Buffer.isBuffer(served)) return void response.end(served);
      if (request.headers['if-none-match'] === served.headers['etag'] && served.headers['etag']) {
        return void response.writeHead(304).end();
      }
      response.writeHead(served.status, served.headers).end(served.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    base = `http://127.0.0.1:${port}`;
    outgoing = createOutgoing({
      OUTGOING_ALLOW_HOSTS: [`127.0.0.1:${port}`],
      SECURITY_CONTACT: 'mailto:a@b.example',
      publicUrl: 'https://jendela.example',
    });
  });
  afterAll(async () => {
    await outgoing.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const context = (more: Partial<ReadContext> = {}): ReadContext => ({
    ask: outgoing.ask,
    now: NOW,
    zone: 'Asia/Jakarta',
    signal: new AbortController().signal,
    state: {},
    knownKeys: [],
    ...more,
  });
  async function feed(body: Served) {
    pages.set('/feed', body);
    return readFeed({ url: `${base}/feed` }, context());
  }
  async function codeOf(reading: Promise<unknown>): Promise<string | undefined> {
    const error = await reading.then(
      () => undefined,
      (cause: unknown) => cause,
    );
    return error instanceof SourceError ? error.code : undefined;
  }

  test('a feed’s articles come in cleaned', async () => {
    const reading = await feed(
      rss(
        item(
          '<title>Jadwal &amp; tahapan</title><pubDate>Sun, 24 Nov 2024 08:00:00 +0700</pubDate><description><![CDATA[<p onclick="x()">Isi <b>tebal</b><script>alert(1)</script> <a href="/b?utm_source=x#y">tautan</a></p>]]></description>',
        ),
      ),
    );
    expect(reading.items).toMatchObject([
      {
        key: 'g1',
        url: 'https://kpu.example/a',
        title: 'Jadwal & tahapan',
        publishedAt: Temporal.Instant.from('2024-11-24T01:00:00Z'),
      },
    ]);
    expect(reading.items[0]?.markdown).toMatch(/Isi \*\*tebal\*\*/);
    expect(reading.items[0]?.markdown).not.toMatch(/alert|onclick/);
  });

  test.each([
    ['0001-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z'],
    ['kemarin sore'],
    ['Mon, 32 Foo 2024 99:00:00 GMT'],
  ])('a date of %s loses no article', async (date) => {
    const reading = await feed(
      rss(item(`<title>A</title><pubDate>${date}</pubDate><description>x</description>`)),
    );
    expect(reading.items).toMatchObject([{ title: 'A', dateDoubtful: true }]);
    expect(reading.items[0]?.publishedAt).toBeUndefined();
  });

  test('words in another encoding than is said are read, and those in the one that is said', async () => {
    const latin = Buffer.from(
      rss(
        item('<title>Café Señor</title><description>x</description>'),
        '<?xml version="1.0" encoding="iso-8859-1"?>',
      ),
      'latin1',
    );
    expect((await feed(latin)).items[0]?.title).toBe('Café Señor');
    const wrong = rss(
      item('<title>Café Señor</title><description>x</description>'),
      '<?xml version="1.0" encoding="iso-8859-1"?>',
    );
    expect((await feed(wrong)).items[0]?.title).toBe('Café Señor');
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(rss(item('<title>Lebar</title>'), ''), 'utf16le'),
    ]);
    expect((await feed(wide)).items[0]?.title).toBe('Lebar');
  });

  test.each([
    ['a page', '<!doctype html><html><body>Halo</body></html>'],
    ['nothing', ''],
    ['something cut off', '<rss version="2.0"><chan'],
    [
      'entities that grow',
      `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>${rss(item('<title>&lol2;</title>'), '')}`,
    ],
    [
      'an entity of this machine’s files',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${rss(item('<title>&f;</title>'), '')}`,
    ],
  ])('%s is told as no feed', async (_what, body) => {
    expect(await codeOf(feed(body))).toBe('not-a-feed');
  });

  test('script in every field comes in as words, or not at all', async () => {
    const evil = '&lt;script&gt;alert(1)&lt;/script&gt;';
    const reading = await feed(
      rss(
        `<item><guid>javascript:alert(1)</guid><link>javascript:alert(1)</link><title>A${evil}</title><category>${evil}</category><description>${evil}<![CDATA[<img src=x onerror=alert(1)><iframe src="//evil.example"></iframe>]]></description></item>`,
      ),
    );
    expect(reading.items[0]?.url).toBeUndefined();
    expect(JSON.stringify({ ...reading.items[0], key: '' })).not.toMatch(
      /<script|onerror|iframe|javascript:/i,
    );
  });

  test('a feed that has not changed is not read again', async () => {
    pages.set('/same', { status: 200, headers: { etag: '"1"' }, body: rss(item('<title>A</title>')) });
    const first = await readFeed({ url: `${base}/same` }, context());
    expect(first.state).toEqual({ etag: '"1"' });
    const second = await readFeed({ url: `${base}/same` }, context({ state: first.state }));
    expect(second).toMatchObject({ kind: 'unchanged', items: [] });
  });

  test('a site that asks for a pause gets it', async () => {
    pages.set('/busy', { status: 429, headers: { 'retry-after': '600' }, body: '' });
    const error = await readFeed({ url: `${base}/busy` }, context()).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'status', status: 429, retryAfterSeconds: 600 });
  });

  test('Atom and JSON Feed are read as well', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title><id>t</id><updated>2024-11-23T00:00:00Z</updated><entry><id>e1</id><title type="html">A &lt;b&gt;b&lt;/b&gt;</title><link href="https://kpu.example/e1"/><updated>2024-11-23T00:00:00Z</updated><content type="html">&lt;p&gt;Isi&lt;/p&gt;</content></entry></feed>`;
    expect((await feed(atom)).items).toMatchObject([
      { key: 'e1', title: 'A b', markdown: 'Isi', language: 'en' },
    ]);
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'T',
      items: [{ id: 'j1', url: 'https://kpu.example/j1', title: 'J', content_text: 'Satu < dua\n\nTiga' }],
    });
    const [first] = (await feed(json)).items;
    expect(first).toMatchObject({ key: 'j1', title: 'J' });
    expect(first?.markdown).toMatch(/Satu .*dua\n\nTiga/);
  });

  test('what a site has is found from its address', async () => {
    pages.set(
      '/',
      `<html><head><title>KPU Depok</title><link rel="alternate" type="application/rss+xml" href="/umpan"><link rel="https://api.w.org/" href="${base}/wp-json/"></head></html>`,
    );
    const withHub = rss(item('<title>A</title>')).replace(
      '<channel>',
      `<channel xmlns:atom="http://www.w3.org/2005/Atom"><atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="${base}/umpan"/>`,
    );
    pages.set('/umpan', withHub);
    expect(await discover(`${base}/`, context())).toMatchObject([
      { kind: 'wordpress', address: `${base}/wp-json/`, title: 'KPU Depok' },
      {
        kind: 'feed',
        address: `${base}/umpan`,
        title: 'KPU',
        push: { hub: 'https://hub.example/', topic: `${base}/umpan` },
      },
    ]);
    pages.set('/lain', '<html></html>');
    pages.set('/rss.xml', rss(item('<title>A</title>')));
    expect(await discover(`${base}/lain`, context())).toMatchObject([
      { kind: 'feed', address: `${base}/rss.xml` },
    ]);
  });
});
