import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSite, type Served, type TestSite } from '../../../../test/support/site.ts';
import type { ReadContext } from './incoming.ts';
import { readWordPress } from './wordpress.ts';

const NOW = Temporal.Instant.from('2024-11-24T02:00:00Z');

interface Post {
  readonly id: number;
  readonly date: string;
  readonly modified: string;
  readonly categories?: readonly number[];
  readonly more?: object;
}

/** Answers as WordPress does: the parameters that are asked by, pages with their number, and what is published. */
function wordpress(posts: readonly Post[], query: URLSearchParams): Served {
  const after = query.get('after')?.slice(0, 19);
  const modifiedAfter = query.get('modified_after')?.slice(0, 19);
  const include = query.get('include')?.split(',').map(Number);
  const categories = query.get('categories')?.split(',').map(Number);
  const order = query.get('order') === 'asc' ? 1 : -1;
  const by = query.get('orderby') === 'modified' ? 'modified' : 'date';
  const found = posts
    .filter(({ date }) => after === undefined || date > after)
    .filter(({ modified }) => modifiedAfter === undefined || modified > modifiedAfter)
    .filter(({ id }) => include?.includes(id) ?? true)
    .filter((post) => categories?.some((category) => post.categories?.includes(category)) ?? true)
    .sort((a, b) => (a[by] < b[by] ? -order : order));
  const size = Number(query.get('per_page'));
  const page = Number(query.get('page') ?? 1);
  const total = Math.ceil(found.length / size);
  if (page > 1 && page > total) return { status: 400, body: '{"code":"rest_post_invalid_page_number"}' };
  const shown = found.slice((page - 1) * size, page * size);
  return {
    headers: { 'x-wp-totalpages': String(total), 'content-type': 'application/json' },
    body: JSON.stringify(
      shown.map(({ id, date, modified, more }) =>
        query.get('_fields') === 'id'
          ? { id }
          : {
              id,
              link: `https://kpu.example/?p=${id}`,
              date_gmt: date,
              modified_gmt: modified,
              title: { rendered: `Pos &#8211; ${id}` },
              content: { rendered: `<p>Isi ${id}</p>`, protected: false },
              excerpt: { rendered: '<p>Ringkas</p>' },
              ...more,
            },
      ),
    ),
  };
}

