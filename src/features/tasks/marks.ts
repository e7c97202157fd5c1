import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Officer } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { READY_MARK, TASKS_MARK } from './constants.ts';
import type { DatedTask } from './task-book.ts';

type Trx = Transaction<DatabaseSchema>;

/** Which officers are looked at: the members of one team, or all of a kecamatan. */
export type MarkScope = { readonly body: string; readonly team: string } | { readonly district: string };

/**
 * The mark of officers whom no task is late: none that is required and due is undone, and something is done. It is what
 * the rule says at this moment; a task that becomes due takes it from whoever has not done it (sweep.ts).
 *
 * @param tasks all of the election
 */
export async function markOfficers(
  trx: Trx,
  {
    election,
    tasks,
    now,
    scope,
  }: {
    readonly election: string;
    readonly tasks: readonly DatedTask[];
    readonly now: Temporal.Instant;
    readonly scope: MarkScope;
  },
): Promise<void> {
  const asked = JSON.stringify(
    tasks
      .filter(({ required, retiredAt }) => required && retiredAt === undefined)
      .map(({ id, body, roles, per, dueAt }) => ({
        task: id,
        body,
        roles,
        team: per === 'team',
        is_due: Temporal.Instant.compare(dueAt.toInstant(), now) < 0,
        due_day: dueAt.toPlainDate().toString(),
      })),
  );
  await sql`
    with asked as (
      select * from jsonb_to_recordset(${asked}::jsonb)
        as t (task text, body text, roles text[], team boolean, is_due boolean, due_day date)
    ), standing as (
      select o.id, o.body, o.area,
        bool_or(coalesce(s.state = 'done', false)) as has_begun,
        bool_and(
          coalesce(s.state = 'done', false) or not asked.is_due
          or (not asked.team and asked.due_day < o.serves_from)
        ) as is_on_time
      from officer o
      join asked on asked.body = o.body and (cardinality(asked.roles) = 0 or o.role = any (asked.roles))
      left join task_state s on s.election = o.election and s.task = asked.task
        and s.holder = case when asked.team then coalesce(o.place, o.area) else o.id end
      where o.election = ${election} and o.left_on is null and ${within(scope)}
      group by o.id
    ), lost as (
      delete from officer_mark m using standing
      where m.officer = standing.id and m.mark = ${TASKS_MARK}
        and not (standing.has_begun and standing.is_on_time)
    )
    insert into officer_mark (election, mark, officer, body, area, at)
    select ${election}, ${TASKS_MARK}, id, body, area, ${now}
    from standing where has_begun and is_on_time order by id
    on conflict do nothing`.execute(trx);
}

function within(scope: MarkScope): RawBuilder<unknown> {
  if ('district' in scope) return sql`o.district = ${scope.district}`;
  const { body, team } = scope;
  // By its own column each, as an index has them; 13 digits are a polling place, dots an area.
  return team.includes('.')
    ? sql`o.body = ${body} and o.area = ${team} and o.place is null`
    : sql`o.body = ${body} and o.place = ${team}`;
}

/** The tasks by which a polling place is ready. */
export function readyTasks(tasks: readonly DatedTask[]): string[] {
  return tasks.filter(({ ready, retiredAt }) => ready && retiredAt === undefined).map(({ id }) => id);
}

/** Whether all is done by which a polling place is ready. */
async function isReady(
  trx: Trx,
  election: string,
  place: string,
  ready: readonly string[],
): Promise<boolean> {
  if (ready.length === 0) return false;
  const { done } = await trx
    .selectFrom('task_state')
    .select((eb) => eb.fn.countAll<number>().as('done'))
    .where('election', '=', election)
    .where('holder', '=', place)
    .where('task', 'in', [...ready])
    .where('state', '=', 'done')
    .executeTakeFirstOrThrow();
  return Number(done) === ready.length;
}

/** Writes the marks of a team and of its polling place anew, after something was reported of a task of theirs. */
export async function recordMarks(
  { officers }: Pick<FeatureContext, 'officers'>,
  trx: Trx,
  {
    task,
    tasks,
    team: { election, body, area, place },
    now,
  }: {
    readonly task: DatedTask;
    /** All of the election. */
    readonly tasks: readonly DatedTask[];
    readonly team: Pick<Officer, 'election' | 'body' | 'area'> & { readonly place?: string | undefined };
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  if (task.required) {
    await markOfficers(trx, { election, tasks, now, scope: { body, team: place ?? area } });
  }
  if (!task.ready || place === undefined) return;
  if (await isReady(trx, election, place, readyTasks(tasks))) {
    await officers.markPlace(trx, election, place, READY_MARK, now);
  } else {
    await officers.unmarkPlace(trx, election, place, READY_MARK);
  }
}

/** Marks every polling place of a kecamatan at once. */
export async function markPlaces(
  trx: Trx,
  {
    election,
    district,
    ready,
    now,
  }: {
    readonly election: string;
    readonly district: string;
    readonly ready: readonly string[];
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const inside = `${district}.%`;
  const complete = sql`
    select holder, min(area) as area from task_state
    where election = ${election} and area like ${inside} and state = 'done' and task = any (${ready}::text[])
    group by holder having count(*) = ${ready.length}`;
  await sql`
    delete from place_mark
    where election = ${election} and mark = ${READY_MARK} and area like ${inside}
      and place not in (select holder from (${complete}) as complete)`.execute(trx);
  if (ready.length === 0) return;
  await sql`
    insert into place_mark (election, mark, place, area, at)
    select ${election}, ${READY_MARK}, holder, area, ${now} from (${complete}) as complete
    on conflict do nothing`.execute(trx);
}
