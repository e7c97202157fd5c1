import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PollingPlace } from '../../domain/polling-place.ts';
import { coordinatesInWords, placeMap } from './place-map.ts';

const origin = { latitude: -6.4025, longitude: 106.8186 };
const at = (latitude: number, longitude: number, code = '3276011007002'): PollingPlace => ({
  election: 'pilkada-2024',
  code,
  displayNumber: code.slice(10),
  area: '32.76.01.1007',
  address: 'Jl. Nusantara Raya',
  coordinates: { latitude, longitude },
  status: { kind: 'provisional' },
  accessibility: {},
  kind: 'regular',
  replaces: [],
});
const place = at(origin.latitude, origin.longitude, '3276011007001');
const nearbyOf = (places: readonly PollingPlace[]) =>
  placeMap(place, origin, places, { lang: 'id' }).nearby ?? [];

it('writes coordinates in words, on both sides of the equator', () => {
  expect(coordinatesInWords(origin, 'id')).toBe('6,4025° LS, 106,8186° BT');
  expect(coordinatesInWords({ latitude: 5.55, longitude: 95.3 }, 'id')).toBe('5,5500° LU, 95,3000° BT');
  expect(coordinatesInWords(origin, 'en')).toBe('6.4025° S, 106.8186° E');
});

it('places others in their true direction and distance', () => {
  const [east] = nearbyOf([at(origin.latitude, origin.longitude + 0.002)]);
  expect(east).toMatchObject({ north: 0, label: '002' });
  expect(east?.east).toBeCloseTo(221, -1);
  const [west] = nearbyOf([at(origin.latitude + 0.0005, origin.longitude - 0.003)]);
  expect(west?.east).toBeLessThan(-300);
  expect(west?.north).toBeGreaterThan(50);
});

it('leaves out the place itself and those without a point', () => {
  const { coordinates: _, ...without } = at(0, 0, '3276011007003');
  expect(nearbyOf([place, without])).toEqual([]);
});

it('never draws two labels over each other', () => {
  const offsets = fc.array(
    fc.tuple(fc.double({ min: -0.002, max: 0.002 }), fc.double({ min: -0.005, max: 0.005 })),
    {
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(offsets, (points) => {
      const shown = nearbyOf(
        points
          .filter((point) => point.every((value) => !Number.isNaN(value)))
          .map(([north, east]) => at(origin.latitude + north, origin.longitude + east)),
      );
      for (const [index, a] of shown.entries()) {
        for (const b of shown.slice(index + 1)) {
          expect(Math.abs(a.east - b.east) >= 130 || Math.abs(a.north - b.north) >= 45).toBe(true);
        }
      }
    }),
  );
});
