import { escapeHtml } from '../escape.ts';
import type { StageMark } from './rail.tsx';

/** A bar of the chart. */
export interface TimelineItem {
  readonly name: string;
  /** First day, as `2024-11-27`. */
  readonly start: string;
  /** Last day, included; absent: it has no end yet and runs to the edge. */
  readonly end?: string;
  readonly state: StageMark;
  /** Where it lay before a change: a thin bar below the other. */
  readonly was?: { readonly start: string; readonly end?: string };
}

export interface TimelineChartProps {
  readonly items: readonly TimelineItem[];
  /** Says in one sentence what is drawn; the page gives the same dates as a list or table. */
  readonly label: string;
  /** Twelve short names, January first. */
  readonly months: readonly string[];
  /** Today as `2024-11-24`, drawn as a line with its word when it falls into the span. */
  readonly today?: { readonly date: string; readonly label: string };
  /** Days off as `2024-11-27`, drawn as stripes behind the bars. */
  readonly daysOff?: readonly string[];
}

/**
 * Number of a day, counted from 1970 (civil calendar, proleptic Gregorian). Plain arithmetic on the text: a Temporal
 * date costs 2 µs each, and a chart has seventy.
 */
function dayOf(date: string): number {
  const figure = (from: number, to: number): number => {
    let value = 0;
    for (let i = from; i < to; i++) value = value * 10 + date.charCodeAt(i) - 48;
    return value;
  };
  return dayNumber(figure(0, 4), figure(5, 7), figure(8, 10));
}

/** March begins the counted year, so that a leap day is its last. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + inYear - 719_468;
}

/** Whole months: the first day's number, how many days, and the month in which it begins. */
interface Span {
  readonly from: number;
  readonly days: number;
  readonly year: number;
  readonly month: number;
}

/** Height of a row and width of the plot, in the units of the bars' drawing, which is stretched over its rows. */
const ROW = 10;
const WIDTH = 1000;
/** How far below its bar an item's former position is drawn. */
const BELOW = 2.4;

/**
 * Stages as bars over the months they take. Whole months are shown, so that every bar has room at its ends. The bars
 * of one state are one path, as a page of forty stages is written thousands of times a second.
 */
export function TimelineChart({ items, label, months, today, daysOff = [] }: TimelineChartProps) {
  const span = spanOf(items);
  if (!span) return null;
  return (
    <div class="gantt" role="img" aria-label={label}>
      <div
        class="gantt-plot"
        dangerouslySetInnerHTML={{ __html: plot(items, span, { months, today, daysOff }) }}
      />
    </div>
  );
}

/** As text, for the reason that the rail's stages are. */
function plot(
  items: readonly TimelineItem[],
  span: Span,
  {
    months,
    today,
    daysOff,
  }: Pick<TimelineChartProps, 'months'> & {
    readonly today: TimelineChartProps['today'];
    readonly daysOff: readonly string[];
  },
): string {
  const ticks = monthTicks(span);
  let html = '<svg class="gantt-axis" aria-hidden="true">';
  for (const [at, tick] of ticks.entries()) html += tickName(tick, at === 0, span, months);
  if (today) html += todayLine(dayOf(today.date), today.label, span);
  html += '</svg><ul>';
  for (const item of items) html += rowName(item);
  html += `</ul><svg class="gantt-bars" viewBox="0 0 ${WIDTH} ${items.length * ROW}" preserveAspectRatio="none" aria-hidden="true">`;
  if (daysOff.length > 0)
    html += `<path class="days-off" d="${stripes(daysOff, span, items.length)}"></path>`;
  html += `<path class="grid-major" d="${gridLines(ticks, true, span, items.length)}"></path>`;
  html += `<path class="grid-minor" d="${gridLines(ticks, false, span, items.length)}"></path>`;
  for (const [state, path] of bars(items, span)) html += `<path class="${state}" d="${path}"></path>`;
  const former = formerBars(items, span);
  if (former !== '') html += `<path class="was" d="${former}"></path>`;
  return `${html}</svg>`;
}

function tickName(tick: Tick, first: boolean, span: Span, months: readonly string[]): string {
  const named = tick.month === 1 || first;
  const kind = `${tick.major ? 'major' : 'minor'}${named ? ' year' : ''}`;
  const name = `${months[tick.month - 1] ?? ''}${named ? ` ’${tick.year % 100}` : ''}`;
  return `<text class="${kind}" x="${percent(tick.day, span)}" y="14">${escapeHtml(name)}</text>`;
}

