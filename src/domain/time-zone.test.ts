import { expect, it } from 'vitest';
import { timeZoneOf } from './time-zone.ts';

it.each([
  ['11.01', 'Asia/Jakarta'],
  ['32.76', 'Asia/Jakarta'],
  ['62', 'Asia/Jakarta'],
  ['51.71', 'Asia/Makassar'],
  ['63.71', 'Asia/Makassar'],
  ['73.71', 'Asia/Makassar'],
  ['81.71', 'Asia/Jayapura'],
  ['91.71', 'Asia/Jayapura'],
  ['97', 'Asia/Jayapura'],
])('%s keeps the time of %s', (area, zone) => {
  expect(timeZoneOf(area)).toBe(zone);
});
