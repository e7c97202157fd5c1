import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWindow, type TestWindow } from '../test/support/test-window.ts';

let test: TestWindow;

beforeAll(async () => {
  test = await createTestWindow({ name: 'window' });
});
afterAll(() => test.close());

async function page(path: string): Promise<string> {
  const response = await test.request(path);
  expect(response.status, path).toBe(200);
  return response.text();
}

describe('pages', () => {
  const paths = ['/', '/tahapan', '/cek', '/tps', '/cari', '/lainnya', '/tentang', '/developers', '/luring'];

  it.each(paths)('%s answers in both languages, with a frame round it', async (path) => {
    const indonesian = await page(path);
    expect(indonesian).toMatch(/^<!doctype html><html lang="id"/);
    expect(indonesian).toContain('<main id="main"');
    expect(indonesian.match(/<h1/g)).toHaveLength(1);
    const english = await page(path === '/' ? '/en' : `/en${path}`);
    expect(english).toMatch(/^<!doctype html><html lang="en"/);
    expect(english).toContain('<main id="main"');
  });

  it('holds no inline script, style or handler, and nothing of another host', async () => {
    for (const path of paths) {
      const html = await page(path);
      expect(html, path).not.toMatch(/ style="| on[a-z]+="|<style/);
      for (const [, attributes] of html.matchAll(/<script([^>]*)>/g)) {
        expect(attributes, path).toMatch(/ src="\/|type="application\/(ld\+)?json"/);
      }
      for (const [, url] of html.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="(https?:[^"]+)"/g)) {
        expect(url, path).toMatch(/^https:\/\/jendela\.example\//);
      }
    }
  });

  it('says in the home page what is on now, how many days are left, and what is there', async () => {
    const html = await page('/');
    expect(html).toContain('Masa tenang');
    expect(html).toMatch(/class="days"><b>3<\/b>/);
    expect(html).toContain('KPU Kota Depok');
    expect(html).toContain('href="/cek"');
    const english = await page('/en');
    expect(english).toContain('href="/en/cek"');
    expect(english).not.toContain('hari lagi');
  });

  it('answers an unknown address with a page, and below /api with a problem', async () => {
    const missing = await test.request('/tidak-ada', { headers: { accept: 'text/html' } });
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('<main id="main"');
    expect(missing.headers.get('cache-control')).toBe('no-store');

    const api = await test.request('/api/v1/tidak-ada');
    expect(api.status).toBe(404);
    expect(api.headers.get('content-type')).toBe('application/problem+json');
    expect(await api.json()).toMatchObject({ status: 404, code: 'unknown-address' });
  });

  it('escapes what a person searched for', async () => {
    const html = await page(`/cari?q=${encodeURIComponent('<script>alert(1)</script>')}`);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script>alert');
  });
});

describe('a feature of another agency', () => {
  it('stands in the window by its file alone, is found, and leads to its own address', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'jendela-features-'));
    await writeFile(
      path.join(folder, 'pajak.json'),
      JSON.stringify({
        id: 'pajak',
        agency: 'Badan Keuangan Daerah',
        address: 'https://pajak.example/pbb',
        tile: {
          icon: 'landmark',
          title: { id: 'Cek tagihan PBB', en: 'Property tax' },
          note: { id: 'Pajak bumi', en: 'Land' },
          order: 1,
        },
        release: { state: 'all' },
      }),
    );
    const other = await createTestWindow({
      name: 'external',
      environment: { FEATURES_DIR: folder },
      stages: false,
    });
    const home = await (await other.request('/en')).text();
    expect(home).toContain('Badan Keuangan Daerah');
    expect(home).toContain('href="https://pajak.example/pbb"');
    const { hits } = await (await other.request('/api/v1/search?q=property&lang=en')).json();
    expect(hits[0]).toMatchObject({ title: 'Property tax', href: 'https://pajak.example/pbb' });
    await other.close();
    await rm(folder, { recursive: true });
  });
});

