/** A point as GeoJSON writes it: longitude, then latitude, in degrees (WGS 84). */
export type BoundaryPoint = readonly [longitude: number, latitude: number];
/** A closed line: its last point is its first. */
export type BoundaryRing = readonly BoundaryPoint[];
/** The outline, then what is cut out of it. */
export type BoundaryPolygon = readonly BoundaryRing[];

/** Where an area lies: a kecamatan, kelurahan or desa, as one polygon or several. */
export interface Boundary {
  /** Dotted. */
  readonly area: string;
  readonly polygons: readonly BoundaryPolygon[];
}

/** How far a point lies from the stretch between two others, in their own unit: degrees, or pixels of a drawing. */
export function distanceToStretch(
  [x, y]: readonly [number, number],
  from: readonly [number, number],
  to: readonly [number, number],
): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / length;
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from[0] - at * dx, y - from[1] - at * dy);
}

/** The boundaries of a city's areas, as its operator brought them. */
export interface BoundarySet {
  /** Whose data it is; shown wherever it is drawn. */
  readonly attribution: string;
  readonly importedAt: Temporal.Instant;
  /** By code of the area. */
  readonly areas: ReadonlyMap<string, Boundary>;
}

/** What other features may ask of boundaries. */
export interface BoundaryDirectory {
  /** Undefined where nobody brought any. */
  current(): Promise<BoundarySet | undefined>;
}
