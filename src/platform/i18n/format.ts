import type { Lang } from './messages.ts';

const LOCALES: Record<Lang, string> = { id: 'id-ID', en: 'en-GB' };
const MEMO_LIMIT = 5_000;

/** Writes dates, times and numbers as a person of that language and city reads them. */
export interface Formatter {
  /** "Rabu, 27 November 2024" with the weekday, "27 November 2024" without. */
  date(date: Temporal.PlainDate, options?: { weekday?: boolean }): string;
  /** "24–26 November 2024"; a single day once. */
  dateRange(start: Temporal.PlainDate, end: Temporal.PlainDate): string;
  /** "07.00" in Indonesian, "07:00" in English. */
  time(time: Temporal.PlainTime): string;
  /** "24 November 2024 pukul 09.00 WIB", in the city's zone. */
  dateTime(instant: Temporal.Instant): string;
  /** "1.427.674". */
  number(value: number): string;
}

const formatters = new Map<string, Formatter>();

/**
 * The formatter of a language and a zone (IANA name); made once, since building Intl formats is slow.
 *
 * @throws RangeError where the zone is unknown
 */
export function formatterOf(lang: Lang, zone: string): Formatter {
  const key = `${lang} ${zone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = createFormatter(LOCALES[lang], zone);
  formatters.set(key, made);
  return made;
}

function createFormatter(locale: string, zone: string): Formatter {
  // Plain dates carry no zone: they are written as midnight UTC, in UTC, so that none shifts by a day.
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  // The full style writes "Selasa, 05 November" in Indonesian.
  const weekday = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  });
  const integer = new Intl.NumberFormat(locale);
  const memo = remember();
  const shortDate = rememberDate((date) => memo(`d${date}`, () => day.format(utc(date))));
  const longDate = rememberDate((date) => memo(`w${date}`, () => weekday.format(utc(date))));

  return {
    date: (date, options) => (options?.weekday ? longDate(date) : shortDate(date)),
    dateRange: (start, end) => memo(`r${start}${end}`, () => day.formatRange(utc(start), utc(end))),
    time: (value) => time.format(Date.UTC(2000, 0, 1, value.hour, value.minute)),
    dateTime: (instant) => {
      const minute = Math.floor(instant.epochMilliseconds / 60_000);
      return memo(`m${minute}`, () => moment.format(minute * 60_000));
    },
    number: (value) => integer.format(value),
  };
}

function utc(date: Temporal.PlainDate): number {
  return Date.UTC(date.year, date.month - 1, date.day);
}

/** A page names the same dates each time it is rendered, and Intl takes microseconds for each. */
function remember(): (key: string, make: () => string) => string {
  const kept = new Map<string, string>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= MEMO_LIMIT) kept.clear();
    const made = make();
    kept.set(key, made);
    return made;
  };
}

/** The dates of a stage or an election live long: finding one again by itself is quicker than by its text. */
function rememberDate(write: (date: Temporal.PlainDate) => string): (date: Temporal.PlainDate) => string {
  const kept = new WeakMap<Temporal.PlainDate, string>();
  return (date) => {
    const known = kept.get(date);
    if (known !== undefined) return known;
    const written = write(date);
    kept.set(date, written);
    return written;
  };
}
