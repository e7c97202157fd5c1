import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import type { PageRequest } from '../../platform/feature.ts';
import { formatterOf } from '../../platform/i18n/format.ts';
import { pollingPlaces } from './feature.ts';
import { importPollingPlaces } from './import/import-polling-places.ts';
import { type Cells, cellsOf, clock, csvOf, elections } from './test-data.ts';

let test: TestWindow;

const pilkadaRows: readonly Cells[] = [
  cellsOf(14, { replaces: 'pemilu-2024:3276011007027 pemilu-2024:3276011007028' }),
  cellsOf(15, { status: 'provisional', confirmed_on: '', latitude: '', longitude: '' }),
  cellsOf(1, { area: '32.76.02.1008', address: 'Jl. <b>Raya</b> & sekitarnya' }),
  cellsOf(1, { area: '32.76.11.1005' }),
];

beforeAll(async () => {
  test = await createTestWindow({ name: 'polling_pages' });
  const { city } = test;
  const { db } = test.database;
  const { areas } = test.window.context;
  const folder = await mkdtemp(path.join(tmpdir(), 'jendela-tps-'));
  for (const [election, rows] of [
    ['pemilu-2024', [cellsOf(27), cellsOf(28)]],
    ['pilkada-2024', pilkadaRows],
  ] as const) {
    const file = path.join(folder, `${election}.csv`);
    await writeFile(file, csvOf(rows));
    await importPollingPlaces({ file, election, db, elections, areas, city, clock });
  }
  await rm(folder, { recursive: true });
});
afterAll(() => test?.close());

async function get(address: string) {
  const response = await test.request(address);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('pages', () => {
  it('begin with the coming election, by kecamatan', async () => {
    const { status, text } = await get('/tps');
    expect(status).toBe(200);
    expect(text).toContain('TPS Pilkada 2024');
    expect(text).toContain('4 TPS di 11 kecamatan.');
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
    const { text } = await get('/tps/pilkada-2024/32.76.02.1008');
    expect(text).toContain('Kecamatan Cimanggis, 1 TPS');
    expect(text).toContain('Ada juga Kelurahan Curug di Kecamatan Bojongsari.');
    expect(text).toContain('/tps/pilkada-2024/32.76.11.1005');
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
    expect(text).toContain('Joins TPS 027 and TPS 028 of General election 2024');
    // The frame leads to the other language, the page itself does not.
    expect(text.slice(text.indexOf('<main'))).not.toMatch(/href="\/tps/);
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
    const empty = await createTestWindow({ name: 'polling_none', stages: false });
    expect(await (await empty.request('/tps')).text()).toContain('Belum ada pemilihan');
    await empty.close();
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
    expect(text.replaceAll('\r\n ', '')).toContain(
      'DESCRIPTION:Bawa KTP-el dan Surat pemberitahuan (C.Pemberitahuan)\\, kalau ada.',
    );
  });
});

describe('the review day', () => {
  const afterwards = Temporal.Instant.from('2024-11-24T03:00:00Z');

  it('is 30 days after voting day, and stands with who answers for the places', async () => {
    const { text } = await get('/tps/pilkada-2024/32.76.01');
    expect(text).toContain('Diperiksa 24 November 2024, diperiksa lagi paling lambat 27 Desember 2024.');
    const detail = JSON.parse((await get('/api/v1/polling-places/pilkada-2024/3276011007014')).text);
    expect(detail).toMatchObject({
      owner: 'KPU Kota Depok',
      checkedOn: '2024-11-24',
      reviewBy: '2024-12-27',
    });
  });

  it('says calmly that nobody looked in time, on every page of an election that is still to come', async () => {
    const { db } = test.database;
    await db.updateTable('polling_place_list').set({ review_by: '2024-11-23' }).execute();
    test.setNow(afterwards);
    for (const address of ['', '/32.76.01', '/32.76.01.1007', '/3276011007014']) {
      const { text } = await get(`/tps/pilkada-2024${address}`);
      expect(text).toContain('Belum diperiksa lagi sejak 24 November 2024');
    }
    expect((await get('/tps/pemilu-2024')).text).not.toContain('Belum diperiksa lagi');
    await db.updateTable('polling_place_list').set({ review_by: null }).execute();
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
    expect(codes).toEqual(['3276011007014', '3276011007015', '3276021008001', '3276111005001']);
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
    expect(typeof note === 'function' && (await note(test.window.context, request))).toBe('4 TPS');
    expect(await pollingPlaces.home?.(test.window.context).latest?.(request)).toEqual([
      {
        title: 'Lokasi TPS diperbarui',
        note: '4 TPS, Pilkada 2024',
        href: '/tps/pilkada-2024',
        at: clock(),
      },
    ]);
  });
});
