import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest, OversightFigure } from '../../platform/officers/contract.ts';
import { groupUnits, type Unit, unitsOf } from './board.ts';
import {
  countDays,
  countMarks,
  countPlaceDays,
  countPlaceMarks,
  createSeatCounter,
  type DayCount,
  lastChange,
} from './counts.ts';
import { type PlaceUnit, placeUnits } from './places.ts';
import type { Scope } from './scope.ts';
import { type Target, targetsOf } from './targets.ts';

const MOST_FIGURES = 12;

/** One row of the table and one area of the map: an area inside the one that is looked at, or a polling place. */
export interface BoardRow {
  readonly code: string;
  readonly kind: 'own' | 'area' | 'place';
  readonly name: string;
  readonly units: readonly Unit[];
}

/** All that a page of readiness shows. */
export interface Board {
  readonly scope: Scope;
  readonly units: readonly Unit[];
  readonly rows: readonly BoardRow[];
  readonly figures: readonly OversightFigure[];
  readonly days: readonly DayCount[];
  readonly target: Target | undefined;
  /** Up to which change all of it was counted, for pages that stay open. */
  readonly lastChange: number;
}

/** Counts an area, to the last change that is committed. */
export type Counter = (scope: Scope) => Promise<readonly Unit[]>;

/** Made once for each window, as it remembers seats. */
export function createCounter({ db, areas, capabilities }: FeatureContext): Counter {
  const countSeats = createSeatCounter(db);
  return async ({ election, area, plan }) => {
    const counted = { election, area };
    const places = capabilities.pollingPlaces;
    const withdrawn = (await places?.withdrawn(election)) ?? [];
    const [marks, seats, placeMarks, perVillage] = await Promise.all([
      countMarks(db, counted),
      countSeats(counted),
      countPlaceMarks(db, counted, withdrawn),
      places?.countByVillage(election) ?? new Map<string, number>(),
    ]);
    return unitsOf(plan, area, areas, { marks, seats, placeMarks, places: perVillage });
  };
}

/** Everything of a page. */
export async function loadBoard(
  context: FeatureContext,
  counter: Counter,
  request: OverseerRequest,
  scope: Scope,
): Promise<Board> {
  // First: what changes while the rest is read is told to the page as new.
  const last = await lastChange(context.db);
  const [units, places, figures, days, targets] = await Promise.all([
    counter(scope),
    placesOf(context, scope),
    figuresOf(context, request),
    daysOf(context, scope),
    targetsOf(context, scope, scope.measure ? [scope.measure] : []),
  ]);
  return {
    scope,
    units,
    rows: rowsOf(context, scope, units, places),
    figures,
    days,
    target: scope.measure && targets.get(scope.measure.id),
    lastChange: last,
  };
}

/** The rows of a table: with units of a kelurahan, its polling places. */
export function rowsOf(
  { areas }: Pick<FeatureContext, 'areas'>,
  scope: Scope,
  units: readonly Unit[],
  places: readonly PlaceUnit[],
): readonly BoardRow[] {
  const groups = groupUnits(units, scope.area, areas);
  const own = groups.get(scope.area) ?? [];
  // Of a kelurahan's own, the bodies of polling places stand in the rows below it.
  const bodies = scope.bodies.filter(({ level }) => level === scope.level);
  const ownUnits = own.map(({ area, cells }) => ({
    area,
    cells: new Map([...cells].filter(([id]) => bodies.some((body) => body.id === id))),
    places: 0,
    placeMarks: new Map<string, number>(),
  }));
  const ownRow: BoardRow[] =
    bodies.length > 0 && own.length > 0
      ? [
          {
            code: scope.area,
            kind: 'own',
            name: bodies.map(({ name }) => name.id).join(', '),
            units: ownUnits,
          },
        ]
      : [];
  if (scope.level === 'village') {
    return [
      ...ownRow,
      ...places.map(
        (unit): BoardRow => ({ code: unit.code, kind: 'place', name: unit.displayNumber, units: [unit] }),
      ),
    ];
  }
  return [
    ...ownRow,
    ...areas
      .children(scope.area)
      .map(({ code, name }): BoardRow => ({ code, kind: 'area', name, units: groups.get(code) ?? [] })),
  ];
}

/** The polling places of a kelurahan; of a larger area none, as its table has areas. */
export async function placesOf(
  { db, capabilities }: FeatureContext,
  { level, election, area, plan }: Scope,
): Promise<readonly PlaceUnit[]> {
  if (level !== 'village') return [];
  const outlines = (await capabilities.pollingPlaces?.outlinesIn(election, area)) ?? [];
  return placeUnits(db, election, area, outlines, plan.bodies);
}

async function figuresOf(
  { officerWindows }: FeatureContext,
  { election, area, now }: OverseerRequest,
): Promise<readonly OversightFigure[]> {
  const all = await Promise.all(
    officerWindows().map(({ figures }) => figures?.({ election, area, now }) ?? []),
  );
  return all
    .flat()
    .toSorted((a, b) => a.order - b.order)
    .slice(0, MOST_FIGURES);
}

async function daysOf({ db, capabilities }: FeatureContext, scope: Scope): Promise<readonly DayCount[]> {
  const { measure, election, area, bodies } = scope;
  if (!measure) return [];
  if (measure.unit === 'officer') {
    return countDays(db, { election, area }, measure, bodies);
  }
  const withdrawn = (await capabilities.pollingPlaces?.withdrawn(election)) ?? [];
  return countPlaceDays(db, { election, area }, measure.id, withdrawn);
}
