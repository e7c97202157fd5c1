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
