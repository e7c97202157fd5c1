import { type Kysely, type Selectable, sql } from 'kysely';
import type { Coordinates, PlaceOutline, PollingPlace, PollingPlaceRef } from '../../domain/polling-place.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { toPlace } from './rows.ts';

type Db = Kysely<DatabaseSchema>;

/** A kelurahan has at most this many: the code has three digits for the number. */
export const MOST_IN_VILLAGE = 999;
const MOST_ELECTIONS = 100;
const MOST_AREAS = 1_000;
const MOST_LINKED = 50;
const MOST_NEARBY = 40;
/** More than any city has. */
const MOST_PLACES = 50_000;
/** About what a card's map shows, in degrees. */
const NEARBY = { latitude: 0.002, longitude: 0.005 } as const;

/** What an election's polling places are as a whole. */
export interface PollingPlaceList {
  readonly election: string;
  readonly places: number;
  /** When an import or a person last changed them. */
  readonly changedAt: Temporal.Instant;
  /** When somebody last compared them with their source. */
  readonly checkedAt: Temporal.Instant;
  /** The day by which somebody looks again, where one was set. */
  readonly reviewBy?: Temporal.PlainDate;
}

/** The elections that have polling places, changed last first. */
export async function readLists(db: Db): Promise<readonly PollingPlaceList[]> {
  const rows = await db
    .selectFrom('polling_place_list')
    .selectAll()
    .orderBy('changed_at', 'desc')
    .limit(MOST_ELECTIONS)
    .execute();
  return rows.map(toList);
}

export async function readList(db: Db, election: string): Promise<PollingPlaceList | undefined> {
  const row = await db
    .selectFrom('polling_place_list')
    .selectAll()
    .where('election', '=', election)
    .limit(1)
    .executeTakeFirst();
  return row && toList(row);
}

/** Every polling place of an election that stands, or those of one kecamatan or kelurahan, by code. */
export async function readOutlines(
  db: Db,
  election: string,
  area?: string,
): Promise<readonly PlaceOutline[]> {
  const column = area?.split('.').length === 3 ? 'district' : 'area';
  const rows = await db
    .selectFrom('polling_place')
    .select(['code', 'display_number', 'area', 'voters'])
    .where('election', '=', election)
    .where('withdrawn_on', 'is', null)
    .$if(area !== undefined, (query) => query.where(column, '=', area ?? ''))
    .orderBy('code')
    .limit(MOST_PLACES)
    .execute();
  return rows.map(({ code, display_number, area, voters }) => ({
    code,
    displayNumber: display_number,
    area,
    ...(voters !== null && { voters }),
  }));
}

/** How many polling places stand in each kelurahan. */
export async function countPerVillage(db: Db, election: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('polling_place')
    .select(['area', sql<number>`count(*)::int`.as('places')])
    .where('election', '=', election)
    .where('withdrawn_on', 'is', null)
    .groupBy('area')
    .limit(MOST_AREAS)
    .execute();
  return new Map(rows.map(({ area, places }) => [area, places]));
}

/** Codes of the polling places that were given up. */
export async function readWithdrawn(db: Db, election: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('polling_place')
    .select('code')
    .where('election', '=', election)
    .where('withdrawn_on', 'is not', null)
    .limit(MOST_PLACES)
    .execute();
  return rows.map(({ code }) => code);
}

function toList(row: Selectable<DatabaseSchema['polling_place_list']>): PollingPlaceList {
  return {
    election: row.election,
    places: row.places,
    changedAt: row.changed_at,
    checkedAt: row.checked_at,
    ...(row.review_by !== null && { reviewBy: Temporal.PlainDate.from(row.review_by) }),
  };
}

/** How many polling places each kecamatan has. */
export async function countByDistrict(db: Db, election: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('polling_place')
    .select(['district as area', sql<number>`count(*)::int`.as('places')])
    .where('election', '=', election)
    .where('withdrawn_on', 'is', null)
    .groupBy('district')
    .limit(MOST_AREAS)
    .execute();
  return new Map(rows.map(({ area, places }) => [area, places]));
}

/** How many polling places each kelurahan of a kecamatan has. */
export async function countByVillage(
  db: Db,
  election: string,
  district: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('polling_place')
    .select(['area', sql<number>`count(*)::int`.as('places')])
    .where('election', '=', election)
    .where('district', '=', district)
    .where('withdrawn_on', 'is', null)
    .groupBy('area')
    .limit(MOST_AREAS)
    .execute();
  return new Map(rows.map(({ area, places }) => [area, places]));
}