describe('WordPress', () => {
  let site: TestSite;
  let posts: Post[] = [];
  beforeAll(async () => {
    site = await createSite();
  });
  afterAll(() => site.close());
  beforeEach(() => {
    posts = [];
    site.asked.splice(0);
    site.answer = (url) =>
      url.pathname === '/wp-json/wp/v2/posts' ? wordpress(posts, url.searchParams) : undefined;
  });

  const read = (
    state: ReadContext['state'] = {},
    knownKeys: readonly string[] = [],
    settings: object = { api: `${site.base}/wp-json/` },
  ) =>
    readWordPress(settings, {
      ask: site.ask,
      now: NOW,
      zone: 'Asia/Jakarta',
      signal: new AbortController().signal,
      state,
      knownKeys,
    });
  const keys = async (reading: ReturnType<typeof read>) => (await reading).items.map(({ key }) => key).sort();

  test('gives posts with what belongs to them', async () => {
    const embedded = {
      'wp:featuredmedia': [{ source_url: 'https://kpu.example/a.jpg' }],
      'wp:term': [
        [{ name: 'Berita &amp; Info', taxonomy: 'category' }],
        [{ name: 'x', taxonomy: 'post_tag' }],
      ],
    };
    posts = [
      { id: 7, date: '2024-11-23T01:00:00', modified: '2024-11-23T02:00:00', more: { _embedded: embedded } },
    ];
    const reading = await read();
    expect(reading).toMatchObject({
      kind: 'read',
      complete: false,
      gone: [],
      state: { modified: '2024-11-23T02:00:00' },
    });
    expect(reading.items).toEqual([
      {
        key: 'wp:7',
        url: 'https://kpu.example/?p=7',
        title: 'Pos – 7',
        markdown: 'Isi 7',
        summary: 'Ringkas',
        categories: ['Berita & Info'],
        imageUrl: 'https://kpu.example/a.jpg',
        language: 'id',
        publishedAt: Temporal.Instant.from('2024-11-23T01:00:00Z'),
        updatedAt: Temporal.Instant.from('2024-11-23T02:00:00Z'),
      },
    ]);
  });

  test('goes on from the last change, with a minute of overlap', async () => {
    posts = [
      { id: 1, date: '2024-10-01T00:00:00', modified: '2024-10-01T00:00:00' },
      { id: 2, date: '2024-10-02T00:00:00', modified: '2024-11-23T01:59:30' },
      { id: 3, date: '2024-10-03T00:00:00', modified: '2024-11-23T03:00:00' },
    ];
    const reading = read({ modified: '2024-11-23T02:00:00' });
    expect(await keys(reading)).toEqual(['wp:2', 'wp:3']);
    expect((await reading).state).toEqual({ modified: '2024-11-23T03:00:00' });
  });

  test('finds a planned post, which goes out without a new time of change', async () => {
    posts = [{ id: 4, date: '2024-11-24T01:00:00', modified: '2024-11-01T00:00:00' }];
    expect(await keys(read({ modified: '2024-11-23T02:00:00' }))).toEqual(['wp:4']);
  });

  test('a post from the future hides none that comes after it', async () => {
    posts = [
      { id: 5, date: '2024-11-23T00:00:00', modified: '9999-12-31T00:00:00' },
      { id: 6, date: '2024-11-23T00:00:00', modified: '0000-00-00T00:00:00' },
      { id: 7, date: '2024-11-23T00:00:00', modified: '2024-11-23T00:00:00' },
    ];
    const reading = await read();
    expect(reading.state).toEqual({ modified: '2024-11-23T00:00:00' });
    expect(reading.items).toHaveLength(3);
    expect(reading.items.filter(({ dateDoubtful }) => dateDoubtful)).toHaveLength(2);
  });

  test('takes the newest of a large archive, and goes through many changes in several readings', async () => {
    posts = Array.from({ length: 500 }, (_, n) => {
      const at = Temporal.PlainDateTime.from('2024-01-01T00:00:00').add({ hours: n }).toString();
      return { id: n + 1, date: at, modified: `${at.slice(0, 16)}:00` };
    });
    const first = await read();
    expect(first.items).toHaveLength(50);
    expect(first.items[0]?.key).toBe('wp:500');
    let state: ReadContext['state'] = { modified: '2024-01-01T00:00:00' };
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      const reading = await read(state);
      expect(reading.items.length).toBeLessThanOrEqual(200);
      for (const { key } of reading.items) seen.add(key);
      state = reading.state;
    }
    expect(seen.size).toBe(500);
  });

  test('gets past more posts of one moment than a reading takes', async () => {
    posts = Array.from({ length: 260 }, (_, n) => ({
      id: n + 1,
      date: '2024-01-01T00:00:00',
      modified: '2024-11-01T00:00:00',
    }));
    posts.push({ id: 900, date: '2024-01-01T00:00:00', modified: '2024-11-02T00:00:00' });
    expect(await keys(read({ modified: '2024-11-01T00:00:00' }))).toContain('wp:900');
  });

  test('tells what was deleted, made private, moved to another category, or put behind a password', async () => {
    const when = { date: '2024-11-20T00:00:00', modified: '2024-11-23T12:00:00', categories: [3] };
    posts = [
      { id: 1, ...when, modified: '2024-11-20T00:00:00' },
      { id: 2, ...when, categories: [4], modified: '2024-11-20T00:00:00' },
      { id: 3, ...when, more: { content: { rendered: '', protected: true } } },
    ];
    const settings = { api: `${site.base}/wp-json`, categories: [3] };
    const known = ['wp:1', 'wp:2', 'wp:3', 'wp:99', 'other', 'wp:x'];
    const reading = await read({ modified: '2024-11-23T00:00:00' }, known, settings);
    expect([...reading.gone].sort()).toEqual(['wp:2', 'wp:3', 'wp:99']);
    expect(reading.items).toEqual([]);
  });

  test('asks after many known posts in turns, and after each of them in the end', async () => {
    const known = Array.from({ length: 450 }, (_, n) => `wp:${n + 1}`);
    let state: ReadContext['state'] = { modified: '2024-11-23T00:00:00' };
    const gone = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      site.asked.splice(0);
      const reading = await read(state, known);
      expect(site.asked.length).toBeLessThanOrEqual(4);
      for (const key of reading.gone) gone.add(key);
      state = reading.state;
    }
    expect(gone.size).toBe(450);
  });

  test('is asked by its query where it has no paths', async () => {
    posts = [{ id: 7, date: '2024-11-23T01:00:00', modified: '2024-11-23T02:00:00' }];
    site.answer = (url) =>
      url.searchParams.get('rest_route') === '/wp/v2/posts' ? wordpress(posts, url.searchParams) : undefined;
    expect(await keys(read({}, [], { api: `${site.base}/index.php?rest_route=/` }))).toEqual(['wp:7']);
  });

  test.each<[string, Served]>([
    ['asks for a password', { status: 401, body: '{"code":"rest_login_required"}' }],
    ['forbids it', { status: 403 }],
    ['has none', { status: 404 }],
    ['answers a page', '<html></html>'],
    ['answers something else', '{"code":"ok"}'],
    ['answers half', '[{"id":1,'],
  ])('a site that %s is closed, and nothing is gone', async (_, served) => {
    site.answer = () => served;
    await expect(read({ modified: '2024-11-23T02:00:00' }, ['wp:1'])).rejects.toMatchObject({
      code: 'wordpress-closed',
    });
  });

  test('a site that is busy says for how long', async () => {
    site.answer = () => ({ status: 503, headers: { 'retry-after': '120' } });
    await expect(read()).rejects.toMatchObject({ code: 'status', status: 503, retryAfterSeconds: 120 });
  });
});