function rowName({ name, state }: TimelineItem): string {
  return `<li${state === 'current' ? ' class="current"' : ''}>${escapeHtml(name)}</li>`;
}

function bars(items: readonly TimelineItem[], span: Span): [StageMark, string][] {
  const paths: Partial<Record<StageMark, string>> = {};
  let y = ROW / 2;
  for (const item of items) {
    paths[item.state] = (paths[item.state] ?? '') + line(item, y, span);
    y += ROW;
  }
  return Object.entries(paths) as [StageMark, string][];
}

/** Where items lay before, as one path; each below its bar. */
function formerBars(items: readonly TimelineItem[], span: Span): string {
  let path = '';
  let y = ROW / 2 + BELOW;
  for (const { was } of items) {
    if (was) path += line(was, y, span);
    y += ROW;
  }
  return path;
}

function line({ start, end }: Pick<TimelineItem, 'start' | 'end'>, y: number, { from, days }: Span): string {
  const scale = WIDTH / days;
  const x = Math.round((dayOf(start) - from) * scale);
  const until = end ? Math.round((dayOf(end) + 1 - from) * scale) : WIDTH;
  return `M${x} ${y}H${until}`;
}

/** A stripe a day over all rows, and never too thin to be seen. */
function stripes(days: readonly string[], span: Span, rows: number): string {
  const width = Math.max(2, Math.round((WIDTH / span.days) * 10) / 10);
  let path = '';
  for (const date of days) {
    const day = dayOf(date) - span.from;
    if (day < 0 || day >= span.days) continue;
    const x = Math.round((day / span.days) * WIDTH * 10) / 10;
    path += `M${x} 0h${width}V${rows * ROW}h-${width}z`;
  }
  return path;
}

function percent(day: number, { from, days }: Span): string {
  return `${Math.round(((day - from) / days) * 10_000) / 100}%`;
}

function gridLines(ticks: readonly Tick[], major: boolean, { from, days }: Span, rows: number): string {
  let path = '';
  for (const tick of ticks) {
    if (tick.major === major) path += `M${Math.round(((tick.day - from) / days) * WIDTH)} 0V${rows * ROW}`;
  }
  return path;
}

function spanOf(items: readonly TimelineItem[]): Span | undefined {
  let first = '';
  let last = '';
  for (const item of items) {
    for (const { start, end = start } of item.was ? [item, item.was] : [item]) {
      if (first === '' || start < first) first = start;
      if (end > last) last = end;
    }
  }
  if (first === '') return undefined;
  const from = dayOf(`${first.slice(0, 7)}-01`);
  const [year, month] = [Number(last.slice(0, 4)), Number(last.slice(5, 7))];
  const until = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1);
  return { from, days: until - from, year: Number(first.slice(0, 4)), month: Number(first.slice(5, 7)) };
}

interface Tick {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  /** Shown on a phone too. */
  readonly major: boolean;
}

/** One tick a month, fewer over years: at most sixteen on a desk, and five on a phone, whose words need the room. */
function monthTicks({ from, days, year, month }: Span): Tick[] {
  const months = Math.round(days / 30.44);
  const step = Math.max(1, Math.ceil(months / 16));
  const majorStep = Math.max(1, Math.ceil(months / 5 / step)) * step;
  const ticks: Tick[] = [];
  for (let i = 0; i < months; i += step) {
    const index = year * 12 + month - 1 + i;
    const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
    ticks.push({ day: i === 0 ? from : dayNumber(y, m, 1), month: m, year: y, major: i % majorStep === 0 });
  }
  return ticks;
}

function todayLine(day: number, label: string, span: Span): string {
  if (day < span.from || day > span.from + span.days) return '';
  const x = percent(day, span);
  const anchor = (day - span.from) / span.days > 0.8 ? 'end' : 'start';
  return (
    `<g><line class="today" x1="${x}" x2="${x}" y1="22" y2="100%"/>` +
    `<text class="today-word" x="${x}" y="100%" dy="14" text-anchor="${anchor}">${escapeHtml(label)}</text></g>`
  );
}