interface ListQuery {
  readonly election: string;
  /** A kecamatan or kelurahan; absent: the whole city. */
  readonly area?: string;
  /** Only codes after this one. */
  readonly after?: string;
  readonly limit: number;
}

/** Polling places by code. They come without what they replace. */
export async function listPlaces(db: Db, query: ListQuery): Promise<PollingPlace[]> {
  let rows = db
    .selectFrom('polling_place')
    .selectAll()
    .where('election', '=', query.election)
    .where('withdrawn_on', 'is', null);
  if (query.area !== undefined) {
    const column = query.area.split('.').length === 3 ? 'district' : 'area';
    rows = rows.where(column, '=', query.area);
  }
  if (query.after !== undefined) rows = rows.where('code', '>', query.after);
  const found = await rows.orderBy('code').limit(query.limit).execute();
  return found.map((row) => toPlace(row, []));
}

/** A polling place and those of other elections that it is linked to. */
interface FoundPlace {
  readonly place: PollingPlace;
  readonly changedAt: Temporal.Instant;
  /** Id of the item by which staff wrote it; absent where a file brought it. */
  readonly item?: string;
  readonly predecessors: readonly PollingPlace[];
  /** Those of a later election that took over its voters. */
  readonly successors: readonly PollingPlace[];
}

export async function findPlace(db: Db, election: string, code: string): Promise<FoundPlace | undefined> {
  const [row, replaces, predecessors, successors] = await Promise.all([
    db
      .selectFrom('polling_place')
      .selectAll()
      .where('election', '=', election)
      .where('code', '=', code)
      .limit(1)
      .executeTakeFirst(),
    readReplaces(db, election, code),
    readPredecessors(db, election, code),
    readSuccessors(db, election, code),
  ]);
  if (!row) return undefined;
  return {
    place: toPlace(row, replaces),
    changedAt: row.changed_at,
    ...(row.item !== null && { item: row.item }),
    predecessors,
    successors,
  };
}

function readReplaces(db: Db, election: string, code: string): Promise<PollingPlaceRef[]> {
  return db
    .selectFrom('polling_place_replaces')
    .select(['earlier_election as election', 'earlier_code as code'])
    .where('election', '=', election)
    .where('code', '=', code)
    .orderBy('earlier_code')
    .limit(MOST_LINKED)
    .execute();
}

async function readPredecessors(db: Db, election: string, code: string): Promise<PollingPlace[]> {
  const rows = await db
    .selectFrom('polling_place_replaces as link')
    .innerJoin('polling_place as earlier', (join) =>
      join
        .onRef('earlier.election', '=', 'link.earlier_election')
        .onRef('earlier.code', '=', 'link.earlier_code'),
    )
    .selectAll('earlier')
    .where('link.election', '=', election)
    .where('link.code', '=', code)
    .orderBy('earlier.code')
    .limit(MOST_LINKED)
    .execute();
  return rows.map((row) => toPlace(row, []));
}

async function readSuccessors(db: Db, election: string, code: string): Promise<PollingPlace[]> {
  const rows = await db
    .selectFrom('polling_place_replaces as link')
    .innerJoin('polling_place as later', (join) =>
      join.onRef('later.election', '=', 'link.election').onRef('later.code', '=', 'link.code'),
    )
    .selectAll('later')
    .where('link.earlier_election', '=', election)
    .where('link.earlier_code', '=', code)
    .orderBy('later.code')
    .limit(MOST_LINKED)
    .execute();
  return rows.map((row) => toPlace(row, []));
}

/** Others of the same kelurahan that lie close by. */
export async function findNearby(
  db: Db,
  place: PollingPlace,
  { latitude, longitude }: Coordinates,
): Promise<PollingPlace[]> {
  const rows = await db
    .selectFrom('polling_place')
    .selectAll()
    .where('election', '=', place.election)
    .where('area', '=', place.area)
    .where('code', '!=', place.code)
    .where('withdrawn_on', 'is', null)
    .where((eb) => eb.between('latitude', latitude - NEARBY.latitude, latitude + NEARBY.latitude))
    .where((eb) => eb.between('longitude', longitude - NEARBY.longitude, longitude + NEARBY.longitude))
    .orderBy('code')
    .limit(MOST_NEARBY)
    .execute();
  return rows.map((row) => toPlace(row, []));
}
