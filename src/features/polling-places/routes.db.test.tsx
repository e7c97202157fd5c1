import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { cityOf } from '../../platform/city.ts';
import { readConfig } from '../../platform/config/config.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { type ApiEnv, createApi } from '../../platform/http/api.ts';
import { createPageCache } from '../../platform/http/page-cache.ts';
import { mountFiles, mountPages, type PageHost } from '../../platform/http/pages.ts';
import { problemResponse, toProblem } from '../../platform/http/problem.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { createMetrics } from '../../platform/metrics.ts';
import { pollingPlaces } from './feature.ts';
import { importPollingPlaces } from './import/import-polling-places.ts';
import { areas, type Cells, CITY, cellsOf, clock, csvOf, elections, prepare } from './test-data.ts';

let test: TestDatabase;
let context: FeatureContext;
let app: Hono<ApiEnv>;

const pilkadaRows: readonly Cells[] = [
  cellsOf(14, { replaces: 'pemilu-2024:3276011007027 pemilu-2024:3276011007028' }),
  cellsOf(15, { status: 'provisional', confirmed_on: '', latitude: '', longitude: '' }),
  cellsOf(1, { area: '32.76.02.1012', address: 'Jl. <b>Raya</b> & sekitarnya' }),
  cellsOf(1, { area: '32.76.11.1006' }),
];

beforeAll(async () => {
  test = await createTestDatabase('polling_pages');
  await prepare(test.database);
  const folder = await mkdtemp(path.join(tmpdir(), 'jendela-tps-'));
  const city = cityOf({ code: CITY, name: 'Kota Depok', kind: 'kota', parent: '32' }, {});
  for (const [election, rows] of [
    ['pemilu-2024', [cellsOf(27), cellsOf(28)]],
    ['pilkada-2024', pilkadaRows],
  ] as const) {
    const file = path.join(folder, `${election}.csv`);
    await writeFile(file, csvOf(rows));
    await importPollingPlaces({ file, election, db: test.db, elections, areas, city, clock });
  }
  await rm(folder, { recursive: true });
  context = {
    db: test.db,
    config: readConfig({}),
    city,
    areas,
    clock,
    log: createLogger({ level: 'silent' }),
    capabilities: { elections },
    metrics: createMetrics(() => 1),
    onClose: () => undefined,
    features: () => [pollingPlaces],
    describeApi: () => ({ openapi: '3.1.0', info: { title: '', version: '1' } }),
  };
  app = windowOf(context);
});
afterAll(() => test.drop());

/** The feature as the window mounts it, without the frame round its pages. */
function windowOf(feature: FeatureContext): Hono<ApiEnv> {
  const host: PageHost = {
    city: feature.city,
    clock,
    proxies: 0,
    views: { see: () => undefined },
    cache: createPageCache({ clock, revision: () => 1, isAway: () => false }),
    render: (page) => `<title>${page.title}</title>${renderToString(page.body)}`,
    missing: () => ({ title: 'missing', body: <p>missing</p> }),
  };
  const hono = new Hono<ApiEnv>();
  const api = createApi();
  pollingPlaces.api?.(api, feature);
  hono.route('/api/v1', api);
  mountFiles(hono, pollingPlaces.files?.(feature) ?? [], host);
  mountPages(hono, pollingPlaces.pages?.(feature) ?? [], host);
  hono.onError((error, c) =>
    problemResponse(
      c,
      toProblem(error, () => false),
    ),
  );
  return hono;
}

