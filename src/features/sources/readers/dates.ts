/** What a date of a source says. */
export interface ReadDate {
  readonly at?: Temporal.Instant;
  /** It cannot be: not readable, before the web, far ahead, or another day of the week. */
  readonly doubtful?: true;
}

/** When and where a source is read. */
export interface ReadAt {
  readonly now: Temporal.Instant;
  /** IANA zone of the city. */
  readonly zone: string;
}

const DOUBTFUL: ReadDate = { doubtful: true };
const OLDEST = Temporal.Instant.from('1990-01-01T00:00:00Z');
/** A date may be ahead of now for what is planned. */
const AHEAD_HOURS = 24 * 366;
const LONGEST = 100;

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  peb: 2,
  mar: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  agu: 8,
  ags: 8,
  agt: 8,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  nop: 11,
  des: 12,
  dec: 12,
};

const WEEKDAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:senin|mon)/, 1],
  [/^(?:selasa|tue)/, 2],
  [/^(?:rabu|wed)/, 3],
  [/^(?:kamis|thu)/, 4],
  [/^(?:jum|fri)/, 5],
  [/^(?:sab|sat)/, 6],
  [/^(?:minggu|ahad|sun)/, 7],
];

const ZONES: Readonly<Record<string, string>> = {
  wib: '+07:00',
  wita: '+08:00',
  wit: '+09:00',
  gmt: '+00:00',
  utc: '+00:00',
  ut: '+00:00',
  z: '+00:00',
  est: '-05:00',
  edt: '-04:00',
  pst: '-08:00',
  pdt: '-07:00',
};

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*([a-z]+|[+-]\d{2}:?\d{2})?$/i;
const WORDS =
  /^(?:([a-z']+)[,\s]+)?(\d{1,2})[\s./-]+([a-z]{3,}|\d{1,2})\.?[\s./,-]+(\d{2}|\d{4})(?:[\s,|-]+(?:(?:pukul|jam)\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?\s*([a-z]+|[+-]\d{2}:?\d{2})?(?:\s*\([a-z ]*\))?$/i;
const AMERICAN = /^([a-z]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})$/i;

interface Parts {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  readonly zone?: string | undefined;
  readonly weekday?: string | undefined;
}

/**
 * Reads a date as sites write it: ISO 8601, the e-mail form of RSS, or words in Indonesian or English. One that cannot
 * be is no reason to lose the item: it has no date then, and is marked. A time without a zone is in the city's.
 */
export function readDate(text: string | undefined, { now, zone }: ReadAt): ReadDate {
  const trimmed = text?.replace(/\s+/gu, ' ').trim();
  if (trimmed === undefined || trimmed === '') return {};
  if (trimmed.length > LONGEST) return DOUBTFUL;
  const parts = partsOf(trimmed);
  const at = parts && instantOf(parts, zone);
  if (!at) return DOUBTFUL;
  const isPossible =
    Temporal.Instant.compare(at, OLDEST) >= 0 &&
    Temporal.Instant.compare(at, now.add({ hours: AHEAD_HOURS })) <= 0;
  return isPossible ? { at } : DOUBTFUL;
}

function partsOf(text: string): Parts | undefined {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, zone] = iso;
    return { year, month, day, hour, minute, second, zone };
  }
  const words = WORDS.exec(text);
  if (words) {
    const [, weekday, day, month, year, hour, minute, second, zone] = words;
    return { year, month, day, hour, minute, second, zone, weekday };
  }
  const american = AMERICAN.exec(text);
  if (american) {
    const [, month, day, year] = american;
    return { year, month, day };
  }
  return undefined;
}

function instantOf(parts: Parts, ownZone: string): Temporal.Instant | undefined {
  const month = monthOf(parts.month);
  const zone = parts.zone === undefined ? ownZone : zoneOf(parts.zone);
  if (month === undefined || zone === undefined) return undefined;
  try {
    const date = Temporal.PlainDateTime.from(
      {
        year: yearOf(parts.year ?? ''),
        month,
        day: Number(parts.day),
        hour: Number(parts.hour ?? 0),
        minute: Number(parts.minute ?? 0),
        // A leap second is the last second before it.
        second: Math.min(Number(parts.second ?? 0), 59),
      },
      { overflow: 'reject' },
    );
    const weekday = parts.weekday && weekdayOf(parts.weekday);
    if (weekday !== undefined && weekday !== '' && weekday !== date.dayOfWeek) return undefined;
    return date.toZonedDateTime(zone).toInstant();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function yearOf(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function monthOf(text = ''): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : MONTHS[text.toLowerCase().slice(0, 3)];
}

function weekdayOf(text: string): number | undefined {
  return WEEKDAYS.find(([pattern]) => pattern.test(text.toLowerCase()))?.[1];
}

function zoneOf(text: string): string | undefined {
  if (/^[+-]/.test(text)) return `${text.slice(0, 3)}:${text.slice(-2)}`;
  return ZONES[text.toLowerCase()];
}
