import { geoIdentity, geoPath } from 'd3-geo';
import type { BoundaryPoint, BoundaryPolygon } from '../domain/boundary.ts';

/** Units of a drawing across; its words are measured in the same. */
export const MAP_WIDTH = 400;
const TALLEST = 460;
const MARGIN = 4;
/** A label is tried at so many places of an area, along and across. */
const TRIES = 9;

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
}

export interface MapLayout {
  readonly height: number;
  readonly parts: readonly PlacedPart[];
  /** Lines between parts and around all of them, each once; those within a part are not among them. */
  readonly borders: string;
}

type Pixel = readonly [x: number, y: number];

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
  return {
    height: Math.ceil(bounds[1][1] - top + MARGIN),
    parts: placed.map(({ code, rings }) => ({ code, d: pathOf(rings), ...roomIn(rings) })),
    borders: bordersOf(placed),
  };
}

function asMutable(polygons: readonly BoundaryPolygon[]): [number, number][][][] {
  return polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y])));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function pathOf(rings: readonly (readonly Pixel[])[]): string {
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

function bordersOf(parts: readonly { code: string; rings: readonly (readonly Pixel[])[] }[]): string {
  const owners = new Map<string, Set<string>>();
  const twice = new Set<string>();
  const each = (visit: (key: string, code: string, from: Pixel, to: Pixel, at: number) => void) => {
    for (const { code, rings } of parts) {
      for (const ring of rings) {
        for (let at = 1; at < ring.length; at++) {
          const [from, to] = [ring[at - 1], ring[at]];
          if (from && to) visit([from.join(), to.join()].sort().join('|'), code, from, to, at);
        }
      }
    }
  };
  each((key, code) => {
    const known = owners.get(key);
    if (!known) owners.set(key, new Set([code]));
    else if (known.has(code)) twice.add(key);
    else known.add(code);
  });
  const drawn = new Set<string>();
  let path = '';
  let end = '';
  each((key, _, from, to, at) => {
    const within = owners.get(key)?.size === 1 && twice.has(key);
    if (within || drawn.has(key)) return;
    drawn.add(key);
    path += at > 1 && end === from.join() ? `L${to.join(' ')}` : `M${from.join(' ')}L${to.join(' ')}`;
    end = to.join();
  });
  return path;
}

/** The place of several tries that is farthest from every edge. */
function roomIn(rings: readonly (readonly Pixel[])[]): { x: number; y: number; room: number } {
  const points = rings.flat();
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { x: (west + east) / 2, y: (north + south) / 2, room: 0 };
  for (let across = 1; across < TRIES; across++) {
    for (let down = 1; down < TRIES; down++) {
      const x = west + ((east - west) * across) / TRIES;
      const y = north + ((south - north) * down) / TRIES;
      const room = roomAt(x, y, rings, best.room);
      if (room > best.room) best = { x: round(x), y: round(y), room };
    }
  }
  return best;
}

/** Distance to the nearest edge; 0 outside, and where it is known to be less than another place has. */
function roomAt(x: number, y: number, rings: readonly (readonly Pixel[])[], least: number): number {
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at++) {
      const [from, to] = [ring[at - 1], ring[at]];
      if (!from || !to) continue;
      const crosses = from[1] > y !== to[1] > y;
      if (crosses && x < ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]) + from[0]) inside = !inside;
      nearest = Math.min(nearest, distance(x, y, from, to));
    }
    if (nearest < least) return 0;
  }
  return inside ? nearest : 0;
}

function distance(x: number, y: number, from: Pixel, to: Pixel): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / length;
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from[0] - at * dx, y - from[1] - at * dy);
}
