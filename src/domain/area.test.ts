import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Area,
  areaKindOf,
  createAreaIndex,
  dottedAreaCode,
  isAreaCode,
  NotACityError,
  parentAreaCode,
  plainAreaCode,
  requireCity,
} from './area.ts';

const AREAS: Area[] = [
  ['32', 'Jawa Barat'],
  ['32.76', 'Kota Depok'],
  ['32.76.02', 'Cimanggis'],
  ['32.76.01', 'Pancoran Mas'],
  ['32.76.11', 'Bojongsari'],
  ['32.76.01.1006', 'Depok'],
  ['32.76.01.1008', 'Pancoran Mas'],
  ['32.76.02.1009', 'Tugu'],
  ['32.76.02.1008', 'Curug'],
  ['32.76.11.1005', 'Curug'],
  ['32.76.11.2001', 'Kampung Kâbir'],
  ['32.76.11.2002', 'Kampung Kabir'],
].map(([code = '', name = '']) => ({
  code,
  name,
  kind: areaKindOf(code) ?? 'desa',
  parent: parentAreaCode(code),
}));

describe('area codes', () => {
  it('go to the form without dots and back', () => {
    const village = fc
      .tuple(fc.nat(99), fc.nat(99), fc.nat(99), fc.integer({ min: 1000, max: 9999 }))
      .map(([...numbers]) => numbers.map((number) => String(number).padStart(2, '0')).join('.'));
    const depth = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(village, depth, (full, parts) => {
        const code = full.split('.').slice(0, parts).join('.');
        expect(isAreaCode(code)).toBe(true);
        expect(dottedAreaCode(plainAreaCode(code))).toBe(code);
      }),
    );
  });

  it.each(['', '3', '32.', '32.7', '11.1', '32.76.01.1', '32.76.01.0006', '32,76', ' 32', '32.76.01.1006.1'])(
    'refuses %j',
    (text) => {
      expect(isAreaCode(text)).toBe(false);
      expect(areaKindOf(text)).toBeUndefined();
    },
  );

  it('says the kind of an area', () => {
    const codes = ['32', '32.01', '32.76', '32.76.01', '32.76.01.1006', '32.01.01.2001', '94.03.01.3001'];
    expect(codes.map(areaKindOf)).toEqual([
      'provinsi',
      'kabupaten',
      'kota',
      'kecamatan',
      'kelurahan',
      'desa',
      'desa',
    ]);
  });
});

describe('createAreaIndex', () => {
  const index = createAreaIndex(AREAS);

  it('gives children by code and ancestors from the nearest', () => {
    expect(index.children('32.76').map(({ code }) => code)).toEqual(['32.76.01', '32.76.02', '32.76.11']);
    expect(index.children(null).map(({ code }) => code)).toEqual(['32']);
    expect(index.children('99')).toEqual([]);
    expect(index.ancestors('32.76.02.1008').map(({ name }) => name)).toEqual([
      'Cimanggis',
      'Kota Depok',
      'Jawa Barat',
    ]);
  });

  it('finds by name whatever the case and accents, a city also by its bare name', () => {
    expect(index.findByName('CURUG').map(({ code }) => code)).toEqual(['32.76.02.1008', '32.76.11.1005']);
    expect(index.findByName(' kampung  kabir ')).toHaveLength(2);
    expect(index.findByName('depok').map(({ name }) => name)).toEqual(['Kota Depok', 'Depok']);
    expect(index.findByName('Atlantis')).toEqual([]);
  });

  it.each([
    ['32.76', 'Kota Depok'],
    ['32.76.02', 'Cimanggis'],
    ['32.76.01', 'Kecamatan Pancoran Mas'],
    ['32.76.01.1008', 'Pancoran Mas, Kecamatan Pancoran Mas'],
    ['32.76.01.1006', 'Depok, Kecamatan Pancoran Mas'],
    ['32.76.02.1009', 'Tugu'],
    ['32.76.02.1008', 'Curug, Kecamatan Cimanggis'],
    ['32.76.11.1005', 'Curug, Kecamatan Bojongsari'],
    ['12.34', '12.34'],
  ])('labels %s %s', (code, label) => {
    expect(index.label(code)).toBe(label);
  });

  it('never gives two areas one label', () => {
    const twins = createAreaIndex([
      ...AREAS,
      { code: '32.76.11.2003', name: 'Kampung Kabir', kind: 'desa', parent: '32.76.11' },
    ]);
    const labels = [...AREAS.map(({ code }) => code), '32.76.11.2003'].map(twins.label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('requireCity', () => {
  const index = createAreaIndex(AREAS);
  it('gives a city and names what is none', () => {
    expect(requireCity(index, '32.76').name).toBe('Kota Depok');
    expect(() => requireCity(index, '32.76.01')).toThrow(expect.objectContaining({ code: 'not-a-city' }));
    expect(() => requireCity(index, '99.99')).toThrow(NotACityError);
  });
});
