import type { StageMark } from './rail.tsx';

export interface TimelineItem {
  readonly name: string;
  /** First day, as `2024-11-27`. */
  readonly start: string;
  /** Last day, included; absent: it has no end yet and runs to the edge. */
  readonly end?: string;
  readonly state: StageMark;
}

export interface TimelineChartProps {
  readonly items: readonly TimelineItem[];
  /** Says in one sentence what is drawn; the page gives the same dates as a list or table. */
  readonly label: string;
  /** Twelve short names, January first. */
  readonly months: readonly string[];
  /** Today as `2024-11-24`, drawn as a line with its word when it falls into the span. */
  readonly today?: { readonly date: string; readonly label: string };
}

const DAY_MS = 86_400_000;

/** Day number of a date. Plain arithmetic: a Temporal date costs 2 µs each, and a chart has seventy. */
function dayOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

interface Span {
  readonly from: number;
  readonly days: number;
}

/** Stages as bars over the months they take. Whole months are shown, so that every bar has room at its ends. */
export function TimelineChart({ items, label, months, today }: TimelineChartProps) {
  const span = spanOf(items);
  if (!span) return null;
  const place = (day: number): string => `${(((day - span.from) / span.days) * 100).toFixed(2)}%`;
  const edge = span.from + span.days;
  return (
    <div class="gantt" role="img" aria-label={label}>
      <div class="gantt-plot">
        <svg class="gantt-axis" aria-hidden="true">
          {monthTicks(span).map(({ day, month, year, major }, i) => (
            <g key={day} class={major ? undefined : 'minor'}>
              <line x1={place(day)} x2={place(day)} y1="22" y2="100%" />
              <text class={month === 0 || i === 0 ? 'year' : undefined} x={place(day)} y="14">
                {months[month]}
                {(month === 0 || i === 0) && ` ’${year % 100}`}
              </text>
            </g>
          ))}
          {today && todayLine(dayOf(today.date), today.label, span, place)}
        </svg>
        <ul>
          {items.map(({ name, start, end, state }) => (
            <li key={name} class={state}>
              <span>{name}</span>
              <svg aria-hidden="true">
                <line x1={place(dayOf(start))} x2={place(end ? dayOf(end) + 1 : edge)} y1="6" y2="6" />
              </svg>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function spanOf(items: readonly TimelineItem[]): Span | undefined {
  let first = '';
  let last = '';
  for (const { start, end = start } of items) {
    if (first === '' || start < first) first = start;
    if (end > last) last = end;
  }
  if (first === '') return undefined;
  const from = dayOf(`${first.slice(0, 7)}-01`);
  const until = Date.UTC(Number(last.slice(0, 4)), Number(last.slice(5, 7)), 1) / DAY_MS;
  return { from, days: until - from };
}

/** One tick a month; the major ones, which a phone shows, leave at least a fifth of the width between their words. */
function monthTicks({ from, days }: Span) {
  const first = new Date(from * DAY_MS);
  const ticks: { day: number; month: number; year: number; major: boolean }[] = [];
  for (let i = 0; ; i++) {
    const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i, 1));
    const day = at.getTime() / DAY_MS;
    if (day >= from + days) return thinned(ticks, days);
    ticks.push({ day, month: at.getUTCMonth(), year: at.getUTCFullYear(), major: false });
  }
}

function thinned<T extends { major: boolean }>(ticks: T[], days: number): T[] {
  const every = Math.max(1, Math.ceil(days / 30 / 5));
  const kept = Math.max(1, Math.ceil(days / 30 / 16));
  return ticks
    .filter((_, i) => i % kept === 0)
    .map((tick, i) => ({ ...tick, major: i % Math.ceil(every / kept) === 0 }));
}

function todayLine(day: number, label: string, { from, days }: Span, place: (day: number) => string) {
  if (day < from || day > from + days) return null;
  const late = (day - from) / days > 0.8;
  return (
    <g>
      <line class="today" x1={place(day)} x2={place(day)} y1="22" y2="100%" />
      <text class="today-word" x={place(day)} y="100%" dy="14" text-anchor={late ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  );
}
