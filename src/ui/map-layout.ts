import { geoIdentity, geoPath } from 'd3-geo';
import { type BoundaryPoint, type BoundaryPolygon, distanceToStretch } from '../domain/boundary.ts';

/** Units of a drawing across; its words are measured in the same. */
export const MAP_WIDTH = 400;
const TALLEST = 460;
const MARGIN = 4;
/** A label is tried at so many places of an area, along and across. */
const TRIES = 9;
/** So far beside a line it is looked what lies there. */
const ASIDE = 1.5;

/** One area of a map: its own polygons, or those of all areas in it. */
export interface MapPart {
  readonly code: string;
  readonly polygons: readonly BoundaryPolygon[];
}

export interface PlacedPart {
  readonly code: string;
  /** The outline as an SVG path. */
  readonly d: string;
  /** The middle of the widest room in it, and how far its edge is from there. */
  readonly x: number;
  readonly y: number;
  readonly room: number;
  /** How wide it is there. */
  readonly width: number;
}

export interface MapLayout {
  readonly height: number;
  readonly parts: readonly PlacedPart[];
  /** Lines between parts and around all of them, each once; those within a part are not among them. */
  readonly borders: string;
}

type Pixel = readonly [x: number, y: number];
type Rings = readonly (readonly Pixel[])[];

/** Lays areas out as a map that fits a page. Undefined where there is nothing to draw. */
export function layOutMap(parts: readonly MapPart[]): MapLayout | undefined {
  const whole = {
    type: 'MultiPolygon' as const,
    coordinates: parts.flatMap(({ polygons }) => asMutable(polygons)),
  };
  if (whole.coordinates.length === 0) return undefined;
  // So near the equator a degree is as wide as it is high, and a plane is flat enough for one city.
  const projection = geoIdentity().reflectY(true);
  projection.fitExtent(
    [
      [MARGIN, MARGIN],
      [MAP_WIDTH - MARGIN, TALLEST - MARGIN],
    ],
    whole,
  );
  const bounds = geoPath(projection).bounds(whole);
  const top = bounds[0][1] - MARGIN;
  const place = ([longitude, latitude]: BoundaryPoint): Pixel => {
    const [x, y] = projection([longitude, latitude]) ?? [0, 0];
    return [round(x), round(y - top)];
  };
  const placed = parts.map(({ code, polygons }) => ({
    code,
    rings: polygons.flat().map((ring) => ring.map(place)),
  }));
  const inner = innerLines(placed);
  return {
    height: Math.ceil(bounds[1][1] - top + MARGIN),
    parts: placed.map(({ code, rings }) => ({ code, d: pathOf(rings), ...labelIn(rings, inner) })),
    borders: bordersOf(placed, inner),
  };
}

function asMutable(polygons: readonly BoundaryPolygon[]): [number, number][][][] {
  return polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y])));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function pathOf(rings: Rings): string {
  return rings
    .map(
      (ring) =>
        `M${ring
          .slice(0, -1)
          .map((point) => point.join(' '))
          .join('L')}Z`,
    )
    .join('');
}

interface PartRings {
  readonly code: string;
  readonly rings: Rings;
}

const lineKey = (from: Pixel, to: Pixel) => [from.join(), to.join()].sort().join('|');

/** Visits every line of every part, in the order of its ring. */
function eachLine(
  parts: readonly PartRings[],
  visit: (line: {
    readonly part: PartRings;
    readonly from: Pixel;
    readonly to: Pixel;
    readonly at: number;
  }) => void,
): void {
  for (const part of parts) {
    for (const ring of part.rings) {
      for (let at = 1; at < ring.length; at++) {
        const [from, to] = [ring[at - 1], ring[at]];
        if (from && to) visit({ part, from, to, at });
      }
    }
  }
}

/** Lines with the same part on both sides, which are no borders. */
function innerLines(parts: readonly PartRings[]): ReadonlySet<string> {
  const owners = new Map<string, Set<string>>();
  const inner = new Set<string>();
  eachLine(parts, ({ part, from, to }) => {
    const key = lineKey(from, to);
    const known = owners.get(key) ?? new Set();
    owners.set(key, known);
    if (known.has(part.code)) inner.add(key);
    known.add(part.code);
  });
  eachLine(parts, ({ part, from, to }) => {
    const key = lineKey(from, to);
    if (owners.get(key)?.size !== 1) inner.delete(key);
    else if (!inner.has(key) && isInside(from, to, part.rings)) inner.add(key);
  });
  return inner;
}

