import type { SomeLanguages } from './item.ts';

/**
 * `national`: a holiday by presidential decree. `collective-leave`: cuti bersama, on which offices are closed too.
 * `local`: a day off in this city alone, such as a voting day.
 */
export const HOLIDAY_KINDS = ['national', 'collective-leave', 'local'] as const;
export type HolidayKind = (typeof HOLIDAY_KINDS)[number];

/** A day on which offices are closed. Two may fall on one day. */
export interface Holiday {
  readonly date: Temporal.PlainDate;
  /** At least in Indonesian, as the decree has it. */
  readonly name: SomeLanguages & { readonly id: string };
  readonly kind: HolidayKind;
  readonly source: HolidaySource;
}

/** The decree or page that says so. */
export interface HolidaySource {
  readonly title: string;
  readonly url?: string;
}

/** What other features may ask about holidays. */
export interface HolidayDirectory {
  /** Those from one day to another, both included, in order. */
  between(from: Temporal.PlainDate, until: Temporal.PlainDate): Promise<readonly Holiday[]>;
  /** The years whose holidays are recorded: of another year nothing is known. */
  years(): Promise<readonly number[]>;
}

/** First and last year that a holiday may have. */
export const HOLIDAY_YEARS = { first: 1946, last: 2100 } as const;

const FRIDAY = 5;

/** Whether offices work on a day: no Saturday, no Sunday, no holiday. */
export function isWorkingDay(day: Temporal.PlainDate, holidays: readonly Pick<Holiday, 'date'>[]): boolean {
  return day.dayOfWeek <= FRIDAY && !holidays.some(({ date }) => date.equals(day));
}

/** How many days from one to another, both included, offices work. */
export function workingDaysBetween(
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
  holidays: readonly Pick<Holiday, 'date'>[],
): number {
  const days = from.until(until, { largestUnit: 'days' }).days + 1;
  if (days <= 0) return 0;
  const wholeWeeks = Math.floor(days / 7);
  let working = wholeWeeks * FRIDAY;
  for (let extra = wholeWeeks * 7; extra < days; extra++) {
    if (from.add({ days: extra }).dayOfWeek <= FRIDAY) working++;
  }
  const off = new Set(
    holidays
      .map(({ date }) => date)
      .filter(
        (date) =>
          date.dayOfWeek <= FRIDAY &&
          Temporal.PlainDate.compare(date, from) >= 0 &&
          Temporal.PlainDate.compare(date, until) <= 0,
      )
      .map(String),
  );
  return working - off.size;
}

/** The first day from this one on that offices work: itself, where they do. */
export function nextWorkingDay(
  day: Temporal.PlainDate,
  holidays: readonly Pick<Holiday, 'date'>[],
): Temporal.PlainDate {
  let next = day;
  while (!isWorkingDay(next, holidays)) next = next.add({ days: 1 });
  return next;
}
