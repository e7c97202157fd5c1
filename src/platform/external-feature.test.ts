import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExternalFeatureError, readExternalFeatures } from './external-feature.ts';

const ICONS = new Set(['landmark']);
const TAX = {
  id: 'pajak',
  agency: 'Badan Keuangan Daerah',
  address: 'https://pajak.example/pbb',
  tile: {
    icon: 'landmark',
    title: { id: 'Cek tagihan PBB', en: 'Property tax' },
    note: { id: 'Pajak bumi dan bangunan', en: 'Land and buildings' },
    order: 10,
  },
  release: { state: 'all', from: '2024-11-01T00:00:00+07:00' },
};

function folderWith(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'jendela-external-'));
  writeFileSync(path.join(folder, 'pajak.json'), text);
  return folder;
}

describe('readExternalFeatures', () => {
  it('takes a feature of another agency with an address in place of code', () => {
    expect(readExternalFeatures(folderWith(JSON.stringify(TAX)), ICONS)).toEqual([
      {
        id: 'pajak',
        owner: { agency: 'Badan Keuangan Daerah' },
        release: TAX.release,
        tile: { ...TAX.tile, href: TAX.address },
      },
    ]);
  });

  it('finds none where there is no folder', () => {
    expect(readExternalFeatures('/nonexistent', ICONS)).toEqual([]);
  });

  it('refuses a folder that is none', () => {
    const file = path.join(folderWith('{}'), 'pajak.json');
    expect(() => readExternalFeatures(file, ICONS)).toThrow(`${file}: cannot be read`);
  });

  it.each([
    ['not JSON', '{', 'is not JSON'],
    ['an address without TLS', JSON.stringify({ ...TAX, address: 'http://pajak.example' }), 'address'],
    ['a script as address', JSON.stringify({ ...TAX, address: 'javascript:alert(1)' }), 'address'],
    ['an icon that is not there', JSON.stringify({ ...TAX, tile: { ...TAX.tile, icon: 'x' } }), 'tile.icon'],
    [
      'a title in one language',
      JSON.stringify({ ...TAX, tile: { ...TAX.tile, title: { id: 'x' } } }),
      'tile.title.en',
    ],
    ['a field that nobody knows', JSON.stringify({ ...TAX, code: 'x' }), 'code'],
    [
      'a release that is no moment',
      JSON.stringify({ ...TAX, release: { state: 'all', from: 'soon' } }),
      'release',
    ],
  ])('refuses %s, naming file and field', (_, text, field) => {
    const folder = folderWith(text);
    expect(() => readExternalFeatures(folder, ICONS)).toThrow(ExternalFeatureError);
    expect(() => readExternalFeatures(folder, ICONS)).toThrow(path.join(folder, 'pajak.json'));
    expect(() => readExternalFeatures(folder, ICONS)).toThrow(field);
  });
});
