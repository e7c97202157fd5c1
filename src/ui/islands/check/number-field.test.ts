import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripIdentityNumber } from '../../../domain/nik.ts';
import { earlyProblem, grouped, missingDigits, problemOf, problemText } from './number-field.ts';
import { checkWords, joined } from './words.ts';

const digit = fc.constantFrom(...'0123456789');
const typedDigits = fc
  .array(
    fc.oneof({ weight: 5, arbitrary: digit }, { weight: 1, arbitrary: fc.constantFrom(' ', '.', '-') }),
    {
      maxLength: 24,
    },
  )
  .map((characters) => characters.join(''));

describe('grouping while a number is typed', () => {
  it('changes no digit, and leaves the caret after the same digit', () => {
    fc.assert(
      fc.property(typedDigits, fc.nat(), (text, at) => {
        const caret = at % (text.length + 1);
        const next = grouped({ text, caret });
        expect(stripIdentityNumber(next.text)).toBe(stripIdentityNumber(text));
        expect(stripIdentityNumber(next.text.slice(0, next.caret))).toBe(
          stripIdentityNumber(text.slice(0, caret)),
        );
        expect(grouped(next)).toEqual(next);
      }),
    );
  });

  it.each([
    ['3276', 4, '3276', 4],
    ['32760', 5, '3276 0', 6],
    ['3276041502950001', 16, '3276 0415 0295 0001', 19],
    ['3276-0415', 5, '3276 0415', 4],
    ['', 0, '', 0],
  ])('%s at %i is %s at %i', (text, caret, expected, at) => {
    expect(grouped({ text, caret })).toEqual({ text: expected, caret: at });
  });

  it('lets a text with letters stand, for its writer to mend', () => {
    expect(grouped({ text: '3276O415', caret: 3 })).toEqual({ text: '3276O415', caret: 3 });
  });

  it('lets a digit be taken out across a gap', () => {
    // Backspace behind the gap of "3276 |0415" removes the gap alone; the digits stay, and the caret does not jump.
    expect(grouped({ text: '32760415', caret: 4 })).toEqual({ text: '3276 0415', caret: 4 });
  });
});

describe('what is said while a number is typed', () => {
  it('nothing of one that is too short, yet its missing digits', () => {
    expect(earlyProblem('3276 04')).toBeNull();
    expect(missingDigits('3276 04')).toBe(10);
    expect(missingDigits('')).toBe(0);
    expect(missingDigits('3276x')).toBe(0);
  });

  it('what is impossible, once it is whole', () => {
    expect(earlyProblem('3276049902950001')).toBe('day');
    expect(earlyProblem('32760415029500012')).toBe('length');
    expect(earlyProblem('3276041502950001')).toBeNull();
  });

  it('every reason in words of either language', () => {
    for (const lang of ['id', 'en'] as const) {
      const words = checkWords(lang);
      for (const problem of ['empty', 'not-digits', 'length', 'day', 'month', 'date', 'serial'] as const) {
        expect(problemText(words, { field: 'nik', problem })).not.toBe('');
      }
      expect(problemText(words, { field: 'paspor', problem: 'length' })).toMatch(/6/);
      expect(problemText(words, { field: 'nkk', problem: 'length' })).toMatch(/16/);
    }
  });
});

describe('what is wrong with a number', () => {
  it.each([
    ['nik', '', { field: 'nik', problem: 'empty' }],
    ['nik', '3276 0415 0295 000', { field: 'nik', problem: 'length' }],
    ['nik', '3276 0415 1395 0001', { field: 'nik', problem: 'month' }],
    ['nik', '3276 0415 0295 0001', null],
    ['paspor', 'c 12', { field: 'paspor', problem: 'length' }],
    ['paspor', 'x1234567', null],
  ] as const)('%s "%s"', (kind, text, expected) => {
    expect(problemOf(kind, text)).toEqual(expected);
  });
});

it('joins names as they are spoken', () => {
  expect(joined([], 'dan')).toBe('');
  expect(joined(['DPT'], 'dan')).toBe('DPT');
  expect(joined(['DPT', 'DPTb', 'DPK'], 'dan')).toBe('DPT, DPTb dan DPK');
});
