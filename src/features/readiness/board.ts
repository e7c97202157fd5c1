import type { Area, AreaIndex } from '../../domain/area.ts';
import { liesWithin, type OfficerBody, type OfficerPlan, teamSize } from '../../domain/officer.ts';
import { type AskedMeasure, isAsked } from './asked.ts';
import type { MarkCount, PlaceCount, SeatCount } from './counts.ts';
import { SEATED } from './tables.ts';

/** The officers of one body in one area: who has a seat, how many seats are vacant, and how many have each mark. */
export interface Cell {
  readonly seated: number;
  readonly vacant: number;
  readonly marks: ReadonlyMap<string, number>;
}

/** What is counted of one area without those inside it: of a kecamatan its PPK alone. */
export interface Unit {
  readonly area: string;
  /** By body. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly places: number;
  readonly placeMarks: ReadonlyMap<string, number>;
}

/** How far something has come: so many of so many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** Seats that should be filled and are not: teams and roles are looked at one by one. */
function vacantSeats(body: OfficerBody, teams: number, seats: readonly SeatCount[]): number {
  const filled = seats.reduce((sum, { role, officers, teams: alike }) => {
    const wanted = body.roles.find(({ id }) => id === role)?.seats ?? 0;
    return sum + Math.min(officers, wanted) * alike;
  }, 0);
  return Math.max(0, teams * teamSize(body) - filled);
}

export interface Counts {
  readonly marks: readonly MarkCount[];
  readonly seats: readonly SeatCount[];
  readonly placeMarks: readonly PlaceCount[];
  /** Polling places by kelurahan. */
  readonly places: ReadonlyMap<string, number>;
}

/** Everything that is counted in an area, unit by unit: its kecamatan and kelurahan, each for itself. */
export function unitsOf(plan: OfficerPlan, area: string, areas: AreaIndex, counts: Counts): readonly Unit[] {
  const marks = Map.groupBy(counts.marks, (row) => row.area);
  const seats = Map.groupBy(counts.seats, (row) => row.area);
  const placeMarks = Map.groupBy(counts.placeMarks, (row) => row.area);
  return within(area, areas).map(({ code }) => {
    const places = counts.places.get(code) ?? 0;
    const ownMarks = Map.groupBy(marks.get(code) ?? [], ({ body }) => body);
    const ownSeats = Map.groupBy(seats.get(code) ?? [], ({ body }) => body);
    const cells = plan.bodies.map((body): [string, Cell] => {
      const byMark = new Map((ownMarks.get(body.id) ?? []).map(({ mark, officers }) => [mark, officers]));
      return [
        body.id,
        {
          seated: byMark.get(SEATED) ?? 0,
          vacant: vacantSeats(body, teamsIn(body, code, places), ownSeats.get(body.id) ?? []),
          marks: byMark,
        },
      ];
    });
    return {
      area: code,
      cells: new Map(cells),
      places,
      placeMarks: new Map((placeMarks.get(code) ?? []).map(({ mark, places: marked }) => [mark, marked])),
    };
  });
}

/** The kecamatan and kelurahan of an area; itself where it is one. */
function within(area: string, areas: AreaIndex): readonly Area[] {
  const level = levelOf(area);
  const own = level === 'city' ? undefined : areas.get(area);
  const inside = areas.children(area).flatMap((child) => [child, ...areas.children(child.code)]);
  return [...(own ? [own] : []), ...inside];
}

export type Level = 'city' | 'district' | 'village';

export function levelOf(area: string): Level {
  const parts = area.split('.').length;
  return parts <= 2 ? 'city' : parts === 3 ? 'district' : 'village';
}

/** How many teams of a body an area has for itself. */
function teamsIn(body: OfficerBody, area: string, places: number): number {
  if (body.level === 'place') return places;
  return levelOf(area) === body.level ? 1 : 0;
}

/** How far units have come together. Vacant seats are among those that should have come. */
export function shareOf(
  units: readonly Unit[],
  measure: AskedMeasure,
  bodies: readonly OfficerBody[],
): Share {
  let count = 0;
  let of = 0;
  for (const unit of units) {
    if (measure.unit === 'place') {
      count += unit.placeMarks.get(measure.id) ?? 0;
      of += unit.places;
      continue;
    }
    for (const { id } of bodies) {
      if (!isAsked(measure, id, unit.area)) continue;
      const cell = unit.cells.get(id);
      count += cell?.marks.get(measure.id) ?? 0;
      of += (cell?.seated ?? 0) + (cell?.vacant ?? 0);
    }
  }
  return { count, of };
}

/** Seats of bodies, filled and vacant: all, or those of whom a measure is asked. */
export function seatsOf(
  units: readonly Pick<Unit, 'area' | 'cells'>[],
  bodies: readonly OfficerBody[],
  measure?: AskedMeasure,
): { readonly seated: number; readonly vacant: number } {
  let seated = 0;
  let vacant = 0;
  for (const { area, cells } of units) {
    for (const { id } of bodies) {
      if (measure && !isAsked(measure, id, area)) continue;
      seated += cells.get(id)?.seated ?? 0;
      vacant += cells.get(id)?.vacant ?? 0;
    }
  }
  return { seated, vacant };
}

/** Units by the areas directly inside an area; what is the area's own stands under its own code, before them. */
export function groupUnits(
  units: readonly Unit[],
  area: string,
  areas: AreaIndex,
): ReadonlyMap<string, readonly Unit[]> {
  const groups = new Map<string, readonly Unit[]>();
  const own = units.filter((unit) => unit.area === area);
  if (own.length > 0) groups.set(area, own);
  for (const { code } of areas.children(area)) {
    groups.set(
      code,
      units.filter((unit) => liesWithin(unit.area, code)),
    );
  }
  return groups;
}

/** The share as a number from 0 to 1; of nothing it is 0. */
export function part({ count, of }: Share): number {
  return of === 0 ? 0 : count / of;
}

/** In whole percent, and never 100 while somebody is missing, nor 0 while somebody has come. */
export function percent(share: Share): number {
  const value = Math.round(part(share) * 100);
  if (value === 100 && share.count < share.of) return 99;
  return value === 0 && share.count > 0 ? 1 : value;
}
