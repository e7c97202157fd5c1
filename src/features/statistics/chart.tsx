import { scaleLinear, scalePoint } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import type { Told } from '../../platform/views/suppress.ts';

/** Height of the drawing in pixels, and where its plot lies; its width is that of the page. */
const HEIGHT = 216;
const TOP = 28;
const BASE = 184;
/** Days apart that have a word below them. */
const WORD_EVERY = 7;
const TICKS = 3;

export interface ChartDay {
  readonly day: Temporal.PlainDate;
  readonly told: Told;
}

/**
 * Views by day as a curve, its last point labelled. Places are percentages, so that words keep their size at every
 * width. What is not told is a gap with a ring at its foot, which stands there whatever the figure is.
 */
export function DayChart({
  days,
  label,
  number,
  dayWord,
}: {
  readonly days: readonly ChartDay[];
  readonly label: string;
  readonly number: (value: number) => string;
  readonly dayWord: (day: Temporal.PlainDate) => string;
}) {
  const points = days.map(({ told }, at) => ({ at, value: told.kind === 'figure' ? told.value : undefined }));
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0));
  const x = scalePoint<number>()
    .domain(points.map(({ at }) => at))
    .range([3, 97]);
  const y = scaleLinear().domain([0, most]).nice(TICKS).range([100, 0]);
  const left = (at: number) => x(at) ?? 50;
  const pixel = (value: number) => TOP + (y(value) / 100) * (BASE - TOP);
  const known = (point: (typeof points)[number]) => point.value !== undefined;
  const curve = line<(typeof points)[number]>()
    .defined(known)
    .x(({ at }) => left(at))
    .y(({ value }) => y(value ?? 0))
    .curve(curveMonotoneX);
  const ground = area<(typeof points)[number]>()
    .defined(known)
    .x(({ at }) => left(at))
    .y0(100)
    .y1(({ value }) => y(value ?? 0))
    .curve(curveMonotoneX);
  const last = points.findLast(known);
  const before = points.slice(0, last?.at).findLast(known)?.value ?? 0;
  // Beside the curve, not on it: below the point where the curve comes down to it.
  const labelAt = (value: number) =>
    before > value && pixel(value) + 26 < BASE ? pixel(value) + 24 : pixel(value) - 12;
  const ticks = y.ticks(TICKS).filter((tick) => Number.isInteger(tick));

  return (
    <svg class="chart" height={HEIGHT} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line class="grid" x1="0" x2="100%" y1={pixel(tick)} y2={pixel(tick)} />
          <text x="0" y={pixel(tick) - 4}>
            {number(tick)}
          </text>
        </g>
      ))}
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the drawing around it has the words for both */}
      <svg y={TOP} height={BASE - TOP} width="100%" viewBox="0 0 100 100" preserveAspectRatio="none">
        <path class="ground" d={ground(points) ?? ''} />
        <path class="curve" d={curve(points) ?? ''} />
      </svg>
      {points.map(({ at, value }) => (
        <circle
          key={at}
          class={value === undefined ? 'untold' : 'point'}
          cx={`${left(at)}%`}
          cy={value === undefined ? BASE : pixel(value)}
          r={value === undefined ? 3 : 2}
        />
      ))}
      {last?.value !== undefined && (
        <g class="last">
          <circle cx={`${left(last.at)}%`} cy={pixel(last.value)} r="5" />
          <text
            x={`${left(last.at)}%`}
            y={labelAt(last.value)}
            text-anchor={left(last.at) > 85 ? 'end' : left(last.at) < 15 ? 'start' : 'middle'}
          >
            {number(last.value)}
          </text>
        </g>
      )}
      {days.map(({ day }, at) =>
        at % WORD_EVERY === 0 ? (
          <text
            key={at}
            x={`${left(at)}%`}
            y={HEIGHT - 8}
            text-anchor={left(at) > 85 ? 'end' : left(at) < 15 ? 'start' : 'middle'}
          >
            {dayWord(day)}
          </text>
        ) : null,
      )}
    </svg>
  );
}
