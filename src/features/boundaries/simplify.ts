import {
  type Boundary,
  type BoundaryPoint,
  type BoundaryRing,
  distanceToStretch,
} from '../../domain/boundary.ts';

/** A map of so many pixels across shows a line that is half a pixel off as the line it is. */
const MAP_PIXELS = 1_000;
const PIXELS_OFF = 0.5;
/** About a metre. */
const DIGITS = 5;
const FEWEST_POINTS = 4;

/**
 * The same areas with as few points as a map needs. A border that two areas share stays one line: rings are cut where
 * borders meet, and each piece is simplified by itself, the same way from whichever side it is read.
 */
export function simplify(boundaries: readonly Boundary[]): Boundary[] {
  const tolerance = (extent(boundaries) / MAP_PIXELS) * PIXELS_OFF;
  const rounded = boundaries.map(({ area, polygons }) => ({
    area,
    polygons: polygons.map((rings) => rings.map(round)),
  }));
  const junctions = junctionsOf(rounded);
  return rounded.map(({ area, polygons }) => ({
    area,
    polygons: polygons.flatMap((rings, at) => {
      const [outline, ...holes] = rings.map((ring) => simplifyRing(ring, junctions, tolerance));
      if (outline && outline.length >= FEWEST_POINTS) {
        return [[outline, ...holes.filter(({ length }) => length >= FEWEST_POINTS)]];
      }
      // An islet of less than a pixel goes, but an area keeps what it has.
      return polygons.length > 1 && at > 0 ? [] : [rings];
    }),
  }));
}

function extent(boundaries: readonly Boundary[]): number {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { polygons } of boundaries) {
    for (const [longitude, latitude] of polygons.flat(2)) {
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  }
  return Math.max(east - west, north - south, 0);
}

/** Points to whole metres, without those that fall together. */
function round(ring: BoundaryRing): BoundaryRing {
  const points: BoundaryPoint[] = [];
  for (const [longitude, latitude] of ring) {
    const next = [Number(longitude.toFixed(DIGITS)), Number(latitude.toFixed(DIGITS))] as const;
    const before = points.at(-1);
    if (before?.[0] !== next[0] || before?.[1] !== next[1]) points.push(next);
  }
  return points;
}

const keyOf = ([longitude, latitude]: BoundaryPoint) => `${longitude},${latitude}`;

/** Points at which more than one line goes on: those with other than two neighbours. */
function junctionsOf(boundaries: readonly Boundary[]): ReadonlySet<string> {
  const neighbours = new Map<string, Set<string>>();
  const join = (a: string, b: string) => {
    const known = neighbours.get(a);
    if (known) known.add(b);
    else neighbours.set(a, new Set([b]));
  };
  for (const { polygons } of boundaries) {
    for (const ring of polygons.flat()) {
      ring.forEach((point, at) => {
        const before = ring[at - 1];
        if (!before) return;
        join(keyOf(point), keyOf(before));
        join(keyOf(before), keyOf(point));
      });
    }
  }
  return new Set([...neighbours].filter(([, others]) => others.size !== 2).map(([key]) => key));
}

function simplifyRing(ring: BoundaryRing, junctions: ReadonlySet<string>, tolerance: number): BoundaryRing {
  const open = ring.slice(0, -1);
  const start = startOf(open, junctions);
  const turned = [...open.slice(start), ...open.slice(0, start)];
  const [first] = turned;
  if (!first) return ring;
  const closed = [...turned, first];
  const cuts = closed.flatMap((point, at) =>
    at === 0 || at === closed.length - 1 || junctions.has(keyOf(point)) ? [at] : [],
  );
  // A ring that meets no other has no end: it is held by the point that is farthest from its first.
  if (cuts.length === 2) cuts.splice(1, 0, farthest(closed));
  const result: BoundaryPoint[] = [];
  for (let at = 1; at < cuts.length; at++) {
    const piece = simplifyLine(closed.slice(cuts[at - 1], (cuts[at] ?? 0) + 1), tolerance);
    result.push(...(at === 1 ? piece : piece.slice(1)));
  }
  return result;
}

/** Where a ring is cut first: at a junction, else at the point that is the same from wherever the ring begins. */
function startOf(open: BoundaryRing, junctions: ReadonlySet<string>): number {
  const junction = open.findIndex((point) => junctions.has(keyOf(point)));
  if (junction !== -1) return junction;
  let least = 0;
  open.forEach((point, at) => {
    const best = open[least];
    if (best && (point[0] < best[0] || (point[0] === best[0] && point[1] < best[1]))) least = at;
  });
  return least;
}

function farthest(points: BoundaryRing): number {
  const [from] = points;
  let best = 1;
  let most = -1;
  points.forEach((point, at) => {
    if (!from || at === 0 || at === points.length - 1) return;
    const distance = Math.hypot(point[0] - from[0], point[1] - from[1]);
    // Of two as far, the same one from both sides.
    const other = points[best];
    const tie =
      distance === most && other && (point[0] < other[0] || (point[0] === other[0] && point[1] < other[1]));
    if (distance > most || tie) {
      most = distance;
      best = at;
    }
  });
  return best;
}

/** Douglas and Peucker's, read from the end that comes first in order, so that both sides of a border agree. */
function simplifyLine(line: readonly BoundaryPoint[], tolerance: number): readonly BoundaryPoint[] {
  const backwards = comesAfter(line, line.toReversed());
  const points = backwards ? line.toReversed() : line;
  const keep = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const [start, end] = [points[from], points[to]];
    let most = tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const point = points[i];
      const off = point && start && end ? distanceToStretch(point, start, end) : 0;
      if (off > most) {
        most = off;
        at = i;
      }
    }
    if (at === -1) continue;
    keep.add(at);
    spans.push([from, at], [at, to]);
  }
  const kept = points.filter((_, at) => keep.has(at));
  return backwards ? kept.toReversed() : kept;
}

function comesAfter(line: readonly BoundaryPoint[], other: readonly BoundaryPoint[]): boolean {
  for (const [at, [longitude, latitude]] of line.entries()) {
    const [otherLongitude = 0, otherLatitude = 0] = other[at] ?? [];
    if (longitude !== otherLongitude) return longitude > otherLongitude;
    if (latitude !== otherLatitude) return latitude > otherLatitude;
  }
  return false;
}
