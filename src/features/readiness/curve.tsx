import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { DataTable } from '../../ui/components/table.tsx';
import { More } from '../../ui/components/text.tsx';
import type { Share } from './board.ts';
import type { DayCount } from './counts.ts';
import { messages } from './messages.ts';
import type { Target } from './targets.ts';

/** Height of the drawing in pixels, and where its plot lies; its width is that of the page. */
const HEIGHT = 236;
const TOP = 34;
const BASE = 204;
const TICKS = 3;
/** So many days are drawn at most, the last ones; before them the curve begins at what there was. */
const MOST_DAYS = 92;

/** The days of a curve, each with how many have come by its end and how many should have. */
interface Point {
  readonly day: Temporal.PlainDate;
  readonly fresh: number;
  /** Absent for days to come. */
  readonly soFar?: number;
  readonly wanted?: number;
}

export interface CurveData {
  readonly points: readonly Point[];
  readonly goal?: { readonly count: number; readonly by: Temporal.PlainDate };
}

/**
 * From the first day on which somebody came up to today, also where nobody came since, and on to the target's day where
 * that is to come. Once service is over (`until`) the curve ends with it.
 */
export function curveOf(
  days: readonly DayCount[],
  whole: Share,
  target: Target | undefined,
  until: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): CurveData {
  const { compare } = Temporal.PlainDate;
  const [first] = days;
  const goal = target && { count: Math.ceil((whole.of * target.percent) / 100), by: target.by };
  if (!first) return { points: [], ...(goal && whole.of > 0 && { goal }) };
  const begin = compare(first.day, today) < 0 ? first.day : today;
  const lastDay = days.at(-1)?.day ?? today;
  const present = until && compare(until, today) < 0 ? until : today;
  const end = [present, lastDay, ...(goal ? [goal.by] : [])].toSorted(compare).at(-1) ?? today;
  const length = begin.until(end, { largestUnit: 'days' }).days;
  const all = Map.groupBy(days, ({ day }) => day.toString());
  const goalAt = goal ? begin.until(goal.by, { largestUnit: 'days' }).days : 0;
  let soFar = 0;
  const points = Array.from({ length: length + 1 }, (_, at): Point => {
    const day = begin.add({ days: at });
    const fresh = (all.get(day.toString()) ?? []).reduce((sum, { count }) => sum + count, 0);
    soFar += fresh;
    const isPast = compare(day, today) <= 0 || compare(day, lastDay) <= 0;
    return {
      day,
      fresh,
      ...(isPast && { soFar }),
      ...(goal && { wanted: goalAt <= at ? goal.count : Math.round((goal.count * at) / goalAt) }),
    };
  });
  return { points: points.slice(-MOST_DAYS), ...(goal && { goal }) };
}

/** How many have come day by day against how many should have; the same figures as a table below. */
export function ReadinessCurve({
  data,
  request,
}: {
  readonly data: CurveData;
  readonly request: Pick<OverseerRequest, 'lang' | 'format'>;
}) {
  const { lang, format } = request;
  const t = messages(lang);
  const { points, goal } = data;
  const last = points.findLast(({ soFar }) => soFar !== undefined);
  const target = goal ? t.target(format.number(goal.count), format.date(goal.by)) : t.noTarget;
  if (!last) return <p class="mute">{goal ? `${t.noDays} ${target}.` : t.noDays}</p>;
  const lacking = (last.wanted ?? 0) - (last.soFar ?? 0);
  return (
    <>
      <Drawing
        data={data}
        last={last}
        label={t.curve(format.number(last.soFar ?? 0), format.date(last.day), target)}
        request={request}
      />
      <p class="mute">
        {target}
        {goal && `. ${lacking > 0 ? t.behind(format.number(lacking)) : t.ahead}.`}
      </p>
      <More summary={t.asTable}>
        <DataTable
          caption={t.asTable}
          hideCaption
          columns={[
            { label: t.day },
            { label: t.newOnDay, numeric: true },
            { label: t.soFar, numeric: true },
          ]}
          rows={points.flatMap(({ day, fresh, soFar }) =>
            soFar === undefined
              ? []
              : [
                  {
                    key: day.toString(),
                    cells: [format.date(day), format.number(fresh), format.number(soFar)],
                  },
                ],
          )}
        />
      </More>
    </>
  );
}

function Drawing({
  data: { points, goal },
  last,
  label,
  request,
}: {
  readonly data: CurveData;
  readonly last: Point;
  readonly label: string;
  readonly request: Pick<OverseerRequest, 'lang' | 'format'>;
}) {
  const { format } = request;
  const most = Math.max(1, goal?.count ?? 0, ...points.map(({ soFar }) => soFar ?? 0));
  const x = scalePoint<number>()
    .domain(points.map((_, at) => at))
    .range([1, 99]);
  const y = scaleLinear().domain([0, most]).nice(TICKS).range([100, 0]);
  const left = (at: number) => x(at) ?? 50;
  const pixel = (value: number) => TOP + (y(value) / 100) * (BASE - TOP);
  const path = (value: (point: Point) => number | undefined) =>
    line<[number, number | undefined]>()
      .defined(([, count]) => count !== undefined)
      .x(([at]) => left(at))
      .y(([, count]) => y(count ?? 0))(points.map((point, at) => [at, value(point)])) ?? '';
  const lastAt = points.indexOf(last);
  const value = last.soFar ?? 0;
  const ends = [points[0], points.at(-1)];
  const anchor = (at: number) => (left(at) > 80 ? 'end' : left(at) < 20 ? 'start' : 'middle');
  // Above the curve, but below it where it would lie on the uppermost line's words.
  const labelAt = pixel(value) - 14 < TOP ? pixel(value) + 24 : pixel(value) - 14;
  return (
    <svg class="chart" height={HEIGHT} role="img" aria-label={label}>
      {y
        .ticks(TICKS)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick}>
            <line class="grid" x1="0" x2="100%" y1={pixel(tick)} y2={pixel(tick)} />
            <text x="0" y={pixel(tick) - 4}>
              {format.number(tick)}
            </text>
          </g>
        ))}
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the drawing around it has the words for both */}
      <svg y={TOP} height={BASE - TOP} width="100%" viewBox="0 0 100 100" preserveAspectRatio="none">
        <path class="goal" d={path(({ wanted }) => wanted)} />
        <path class="curve" d={path(({ soFar }) => soFar)} />
      </svg>
      <g class="last">
        <circle cx={`${left(lastAt)}%`} cy={pixel(value)} r="5" />
        <text x={`${left(lastAt)}%`} y={labelAt} text-anchor={anchor(lastAt)}>
          {format.number(value)}
        </text>
      </g>
      {ends.map(
        (point, at) =>
          point && (
            <text
              key={point.day.toString()}
              x={at === 0 ? '1%' : '99%'}
              y={HEIGHT - 8}
              text-anchor={at === 0 ? 'start' : 'end'}
            >
              {format.date(point.day)}
            </text>
          ),
      )}
    </svg>
  );
}
