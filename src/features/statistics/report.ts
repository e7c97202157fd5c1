import type { AreaIndex } from '../../domain/area.ts';
import type { Formatter } from '../../platform/i18n/format.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { CHANNEL_NAMES, CHANNELS } from '../../platform/views/channels.ts';
import { sumUnder, type ViewCount } from '../../platform/views/store.ts';
import { type Told, toldTogether } from '../../platform/views/suppress.ts';
import type { Words } from './messages.ts';
import type { Month } from './month.ts';

/** One line of a table, with its figure as it may be told. */
export interface Line {
  readonly name: string;
  readonly told: Told;
}

export interface Report {
  readonly total: Told;
  readonly byDay: readonly (Line & { readonly day: Temporal.PlainDate })[];
  readonly byChannel: readonly Line[];
  readonly byArea: readonly Line[];
  /** Only in a report over all pages. */
  readonly byPage: readonly Line[];
}

/** What a report is written with. */
export interface Voice {
  readonly lang: Lang;
  readonly format: Formatter;
  readonly words: Words;
}

/** Dots in the code of a kecamatan: its kelurahan are counted with it. */
const DISTRICT_PARTS = 3;

/** Views of a month as tables that give away nothing small, not even by what they add up to. */
export function reportOf(
  counts: readonly Omit<ViewCount, 'path'>[],
  month: Month,
  areas: AreaIndex,
  voice: Voice,
  pages: readonly { readonly path: string; readonly views: number }[] = [],
): Report {
  const { lang, format, words } = voice;
  const perDay = sumUnder(counts, ({ day }) => day);
  const perChannel = sumUnder(counts, ({ channel }) => channel);
  const perArea = sumUnder(counts, ({ area }) => area.split('.').slice(0, DISTRICT_PARTS).join('.'));
  const channels = CHANNELS.filter((channel) => perChannel.has(channel));
  const codes = [...perArea.keys()].sort((a, b) => (perArea.get(b) ?? 0) - (perArea.get(a) ?? 0));
  const sum = (figures: readonly { readonly views: number }[]) =>
    figures.reduce((all, { views }) => all + views, 0);
  const rest = sum(counts) - sum(pages);

  const dayFigures = month.days.map((day) => perDay.get(day.toString()) ?? 0);
  const [days, ways, places, most] = toldTogether([
    dayFigures,
    channels.map((channel) => perChannel.get(channel) ?? 0),
    codes.map((code) => perArea.get(code) ?? 0),
    ...(pages.length > 0 ? [[...pages.map(({ views }) => views), rest]] : []),
  ]);
  const told = (table: typeof days, at: number): Told => table?.cells[at] ?? { kind: 'held-back' };
  return {
    total: days?.total ?? { kind: 'held-back' },
    byDay: month.days.map((day, at) => ({ day, name: format.date(day), told: told(days, at) })),
    byChannel: channels.map((channel, at) => ({ name: CHANNEL_NAMES[channel][lang], told: told(ways, at) })),
    byArea: codes.map((code, at) => ({
      name: code === '' ? words.noArea : areas.get(code) ? areas.label(code) : code,
      told: told(places, at),
    })),
    byPage: [...pages.map(({ path }) => path), ...(rest > 0 ? [words.otherPages] : [])].map((name, at) => ({
      name,
      told: told(most, at),
    })),
  };
}

/** A figure in words. */
export function inWords(told: Told, { format, words }: Pick<Voice, 'format' | 'words'>): string {
  if (told.kind === 'figure') return format.number(told.value);
  return told.kind === 'small' ? words.small : words.heldBack;
}

/** The report as a file for a spreadsheet: the same figures, and none besides. */
export function reportCsv(report: Report, voice: Pick<Voice, 'words'>): string {
  const { words } = voice;
  const tables: readonly [string, readonly Line[]][] = [
    [words.day, report.byDay.map((line) => ({ ...line, name: line.day.toString() }))],
    [words.channel, report.byChannel],
    [words.area, report.byArea],
    [words.page, report.byPage],
  ];
  const rows = tables.flatMap(([table, lines]) =>
    lines.map(({ name, told }) => [table, name, inFigures(told, words)]),
  );
  return [['', '', words.views], ...rows]
    .map((cells) => cells.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n');
}

function inFigures(told: Told, words: Words): string {
  if (told.kind === 'figure') return String(told.value);
  return told.kind === 'small' ? words.small : words.heldBack;
}

/** A cell as a spreadsheet reads it as text: never as a formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
