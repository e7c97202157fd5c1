import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSite, type TestSite } from '../../../../test/support/site.ts';
import { parseFeed, readFeed } from './feed.ts';
import { type ReadContext, SourceError } from './incoming.ts';

const NOW = Temporal.Instant.from('2024-11-24T02:00:00Z');
const PLACE = { url: 'https://kpu.example/feed/', now: NOW, zone: 'Asia/Jakarta' };

const parse = (text: string | Uint8Array, contentType: string | null = null) =>
  parseFeed(typeof text === 'string' ? Buffer.from(text) : text, contentType, PLACE);

async function codeOf(reading: Promise<unknown>): Promise<string | undefined> {
  try {
    await reading;
    return undefined;
  } catch (error) {
    return error instanceof SourceError ? error.code : String(error);
  }
}

const rss = (items: string, declaration = '<?xml version="1.0" encoding="UTF-8"?>') =>
  `${declaration}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>KPU</title><link>https://kpu.example</link><description>d</description>${items}</channel></rss>`;

describe('kinds of feeds', () => {
  test('RSS as WordPress writes it', async () => {
    const [item] = await parse(
      rss(`<item>
        <title>Jadwal &#8211; “Pilkada” &amp; lainnya</title>
        <link>https://kpu.example/2024/11/jadwal/?utm_source=rss&#038;utm_medium=rss&#038;a=1#more</link>
        <pubDate>Sat, 23 Nov 2024 01:02:03 +0000</pubDate>
        <category><![CDATA[Berita & Info]]></category><category>Berita &amp; Info</category><category>Pilkada</category>
        <guid isPermaLink="false">https://kpu.example/?p=7</guid>
        <description><![CDATA[<p>Ringkas&nbsp;[&#8230;]</p>]]></description>
        <content:encoded><![CDATA[<h1>Jadwal</h1><p>Isi <strong>penting</strong>, <a href="/x">lihat</a>.</p><img src="/a.jpg">]]></content:encoded>
      </item>`),
    );
    expect(item).toEqual({
      key: 'https://kpu.example/?p=7',
      url: 'https://kpu.example/2024/11/jadwal/?a=1',
      title: 'Jadwal – “Pilkada” & lainnya',
      summary: 'Ringkas […]',
      markdown: '## Jadwal\n\nIsi **penting**, [lihat](https://kpu.example/x).',
      publishedAt: Temporal.Instant.from('2024-11-23T01:02:03Z'),
      categories: ['Berita & Info', 'Pilkada'],
      imageUrl: 'https://kpu.example/a.jpg',
      language: 'id',
    });
  });

  test('Atom with XHTML, with words, and with HTML that it does not call so', async () => {
    const items =
      await parse(`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>t</id><updated>2024-11-23T00:00:00Z</updated>
      <entry><id>e1</id><title>1 &lt; 2 &amp;amp; 3</title><link rel="alternate" href="/e1"/>
        <published>2024-11-22T00:00:00Z</published><updated>2024-11-23T00:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Isi <em>miring</em> &amp; <a href="b">b</a></p><script>alert(1)</script></div></content></entry>
      <entry><id>e2</id><title type="text">A</title><updated>2024-11-23T00:00:00Z</updated><content type="text">a &lt;b&gt; *c*</content></entry>
      <entry><id>e3</id><title>B</title><updated>2024-11-23T00:00:00Z</updated><content>&lt;p&gt;isi&lt;/p&gt;</content></entry>
    </feed>`);
    expect(items).toMatchObject([
      {
        key: 'e1',
        title: '1 < 2 &amp; 3',
        url: 'https://kpu.example/e1',
        markdown: 'Isi *miring* & [b](https://kpu.example/b)',
        publishedAt: Temporal.Instant.from('2024-11-22T00:00:00Z'),
        updatedAt: Temporal.Instant.from('2024-11-23T00:00:00Z'),
      },
      { key: 'e2', markdown: 'a \\<b\\> \\*c\\*' },
      { key: 'e3', markdown: 'isi' },
    ]);
  });

  test('RDF', async () => {
    const items =
      await parse(`<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://kpu.example/"><title>T</title><link>https://kpu.example/</link><description>d</description></channel>
      <item rdf:about="https://kpu.example/r1"><title>Satu</title><link>https://kpu.example/r1</link><description>Isi</description><dc:date>2024-11-23T08:00:00+07:00</dc:date><dc:subject>Berita</dc:subject></item>
    </rdf:RDF>`);
    expect(items).toMatchObject([
      {
        key: 'https://kpu.example/r1',
        title: 'Satu',
        markdown: 'Isi',
        categories: ['Berita'],
        publishedAt: Temporal.Instant.from('2024-11-23T01:00:00Z'),
      },
    ]);
  });

  test('JSON Feed, with a mark at its beginning', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'T',
      items: [
        {
          id: 'j1',
          url: 'https://kpu.example/j1',
          title: 'Satu <dua>',
          content_html: '<p>Isi</p>',
          image: '/j.png',
          date_published: '2024-11-23T08:00:00+07:00',
          date_modified: '2024-11-23T09:00:00+07:00',
          tags: ['Berita'],
        },
        { id: 'j2', content_text: 'Tanpa judul, baris *satu*\n\nbaris dua' },
      ],
    };
    expect(await parse(`\uFEFF${JSON.stringify(feed)}`)).toMatchObject([
      {
        key: 'j1',
        title: 'Satu <dua>',
        markdown: 'Isi',
        imageUrl: 'https://kpu.example/j.png',
        categories: ['Berita'],
      },
      {
        key: 'j2',
        title: 'Tanpa judul, baris *satu* baris dua',
        markdown: 'Tanpa judul, baris \\*satu\\*\n\nbaris dua',
      },
    ]);
  });

  test('RSS with a document type of old, comments before and after', async () => {
    const old = rss(
      '<item><title>A</title><guid>1</guid></item>',
      '<?xml version="1.0"?><!-- <feed> --><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">',
    );
    expect(await parse(`${old}\n<!-- cached by a program -->`)).toHaveLength(1);
  });
});