function bordersOf(parts: readonly PartRings[], inner: ReadonlySet<string>): string {
  const drawn = new Set<string>();
  let path = '';
  let end = '';
  eachLine(parts, ({ from, to, at }) => {
    const key = lineKey(from, to);
    if (inner.has(key) || drawn.has(key)) return;
    drawn.add(key);
    path += at > 1 && end === from.join() ? `L${to.join(' ')}` : `M${from.join(' ')}L${to.join(' ')}`;
    end = to.join();
  });
  return path;
}

function labelIn(rings: Rings, inner: ReadonlySet<string>) {
  const place = roomIn(rings, inner);
  return { ...place, width: widthAt(place.x, place.y, rings) };
}

/** Neighbours of a file whose lines do not meet leave slivers; what lies in one part on both sides is no border of it. */
function isInside(from: Pixel, to: Pixel, rings: Rings): boolean {
  if (rings.length < 2) return false;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const [dx, dy] = [((to[1] - from[1]) / length) * ASIDE, ((from[0] - to[0]) / length) * ASIDE];
  const covered = (px: number, py: number) => rings.some((ring) => contains(ring, px, py));
  return covered(x + dx, y + dy) && covered(x - dx, y - dy);
}

function contains(ring: readonly Pixel[], x: number, y: number): boolean {
  return crossings(ring, y).filter((at) => at > x).length % 2 === 1;
}

/** Where a ring crosses a height. */
function crossings(ring: readonly Pixel[], y: number): number[] {
  const found: number[] = [];
  for (let at = 1; at < ring.length; at++) {
    const [from, to] = [ring[at - 1], ring[at]];
    if (!from || !to || from[1] > y === to[1] > y) continue;
    found.push(((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]) + from[0]);
  }
  return found;
}

/** How wide the rings are round a point, along its height. A gap that is no wider than a sliver is none. */
function widthAt(x: number, y: number, rings: Rings): number {
  const spans = rings
    .flatMap((ring) => {
      const at = crossings(ring, y).toSorted((a, b) => a - b);
      return at.flatMap((from, i): [number, number][] => (i % 2 === 0 ? [[from, at[i + 1] ?? from]] : []));
    })
    .toSorted(([a], [b]) => a - b);
  let [left, right] = [0, 0];
  for (const [from, to] of spans) {
    if (from - right > ASIDE * 2 || right === 0) {
      if (left <= x && x <= right) break;
      [left, right] = [from, to];
    } else right = Math.max(right, to);
  }
  return left <= x && x <= right ? right - left : 0;
}

/** The place of several tries that is farthest from every edge. */
function roomIn(rings: Rings, inner: ReadonlySet<string>): { x: number; y: number; room: number } {
  const points = rings.flat();
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const edges: [Pixel, Pixel][] = [];
  eachLine([{ code: '', rings }], ({ from, to }) => {
    if (!inner.has(lineKey(from, to))) edges.push([from, to]);
  });
  let best = { x: (west + east) / 2, y: (north + south) / 2, room: 0 };
  for (let across = 1; across < TRIES; across++) {
    for (let down = 1; down < TRIES; down++) {
      const x = west + ((east - west) * across) / TRIES;
      const y = north + ((south - north) * down) / TRIES;
      const room = roomAt(x, y, rings, edges, best.room);
      if (room > best.room) best = { x: round(x), y: round(y), room };
    }
  }
  return best;
}

/** Distance to the nearest edge; 0 outside, and where it is known to be less than another place has. */
function roomAt(
  x: number,
  y: number,
  rings: Rings,
  edges: readonly (readonly [Pixel, Pixel])[],
  least: number,
): number {
  const point = [x, y] as const;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [from, to] of edges) {
    nearest = Math.min(nearest, distanceToStretch(point, from, to));
    if (nearest < least) return 0;
  }
  return rings.some((ring) => contains(ring, x, y)) ? nearest : 0;
}
