import { expect, test } from 'vitest';
import { plainText, plainValue } from './plain-value.ts';

test.each(['3276011506900001', '3276 0115 0690 0001', '32.76.01.150690.0001'])(
  'what looks like an identity number, %s, is not kept',
  (number) => {
    expect(plainText(`NIK ${number}, salah`)).toBe('NIK [redacted], salah');
    expect(plainValue({ [number]: [number] })).toEqual({ '[redacted]': ['[redacted]'] });
  },
);

test('an id is kept, though it has as many digits in a row by chance', () => {
  const id = '9e4bce12-e8c0-4365-9048-8917914a5adb';
  expect(plainText(`officer ${id}`)).toBe(`officer ${id}`);
});
