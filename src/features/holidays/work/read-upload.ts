import { CsvError, parse } from 'csv-parse/sync';
import {
  checkHolidays,
  type HolidayFileProblem,
  type HolidayFileResult,
  type HolidayRow,
  parseHolidayJson,
} from '../../../domain/holiday-file.ts';
import type { Lang } from '../../../platform/i18n/messages.ts';
import { workMessages } from '../messages.ts';

export const LARGEST_HOLIDAY_FILE = 200 * 1024;
const LONGEST_LINE = 8 * 1024;
/** Of a file with many faults, so many are told. */
const MOST_TOLD = 20;

export type ReadUpload =
  | (Extract<HolidayFileResult, { ok: true }> & { readonly ok: true })
  | { readonly ok: false; readonly problem: string };

/**
 * Reads an uploaded file of holidays, JSON or CSV, which it tells apart by how it begins.
 *
 * @param source where the file does not say where it is from
 */
export function readHolidayUpload(bytes: Uint8Array, source: string, lang: Lang): ReadUpload {
  const t = workMessages(lang);
  if (bytes.length > LARGEST_HOLIDAY_FILE) return { ok: false, problem: t.fileTooLarge };
  const text = decode(bytes);
  if (text === undefined) return { ok: false, problem: t.fileNotText };
  const result = /^\s*[{[]/.test(text) ? parseHolidayJson(text) : parseCsv(text, source);
  if (result === 'columns') return { ok: false, problem: t.fileColumns };
  return result.ok ? result : { ok: false, problem: problemsInWords(result.problems, lang) };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

const COLUMNS = ['date', 'name', 'kind'] as const;

/** Columns `date`, `name`, `kind`, and perhaps `name_en` and `source`; by comma, semicolon or tab. */
function parseCsv(text: string, source: string): HolidayFileResult | 'columns' {
  const [first = ''] = text.split('\n', 1);
  const delimiter = [';', '\t', ','].find((one) => first.includes(one)) ?? ',';
  let records: string[][];
  try {
    records = parse(text, {
      delimiter,
      max_record_size: LONGEST_LINE,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, problems: [{ code: 'format' }] };
    throw error;
  }
  const [header = [], ...rows] = records;
  const names = header.map((name) => name.toLowerCase());
  if (!COLUMNS.every((column) => names.includes(column))) return 'columns';
  const days = rows.map((row): HolidayRow => {
    const cell = (column: string) => row[names.indexOf(column)] ?? '';
    return {
      date: cell('date'),
      name: cell('name'),
      nameEn: cell('name_en'),
      kind: cell('kind'),
      source: cell('source'),
    };
  });
  return checkHolidays(days, { source: { title: source } });
}

function problemsInWords(problems: readonly HolidayFileProblem[], lang: Lang): string {
  const rest = problems.length - MOST_TOLD;
  const told = problems.slice(0, MOST_TOLD).map((problem) => problemInWords(problem, lang));
  return [...told, ...(rest > 0 ? [workMessages(lang).moreProblems(rest)] : [])].join(' ');
}

function problemInWords({ day = 0, code, value = '' }: HolidayFileProblem, lang: Lang): string {
  const t = workMessages(lang);
  switch (code) {
    case 'format':
      return t.fileFormat;
    case 'empty':
      return t.fileEmpty;
    case 'too-many':
      return t.fileTooMany;
    case 'date':
      return t.lineDate(day, value);
    case 'other-year':
      return t.lineYear(day, value);
    case 'kind':
      return t.lineKind(day, value);
    case 'name':
      return t.lineName(day);
    case 'source':
      return t.lineSource(day);
    case 'repeated':
      return t.lineRepeated(day, value);
  }
}
