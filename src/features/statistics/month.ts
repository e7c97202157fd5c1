import type { Period } from '../../platform/views/store.ts';

/** So far back go the counts; older ones are forgotten. */
export const KEPT_MONTHS = 25;

/** A calendar month of a report: months do not overlap, so that no figure follows from the difference of two. */
export interface Month extends Period {
  readonly month: Temporal.PlainYearMonth;
  readonly days: readonly Temporal.PlainDate[];
  readonly older?: Temporal.PlainYearMonth;
  readonly newer?: Temporal.PlainYearMonth;
}

/** The month that a text names, `2024-11`, up to today; the present one where it names none that is kept. */
export function monthOf(text: string | undefined, today: Temporal.PlainDate): Month {
  const present = today.toPlainYearMonth();
  const oldest = present.subtract({ months: KEPT_MONTHS - 1 });
  const named = parse(text);
  const fits = named && compare(named, oldest) >= 0 && compare(named, present) <= 0;
  const month = fits ? named : present;
  const from = month.toPlainDate({ day: 1 });
  const last = month.toPlainDate({ day: month.daysInMonth });
  const to = Temporal.PlainDate.compare(last, today) < 0 ? last : today;
  return {
    month,
    from,
    to,
    days: Array.from({ length: to.day }, (_, at) => from.add({ days: at })),
    ...(compare(month, oldest) > 0 ? { older: month.subtract({ months: 1 }) } : {}),
    ...(compare(month, present) < 0 ? { newer: month.add({ months: 1 }) } : {}),
  };
}

const compare = Temporal.PlainYearMonth.compare;

function parse(text: string | undefined): Temporal.PlainYearMonth | undefined {
  return text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
    ? Temporal.PlainYearMonth.from(text)
    : undefined;
}
