import { type Kysely, sql } from 'kysely';
import type { TaskValue } from '../../../domain/task-report.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { withinArea } from '../../../platform/officers/within.ts';
import { storedValue } from '../reports.ts';
import type { DatedTask } from '../task-book.ts';
import type { AskedIn } from './counts.ts';

type Db = Kysely<DatabaseSchema>;

/** Rows of one page of a list. */
export const PAGE_SIZE = 50;
/** Nobody turns more pages than this; the areas above narrow a list. */
export const MOST_PAGES = 200;

export const HOLDER_FILTERS = ['belum', 'sudah', 'beda'] as const;
export type HolderFilter = (typeof HOLDER_FILTERS)[number];

/** Who has, or has not, done a task. */
export interface HolderRow {
  readonly holder: string;
  readonly area: string;
  readonly place: string | undefined;
  /** The officer, where each does it. */
  readonly name: string | undefined;
  readonly role: string | undefined;
  readonly value: TaskValue;
  readonly doneAt: Temporal.Instant | undefined;
  /** Since when it is asked for anew. */
  readonly againSince: Temporal.Instant | undefined;
}

/** One page of those who are asked to do a task in an area, by how it stands with them. */
export async function readHolders(
  db: Db,
  { election, area }: AskedIn,
  task: DatedTask,
  { filter, page }: { readonly filter: HolderFilter; readonly page: number },
): Promise<{ readonly rows: readonly HolderRow[]; readonly more: boolean }> {
  const state = {
    belum: sql`(s.task is null or s.state = 'again')`,
    sudah: sql`s.state = 'done'`,
    beda: sql`s.state = 'conflict'`,
  }[filter];
  const roles =
    task.roles.length > 0 && task.per === 'officer' ? sql`and role = any (${[...task.roles]})` : sql``;
  const asked =
    task.per === 'team'
      ? sql`
        select coalesce(place, area) as holder, min(area) as area, min(place) as place,
          null::text as name, null::text as role
        from officer where election = ${election} and body = ${task.body} and left_on is null
          and ${withinArea('area', area)}
        group by coalesce(place, area)`
      : sql`
        select id as holder, area, place, name, role
        from officer where election = ${election} and body = ${task.body} and left_on is null
          and ${withinArea('area', area)} ${roles}`;
  const { rows } = await sql<{
    holder: string;
    area: string;
    place: string | null;
    name: string | null;
    role: string | null;
    value: unknown;
    state: string | null;
    done_at: Temporal.Instant | null;
  }>`
    select asked.*, s.value, s.state, s.done_at
    from (${asked}) as asked
    left join task_state s on s.election = ${election} and s.task = ${task.id} and s.holder = asked.holder
    where ${state}
    order by asked.area, asked.place, asked.role, asked.name
    limit ${PAGE_SIZE + 1} offset ${(page - 1) * PAGE_SIZE}`.execute(db);
  return {
    more: rows.length > PAGE_SIZE,
    rows: rows.slice(0, PAGE_SIZE).map((row) => ({
      holder: row.holder,
      area: row.area,
      place: row.place ?? undefined,
      name: row.name ?? undefined,
      role: row.role ?? undefined,
      value: storedValue.parse(row.value),
      doneAt: row.state === 'again' ? undefined : (row.done_at ?? undefined),
      againSince: row.state === 'again' ? (row.done_at ?? undefined) : undefined,
    })),
  };
}

/** Tasks of an area whose answers differ, the earliest first. */
export async function readConflicts(
  db: Db,
  { election, area }: AskedIn,
): Promise<readonly { readonly task: string; readonly count: number; readonly since: Temporal.Instant }[]> {
  const rows = await db
    .selectFrom('task_state')
    .select((eb) => [
      'task',
      eb.fn.countAll<number>().as('count'),
      sql<Temporal.Instant>`min(changed_at)`.as('since'),
    ])
    .where('election', '=', election)
    .where('state', '=', 'conflict')
    .where(withinArea('area', area))
    .groupBy('task')
    .limit(20)
    .execute();
  return rows.map(({ task, count, since }) => ({ task, count: Number(count), since }));
}
