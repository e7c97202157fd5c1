import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDate } from './dates.ts';

const NOW = { now: Temporal.Instant.from('2024-11-24T02:00:00Z'), zone: 'Asia/Jakarta' };

test.each([
  ['Tue, 12 Nov 2024 08:30:00 +0700', '2024-11-12T01:30:00Z'],
  ['Tue, 12 Nov 2024 08:30:00 GMT', '2024-11-12T08:30:00Z'],
  ['2024-11-12T08:30:00.123+07:00', '2024-11-12T01:30:00Z'],
  ['2024-11-12 08:30:00', '2024-11-12T01:30:00Z'],
  ['2024-11-12', '2024-11-11T17:00:00Z'],
  ['Selasa, 12 November 2024', '2024-11-11T17:00:00Z'],
  ['Selasa, 12 Nov 2024 08.30 WIB', '2024-11-12T01:30:00Z'],
  ['Selasa, 12 November 2024 | 08:30 WITA', '2024-11-12T00:30:00Z'],
  ['12 Agustus 2024 pukul 08.30', '2024-08-12T01:30:00Z'],
  ['1 Desember 2023', '2023-11-30T17:00:00Z'],
  ['Jum’at, 1 Maret 2024'.replace('’', "'"), '2024-02-29T17:00:00Z'],
  ['12/11/2024', '2024-11-11T17:00:00Z'],
  ['November 12, 2024', '2024-11-11T17:00:00Z'],
  ['\n 12 Mei\u00a02024 ', '2024-05-11T17:00:00Z'],
])('reads %s', (text, at) => {
  expect(readDate(text, NOW).at?.toString()).toBe(at);
});

test.each([
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  'Mon, 01 Jan 0001 00:00:00 +0000',
  'Senin, 12 Nov 2024',
  '31 Februari 2024',
  '2024-13-01',
  '12 Nov 2024 25:00',
  'kemarin',
  '12 Nov 2024 Mars',
  '1'.repeat(1_000),
])('does not believe %s', (text) => {
  expect(readDate(text, NOW)).toEqual({ doubtful: true });
});

test('takes a time without a zone to be in the one of the city', () => {
  const inMakassar = { ...NOW, zone: 'Asia/Makassar' };
  expect(readDate('12 Agustus 2024 pukul 08.30', inMakassar).at?.toString()).toBe('2024-08-12T00:30:00Z');
  expect(readDate('Selasa, 12 Nov 2024 08.30 WIB', inMakassar).at?.toString()).toBe('2024-11-12T01:30:00Z');
});

test('says nothing where nothing was said', () => {
  expect(readDate(undefined, NOW)).toEqual({});
  expect(readDate('  ', NOW)).toEqual({});
});

test('survives anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
      readDate(text, NOW);
    }),
  );
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      expect(readDate(date.toUTCString(), NOW)).toEqual(expect.any(Object));
    }),
  );
});
