import { z } from 'zod';
import { type AreaIndex, dottedAreaCode, isAreaCode } from '../../domain/area.ts';
import type { Boundary, BoundaryPolygon, BoundaryRing } from '../../domain/boundary.ts';
import type { BoundaryProblem, FeatureFault, FileFault } from './problem.ts';

const MOST_FEATURES = 2_000;
const MOST_POINTS = 2_000_000;
const MOST_POINTS_OF_FEATURE = 200_000;
/** Three corners, and the first again. */
const FEWEST_POINTS = 4;
/** Indonesia from Sabang to Merauke, with its sea. */
const LONGITUDES = [94, 142] as const;
const LATITUDES = [-12, 7] as const;
/** Properties under which files have the code, as they are folded by `foldName`. */
const CODE_NAMES = [
  'code',
  'kode',
  'kdepum',
  'kdcpum',
  'kodewilayah',
  'kodekelurahan',
  'kodedesa',
  'kodekel',
  'kodekec',
  'kodekecamatan',
  'kelurahancode',
  'kdkelurahan',
  'kddesa',
  'kdkec',
  'areacode',
  'kemendagri',
  'id',
] as const;
/** Members of the file that say whose data it is. */
const LONGEST_ATTRIBUTION = 300;

const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()),
  attribution: z.string().optional().catch(undefined),
  source: z.string().optional().catch(undefined),
  license: z.string().optional().catch(undefined),
});
const feature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional().catch(undefined),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.unknown(),
});
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.unknown()).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.unknown()).min(1)).min(1) }),
]);
/** A third number is a height, which a map does not need. */
const point = z.tuple([z.number(), z.number()]).rest(z.number());

export type ReadBoundaries =
  | { readonly ok: true; readonly boundaries: readonly Boundary[]; readonly attribution: string | undefined }
  | { readonly ok: false; readonly problems: readonly BoundaryProblem[] };

/** Reads a GeoJSON file of the areas of a city, and says of each of its features what is wrong with it. */
export function readGeoJson(text: string, areas: AreaIndex, city: string): ReadBoundaries {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { features, attribution, source, license } = parsed.file;
  const said = attribution ?? ([source, license].filter(Boolean).join(', ') || undefined);
  const boundaries = new Map<string, Boundary>();
  const problems: BoundaryProblem[] = [];
  let points = 0;
  features.forEach((raw, at) => {
    const read = readFeature(raw, areas, city, boundaries);
    if ('fault' in read) problems.push({ of: 'feature', number: at + 1, ...read });
    else {
      boundaries.set(read.area, read);
      points += pointsOf(read);
    }
  });
  if (points > MOST_POINTS) problems.push({ of: 'file', fault: 'too-many-points' });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    boundaries: [...boundaries.values()],
    attribution: said?.trim().slice(0, LONGEST_ATTRIBUTION) || undefined,
  };
}

function parse(text: string) {
  const refused = (fault: FileFault) => ({ ok: false as const, problems: [{ of: 'file' as const, fault }] });
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refused('not-json');
  }
  const file = collection.safeParse(json);
  if (!file.success) return refused('not-a-collection');
  if (file.data.features.length === 0) return refused('no-features');
  if (file.data.features.length > MOST_FEATURES) return refused('too-many-features');
  return { ok: true as const, file: file.data };
}

interface Refused {
  readonly fault: FeatureFault;
  readonly detail?: string;
}

function readFeature(
  raw: unknown,
  areas: AreaIndex,
  city: string,
  known: ReadonlyMap<string, Boundary>,
): Boundary | Refused {
  const parsed = feature.safeParse(raw);
  if (!parsed.success) return { fault: 'not-a-feature' };
  const area = areaOf(parsed.data, areas, city);
  if (typeof area !== 'string') return area;
  if (known.has(area)) return { fault: 'twice', detail: area };
  const shape = geometry.safeParse(parsed.data.geometry);
  if (!shape.success) return { fault: 'no-polygon', detail: area };
  const raws = shape.data.type === 'Polygon' ? [shape.data.coordinates] : shape.data.coordinates;
  const polygons: BoundaryPolygon[] = [];
  let points = 0;
  for (const rings of raws) {
    const polygon: BoundaryRing[] = [];
    for (const line of rings) {
      const ring = readRing(line);
      if ('fault' in ring)
        return { fault: ring.fault, detail: [area, ring.detail].filter(Boolean).join(': ') };
      points += ring.length;
      polygon.push(ring);
    }
    polygons.push(polygon);
  }
  return points > MOST_POINTS_OF_FEATURE ? { fault: 'too-many-points', detail: area } : { area, polygons };
}

/** The area that a feature is of, as a dotted code of a kecamatan, kelurahan or desa of the city. */
function areaOf(
  { id, properties }: z.infer<typeof feature>,
  areas: AreaIndex,
  city: string,
): string | Refused {
  const named = new Map(Object.entries(properties ?? {}).map(([name, value]) => [foldName(name), value]));
  const values = [...CODE_NAMES.map((name) => named.get(name)), id];
  // Whole numbers keep all digits of a code; a number like 32.76 has lost what made it one.
  const texts = values.flatMap((value) =>
    typeof value === 'string' ? [value.trim()] : Number.isSafeInteger(value) ? [String(value)] : [],
  );
  const [first] = texts;
  if (first === undefined) return { fault: 'no-code' };
  const code = texts.map((text) => (isAreaCode(text) ? text : dottedAreaCode(text))).find(Boolean);
  if (code === undefined) return { fault: 'bad-code', detail: first };
  if (code.split('.').length < 3) return { fault: 'wrong-level', detail: code };
  const inCity = code.startsWith(`${city}.`) && areas.get(code) !== undefined;
  return inCity ? code : { fault: 'not-in-city', detail: code };
}

/** `KODE_KEL` as `kodekel`. */
function foldName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function readRing(raw: unknown): BoundaryRing | Refused {
  if (!Array.isArray(raw)) return { fault: 'bad-coordinates' };
  const ring: [number, number][] = [];
  for (const each of raw) {
    const read = point.safeParse(each);
    if (!read.success) return { fault: 'bad-coordinates' };
    const [longitude, latitude] = read.data;
    const fault = placeFault(longitude, latitude);
    if (fault) return { fault, detail: `${longitude}, ${latitude}` };
    ring.push([longitude, latitude]);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || ring.length < FEWEST_POINTS) return { fault: 'short-ring' };
  if (first[0] !== last[0] || first[1] !== last[1]) return { fault: 'open-ring', detail: first.join(', ') };
  return ring;
}

function placeFault(longitude: number, latitude: number): FeatureFault | undefined {
  const inIndonesia = (east: number, north: number) =>
    east >= LONGITUDES[0] && east <= LONGITUDES[1] && north >= LATITUDES[0] && north <= LATITUDES[1];
  if (inIndonesia(longitude, latitude)) return undefined;
  return inIndonesia(latitude, longitude) ? 'exchanged' : 'outside';
}

/** Points of all its lines. */
export function pointsOf({ polygons }: Boundary): number {
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}
