import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAreaIndex } from './area.ts';
import { formatNik, type NikProblem, nikWarnings, parseNik, parsePassport, type Sex } from './nik.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** What a NIK is made of, with a date that exists in 19YY or 20YY by the calendar of the runtime, not by our table. */
const parts = fc
  .record({
    district: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((numbers) => numbers.map(two).join('.')),
    sex: fc.constantFrom<Sex>('male', 'female'),
    year: fc.integer({ min: 1900, max: 2099 }),
    dayOfYear: fc.integer({ min: 1, max: 365 }),
    serial: fc.integer({ min: 1, max: 9999 }),
  })
  .map(({ year, dayOfYear, ...rest }) => {
    const date = Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: dayOfYear - 1 });
    return { ...rest, day: date.day, month: date.month, yearOfCentury: date.year % 100 };
  });

type Parts = Parameters<Parameters<typeof parts.map>[0]>[0];

function write({ district, sex, day, month, yearOfCentury, serial }: Parts): string {
  const writtenDay = sex === 'female' ? day + 40 : day;
  return (
    district.replaceAll('.', '') +
    two(writtenDay) +
    two(month) +
    two(yearOfCentury) +
    String(serial).padStart(4, '0')
  );
}

function problemOf(text: string): NikProblem | 'none' {
  const result = parseNik(text);
  return result.ok ? 'none' : result.problem;
}

describe('parseNik', () => {
  it('accepts every possible number and takes it apart again', () => {
    fc.assert(
      fc.property(parts, (made) => {
        const digits = write(made);
        expect(parseNik(digits)).toEqual({ ok: true, nik: { digits, ...made } });
      }),
    );
  });

  it('reads through spaces, dots, dashes and invisible marks', () => {
    const noise = fc.constantFrom('', ' ', '.', '-', '\u00a0', '\u2013', '\u200b', '\t');
    fc.assert(
      fc.property(parts, fc.array(noise, { minLength: 16, maxLength: 16 }), (made, marks) => {
        const digits = write(made);
        const typed = [...digits].map((digit, index) => `${marks[index]}${digit}`).join('');
        expect(parseNik(typed)).toEqual(parseNik(digits));
      }),
    );
  });

  const replaced = (at: number, text: string) => (digits: string) =>
    digits.slice(0, at) + text + digits.slice(at + text.length);
  const wrongDay = fc.constantFrom('00', '32', '39', '40', '72', '80', '99');
  const wrongMonth = fc.constantFrom('00', '13', '20', '99');
  const wrongDate = fc.constantFrom(
    '300200',
    '310423',
    '710601',
    '310911',
    '311199',
    '290201',
    '690299',
    '290219',
  );

  it.each<[NikProblem, fc.Arbitrary<(digits: string) => string>]>([
    ['empty', fc.constantFrom('', ' ', ' .-\u200b').map((text) => () => text)],
    [
      'not-digits',
      fc
        .tuple(fc.nat(15), fc.constantFrom('O', 'l', '/', '+', '\uff11', '\u0661', 'x'))
        .map(([at, mark]) => replaced(at, mark)),
    ],
    ['length', fc.integer({ min: 1, max: 15 }).map((length) => (digits: string) => digits.slice(0, length))],
    ['length', fc.integer({ min: 1, max: 9 }).map((count) => (digits: string) => digits + '1'.repeat(count))],
    ['day', wrongDay.map((day) => replaced(6, day))],
    ['month', wrongMonth.map((month) => replaced(8, month))],
    ['date', wrongDate.map((date) => replaced(6, date))],
    ['serial', fc.constant(replaced(12, '0000'))],
  ])('refuses a number changed into another kind of wrong: %s', (problem, change) => {
    fc.assert(
      fc.property(parts, change, (made, spoil) => {
        expect(problemOf(spoil(write(made)))).toBe(problem);
      }),
    );
  });

  it('takes a leap day of either century and no other', () => {
    const leapDay = (yearOfCentury: number) => problemOf(`3276012902${two(yearOfCentury)}0001`);
    for (let year = 0; year < 100; year++) {
      const exists = [1900 + year, 2000 + year].some(
        (full) => Temporal.PlainDate.from({ year: full, month: 1, day: 1 }).inLeapYear,
      );
      expect(leapDay(year), String(year)).toBe(exists ? 'none' : 'date');
    }
    expect(leapDay(0)).toBe('none');
  });

  it('refuses the numbers of repeated digits that a public check once answered', () => {
    for (const digit of '234567') expect(parseNik(digit.repeat(16)).ok, digit).toBe(false);
  });
});

describe('formatNik', () => {
  it('groups the digits and stays readable as a number', () => {
    const result = parseNik('3276014102950001');
    if (!result.ok) throw new Error(result.problem);
    expect(formatNik(result.nik)).toBe('327601 410295 0001');
    expect(parseNik(formatNik(result.nik))).toEqual(result);
  });
});

describe('nikWarnings', () => {
  const areas = createAreaIndex([
    { code: '32.76.01', name: 'Pancoran Mas', kind: 'kecamatan', parent: '32.76' },
  ]);
  it.each([
    ['3276014102950001', []],
    ['3276994102950001', ['unknown-district']],
    ['3174014102950001', ['other-city', 'unknown-district']],
  ])('%s is valid all the same', (digits, warnings) => {
    const result = parseNik(digits);
    if (!result.ok) throw new Error(result.problem);
    expect(nikWarnings(result.nik, areas, '32.76')).toEqual(warnings);
  });
});

describe('parsePassport', () => {
  it.each([
    ['a 123-4567', { ok: true, passport: 'A1234567' }],
    ['', { ok: false, problem: 'empty' }],
    ['A12_4567', { ok: false, problem: 'characters' }],
    ['A1234', { ok: false, problem: 'length' }],
    ['A123456789', { ok: false, problem: 'length' }],
  ])('reads %j', (text, result) => {
    expect(parsePassport(text)).toEqual(result);
  });
});
