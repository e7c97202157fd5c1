import { describe, expect, it } from 'vitest';
import { isStageReviewDue, reviewDayOf } from './stage-review.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const checkedOn = day('2024-09-01');

describe('reviewDayOf', () => {
  it.each([
    [{ reviewBy: day('2024-10-01') }, { reviewBy: day('2024-11-01') }, '2024-10-01'],
    [{}, { reviewBy: day('2024-11-01') }, '2024-11-01'],
    [{}, {}, '2024-11-30'],
  ])('takes the nearest that is set (%#)', (stage, election, by) => {
    expect(reviewDayOf(stage, election, checkedOn).toString()).toBe(by);
  });
});

describe('isStageReviewDue', () => {
  const by = day('2024-11-30');

  it.each([
    ['still in time on the day itself', {}, '2024-11-30', false],
    ['due on the next', {}, '2024-12-01', true],
    ['a record of the past once it ended before', { end: day('2024-11-30') }, '2025-06-01', false],
    ['due where it was to end later', { end: day('2024-12-16') }, '2024-12-01', true],
    [
      'due after that end too, as nobody saw whether it moved',
      { end: day('2024-12-16') },
      '2025-06-01',
      true,
    ],
    ['told by a time as well', { end: Temporal.PlainDateTime.from('2024-11-30T13:00') }, '2025-06-01', false],
  ])('is %s', (_, stage, today, due) => {
    expect(isStageReviewDue(stage, { by }, day(today))).toBe(due);
  });
});
