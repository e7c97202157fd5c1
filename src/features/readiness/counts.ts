import { type Kysely, sql, type Transaction } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { LIVE_CHANGES } from '../../platform/http/live.ts';
import { withinArea } from '../../platform/officers/within.ts';
import type { AskedMeasure } from './asked.ts';
import { SEATED } from './tables.ts';

type Db = Kysely<DatabaseSchema> | Transaction<DatabaseSchema>;

/** More areas, bodies, marks and days than a city has. */
const MOST_ROWS = 100_000;
/** Any number that nobody else takes an advisory lock on: "jen-read" in ASCII. */
const LOCK = sql.lit(BigInt('0x6a656e2d72656164'));
/** Changes that are added up in one go. */
const MOST_AT_ONCE = 50_000;
/** The last ones stay as they are: open pages learn by them that something changed. */
const LEFT = LIVE_CHANGES * 2;

/** What is counted: the officers of an election in an area and all within it. */
export interface Counted {
  readonly election: string;
  readonly area: string;
}

/** Whether a measure is asked of who has this `body` and `area`, of the bodies that are looked at. */
export function whereAsked(
  { asked = [{ bodies: [], areas: [] }] }: Pick<AskedMeasure, 'asked'>,
  bodies: readonly { readonly id: string }[],
) {
  const ids = bodies.map(({ id }) => id);
  const parts = asked.map(({ bodies: named, areas }) => {
    const counted = named.length === 0 ? ids : ids.filter((id) => named.includes(id));
    const inside = areas.map((area) => withinArea('area', area));
    return inside.length === 0
      ? sql`body = any (${counted})`
      : sql`(body = any (${counted}) and (${sql.join(inside, sql` or `)}))`;
  });
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

export interface MarkCount {
  readonly area: string;
  readonly body: string;
  /** `SEATED` for all who have a seat. */
  readonly mark: string;
  readonly officers: number;
}

/** Officers by area, body and mark, to the last change that is committed. */
export async function countMarks(db: Db, { election, area }: Counted): Promise<readonly MarkCount[]> {
  const { rows } = await sql<MarkCount>`
    select area, body, mark, sum(officers)::int as officers from (
      select area, body, mark, officers from officer_count
      where election = ${election} and ${withinArea('area', area)}
      union all
      select area, body, mark, officers from officer_count_change
      where election = ${election} and ${withinArea('area', area)}
    ) counted
    group by area, body, mark having sum(officers) <> 0 limit ${MOST_ROWS}`.execute(db);
  return rows;
}

export interface SeatCount {
  readonly area: string;
  readonly body: string;
  readonly role: string;
  /** How many have the role in one team, and how many teams are so. */
  readonly officers: number;
  readonly teams: number;
}

/** How many teams have how many officers in each role: what is missing in one team is not made good by another. */
export async function countSeats(db: Db, { election, area }: Counted): Promise<readonly SeatCount[]> {
  const { rows } = await sql<SeatCount>`
    select area, body, role, officers, count(*)::int as teams from (
      select area, body, place, role, count(*)::int as officers from officer
      where election = ${election} and left_on is null and ${withinArea('area', area)}
      group by area, body, place, role
    ) seats
    group by area, body, role, officers limit ${MOST_ROWS}`.execute(db);
  return rows;
}

/** Another number after every change of who sits where in an area. */
async function seatChanges(db: Db, { election, area }: Counted): Promise<number> {
  const { rows } = await sql<{ changes: number }>`
    select coalesce(sum(changes), 0)::bigint as changes from (
      select changes from officer_count
      where election = ${election} and mark = ${SEATED} and ${withinArea('area', area)}
      union all
      select 1 from officer_count_change
      where election = ${election} and mark = ${SEATED} and ${withinArea('area', area)}
    ) counted`.execute(db);
  return rows[0]?.changes ?? 0;
}

/** So many areas are held in memory, the last asked ones. */
const MOST_HELD = 200;

/**
 * Counts seats, which takes a tenth of a second in a large city, again only after one of them changed; who asks while
 * that is done waits for the same answer.
 */
export function createSeatCounter(db: Db): (scope: Counted) => Promise<readonly SeatCount[]> {
  const held = new Map<string, { readonly changes: number; readonly seats: Promise<readonly SeatCount[]> }>();
  return async (scope) => {
    const key = `${scope.election} ${scope.area}`;
    const changes = await seatChanges(db, scope);
    const known = held.get(key);
    if (known?.changes === changes) return known.seats;
    const seats = countSeats(db, scope);
    held.delete(key);
    held.set(key, { changes, seats });
    const [oldest] = held.keys();
    if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
    // What failed is not kept.
    seats.catch(() => held.delete(key));
    return seats;
  };
}

export interface PlaceCount {
  readonly area: string;
  readonly mark: string;
  readonly places: number;
}

/** Marked polling places by kelurahan, without those that were given up. */
export async function countPlaceMarks(
  db: Db,
  { election, area }: Counted,
  withdrawn: readonly string[],
): Promise<readonly PlaceCount[]> {
  const { rows } = await sql<PlaceCount>`
    select area, mark, count(*)::int as places from place_mark
    where election = ${election} and ${withinArea('area', area)} and place <> all (${[...withdrawn]})
    group by area, mark limit ${MOST_ROWS}`.execute(db);
  return rows;
}

export interface DayCount {
  readonly day: Temporal.PlainDate;
  /** New on the day. */
  readonly count: number;
}

/** On which days the officers got a measure's mark of whom it is asked. */
export async function countDays(
  db: Db,
  { election, area }: Counted,
  measure: Pick<AskedMeasure, 'id' | 'asked'>,
  bodies: readonly { readonly id: string }[],
): Promise<readonly DayCount[]> {
  const asked = whereAsked(measure, bodies);
  const { rows } = await sql<{ day: string; count: number }>`
    select day, sum(officers)::int as count from (
      select day, officers from officer_count_day
      where election = ${election} and mark = ${measure.id} and ${withinArea('area', area)} and ${asked}
      union all
      select day, officers from officer_count_change
      where election = ${election} and mark = ${measure.id} and ${withinArea('area', area)} and ${asked}
    ) counted
    group by day having sum(officers) <> 0 order by day limit ${MOST_ROWS}`.execute(db);
  return rows.map(({ day, count }) => ({ day: Temporal.PlainDate.from(day), count }));
}

/** On which days polling places were marked. */
export async function countPlaceDays(
  db: Db,
  { election, area }: Counted,
  mark: string,
  withdrawn: readonly string[],
): Promise<readonly DayCount[]> {
  const { rows } = await sql<{ day: string; count: number }>`
    select mark_day(at) as day, count(*)::int as count from place_mark
    where election = ${election} and mark = ${mark} and ${withinArea('area', area)} and place <> all (${[...withdrawn]})
    group by 1 order by 1 limit ${MOST_ROWS}`.execute(db);
  return rows.map(({ day, count }) => ({ day: Temporal.PlainDate.from(day), count }));
}

/** The last change that a page made now knows of. */
export async function lastChange(db: Db): Promise<number> {
  const row = await db
    .selectFrom('officer_count_change')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** Adds up changes, so that counting reads few rows. The counts are the same before and after. */
export async function addUpChanges(db: Kysely<DatabaseSchema>, left = LEFT): Promise<void> {
  let moved = MOST_AT_ONCE;
  while (moved === MOST_AT_ONCE) {
    moved = await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
      const { rows } = await sql<{ moved: number }>`
        with taken as (
          delete from officer_count_change
          where id in (
            select id from officer_count_change
            where id <= (select max(id) - ${left}::int from officer_count_change)
            order by id limit ${MOST_AT_ONCE}
          )
          returning election, area, body, mark, day, officers
        ), counts as (
          insert into officer_count as known (election, area, body, mark, officers, changes)
          select election, area, body, mark, sum(officers), count(*) from taken group by 1, 2, 3, 4
          on conflict (election, area, body, mark) do update
          set officers = known.officers + excluded.officers, changes = known.changes + excluded.changes
        ), days as (
          insert into officer_count_day as known (election, mark, area, body, day, officers)
          select election, mark, area, body, day, sum(officers) from taken
          where day is not null group by 1, 2, 3, 4, 5
          on conflict (election, mark, area, body, day) do update
          set officers = known.officers + excluded.officers
        )
        select count(*)::int as moved from taken`.execute(trx);
      return rows[0]?.moved ?? 0;
    });
  }
}
