import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishAnnouncement } from '../../../test/support/announcements.ts';
import { createStaff, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { addViews } from '../../platform/views/store.ts';

const PHONE = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36';

let test: TestWindow;
let staff: TestStaff;

beforeAll(async () => {
  test = await createTestWindow({ name: 'statistics' });
  staff = await createStaff(test, { duties: [{ agency: 'kpu', role: 'editor' }] });
});
afterAll(() => test.close());

async function open(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> {
  return (await test.request(path, { method, headers: { 'user-agent': PHONE, ...headers } })).status;
}

async function counted() {
  await test.window.views.write();
  return test.database.db
    .selectFrom('page_view')
    .select(['path', 'area', 'channel', 'views'])
    .orderBy('path')
    .orderBy('channel')
    .limit(100)
    .execute();
}

describe('counting', () => {
  it('counts pages that were answered, by way and area, and nothing else', async () => {
    const etag = (await test.request('/tahapan')).headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    expect(await open('/tahapan')).toBe(200);
    expect(await open('/en/tahapan?dari=qr')).toBe(200);
    expect(await open('/tahapan', { 'if-none-match': etag })).toBe(304);
    expect(await open('/tahapan', { referer: 'https://kpu.example/' })).toBe(200);
    expect(await open('/tahapan', { 'user-agent': 'WhatsApp/2.24.25.78 A' })).toBe(200);
    expect(await open('/tahapan?dari=langsung%20&wilayah=32.76.01')).toBe(200);
    expect(await open('/tahapan?wilayah=99.99.99')).toBe(200);

    expect(await open('/tahapan', { 'user-agent': 'Googlebot/2.1' })).toBe(200);
    expect(await open('/tahapan', { 'sec-purpose': 'prefetch' })).toBe(200);
    expect(await open('/tahapan', {}, 'HEAD')).toBe(200);
    expect(await open('/tahapan/tidak-ada')).toBe(404);
    expect(await open('/cari?q=tps')).toBe(200);

    expect(await counted()).toEqual([
      { path: '/tahapan', area: '', channel: 'langsung', views: 3 },
      { path: '/tahapan', area: '32.76.01', channel: 'langsung', views: 1 },
      { path: '/tahapan', area: '', channel: 'pratinjau', views: 1 },
      { path: '/tahapan', area: '', channel: 'qr', views: 1 },
      { path: '/tahapan', area: '', channel: 'situs', views: 1 },
    ]);
  });

  it('counts on the day that it is in the city', async () => {
    test.setNow(Temporal.Instant.from('2024-11-24T23:59:59+07:00'));
    await open('/lainnya');
    test.setNow(Temporal.Instant.from('2024-11-25T00:00:00+07:00'));
    await open('/lainnya');
    await test.window.views.write();
    const rows = await test.database.db
      .selectFrom('page_view')
      .select(['day', 'views'])
      .where('path', '=', '/lainnya')
      .orderBy('day')
      .limit(10)
      .execute();
    expect(rows).toEqual([
      { day: '2024-11-24', views: 1 },
      { day: '2024-11-25', views: 1 },
    ]);
  });
});

describe('the page of statistics', () => {
  beforeAll(async () => {
    await test.database.db.deleteFrom('page_view').execute();
    await addViews(
      test.database.db,
      Array.from({ length: 20 }, (_, at) => ({
        day: `2024-11-${String(at + 1).padStart(2, '0')}`,
        path: '/tahapan',
        area: at === 3 ? '32.76.01.1006' : '',
        channel: at % 2 === 0 ? 'qr' : 'langsung',
        views: at === 3 ? 2 : 40 + at,
      })),
    );
  });

  it('is for staff alone', async () => {
    const answer = await test.request('/kerja/statistik');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toContain('/masuk');
  });

  it('shows a chart, its figures, and no small one nor what it follows from', async () => {
    const html = await (await staff.request('/kerja/statistik?bulan=2024-11')).text();
    expect(html).toContain('class="chart"');
    expect(html).toContain('kurang dari 5');
    expect(html).toContain('ditahan');
    expect(html).not.toContain('>2</td>');
  });

  it('gives the same figures as CSV', async () => {
    const answer = await staff.request('/kerja/statistik/data.csv?bulan=2024-11');
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const lines = (await answer.text()).split('\r\n');
    expect(lines).toContain('Hari,2024-11-04,kurang dari 5');
    expect(lines).toContain('Hari,2024-11-01,ditahan');
    expect(lines).toContain('Hari,2024-11-20,59');
    expect(lines.find((line) => line.includes('Pancoran Mas'))).toBe(
      'Wilayah,Kecamatan Pancoran Mas,kurang dari 5',
    );
  });

  it('shows another month without the views of this one, and takes a made-up one for the present', async () => {
    expect(await (await staff.request('/kerja/statistik?bulan=2024-10')).text()).toContain(
      'Belum ada yang dibuka',
    );
    expect(await (await staff.request('/kerja/statistik?bulan=9999-99')).text()).toContain('November 2024');
  });

  it('shows each item of the own agency, by the way of its readers and the list that they came from', async () => {
    const { id, slug } = await publishAnnouncement(test);
    const address = `/berita/${id}-${slug}`;
    for (let times = 0; times < 6; times++) {
      expect(await open(`${address}?dari=wa&wilayah=32.76.01.1006`)).toBe(200);
    }
    await open(address);
    await test.window.views.write();

    const list = await (await staff.request('/kerja/statistik')).text();
    expect(list).toContain(`href="/kerja/statistik/announcement/${id}?bulan=2024-11"`);
    const own = `/kerja/statistik/announcement/${id}`;
    const html = await (await staff.request(own)).text();
    expect(html).toContain('<div class="fig">7</div>');
    expect(html).not.toContain('>6</td>');
    const csv = await (await staff.request(`${own}/data.csv`)).text();
    expect(csv).toContain('Cara masuk,WhatsApp,ditahan');
    expect(csv).toContain('Cara masuk,Langsung,kurang dari 5');

    const other = await createStaff(test, { duties: [{ agency: 'kota', role: 'editor' }] });
    expect((await other.request(own)).status).toBe(404);
    expect(await (await other.request('/kerja/statistik')).text()).not.toContain(own);
  });

  it('has nothing for an item that is not there', async () => {
    expect((await staff.request('/kerja/statistik/announcement/tidak-ada')).status).toBe(404);
    expect((await staff.request('/kerja/statistik/announcement/tidak-ada/data.csv')).status).toBe(404);
  });
});
