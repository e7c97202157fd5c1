import { type Kysely, sql } from 'kysely';
import { findBody, type Officer, type OfficerBody } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { OFFICER_COLUMNS, officerOf } from '../../platform/officers/create-officers.ts';
import { withinArea } from '../../platform/officers/within.ts';
import { type AskedMeasure, isAsked } from './asked.ts';
import { levelOf, type Unit } from './board.ts';
import { whereAsked } from './counts.ts';
import { type PlaceUnit, placeUnits } from './places.ts';
import type { Scope } from './scope.ts';

/** People of one page of a list. */
export const PAGE_SIZE = 50;
/** No team has more heads. */
const MOST_HEADS = PAGE_SIZE * 4;

interface PageOfMissing {
  readonly place?: string | undefined;
  readonly page: number;
}

/** Officers who have a seat and not the mark, by where they serve. */
export async function missingOfficers(
  db: Kysely<DatabaseSchema>,
  { election, area, bodies }: Pick<Scope, 'election' | 'area' | 'bodies'>,
  measure: AskedMeasure,
  { place, page, units }: PageOfMissing & { readonly units: readonly Unit[] },
): Promise<readonly Officer[]> {
  const skip = (page - 1) * PAGE_SIZE;
  const start = place === undefined ? skipAreas(units, bodies, measure, skip) : { area, skip };
  const rows = await db
    .selectFrom('officer')
    .select(OFFICER_COLUMNS)
    .where('election', '=', election)
    .where('left_on', 'is', null)
    .where(whereAsked(measure, bodies))
    .where(place === undefined ? withinArea('area', area) : sql<boolean>`place = ${place}`)
    .where('area', '>=', start.area)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('officer_mark as marked')
            .select(sql`1`.as('one'))
            .whereRef('marked.officer', '=', 'officer.id')
            .where('marked.mark', '=', measure.id),
        ),
      ),
    )
    .orderBy('area')
    .orderBy('place')
    .orderBy('body')
    .orderBy('role')
    .orderBy('id')
    .limit(PAGE_SIZE)
    .offset(start.skip)
    .execute();
  return rows.map(officerOf);
}

/**
 * The area in which a page of the list begins, and how many are before it there: what is counted already need not be read
 * to be passed over.
 */
function skipAreas(
  units: readonly Unit[],
  bodies: readonly OfficerBody[],
  measure: AskedMeasure,
  skip: number,
): { readonly area: string; readonly skip: number } {
  let left = skip;
  let last = '';
  for (const { area, cells } of units.toSorted((a, b) => (a.area < b.area ? -1 : 1))) {
    last = area;
    const missing = bodies.reduce((sum, { id }) => {
      const cell = isAsked(measure, id, area) ? cells.get(id) : undefined;
      return sum + (cell?.seated ?? 0) - (cell?.marks.get(measure.id) ?? 0);
    }, 0);
    if (missing > left) break;
    left -= missing;
  }
  return { area: last, skip: left };
}

/** A polling place that has not the mark, with who leads its team. */
export interface MissingPlace {
  readonly code: string;
  readonly displayNumber: string;
  readonly area: string;
  readonly head?: Officer;
}

/** Polling places without a mark, a page of them, and how many there are. */
export async function missingPlaces(
  { db, capabilities }: Pick<FeatureContext, 'db' | 'capabilities'>,
  { election, area, plan }: Pick<Scope, 'election' | 'area' | 'plan'>,
  measure: AskedMeasure,
  { place, page }: PageOfMissing,
): Promise<{ readonly places: readonly MissingPlace[]; readonly count: number }> {
  const directory = capabilities.pollingPlaces;
  const outlines =
    levelOf(area) === 'city'
      ? await directory?.outlines(election)
      : await directory?.outlinesIn(election, area);
  const marked = await db
    .selectFrom('place_mark')
    .select('place')
    .where('election', '=', election)
    .where('mark', '=', measure.id)
    .where(withinArea('area', area))
    .execute();
  const done = new Set(marked.map((row) => row.place));
  const missing = (outlines ?? []).filter(
    ({ code }) => !done.has(code) && (place === undefined || code === place),
  );
  const shown = missing.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const heads = await headsOf(
    db,
    election,
    plan.bodies,
    shown.map(({ code }) => code),
  );
  return {
    count: missing.length,
    places: shown.map(({ code, displayNumber, area: village }) => {
      const head = heads.get(code);
      return { code, displayNumber, area: village, ...(head && { head }) };
    }),
  };
}

