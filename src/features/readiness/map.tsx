import type { BoundaryPolygon, BoundarySet } from '../../domain/boundary.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import {
  AreaMap,
  AreaTiles,
  MAP_STEPS,
  type MapArea,
  MapLegend,
  stepOf,
  type TileGroup,
} from '../../ui/components/area-map.tsx';
import { FilterChips } from '../../ui/components/chip.tsx';
import { layOutMap, type MapLayout } from '../../ui/map-layout.ts';
import type { AskedMeasure } from './asked.ts';
import { levelOf, part, shareOf } from './board.ts';
import type { Board, BoardRow } from './load.ts';
import { messages } from './messages.ts';
import { AREA, linkTo, MAP, ROOT, type Scope } from './scope.ts';
import { byWord, percentText, rowName } from './voice.ts';

const BY_VILLAGE = 'kelurahan';

interface MapProps {
  readonly context: FeatureContext;
  readonly board: Board;
  readonly measure: AskedMeasure;
  readonly boundaries: BoundarySet | undefined;
  readonly request: OverseerRequest;
}

/** Whether the map of a city goes down to its kelurahan. */
function isByVillage({ level }: Scope, { query }: OverseerRequest): boolean {
  return level === 'city' && query[MAP] === BY_VILLAGE;
}

/** The word for what the map is divided by. */
export function mapWord(scope: Scope, request: OverseerRequest): string {
  const t = messages(request.lang);
  return isByVillage(scope, request) ? t.byVillage : byWord(scope, t);
}

/** The measure by area: drawn by boundaries where there are some, else in tiles. */
export function ReadinessMap({ context, board, measure, boundaries, request }: MapProps) {
  const { scope } = board;
  const t = messages(request.lang);
  const deep = isByVillage(scope, request);
  const rows = deep ? villageRows(context, board) : board.rows.filter(({ kind }) => kind !== 'own');
  const areas = new Map(rows.map((row) => [row.code, areaOfRow(row, scope, measure, request)]));
  const layout = scope.level === 'village' ? undefined : layoutOf(context, boundaries, [...areas.keys()]);
  const drawn = new Set(layout?.parts.map(({ code }) => code));
  const rest = [...areas.values()].filter(({ code }) => !drawn.has(code));
  const label = t.mapLabel(measure.label[request.lang], mapWord(scope, request));
  return (
    <>
      {scope.level === 'city' && (
        <FilterChips
          label={t.mapBy}
          items={[
            { label: t.district, href: linkTo(request, ROOT, { [MAP]: undefined }), current: !deep },
            { label: t.village, href: linkTo(request, ROOT, { [MAP]: BY_VILLAGE }), current: deep },
          ]}
        />
      )}
      {layout && <AreaMap label={label} layout={layout} areas={areas} />}
      {rest.length > 0 && (
        <AreaTiles
          label={label}
          groups={deep ? byDistrict(context, rest) : [{ key: scope.area, areas: rest }]}
          small={scope.level === 'village'}
        />
      )}
      <MapLegend
        label={t.legend}
        steps={Array.from({ length: MAP_STEPS }, (_, at) => {
          const width = 100 / MAP_STEPS;
          const last = at === MAP_STEPS - 1;
          return t.legendStep(String(at * width), String(last ? 100 : (at + 1) * width - 1));
        })}
      />
      <p class="asof">{layout && boundaries ? t.source(boundaries.attribution) : t.areaSource}</p>
    </>
  );
}

function areaOfRow(row: BoardRow, scope: Scope, measure: AskedMeasure, request: OverseerRequest): MapArea {
  const t = messages(request.lang);
  const { format } = request;
  const share = shareOf(row.units, measure, scope.bodies);
  const name = rowName(row, scope, request);
  const value = percentText(share);
  return {
    code: row.code,
    // Of polling places a tile has room for the number alone.
    name: row.name,
    value: row.kind === 'place' && measure.unit === 'place' ? '' : value,
    label: t.areaLabel(name, format.number(share.count), format.number(share.of), value),
    ...(share.of > 0 && { step: stepOf(part(share)) }),
    href: rowLink(row, request),
  };
}

/** Down to what a row is about. */
export function rowLink({ kind, code }: BoardRow, request: OverseerRequest): string {
  return kind === 'place'
    ? linkTo(request, `${ROOT}/tps/${code}`, { [AREA]: undefined, [MAP]: undefined })
    : linkTo(request, ROOT, { [AREA]: code, [MAP]: undefined });
}

function villageRows({ areas }: FeatureContext, { units }: Board): readonly BoardRow[] {
  return units
    .filter(({ area }) => levelOf(area) === 'village')
    .map((unit) => ({
      code: unit.area,
      kind: 'area',
      name: areas.get(unit.area)?.name ?? unit.area,
      units: [unit],
    }));
}

function byDistrict({ areas, city }: FeatureContext, tiles: readonly MapArea[]): readonly TileGroup[] {
  return areas.children(city.area).flatMap(({ code, name }) => {
    const own = tiles.filter((tile) => tile.code.startsWith(`${code}.`));
    return own.length > 0 ? [{ key: code, title: name, areas: own }] : [];
  });
}

const layouts = new WeakMap<BoundarySet, Map<string, MapLayout | undefined>>();

/** Laid out once for each set of boundaries and each choice of areas. */
function layoutOf(
  { areas }: FeatureContext,
  boundaries: BoundarySet | undefined,
  codes: readonly string[],
): MapLayout | undefined {
  if (!boundaries) return undefined;
  const known = layouts.get(boundaries) ?? new Map<string, MapLayout | undefined>();
  layouts.set(boundaries, known);
  const key = codes.toSorted().join();
  if (!known.has(key)) {
    const polygonsOf = (code: string): readonly BoundaryPolygon[] =>
      boundaries.areas.get(code)?.polygons ??
      areas.children(code).flatMap((child) => boundaries.areas.get(child.code)?.polygons ?? []);
    const parts = codes.map((code) => ({ code, polygons: polygonsOf(code) }));
    known.set(key, layOutMap(parts.filter(({ polygons }) => polygons.length > 0)));
  }
  return known.get(key);
}
