import { describe, expect, it } from 'vitest';
import type { Holiday } from '../../../domain/holiday.ts';
import type { Stage } from '../../../domain/stage.ts';
import { electionOf, stageOf } from '../test-data.ts';
import { consequencesOf } from './consequences.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const time = (text: string) => Temporal.PlainDateTime.from(text);
const holiday = (date: string, name: string): Holiday => ({
  date: day(date),
  name: { id: name },
  kind: 'national',
  source: { title: 'SKB' },
});

const group = stageOf({
  id: 'inti',
  kind: 'group',
  name: { id: 'Tahap inti', en: 'Core' },
  start: day('2024-09-01'),
  end: day('2024-12-31'),
});
const campaign = stageOf({
  id: 'kampanye',
  kind: 'campaign',
  name: { id: 'Kampanye', en: 'Campaign' },
  parent: 'inti',
  start: day('2024-09-25'),
  end: day('2024-11-23'),
});
const quiet = stageOf({ start: day('2024-11-24'), end: day('2024-11-26') });
const vote = stageOf({
  id: 'pungut',
  kind: 'voting',
  name: { id: 'Pemungutan suara', en: 'Voting' },
  start: time('2024-11-27T07:00'),
  end: time('2024-11-27T13:00'),
});
const counting = stageOf({
  id: 'hitung',
  kind: 'counting',
  name: { id: 'Penghitungan', en: 'Counting' },
  start: day('2024-11-27'),
  end: day('2024-12-16'),
});
const funds = stageOf({
  id: 'dana',
  kind: 'candidates',
  name: { id: 'Laporan dana', en: 'Funds report' },
  rule: { id: 'Satu hari sesudah kampanye berakhir', en: 'The day after the campaign' },
});
const stages = [group, campaign, quiet, vote, counting, funds];

const changing = (before: Stage, change: Partial<Stage>, holidays: readonly Holiday[] = []) =>
  consequencesOf({
    election: electionOf(),
    stages,
    before,
    after: { ...before, ...change },
    holidays,
  });
const ties = (found: ReturnType<typeof changing>) =>
  Object.fromEntries(found.dependents.map(({ stage, ties: tied }) => [stage.id, tied]));

describe('what hangs on a stage', () => {
  it('is what holds it, what follows it, and what names it', () => {
    expect(ties(changing(campaign, { end: day('2024-11-20') }))).toEqual({
      inti: ['around'],
      tenang: ['starts-after'],
      dana: ['mentions'],
    });
  });

  it('is what it holds, and says what no longer lies within', () => {
    const found = changing(group, { start: day('2024-10-01') });
    expect(found.dependents).toMatchObject([{ stage: { id: 'kampanye' }, ties: ['inside'], outside: true }]);
  });

  it.each([
    ['2024-11-20', 3],
    ['2024-11-23', 0],
    ['2024-11-25', -2],
  ])('with a campaign until %s lies %d days apart', (end, gap) => {
    const found = changing(campaign, { end: day(end), note: { id: 'x', en: 'x' }, start: day('2024-09-26') });
    expect(found.dependents.find(({ stage }) => stage.id === 'tenang')?.gap).toBe(gap);
  });

  it('is everything that voting day sets, and the election still has its own', () => {
    const found = changing(vote, { start: time('2024-12-04T07:00'), end: time('2024-12-04T13:00') });
    expect(ties(found)['tenang']).toEqual(['ends-before', 'voting-day']);
    expect(ties(found)['hitung']).toEqual(['same-start']);
    expect(found.votingDay?.toString()).toBe('2024-11-27');
    expect(changing(vote, { regulation: 'X' }).votingDay).toBeUndefined();
  });

  it('is not said to have moved where only words changed', () => {
    const found = changing(campaign, { regulation: 'PKPU 9/2024' });
    expect(found.moves).toBe(false);
    expect(found.dependents.every(({ gap }) => gap === undefined)).toBe(true);
  });
});

describe('days off', () => {
  it('are told of where a first day or a deadline falls on one, with the next working day', () => {
    const { daysOff, workingDays } = changing(
      campaign,
      { start: day('2024-09-23'), end: day('2024-12-25') },
      [holiday('2024-12-25', 'Natal'), holiday('2024-12-26', 'Cuti bersama')],
    );
    expect(daysOff).toMatchObject([{ at: 'end', holidays: [{ name: { id: 'Natal' } }] }]);
    expect(daysOff[0]?.nextWorkingDay.toString()).toBe('2024-12-27');
    expect(workingDays).toEqual({ before: 43, after: 67 });
  });

  it('are weekends too, and one day is told of once', () => {
    const { daysOff } = changing(quiet, { start: day('2024-11-24'), end: day('2024-11-24') });
    expect(daysOff).toMatchObject([{ at: 'start', holidays: [] }]);
  });
});
