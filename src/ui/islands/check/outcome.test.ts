import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../sealed-roll/client.ts';
import type { RollHeader } from '../../../sealed-roll/format.ts';
import type { CheckedList } from './model.ts';
import { combine, type ListAnswer } from './outcome.ts';

const roll = { rollId: 'r' } as RollHeader;
const recordOf = (status: string) => ({ status, tps: '3276011006014', number: 312, name: 'S* N*' });
const lists = ['DPT', 'DPK', 'DPTb'].map(
  (code, rank): CheckedList => ({ code, label: code, rank, bring: [] }),
);

const foundAs = (status: string): CheckResult => ({ kind: 'found', record: recordOf(status), roll });
const NOT: CheckResult = { kind: 'not-on-roll', verified: true, roll };
const AWAY: CheckResult = { kind: 'unavailable', why: 'holder', holder: 'kpu', retryAfter: 10 };
const ODD: CheckResult = { kind: 'untrusted', why: 'proof' };
const WRONG: CheckResult = { kind: 'not-possible', field: 'nik', problem: 'day' };

const answersOf = (...results: CheckResult[]): ListAnswer[] =>
  results.map((result, index) => ({ list: lists[index]?.code ?? '', result }));

describe('the answers of all lists together', () => {
  it('not registered only when each list says so, verified', () => {
    expect(combine(answersOf(NOT, NOT), { lists })).toEqual({ kind: 'not-on-roll', lists: ['DPT', 'DPK'] });
    expect(combine(answersOf(NOT, AWAY), { lists })).toMatchObject({ kind: 'unavailable', holder: 'kpu' });
    expect(combine(answersOf(NOT, ODD), { lists })).toEqual({ kind: 'untrusted' });
    expect(combine(answersOf(AWAY, ODD), { lists })).toEqual({ kind: 'untrusted' });
    expect(combine([], { lists })).toMatchObject({ kind: 'unavailable', why: 'no-such-roll' });
  });

  it('never not registered where one answer is missing or odd', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(NOT, AWAY, ODD, WRONG), { maxLength: 3 }), (results) => {
        const outcome = combine(answersOf(...results), { lists });
        const allSaidNo = results.length > 0 && results.every((result) => result === NOT);
        expect(outcome.kind === 'not-on-roll').toBe(allSaidNo);
      }),
    );
  });

  it('the list that a person votes by comes first, and says what else is known', () => {
    expect(combine(answersOf(foundAs('DPT'), AWAY, foundAs('DPTb')), { lists })).toMatchObject({
      kind: 'found',
      list: 'DPTb',
      alsoOn: ['DPT'],
      notAsked: ['DPK'],
    });
  });

  it('the list of the record counts where a roll holds several, and the roll’s where nobody knows the record’s', () => {
    expect(combine(answersOf(foundAs('DPTb')), { lists })).toMatchObject({ list: 'DPTb', alsoOn: [] });
    expect(combine(answersOf(foundAs('X')), { lists })).toMatchObject({ list: 'DPT' });
  });

  it('a number that is refused is refused', () => {
    expect(combine(answersOf(NOT, WRONG), { lists })).toEqual({
      kind: 'not-possible',
      problem: { field: 'nik', problem: 'day' },
    });
  });
});