describe('headers', () => {
  it('lets no script, frame or host in that is not the window’s own', async () => {
    const { headers } = await test.request('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
  });

  it('stand on problems and files too', async () => {
    for (const path of ['/api/v1/tidak-ada', '/manifest.webmanifest', '/healthz']) {
      const { headers } = await test.request(path);
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'");
    }
  });

  it('gives every request an id, and takes one that was given where it is plain', async () => {
    const made = await test.request('/healthz');
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const given = await test.request('/healthz', { headers: { 'x-request-id': 'trace-12345' } });
    expect(given.headers.get('x-request-id')).toBe('trace-12345');
    const crooked = await test.request('/healthz', { headers: { 'x-request-id': 'a b"c<script>' } });
    expect(crooked.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers 304 to who has the page, and compresses as it is asked', async () => {
    const br = await test.request('/tahapan', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(br.headers.get('content-encoding')).toBe('br');
    expect(br.headers.get('vary')).toContain('accept-encoding');
    const etag = br.headers.get('etag') ?? '';
    const again = await test.request('/tahapan', {
      headers: { 'accept-encoding': 'gzip, br', 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    const plain = await test.request('/tahapan');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('etag')).not.toBe(etag);
  });
});

describe('the application', () => {
  it('is installable', async () => {
    const manifest = await test.request('/manifest.webmanifest');
    expect(manifest.headers.get('content-type')).toContain('application/manifest+json');
    expect(await manifest.json()).toMatchObject({
      name: 'Jendela Depok',
      start_url: '/',
      display: 'standalone',
      icons: [{ sizes: '192x192' }, { sizes: '512x512' }, { purpose: 'maskable' }],
    });
  });

  it('tells the service worker what to keep, and nothing that is for one person', async () => {
    const script = await (await test.request('/service-worker.js')).text();
    const keep = JSON.parse(/self\.KEEP = (.*);/.exec(script)?.[1] ?? '');
    expect(keep.first).toEqual(expect.arrayContaining(['/', '/en', '/luring', '/tahapan', '/cek']));
    expect(keep.opened).toEqual(expect.arrayContaining(['/tahapan/', '/en/tahapan/', '/tps']));
    expect(keep.opened).not.toContain('/');
  });

  it('tells how it is', async () => {
    expect(await (await test.request('/healthz')).text()).toBe('ok\n');
    expect(await (await test.request('/readyz')).text()).toBe('ready\n');
    const metrics = await (await test.request('/metrics')).text();
    expect(metrics).toContain('jendela_http_request_seconds_bucket');
    expect(metrics).toContain('route="/tahapan"');
    expect(metrics).not.toContain('tidak-ada');
  });

  it('says whom to tell about a weakness, for less than a year', async () => {
    const text = await (await test.request('/.well-known/security.txt')).text();
    expect(text).toMatch(/^Contact: mailto:/m);
    const expires = Temporal.Instant.from(/^Expires: (.*)$/m.exec(text)?.[1] ?? '');
    const days = Temporal.Now.instant().until(expires).total('days');
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(365);
  });

  it('publishes the schema of stage files', async () => {
    const response = await test.request('/tahapan/skema.json');
    expect(response.headers.get('content-type')).toContain('application/schema+json');
    expect((await response.json()).$schema).toContain('2020-12');
  });

  it('describes its API, each route with its answers', async () => {
    const response = await test.request('/api/v1/openapi.json');
    const description = await response.json();
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining(['/search', '/elections', '/rolls', '/rolls/{rollId}/evaluate']),
    );
    const html = await page('/developers');
    for (const path of Object.keys(description.paths)) expect(html).toContain(`/api/v1${path}`);
  });
});

describe('search', () => {
  it('finds stages by the words of each language, bent or begun', async () => {
    for (const [lang, words] of [
      ['id', 'kampanye'],
      ['id', 'berkampanye'],
      ['id', 'kampa'],
      ['en', 'campaigning'],
    ]) {
      const { hits } = await (await test.request(`/api/v1/search?q=${words}&lang=${lang}`)).json();
      expect(hits.length, words).toBeGreaterThan(0);
    }
  });

  it('finds a title that is spelled nearly right', async () => {
    const { hits } = await (await test.request('/api/v1/search?q=masa%20tenanng')).json();
    expect(hits.map((hit: { title: string }) => hit.title.toLowerCase())).toContain('masa tenang');
  });

  it.each(['\'"; drop table city; --', '!!!', '& | !', '%', '\\', ':*', 'a'.repeat(100)])(
    'takes %s as words and nothing else',
    async (words) => {
      const response = await test.request(`/api/v1/search?q=${encodeURIComponent(words)}`);
      expect(response.status).toBe(200);
    },
  );

  it('leads away from an address that holds an identity number, and looks for none', async () => {
    for (const typed of ['3276011203900001', '3276 0112 0390 0001', 'nik 3276-0112-0390-0001']) {
      const page = await test.request(`/en/cari?q=${encodeURIComponent(typed)}`);
      expect(page.status).toBe(303);
      expect(page.headers.get('location')).toBe('/en/cek');
      expect(page.headers.get('cache-control')).toBe('no-store');
      const answer = await test.request(`/api/v1/search?q=${encodeURIComponent(typed)}`);
      expect(answer.status).toBe(400);
      const text = await answer.text();
      expect(text).toContain('identity-number');
      expect(text).not.toContain('3276');
    }
    expect((await test.request('/cari?q=3276011006001')).status).toBe(200);
  });

  it('refuses what is missing or too long, naming the field', async () => {
    for (const query of ['', '?q=', `?q=${'a'.repeat(101)}`, '?q=a&lang=xx']) {
      const response = await test.request(`/api/v1/search${query}`);
      expect(response.status, query).toBe(400);
      expect((await response.json()).fields[0].field).toMatch(/^(q|lang)$/);
    }
  });
});
