import { Hono } from 'hono';
import { afterEach, expect, it } from 'vitest';
import { createAreaIndex } from '../../domain/area.ts';
import type { ApiEnv } from '../http/api.ts';
import { createLogger } from '../log/logger.ts';
import { createViewCounter, type ViewCounter, type ViewCounterOptions } from './counter.ts';
import type { ViewCount } from './store.ts';

const areas = createAreaIndex([
  { code: '32.76.01', name: 'Pancoran Mas', kind: 'kecamatan', parent: null },
  { code: '32.76.01.1006', name: 'Depok', kind: 'kelurahan', parent: '32.76.01' },
]);
const at = Temporal.Instant.from('2024-11-24T09:00:00+07:00');
const headers = { 'user-agent': 'Mozilla/5.0 Firefox/133.0' };

let counter: ViewCounter;
afterEach(() => counter.close());

/** An application whose every path is a page that is counted. */
function counting(options: Partial<ViewCounterOptions> = {}) {
  const written: ViewCount[] = [];
  counter = createViewCounter({
    zone: 'Asia/Jakarta',
    areas,
    clock: () => at,
    log: createLogger({ level: 'silent' }),
    add: async (counts) => void written.push(...counts),
    ...options,
  });
  const app = new Hono<ApiEnv>();
  app.get('*', (c) => {
    counter.see(c, c.req.path);
    return c.text('');
  });
  return { written, open: async (path: string) => app.request(path, { headers }) };
}

it('names the area of a list, of an area page and of a polling place, and none that the city has not', async () => {
  const { open, written } = counting();
  for (const path of [
    '/berita/x?wilayah=32.76.01',
    '/tps/p/32.76.01.1006',
    '/tps/p/3276011006027',
    '/tps/p/3276991006027',
    '/berita?wilayah=31.71.01',
  ]) {
    await open(path);
  }
  await counter.write();
  expect(written.map(({ area }) => area)).toEqual(['32.76.01', '32.76.01.1006', '32.76.01.1006', '', '']);
});

it('writes once what was counted many times, and nothing twice', async () => {
  const { open, written } = counting();
  for (let times = 0; times < 3; times++) await open('/tahapan?dari=qr');
  await counter.write();
  await counter.write();
  expect(written).toEqual([{ day: '2024-11-24', path: '/tahapan', area: '', channel: 'qr', views: 3 }]);
});

it('keeps what could not be written for the next time, with what came meanwhile', async () => {
  let away = true;
  const kept: ViewCount[] = [];
  const { open } = counting({
    add: async (counts) => {
      if (away) throw new Error('away');
      kept.push(...counts);
    },
  });
  await open('/tahapan');
  await expect(counter.write()).rejects.toThrow('away');
  await open('/tahapan');
  away = false;
  await counter.write();
  expect(kept.map(({ views }) => views)).toEqual([2]);
});

it('writes for the last time when it closes, and says what is lost if it cannot', async () => {
  const { open, written } = counting();
  await open('/tahapan');
  await counter.close();
  expect(written).toHaveLength(1);

  let lost = 0;
  const second = counting({
    add: async () => {
      throw new Error('away');
    },
    lost: (views) => {
      lost += views;
    },
  });
  await second.open('/tahapan');
  await counter.close();
  expect(lost).toBe(1);
});

it('holds no more addresses than a day may have, however many are made up', async () => {
  let lost = 0;
  const { open, written } = counting({
    mostKeys: 2,
    lost: (views) => {
      lost += views;
    },
  });
  for (const path of ['/a', '/b', '/c', '/a', `/${'d'.repeat(400)}`]) await open(path);
  await counter.write();
  await open('/c');
  await open('/b');
  await counter.write();
  expect(written.map(({ path, views }) => [path, views])).toEqual([
    ['/a', 2],
    ['/b', 1],
    ['/b', 1],
  ]);
  expect(lost).toBe(2);
});