async function get(address: string) {
  const response = await app.request(address);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('pages', () => {
  it('begin with the coming election, by kecamatan', async () => {
    const { status, text } = await get('/tps');
    expect(status).toBe(200);
    expect(text).toContain('TPS Pilkada 2024');
    expect(text).toContain('4 TPS di 3 kecamatan.');
    expect(text).toMatch(/href="\/tps\/pilkada-2024\/32\.76\.01"[^>]*><b>Pancoran Mas<\/b><small[^>]*>2 TPS/);
    expect(text).toContain('Pemilu 2024 · selesai');
    expect(text).toContain('action="/cari"');
  });

  it('show a past election as past, with the way to the present one', async () => {
    const { text } = await get('/tps/pemilu-2024');
    expect(text).toContain('Pemilu 2024 sudah selesai');
    expect(text).toContain('href="/tps/pilkada-2024"');
  });

  it('list a kelurahan, and tell namesakes apart', async () => {
    const { text } = await get('/tps/pilkada-2024/32.76.02.1012');
    expect(text).toContain('Kecamatan Cimanggis, 1 TPS');
    expect(text).toContain('Ada juga Kelurahan Curug di Kecamatan Bojongsari.');
    expect(text).toContain('/tps/pilkada-2024/32.76.11.1006');
    expect(text).toContain('Jl. &lt;b>Raya&lt;/b> &amp; sekitarnya');
  });

  it('show one polling place with the way there, the calendar and what to bring', async () => {
    const { text } = await get('/tps/pilkada-2024/3276011007014');
    expect(text).toContain('Gabungan TPS 027 dan TPS 028 pada Pemilu 2024');
    expect(text).toContain('href="geo:-6.4025,106.8186?q=-6.4025,106.8186(TPS+014)"');
    expect(text).toContain('destination=-6.4025%2C106.8186" rel="noreferrer"');
    expect(text).toContain('/tps/pilkada-2024/3276011007014/kalender.ics');
    expect(text).toContain('KTP-el');
    expect(text).toContain('Belum diketahui');
    expect(text).toContain('Data TPS terakhir berubah 24 November 2024 pukul 09.00 WIB.');
  });

  it('say where there is no point on the map', async () => {
    const { text } = await get('/tps/pilkada-2024/3276011007015');
    expect(text).toContain('Titik petanya belum ada');
    expect(text).toContain('Lokasi masih sementara');
    expect(text).not.toContain('geo:');
  });

  it('lead from a past polling place to the one that replaced it, and to no calendar', async () => {
    const { text } = await get('/tps/pemilu-2024/3276011007027');
    expect(text).toContain('Digantikan TPS 014 pada Pilkada 2024');
    expect(text).toContain('href="/tps/pilkada-2024/3276011007014"');
    expect(text).not.toContain('kalender.ics');
  });

  it('speak English below /en, and keep to it in every link', async () => {
    const { text } = await get('/en/tps/pilkada-2024/3276011007014');
    expect(text).toContain('Joins TPS 027 and TPS 028 of Pemilu 2024 (English)');
    expect(text).not.toMatch(/href="\/tps/);
  });

  it('lead from an area to it in the coming election', async () => {
    const { status, headers } = await get('/en/tps/area/32.76.01');
    expect([status, headers.get('location')]).toEqual([303, '/en/tps/pilkada-2024/32.76.01']);
  });

  it.each([
    '/tps/pemilu-2029',
    '/tps/pemilu-2029/32.76.01',
    '/tps/pilkada-2024/32.76.99',
    '/tps/pilkada-2024/32',
    '/tps/pilkada-2024/3276011007099',
    '/tps/pilkada-2024/x',
    '/tps/area/32.76.99',
    '/tps/pilkada-2024/3276011007099/kalender.ics',
  ])('do not have %s', async (address) => {
    expect((await get(address)).status).toBe(404);
  });

  it('say that there is nothing yet, where no election is known', async () => {
    const empty = windowOf({ ...context, capabilities: {} });
    expect(await (await empty.request('/tps')).text()).toContain('Belum ada pemilihan');
  });
});

describe('the calendar entry', () => {
  it('has the time in UTC, the place as latitude;longitude and a stable id', async () => {
    const { headers, text } = await get('/tps/pilkada-2024/3276011007014/kalender.ics');
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('tps-014-pilkada-2024.ics');
    expect(text).toContain('UID:pilkada-2024-3276011007014@jendela\r\n');
    expect(text).toContain('DTSTART:20241127T000000Z\r\n');
    expect(text).toContain('DTEND:20241127T060000Z\r\n');
    expect(text).toContain('GEO:-6.4025;106.8186\r\n');
    expect(text).toMatch(/SEQUENCE:\d+\r\n/);
    expect(text.replaceAll('\r\n ', '')).toContain('DESCRIPTION:Bawa KTP-el dan surat pemberitahuan.');
  });
});

describe('the API', () => {
  const json = async (address: string) => JSON.parse((await get(address)).text);

  it('gives a polling place with the ready texts of its card', async () => {
    const { headers } = await get('/api/v1/polling-places/pilkada-2024/3276011007014');
    expect(headers.get('cache-control')).toMatch(/^public/);
    expect(await json('/api/v1/polling-places/pilkada-2024/3276011007014?lang=en')).toMatchObject({
      place: { displayNumber: '014', status: { kind: 'confirmed', since: '2024-11-20' }, voters: 512 },
      change: 'merged',
      from: [{ displayNumber: '027' }, { displayNumber: '028' }],
      replacedBy: [],
      voting: { phase: 'coming', day: '2024-11-27', opens: '07:00', closes: '13:00' },
      links: {
        page: '/en/tps/pilkada-2024/3276011007014',
        calendar: '/en/tps/pilkada-2024/3276011007014/kalender.ics',
      },
      card: { number: '014', village: 'Kelurahan Depok Jaya', map: { north: 'N' } },
    });
  });

  it('lists page by page', async () => {
    const codes: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const page = await json(`/api/v1/polling-places?election=pilkada-2024&limit=3${after}`);
      codes.push(...page.items.map(({ code }: { code: string }) => code));
      next = page.next;
    }
    expect(codes).toEqual(['3276011007014', '3276011007015', '3276021012001', '3276111006001']);
    const district = await json('/api/v1/polling-places?election=pilkada-2024&area=32.76.01');
    expect(district).toMatchObject({ items: [{}, {}], next: null });
  });

  it('exports GeoJSON with longitude first, and null for a place without a point', async () => {
    const { headers } = await get('/api/v1/polling-places.geojson?election=pilkada-2024');
    expect(headers.get('content-type')).toBe('application/geo+json');
    const { type, features } = await json(
      '/api/v1/polling-places.geojson?election=pilkada-2024&area=32.76.01.1007',
    );
    expect(type).toBe('FeatureCollection');
    expect(features).toMatchObject([
      {
        geometry: { type: 'Point', coordinates: [106.8186, -6.4025] },
        properties: { village: 'Depok Jaya' },
      },
      { geometry: null, properties: { status: 'provisional', confirmedOn: null } },
    ]);
  });

  it.each([
    ['/api/v1/polling-places/pilkada-2024/3276011007099', 404, 'polling-place-unknown'],
    ['/api/v1/polling-places/pilkada-2024/12', 400, 'input'],
    ['/api/v1/polling-places?election=pemilu-2029', 404, 'election-without-polling-places'],
    ['/api/v1/polling-places?election=pilkada-2024&limit=1000', 400, 'input'],
    ['/api/v1/polling-places?election=pilkada-2024&area=32.76', 400, 'input'],
    ['/api/v1/polling-places', 400, 'input'],
  ])('answers %s with a problem', async (address, status, code) => {
    const answer = await get(address);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('the home page', () => {
  it('counts the polling places of the coming election and tells what changed', async () => {
    const request: PageRequest = {
      lang: 'id',
      path: '/',
      params: {},
      query: {},
      now: clock().toZonedDateTimeISO('Asia/Jakarta'),
      format: formatterOf('id', 'Asia/Jakarta'),
      href: (address) => address,
    };
    const note = pollingPlaces.tile?.note;
    expect(typeof note === 'function' && (await note(context, request))).toBe('4 TPS');
    expect(await pollingPlaces.home?.(context).latest?.(request)).toEqual([
      {
        title: 'Lokasi TPS diperbarui',
        note: '4 TPS, Pilkada 2024',
        href: '/tps/pilkada-2024',
        at: clock(),
      },
    ]);
  });
});
