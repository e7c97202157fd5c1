import { describe, expect, it } from 'vitest';
import { curveOf } from './curve.tsx';

const day = (text: string) => Temporal.PlainDate.from(text);
const days = [
  { day: day('2024-11-06'), count: 4 },
  { day: day('2024-11-14'), count: 3 },
];
const whole = { count: 7, of: 10 };
const target = { by: day('2024-11-10'), percent: 100 };
const END = day('2024-12-08');

/** The last day of a curve with what it says of it. */
function end(today: string, by = target) {
  const { points } = curveOf(days, whole, by, END, day(today));
  const last = points.at(-1);
  return { day: last?.day.toString(), soFar: last?.soFar, wanted: last?.wanted, points: points.length };
}

describe('the curve', () => {
  it('runs up to today where nobody came for days, beside the target', () => {
    expect(end('2024-11-24')).toEqual({ day: '2024-11-24', soFar: 7, wanted: 10, points: 19 });
  });

  it('goes on to a target that is to come, without saying what will be', () => {
    const later = { by: day('2024-11-27'), percent: 100 };
    expect(end('2024-11-24', later)).toEqual({
      day: '2024-11-27',
      soFar: undefined,
      wanted: 10,
      points: 22,
    });
  });

  it('ends with the service, however long ago that was', () => {
    expect(end('2026-01-01')).toMatchObject({ day: '2024-12-08', soFar: 7 });
  });

  it('has no points where nobody came, and what is wanted all the same', () => {
    expect(curveOf([], { count: 0, of: 10 }, target, END, day('2024-11-24'))).toEqual({
      points: [],
      goal: { count: 10, by: target.by },
    });
    expect(curveOf([], { count: 0, of: 0 }, target, END, day('2024-11-24'))).toEqual({ points: [] });
  });
});
