import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { importBoundariesCommand } from '../../cli/import-boundaries.ts';

let test: TestWindow;
let folder: string;

beforeAll(async () => {
  test = await createTestWindow({ name: 'boundaries', stages: false });
  folder = await mkdtemp(path.join(tmpdir(), 'jendela-boundaries-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const square = [
  [106.8, -6.4],
  [106.9, -6.4],
  [106.9, -6.3],
  [106.8, -6.4],
];
const file = (code: string, more = {}) =>
  JSON.stringify({
    type: 'FeatureCollection',
    ...more,
    features: [
      { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [square] } },
    ],
  });

async function command(text: string, attribution?: string) {
  const name = path.join(folder, 'batas.geojson');
  await writeFile(name, text);
  const said: string[] = [];
  const print = (line: string) => void said.push(line.replace(name, 'batas.geojson'));
  const { areas, city, clock } = test.window.context;
  const options = { file: name, db: test.database.db, areas, city, clock, print, printError: print };
  const exit = await importBoundariesCommand({ ...options, ...(attribution && { attribution }) });
  return { exit, said };
}

const current = () => test.window.context.capabilities.boundaries?.current();

it('takes boundaries in by the command, or says what is wrong and changes nothing', async () => {
  expect(await current()).toBeUndefined();
  expect(await command(file('32.76.01.1006'), 'BIG 2024')).toMatchObject({ exit: 0 });
  expect(await current()).toMatchObject({ attribution: 'BIG 2024' });

  expect(await command(file('32.75.01.1001'), 'Lain')).toEqual({
    exit: 1,
    said: ['batas.geojson: Feature 1: is no area of this city (32.75.01.1001)', 'Nothing was imported.'],
  });
  expect((await command(file('32.76.01'))).said).toContain('batas.geojson: it is not said whose data it is');
  expect([...((await current())?.areas.keys() ?? [])]).toEqual(['32.76.01.1006']);

  expect(await command(file('32.76.01', { source: 'Peta kota' }))).toMatchObject({ exit: 0 });
  expect(await current()).toMatchObject({ attribution: 'Peta kota' });
  expect([...((await current())?.areas.keys() ?? [])]).toEqual(['32.76.01']);
});

it('lets the city’s operator upload and remove them, and others not', async () => {
  const operator = await createStaff(test, { duties: [{ agency: 'kota', role: 'operator' }] });
  const send = (text: string) => {
    const form = new FormData();
    form.set('berkas', new File([text], 'batas.geojson'));
    form.set('sumber', '<b>Badan</b> Informasi');
    return operator.request('/kerja/batas-wilayah', {
      method: 'POST',
      body: form,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  };
  const wrong = await send(file('Depok'));
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('Fitur ke-1: kode wilayahnya tidak berbentuk');
  expect((await send(file('32.76.01.1006'))).status).toBe(303);
  const page = await (await operator.request('/kerja/batas-wilayah')).text();
  expect(page).toContain('&lt;b>Badan&lt;/b> Informasi');
  expect(page).toContain('aria-label="Depok, Kecamatan Pancoran Mas"');

  const editor = await createStaff(test, { duties: [{ agency: 'kota', role: 'editor' }] });
  expect((await editor.request('/kerja/batas-wilayah')).status).toBe(403);
  expect((await editor.post('/kerja/batas-wilayah', { tindakan: 'hapus' })).status).toBe(403);
  expect((await operator.post('/kerja/batas-wilayah', { tindakan: 'hapus' })).status).toBe(303);
  expect(await current()).toBeUndefined();
  const log = await test.database.db.selectFrom('audit_log').select('action').orderBy('seq').execute();
  expect(log.map(({ action }) => action)).toEqual([
    'boundaries.import',
    'boundaries.import',
    'boundaries.import',
    'boundaries.remove',
  ]);
});
