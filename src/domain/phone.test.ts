import { expect, it } from 'vitest';
import { maskMobile, parseMobile } from './phone.ts';

it.each([
  '081234567890',
  '+62 812-3456-7890',
  '6281234567890',
  '81234567890',
  '(0812) 3456 7890',
  '+62081234567890',
])('reads %s as a mobile number', (text) => {
  expect(parseMobile(text)).toBe('+6281234567890');
});

it.each(['', '0217654321', '08123', '0812345678901234', '+6591234567', '08012345678', 'nomor'])(
  'refuses %j',
  (text) => {
    expect(parseMobile(text)).toBeUndefined();
  },
);

it('shows as much of a number as tells two apart', () => {
  expect(maskMobile('+6281234567890')).toBe('+628•••••••890');
});
