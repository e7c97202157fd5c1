import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Holiday, HolidayDirectory } from '../../domain/holiday.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { HolidayTable } from './tables.ts';

type Db = Kysely<DatabaseSchema>;
type Trx = Transaction<DatabaseSchema>;

/** Most holidays that are read at once: ten years of them. */
const MOST_HOLIDAYS = 2_000;
const MOST_YEARS = 200;
/** Any number that nobody else takes an advisory lock on: "jen-libu" in ASCII. */
const LOCK = sql.lit(BigInt('0x6a656e2d6c696275'));

/** A holiday as it is recorded. */
export interface RecordedHoliday extends Holiday {
  readonly id: number;
  readonly version: number;
  readonly changedAt: Temporal.Instant;
}

/** The holidays of a year, in order. */
export async function readYear(db: Db, year: number): Promise<readonly RecordedHoliday[]> {
  const rows = await db
    .selectFrom('holiday')
    .selectAll()
    .where('year', '=', year)
    .orderBy('day')
    .orderBy('name_id')
    .limit(MOST_HOLIDAYS)
    .execute();
  return rows.map(toHoliday);
}

/** The years that have holidays, the latest first. */
export async function readYears(db: Db): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('holiday')
    .select('year')
    .distinct()
    .orderBy('year', 'desc')
    .limit(MOST_YEARS)
    .execute();
  return rows.map(({ year }) => year);
}

export async function findHoliday(db: Db, id: number): Promise<RecordedHoliday | undefined> {
  const row = await db.selectFrom('holiday').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toHoliday(row);
}

/** What other features may ask. */
export function holidayDirectory(db: Db): HolidayDirectory {
  return {
    async between(from, until) {
      const rows = await db
        .selectFrom('holiday')
        .selectAll()
        .where('day', '>=', from.toString())
        .where('day', '<=', until.toString())
        .orderBy('day')
        .orderBy('name_id')
        .limit(MOST_HOLIDAYS)
        .execute();
      return rows.map(toHoliday);
    },
    years: () => readYears(db),
  };
}

/** Whoever writes holidays waits here for the others, until the transaction ends. */
export async function lockHolidays(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
}

/** Whether another holiday of this name stands on the day already. */
export async function isTaken(db: Db, { date, name }: Holiday, except?: number): Promise<boolean> {
  const row = await db
    .selectFrom('holiday')
    .select('id')
    .where('day', '=', date.toString())
    .where('name_id', '=', name.id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined && row.id !== except;
}

export async function insertHolidays(
  trx: Trx,
  holidays: readonly Holiday[],
  now: Temporal.Instant,
): Promise<void> {
  if (holidays.length === 0) return;
  await trx
    .insertInto('holiday')
    .values(holidays.map((holiday) => ({ ...columnsOf(holiday), version: 1, changed_at: now })))
    .execute();
}

export async function updateHoliday(
  trx: Trx,
  id: number,
  holiday: Holiday,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('holiday')
    .set((eb) => ({ ...columnsOf(holiday), version: eb('version', '+', 1), changed_at: now }))
    .where('id', '=', id)
    .execute();
}

export async function deleteHolidays(trx: Trx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('holiday').where('id', 'in', ids).execute();
}

/** What a holiday says, as plain values: for comparing two, and for the audit log. */
export function plainHoliday({ date, name, kind, source }: Holiday) {
  return {
    date: date.toString(),
    name: name.id,
    nameEn: name.en ?? null,
    kind,
    source: source.title,
    sourceUrl: source.url ?? null,
  };
}

function columnsOf({ date, name, kind, source }: Holiday) {
  return {
    day: date.toString(),
    name_id: name.id,
    name_en: name.en ?? null,
    kind,
    source_title: source.title,
    source_url: source.url ?? null,
  };
}

function toHoliday(row: Selectable<HolidayTable>): RecordedHoliday {
  return {
    id: row.id,
    date: Temporal.PlainDate.from(row.day),
    name: { id: row.name_id, ...(row.name_en !== null && { en: row.name_en }) },
    kind: row.kind,
    source: { title: row.source_title, ...(row.source_url !== null && { url: row.source_url }) },
    version: row.version,
    changedAt: row.changed_at,
  };
}
