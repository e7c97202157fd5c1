import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkingDay, nextWorkingDay, workingDaysBetween } from './holiday.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
/** Around Idul Fitri 2026, with one holiday on a Saturday. */
const holidays = ['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-21', '2026-03-23', '2026-03-24'].map(
  (text) => ({ date: day(text) }),
);

describe('working days', () => {
  it('are neither weekends nor holidays', () => {
    expect(
      ['2026-03-17', '2026-03-18', '2026-03-21', '2026-03-22', '2026-03-25'].map((text) =>
        isWorkingDay(day(text), holidays),
      ),
    ).toEqual([true, false, false, false, true]);
  });

  it('begin again after what is off', () => {
    expect(nextWorkingDay(day('2026-03-18'), holidays).toString()).toBe('2026-03-25');
    expect(nextWorkingDay(day('2026-03-17'), holidays).toString()).toBe('2026-03-17');
  });

  it('are counted as one would day by day', () => {
    const start = day('2026-03-01');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -3, max: 60 }), (from, length) => {
        const first = start.add({ days: from });
        const last = first.add({ days: length });
        let counted = 0;
        for (let at = first; Temporal.PlainDate.compare(at, last) <= 0; at = at.add({ days: 1 })) {
          counted += Number(isWorkingDay(at, holidays));
        }
        expect(workingDaysBetween(first, last, [...holidays, ...holidays])).toBe(counted);
      }),
    );
  });
});