describe('awkward feeds', () => {
  test.each([
    ['iso-8859-1', 'latin1'],
    ['windows-1252', 'windows-1252'],
    ['utf-16', 'utf-16'],
    ['utf-8', 'utf-8'],
  ])('in %s', async (name, encoding) => {
    const text = rss(
      '<item><guid>1</guid><title>Café señor</title></item>',
      `<?xml version="1.0" encoding="${name}"?>`,
    );
    expect(
      (await parse(iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf') })))[0]?.title,
    ).toBe('Café señor');
  });

  test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'Senin, 12 Nov 2024'])(
    'with a date of %s',
    async (date) => {
      const [item] = await parse(
        rss(`<item><guid>1</guid><title>A</title><pubDate>${date}</pubDate></item>`),
      );
      expect(item).toMatchObject({ title: 'A', dateDoubtful: true });
      expect(item?.publishedAt).toBeUndefined();
    },
  );

  test('with one name for two articles, which is the newer one', async () => {
    const items = await parse(
      rss('<item><guid>1</guid><title>Baru</title></item><item><guid>1</guid><title>Lama</title></item>'),
    );
    expect(items).toMatchObject([{ key: '1', title: 'Baru' }]);
  });

  test('with articles that have no name, no title, or nothing', async () => {
    const items = await parse(
      rss(`<item></item><item><title></title></item><item><title>Tanpa nama</title></item>
        <item><link>https://kpu.example/b</link><description>&lt;p&gt;Kata pertama&lt;/p&gt;</description></item>
        <item><guid>${'x'.repeat(5_000)}</guid><title>Panjang</title></item>`),
    );
    expect(items).toMatchObject([
      { key: 'https://kpu.example/b', title: 'Kata pertama', markdown: 'Kata pertama' },
      { key: expect.stringMatching(/^sha256:.{43}$/), title: 'Panjang' },
    ]);
  });

  test('that says English and is Indonesian', async () => {
    const text =
      'KPU mengumumkan bahwa tahapan ini akan dimulai pada hari Senin dan tidak ditunda untuk para pemilih di kota';
    const feed = (words: string) =>
      rss(`<item><guid>1</guid><title>A</title><description>${words}</description></item>`).replace(
        '<channel>',
        '<channel><language>en-US</language>',
      );
    expect((await parse(feed(text)))[0]?.language).toBe('id');
    expect((await parse(feed('Short words')))[0]?.language).toBe('en');
  });

  test('with no articles', async () => {
    expect(await parse(rss(''))).toEqual([]);
  });

  test('with script in every field', async () => {
    const evil =
      '&lt;script&gt;alert(1)&lt;/script&gt;<![CDATA[<script>alert(1)</script><img src=x onerror=alert(1)>]]>';
    const address = 'javascript:alert(1)';
    const items = await parse(
      rss(`<item><guid>${evil}</guid><link>${address}</link><title>A ${evil}</title><category>${evil}</category><pubDate>${evil}</pubDate>
        <author>${evil}</author><description>${evil}</description><enclosure url="${address}" type="image/png" length="1"/>
        <content:encoded>${evil}&lt;a href="${address}"&gt;x&lt;/a&gt;</content:encoded><media:content url="${address}" medium="image"/></item>`),
    );
    expect(items).toHaveLength(1);
    expect(JSON.stringify({ ...items[0], key: '' })).not.toMatch(/script|onerror|alert/i);
  });

  const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
    '',
  );
  test.each([
    ['nothing', ''],
    ['white space', ' \n '],
    [
      'a page',
      '<!DOCTYPE html><html><head><title>rss</title></head><body><rss version="2.0"></rss></body></html>',
    ],
    ['a page in capitals', '<HTML><BODY></BODY></HTML>'],
    ['words', 'Feed sedang diperbaiki'],
    ['JSON that is no feed', '{"message":"no"}'],
    ['JSON that is cut off', '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":'],
    ['a feed that is cut off', rss('<item><guid>1</guid><title>A</title></item><item><guid>2').slice(0, -30)],
    [
      'a feed that ends within an article',
      rss('<item><guid>1</guid><title>A</title>').split('</channel>')[0] ?? '',
    ],
    [
      'a site map',
      '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>',
    ],
    ['a comment without end', '<!-- '.repeat(100_000)],
    [
      'entities that grow',
      rss(
        '<item><guid>1</guid><title>&l12;</title></item>',
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>`,
      ),
    ],
    ['entities behind a comment', rss('', `<!-- <rss> --><!DOCTYPE x [ <!ENTITY a "b"> ]>`)],
    [
      'a file of this machine',
      rss('<item><title>&f;</title></item>', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
    ],
  ])('%s is no feed', async (_, text) => {
    expect(await codeOf(parse(text))).toBe('not-a-feed');
  });

  test('entities that nothing defines stay words', async () => {
    expect((await parse(rss('<item><guid>1</guid><title>&laughs; A</title></item>')))[0]?.title).toContain(
      'A',
    );
  });

  test('elements in elements without end are refused or read, and nothing falls over', async () => {
    const deep = rss(
      `<item><guid>1</guid><title>A</title>${'<x>'.repeat(50_000)}${'</x>'.repeat(50_000)}</item>`,
    );
    expect([undefined, 'not-a-feed']).toContain(await codeOf(parse(deep)));
  });

  test('no more articles than a window looks at', async () => {
    const many = Array.from(
      { length: 2_000 },
      (_, n) => `<item><guid>${n}</guid><title>A${n}</title></item>`,
    );
    expect(await parse(rss(many.join('')))).toHaveLength(200);
  });
});

describe('a feed at a site', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await createSite();
  });
  afterAll(() => site.close());
  beforeEach(() => void site.asked.splice(0));

  const context = (state: ReadContext['state'] = {}): ReadContext => ({
    ask: site.ask,
    now: NOW,
    zone: 'Asia/Jakarta',
    signal: new AbortController().signal,
    state,
    knownKeys: [],
  });

  test('is asked whether it has changed by what it gave before', async () => {
    const headers = { etag: 'W/"a"', 'last-modified': 'Sat, 23 Nov 2024 00:00:00 GMT' };
    site.pages.set('/feed', { headers, body: rss('<item><guid>1</guid><title>A</title></item>') });
    const first = await readFeed({ url: `${site.base}/feed` }, context());
    expect(first).toMatchObject({ kind: 'read', complete: false, gone: [], items: [{ key: '1' }] });
    const second = await readFeed({ url: `${site.base}/feed` }, context(first.state));
    expect(second).toEqual({ kind: 'unchanged', items: [], gone: [], complete: false, state: first.state });
    expect(site.asked[1]?.headers).toMatchObject({
      'if-none-match': 'W/"a"',
      'if-modified-since': 'Sat, 23 Nov 2024 00:00:00 GMT',
    });
  });

  test.each([404, 410, 429, 500, 503])('answers %i', async (status) => {
    site.pages.set('/feed', { status, headers: { 'retry-after': '90' } });
    await expect(readFeed({ url: `${site.base}/feed` }, context())).rejects.toMatchObject({
      code: 'status',
      status,
      retryAfterSeconds: 90,
    });
  });

  test('is asked at web addresses only', async () => {
    for (const url of ['file:///etc/passwd', 'javascript:x', '', 'kpu.example/feed']) {
      await expect(readFeed({ url }, context())).rejects.toThrow();
    }
    expect(site.asked).toEqual([]);
  });
});
