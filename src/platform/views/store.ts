import { type Kysely, sql } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';

/** So many views of a page, by one channel, on one day. */
export interface ViewCount {
  readonly day: string;
  readonly path: string;
  readonly area: string;
  readonly channel: string;
  readonly views: number;
}

/** Days of one report; both ends are in it. */
export interface Period {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/** Most rows of one table of a report. */
const MOST_ROWS = 5_000;

/** Adds counts in one statement, in the order of the key: two windows that write at once then never wait in a circle. */
export async function addViews(db: Kysely<DatabaseSchema>, counts: readonly ViewCount[]): Promise<void> {
  const sorted = [...counts].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const column = (name: keyof ViewCount) => sql.val(sorted.map((count) => count[name]));
  await sql`
    insert into page_view as known (day, path, area, channel, views)
    select * from unnest(
      ${column('day')}::date[], ${column('path')}::text[], ${column('area')}::text[],
      ${column('channel')}::text[], ${column('views')}::integer[])
    on conflict (path, day, area, channel) do update set views = known.views + excluded.views`.execute(db);
}

function keyOf({ path, day, area, channel }: ViewCount): string {
  return `${path} ${day} ${area} ${channel}`;
}

/** Views of one page by day, area and channel. */
export async function viewsOfPage(
  db: Kysely<DatabaseSchema>,
  path: string,
  period: Period,
): Promise<readonly ViewCount[]> {
  return db
    .selectFrom('page_view')
    .select(['day', 'path', 'area', 'channel', 'views'])
    .where('path', '=', path)
    .where('day', '>=', period.from.toString())
    .where('day', '<=', period.to.toString())
    .orderBy('day')
    .limit(MOST_ROWS)
    .execute();
}

/** Views of each of these pages; those that nobody opened are not there. */
export async function viewsOfPages(
  db: Kysely<DatabaseSchema>,
  paths: readonly string[],
  period: Period,
): Promise<ReadonlyMap<string, number>> {
  if (paths.length === 0) return new Map();
  const rows = await sumBy(db, 'path', period).where('path', 'in', paths).limit(paths.length).execute();
  return new Map(rows.map(({ path, views }) => [path, views]));
}

function sumBy(db: Kysely<DatabaseSchema>, column: 'path', { from, to }: Period) {
  return db
    .selectFrom('page_view')
    .select(column)
    .select((eb) => eb.cast<number>(eb.fn.sum('views'), 'integer').as('views'))
    .where('day', '>=', from.toString())
    .where('day', '<=', to.toString())
    .groupBy(column);
}

/** The pages that were opened most. */
export async function mostViewed(
  db: Kysely<DatabaseSchema>,
  period: Period,
  limit: number,
): Promise<readonly { readonly path: string; readonly views: number }[]> {
  return sumBy(db, 'path', period).orderBy('views', 'desc').orderBy('path').limit(limit).execute();
}

/** All views of a period by day, area and channel, over all pages. */
export async function viewsOfAll(
  db: Kysely<DatabaseSchema>,
  period: Period,
): Promise<readonly Omit<ViewCount, 'path'>[]> {
  return db
    .selectFrom('page_view')
    .select(['day', 'area', 'channel'])
    .select((eb) => eb.cast<number>(eb.fn.sum('views'), 'integer').as('views'))
    .where('day', '>=', period.from.toString())
    .where('day', '<=', period.to.toString())
    .groupBy(['day', 'area', 'channel'])
    .orderBy('day')
    .limit(100_000)
    .execute();
}

/** Forgets what is older than a day. */
export async function forgetViews(db: Kysely<DatabaseSchema>, before: Temporal.PlainDate): Promise<void> {
  await db.deleteFrom('page_view').where('day', '<', before.toString()).execute();
}

/** Sums of counts under a name, such as the day. */
export function sumUnder<Count extends Pick<ViewCount, 'views'>>(
  counts: readonly Count[],
  name: (count: Count) => string,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const count of counts) sums.set(name(count), (sums.get(name(count)) ?? 0) + count.views);
  return sums;
}
