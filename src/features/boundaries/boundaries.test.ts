import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAreaIndex } from '../../domain/area.ts';
import type { Boundary, BoundaryRing } from '../../domain/boundary.ts';
import { layOutMap, MAP_WIDTH } from '../../ui/map-layout.ts';
import { readGeoJson } from './geojson.ts';
import { problemInWords } from './problem.ts';
import { simplify } from './simplify.ts';

const areas = createAreaIndex([
  { code: '32.76', name: 'Kota Depok', kind: 'kota', parent: null },
  { code: '32.76.01', name: 'Pancoran Mas', kind: 'kecamatan', parent: '32.76' },
  { code: '32.76.01.1006', name: 'Depok', kind: 'kelurahan', parent: '32.76.01' },
  { code: '32.76.01.1007', name: 'Depok Jaya', kind: 'kelurahan', parent: '32.76.01' },
]);
const square: BoundaryRing = [
  [106.8, -6.4],
  [106.9, -6.4],
  [106.9, -6.3],
  [106.8, -6.3],
  [106.8, -6.4],
];

const feature = (properties: unknown, coordinates: unknown = [square], type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const read = (features: readonly unknown[], more = {}) =>
  readGeoJson(JSON.stringify({ type: 'FeatureCollection', ...more, features }), areas, '32.76');
function faultsOf(features: readonly unknown[]): string[] {
  const result = read(features);
  return result.ok ? [] : result.problems.map((problem) => problemInWords(problem, 'en'));
}

describe('a file of boundaries', () => {
  it.each([
    [{ code: '32.76.01.1006' }],
    [{ KODE: '3276011006' }],
    [{ KDEPUM: '32.76.01.1006', OBJECTID: 7 }],
    [{ kode_kel: 3276011006 }],
  ])('is read with its code as %j', (properties) => {
    const result = read([feature(properties)], { attribution: 'BIG 2024' });
    expect(result).toMatchObject({
      ok: true,
      attribution: 'BIG 2024',
      boundaries: [{ area: '32.76.01.1006' }],
    });
  });

  it('says of each feature what is wrong with it', () => {
    const open = square.slice(0, -1);
    const told = faultsOf([
      feature({ code: '32.76.01.1006' }),
      feature({ code: '32.76.01.1006' }),
      feature({ name: 'Depok' }),
      feature({ code: 'Depok' }),
      feature({ code: 32.76 }),
      feature({ code: '32.75.01.1001' }),
      feature({ code: '32.76' }),
      feature({ code: '32.76.01' }, [106, -6], 'Point'),
      feature({ code: '32.76.01' }, [open]),
      feature({ code: '32.76.01' }, [square.map(([x, y]) => [y, x])]),
      feature({ code: '32.76.01' }, [square.map(([x, y]) => [x + 100, y])]),
      feature({ code: '32.76.01' }, [square.map(([x]) => [x, 'a'])]),
      feature({ code: '32.76.01' }, [[square[0], square[1], square[0]]]),
      'text',
    ]);
    expect(told).toEqual([
      'Feature 2: is there already further up (32.76.01.1006)',
      'Feature 3: has no code of an area',
      'Feature 4: its code does not read like 32.76.01.1006 or 3276011006 (Depok)',
      'Feature 5: has no code of an area',
      'Feature 6: is no area of this city (32.75.01.1001)',
      'Feature 7: is no kecamatan, kelurahan or desa (32.76)',
      'Feature 8: its geometry is no Polygon or MultiPolygon (32.76.01)',
      'Feature 9: a line is not closed: its last point must be its first (32.76.01: 106.8, -6.4)',
      'Feature 10: longitude and latitude are exchanged: longitude comes first (32.76.01: -6.4, 106.8)',
      'Feature 11: has a point outside Indonesia (32.76.01: 206.8, -6.4)',
      'Feature 12: its coordinates are no pairs of longitude and latitude (32.76.01)',
      'Feature 13: a line has fewer than three corners (32.76.01)',
      'Feature 14: is no GeoJSON Feature',
    ]);
  });

  it.each([
    ['{', 'the file is not JSON'],
    ['{"type":"Feature"}', 'the file is no GeoJSON FeatureCollection'],
    ['{"type":"FeatureCollection","features":[]}', 'the file has no areas'],
  ])('is refused as a whole: %s', (text, words) => {
    const result = readGeoJson(text, areas, '32.76');
    expect(result.ok ? [] : result.problems.map((problem) => problemInWords(problem, 'en'))).toEqual([words]);
  });
});

/** Two areas side by side with a border of many points between them, which each reads in its own direction. */
function neighbours(wiggles: readonly number[], turn: number): readonly Boundary[] {
  const border = wiggles.map((off, at): [number, number] => [
    106.85 + off,
    -6.4 + ((at + 1) * 0.1) / (wiggles.length + 1),
  ]);
  const west: [number, number][] = [[106.85, -6.3], [106.8, -6.3], [106.8, -6.4], [106.85, -6.4], ...border];
  const east: [number, number][] = [
    [106.85, -6.4],
    [106.9, -6.4],
    [106.9, -6.3],
    [106.85, -6.3],
    ...border.toReversed(),
  ];
  const closed = (points: [number, number][]) => {
    const at = turn % points.length;
    const turned = [...points.slice(at), ...points.slice(0, at)];
    return turned[0] ? [...turned, turned[0]] : turned;
  };
  return [
    { area: '32.76.01.1006', polygons: [[closed(west)]] },
    { area: '32.76.01.1007', polygons: [[closed(east)]] },
  ];
}

describe('boundaries made simpler', () => {
  const wiggles = fc.array(fc.double({ min: -0.01, max: 0.01, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });

  it('keep one line between neighbours, wherever their rings begin', () => {
    fc.assert(
      fc.property(wiggles, fc.nat(100), (offs, turn) => {
        const simple = simplify(neighbours(offs, turn));
        const inner = simple.map(({ polygons }) =>
          polygons
            .flat(2)
            .filter(([x]) => x > 106.82 && x < 106.88)
            .map((point) => point.join())
            .sort(),
        );
        expect(new Set(inner[0])).toEqual(new Set(inner[1]));
      }),
    );
  });

  it('lose what no map of a thousand pixels shows', () => {
    const many = Array.from({ length: 500 }, (_, at) => Math.sin(at) * 0.00003);
    const points = simplify(neighbours(many, 0)).flatMap(({ polygons }) => polygons.flat(2)).length;
    expect(points).toBeLessThan(40);
  });

  it('keep a ring that touches nothing, and its closing point', () => {
    const [simple] = simplify([{ area: '32.76.01', polygons: [[square]] }]);
    const ring = simple?.polygons[0]?.[0] ?? [];
    expect(ring).toHaveLength(5);
    expect(ring.at(-1)).toEqual(ring[0]);
  });
});

describe('a map', () => {
  it('fits its drawing, draws each border once, and has room for a label within each area', () => {
    const parts = simplify(neighbours([0, 0.004, -0.004], 3)).map(({ area, polygons }) => ({
      code: area,
      polygons,
    }));
    const layout = layOutMap(parts);
    expect(layout?.parts.map(({ room }) => room > 20)).toEqual([true, true]);
    const numbers = (layout?.parts ?? []).flatMap(({ d }) => d.match(/-?[\d.]+/g)?.map(Number) ?? []);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(MAP_WIDTH + 60);
    const ends = layout?.borders.match(/[ML][\d. ]+/g) ?? [];
    const sides = parts
      .flatMap(({ polygons }) => polygons.flat())
      .reduce((sum, ring) => sum + ring.length - 1, 0);
    const shared = 4;
    expect(ends.filter((end) => end.startsWith('L'))).toHaveLength(sides - shared);
  });

  it('draws no border within a part', () => {
    const [west, east] = simplify(neighbours([0, 0.004, -0.004], 0));
    const layout = layOutMap([
      { code: '32.76.01', polygons: [...(west?.polygons ?? []), ...(east?.polygons ?? [])] },
    ]);
    const lines = layout?.borders.match(/L/g) ?? [];
    expect(lines).toHaveLength(6);
  });

  it('draws no border within a part whose areas do not quite meet, and labels the part as a whole', () => {
    const box = (west: number, east: number): BoundaryRing => [
      [west, -6.4],
      [east, -6.4],
      [east, -6.3],
      [west, -6.3],
      [west, -6.4],
    ];
    const layout = layOutMap([
      { code: '32.76.01', polygons: [[box(106.8, 106.85)], [box(106.8501, 106.9)]] },
    ]);
    const xs = [...(layout?.borders.matchAll(/[ML]([\d.]+) ([\d.]+)/g) ?? [])].map(([, x]) => Number(x));
    // Above and below, the lines of both meet in the middle; none goes down there.
    expect(layout?.borders.match(/L/g)).toHaveLength(6);
    expect(Math.min(...xs)).toBeLessThan(10);
    expect(layout?.parts[0]?.width).toBeGreaterThan(MAP_WIDTH - 20);
  });

  it('is none of no area', () => {
    expect(layOutMap([])).toBeUndefined();
  });
});
