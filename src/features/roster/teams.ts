import { sql } from 'kysely';
import {
  liesWithin,
  type OfficerBody,
  type OfficerPlan,
  teamSize,
  villageOfPlace,
} from '../../domain/officer.ts';
import type { PlaceOutline } from '../../domain/polling-place.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { withinArea } from '../../platform/officers/within.ts';

/** A team with how many of its seats are taken. */
export interface Team {
  readonly body: OfficerBody;
  readonly area: string;
  readonly place?: string;
  /** The number on the polling place's sign. */
  readonly number?: string;
  readonly seats: number;
  readonly officers: number;
  readonly joined: number;
}

/** Seats of an area, added up. */
export interface Seats {
  readonly seats: number;
  readonly officers: number;
}

/** Every team that the plan wants in an area, and those that have officers all the same. */
export async function teamsIn(
  context: FeatureContext,
  plan: OfficerPlan,
  area: string,
): Promise<readonly Team[]> {
  const [places, counted] = await Promise.all([
    placesIn(context, plan.election, area),
    countsIn(context, plan.election, area),
  ]);
  const teams: Team[] = [];
  const add = (body: OfficerBody, at: { readonly area: string; readonly place?: PlaceOutline }) => {
    const key = `${body.id} ${at.place?.code ?? at.area}`;
    const count = counted.get(key);
    counted.delete(key);
    teams.push({
      body,
      area: at.area,
      ...(at.place && { place: at.place.code, number: at.place.displayNumber }),
      seats: teamSize(body, at.place?.voters),
      officers: count?.officers ?? 0,
      joined: count?.joined ?? 0,
    });
  };
  for (const district of districtsIn(context, area)) {
    for (const body of bodiesOf(plan, 'district')) {
      if (liesWithin(district, area)) add(body, { area: district });
    }
  }
  for (const village of villagesIn(context, area)) {
    for (const body of bodiesOf(plan, 'village')) add(body, { area: village });
  }
  for (const place of places)
    for (const body of bodiesOf(plan, 'place')) add(body, { area: place.area, place });
  return [...teams, ...withoutPlan(plan, counted)];
}

/** Teams that have officers where the plan wants none: a polling place that was given up, say. */
function withoutPlan(plan: OfficerPlan, counted: ReadonlyMap<string, Count>): Team[] {
  return [...counted.values()].flatMap(({ body: id, area, place, officers, joined }) => {
    const body = plan.bodies.find((one) => one.id === id);
    if (!body) return [];
    const where = place === null ? {} : { place, number: place.slice(-3) };
    return [{ body, area, ...where, seats: 0, officers, joined }];
  });
}

interface Count {
  readonly body: string;
  readonly area: string;
  readonly place: string | null;
  readonly officers: number;
  readonly joined: number;
}

async function countsIn(
  { db, city }: FeatureContext,
  election: string,
  area: string,
): Promise<Map<string, Count>> {
  let rows = db
    .selectFrom('officer')
    .select([
      'body',
      'area',
      'place',
      sql<number>`count(*)::int`.as('officers'),
      sql<number>`count(joined_at)::int`.as('joined'),
    ])
    .where('election', '=', election)
    .where('left_on', 'is', null)
    .groupBy(['body', 'area', 'place']);
  if (area !== city.area) rows = rows.where(withinArea('area', area));
  return new Map((await rows.execute()).map((row) => [`${row.body} ${row.place ?? row.area}`, row]));
}

async function placesIn(
  { capabilities, city }: FeatureContext,
  election: string,
  area: string,
): Promise<readonly PlaceOutline[]> {
  const { pollingPlaces } = capabilities;
  if (!pollingPlaces) return [];
  return area === city.area ? pollingPlaces.outlines(election) : pollingPlaces.outlinesIn(election, area);
}

function bodiesOf({ bodies }: OfficerPlan, level: OfficerBody['level']): OfficerBody[] {
  return bodies.filter((body) => body.level === level);
}

/** Codes of the kecamatan in or around an area. */
function districtsIn({ areas, city }: FeatureContext, area: string): string[] {
  return areas
    .children(city.area)
    .map(({ code }) => code)
    .filter((code) => liesWithin(code, area) || liesWithin(area, code));
}

function villagesIn(context: FeatureContext, area: string): string[] {
  return districtsIn(context, area)
    .flatMap((code) => context.areas.children(code).map((village) => village.code))
    .filter((code) => liesWithin(code, area));
}

/** Seats of each area directly inside, each with all that is in it. */
export function seatsByArea(
  { areas }: Pick<FeatureContext, 'areas'>,
  teams: readonly Team[],
  area: string,
): readonly (Seats & { readonly area: string })[] {
  return areas
    .children(area)
    .map(({ code }) => ({ area: code, ...seatsOf(teams.filter((team) => liesWithin(team.area, code))) }));
}

export function seatsOf(teams: readonly Team[]): Seats {
  return teams.reduce(
    (sum, { seats, officers }) => ({
      seats: sum.seats + seats,
      // A team with too many makes no other one full.
      officers: sum.officers + Math.min(officers, seats),
    }),
    { seats: 0, officers: 0 },
  );
}

/** The area of a team by what stands in its path: a polling place's code, or an area's. */
export function areaOfTeam({ areas }: Pick<FeatureContext, 'areas'>, team: string): string | undefined {
  const village = villageOfPlace(team);
  return areas.get(village ?? team)?.code;
}