/** Who leads the team of each polling place: of the first body that has one. */
async function headsOf(
  db: Kysely<DatabaseSchema>,
  election: string,
  bodies: readonly OfficerBody[],
  places: readonly string[],
): Promise<ReadonlyMap<string, Officer>> {
  const body = bodies.find(({ level }) => level === 'place');
  if (!body || places.length === 0) return new Map();
  const rows = await db
    .selectFrom('officer')
    .select(OFFICER_COLUMNS)
    .where('election', '=', election)
    .where('left_on', 'is', null)
    .where('place', 'in', [...places])
    .where('body', '=', body.id)
    .where('role', '=', body.head)
    .limit(MOST_HEADS)
    .execute();
  return new Map(rows.map((row) => [row.place ?? '', officerOf(row)]));
}

/** One polling place with its officers, each with their marks. */
export interface PlaceTeam {
  readonly unit: PlaceUnit;
  readonly officers: readonly Officer[];
  /** When each officer got each mark: by officer and mark. */
  readonly marks: ReadonlyMap<string, ReadonlyMap<string, Temporal.Instant>>;
  readonly placeMarks: ReadonlyMap<string, Temporal.Instant>;
}

/** Everything of one polling place. Undefined where the election has no such place. */
export async function placeTeam(
  { db, capabilities }: Pick<FeatureContext, 'db' | 'capabilities'>,
  { election, area, plan }: Pick<Scope, 'election' | 'area' | 'plan'>,
  place: string,
): Promise<PlaceTeam | undefined> {
  const outlines = await capabilities.pollingPlaces?.outlinesIn(election, area);
  const outline = outlines?.find(({ code }) => code === place);
  if (!outline) return undefined;
  const [units, rows, placeMarks] = await Promise.all([
    placeUnits(db, election, area, [outline], plan.bodies),
    db
      .selectFrom('officer')
      .select(OFFICER_COLUMNS)
      .where('election', '=', election)
      .where('place', '=', place)
      .where('left_on', 'is', null)
      .limit(MOST_HEADS)
      .execute(),
    db
      .selectFrom('place_mark')
      .select(['mark', 'at'])
      .where('election', '=', election)
      .where('place', '=', place)
      .limit(MOST_HEADS)
      .execute(),
  ]);
  const [unit] = units;
  if (!unit) return undefined;
  const officers = rows
    .map(officerOf)
    .toSorted((a, b) => seatOrder(plan.bodies, a) - seatOrder(plan.bodies, b));
  const marks =
    officers.length === 0
      ? []
      : await db
          .selectFrom('officer_mark')
          .select(['officer', 'mark', 'at'])
          .where(
            'officer',
            'in',
            officers.map(({ id }) => id),
          )
          .execute();
  const byOfficer = Map.groupBy(marks, ({ officer }) => officer);
  return {
    unit,
    officers,
    marks: new Map(
      [...byOfficer].map(([officer, own]) => [officer, new Map(own.map(({ mark, at }) => [mark, at]))]),
    ),
    placeMarks: new Map(placeMarks.map(({ mark, at }) => [mark, at])),
  };
}

/** As the plan lists bodies and their roles. */
function seatOrder(bodies: readonly OfficerBody[], { body, role }: Officer): number {
  const at = bodies.findIndex(({ id }) => id === body);
  const roles = bodies[at]?.roles ?? [];
  return at * 100 + roles.findIndex(({ id }) => id === role);
}

/** "Ketua KPPS", in a language. */
export function roleInWords(plan: Scope['plan'], officer: Officer, lang: 'id' | 'en'): string {
  const body = findBody(plan, officer.body);
  const role = body?.roles.find(({ id }) => id === officer.role);
  return [role?.name[lang] ?? officer.role, body?.name[lang] ?? officer.body].join(' ');
}
