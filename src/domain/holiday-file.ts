import { z } from 'zod';
import { HOLIDAY_YEARS, type Holiday, type HolidayKind } from './holiday.ts';

/** A fault of a file of holidays. */
export interface HolidayFileProblem {
  /** Which day of the list, from 1; absent: the file as a whole. */
  readonly day?: number;
  readonly code:
    | 'format'
    | 'empty'
    | 'too-many'
    | 'date'
    | 'other-year'
    | 'name'
    | 'kind'
    | 'source'
    | 'repeated';
  /** The value that is wrong, where it may be shown. */
  readonly value?: string;
}

/** The holidays of one year, as a file gives them. */
export interface HolidayFile {
  readonly year: number;
  readonly holidays: readonly Holiday[];
}

export type HolidayFileResult =
  | ({ readonly ok: true } & HolidayFile)
  | { readonly ok: false; readonly problems: readonly HolidayFileProblem[] };

/** One day of a file as text, whatever the file's format. */
export interface HolidayRow {
  readonly date: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: string;
  /** Empty: that of the file. */
  readonly source: string;
}

/** What stands in the head of a file, or is typed beside it. */
export interface HolidayFileHead {
  readonly year?: number | undefined;
  readonly source: { readonly title: string; readonly url?: string | undefined };
}

/** A year has about 25; no file is this long by right. */
const MOST_DAYS = 200;
const LONGEST_NAME = 200;
const LONGEST_SOURCE = 300;
const LONGEST_SHOWN = 60;

/** The words of decrees and of files beside our own. */
const KINDS: ReadonlyMap<string, HolidayKind> = new Map([
  ['national', 'national'],
  ['libur-nasional', 'national'],
  ['libur nasional', 'national'],
  ['collective-leave', 'collective-leave'],
  ['cuti-bersama', 'collective-leave'],
  ['cuti bersama', 'collective-leave'],
  ['local', 'local'],
  ['libur-daerah', 'local'],
  ['libur daerah', 'local'],
]);

const text = z.string().default('');
const jsonSchema = z.object({
  year: z.int().optional(),
  basis: text,
  source: z.union([z.string(), z.array(z.string())]).optional(),
  days: z.array(
    z.object({ date: z.string(), name: z.string(), nameEn: text, kind: z.string(), source: text }),
  ),
});

/**
 * Reads holidays of one year from JSON: `{ "year": 2026, "basis": "SKB …", "source": ["https://…"], "days": [{ "date":
 * "2026-01-01", "name": "…", "kind": "libur-nasional" }] }`. A day may have a `nameEn` and a `source` of its own.
 */
export function parseHolidayJson(content: string): HolidayFileResult {
  const parsed = jsonSchema.safeParse(jsonOrUndefined(content));
  if (!parsed.success) return { ok: false, problems: [{ code: 'format' }] };
  const { year, basis, source, days } = parsed.data;
  const urls = typeof source === 'string' ? [source] : (source ?? []);
  const [url] = urls.filter((one) => URL.canParse(one));
  return checkHolidays(days, { year, source: { title: basis.trim() || (url ?? ''), ...(url && { url }) } });
}

/** Checks every day of a file for what it means, and names all that is wrong. */
export function checkHolidays(rows: readonly HolidayRow[], head: HolidayFileHead): HolidayFileResult {
  if (rows.length === 0) return { ok: false, problems: [{ code: 'empty' }] };
  if (rows.length > MOST_DAYS) return { ok: false, problems: [{ code: 'too-many' }] };
  const problems: HolidayFileProblem[] = [];
  const seen = new Set<string>();
  const year = head.year ?? yearOf(rows);
  const holidays = rows.flatMap((row, at): Holiday[] => {
    const day = at + 1;
    const report = (code: HolidayFileProblem['code'], value = '') =>
      void problems.push({ day, code, ...(value && { value: value.slice(0, LONGEST_SHOWN) }) });
    const date = dayOrUndefined(row.date);
    const kind = KINDS.get(row.kind.trim().toLowerCase());
    const name = row.name.trim();
    const source = sourceOf(row, head);
    if (!date || date.year < HOLIDAY_YEARS.first || date.year > HOLIDAY_YEARS.last) report('date', row.date);
    else if (date.year !== year) report('other-year', row.date);
    if (!kind) report('kind', row.kind);
    if (name === '' || name.length > LONGEST_NAME || row.nameEn.length > LONGEST_NAME) report('name', name);
    if (!source) report('source');
    const key = `${date} ${name.toLowerCase()}`;
    if (date && seen.has(key)) report('repeated', `${row.date} ${name}`);
    seen.add(key);
    if (!date || !kind || !source || name === '') return [];
    const en = row.nameEn.trim();
    return [{ date, kind, source, name: { id: name, ...(en && { en }) } }];
  });
  if (problems.length > 0 || year === undefined) return { ok: false, problems };
  return { ok: true, year, holidays: holidays.sort(byDate) };
}

/** The year of the first day that has one. */
function yearOf(rows: readonly HolidayRow[]): number | undefined {
  for (const { date } of rows) {
    const day = dayOrUndefined(date);
    if (day) return day.year;
  }
  return undefined;
}

function sourceOf(row: HolidayRow, head: HolidayFileHead): Holiday['source'] | undefined {
  const title = (row.source.trim() || head.source.title).trim();
  if (title === '' || title.length > LONGEST_SOURCE) return undefined;
  const { url } = head.source;
  return { title, ...(row.source.trim() === '' && url !== undefined && { url }) };
}

function dayOrUndefined(value: string): Temporal.PlainDate | undefined {
  const iso = value.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  try {
    return Temporal.PlainDate.from(iso, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

function byDate(a: Holiday, b: Holiday): number {
  return Temporal.PlainDate.compare(a.date, b.date);
}

function jsonOrUndefined(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
