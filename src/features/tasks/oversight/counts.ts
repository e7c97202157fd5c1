import { type Kysely, sql } from 'kysely';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { withinArea } from '../../../platform/officers/within.ts';
import type { DatedTask } from '../task-book.ts';

type Db = Kysely<DatabaseSchema>;

/** How far a task has come in an area. */
export interface TaskCount {
  readonly task: DatedTask;
  /** Of how many it is asked: officers, or teams that have any. */
  readonly asked: number;
  readonly done: number;
  readonly conflicts: number;
}

/** What is asked of whom in an area. */
export interface AskedIn {
  readonly election: string;
  readonly area: string;
}

/** How far each task has come in an area. */
export async function countTasks(
  db: Db,
  { election, area }: AskedIn,
  tasks: readonly DatedTask[],
): Promise<readonly TaskCount[]> {
  if (tasks.length === 0) return [];
  const [seats, states] = await Promise.all([
    seatsIn(db, { election, area }, [...new Set(tasks.map(({ body }) => body))]),
    db
      .selectFrom('task_state')
      .select((eb) => ['task', 'state', eb.fn.countAll<number>().as('count')])
      .where('election', '=', election)
      .where(
        'task',
        'in',
        tasks.map(({ id }) => id),
      )
      .where(withinArea('area', area))
      .groupBy(['task', 'state'])
      .execute(),
  ]);
  return tasks.map((task) => {
    const ofTask = states.filter((row) => row.task === task.id);
    const sum = (state: string) => Number(ofTask.find((row) => row.state === state)?.count ?? 0);
    const asked =
      task.per === 'team'
        ? (seats.teams.get(task.body) ?? 0)
        : seats.officers
            .filter(({ body, role }) => body === task.body && isRole(task, role))
            .reduce((total, { count }) => total + count, 0);
    const conflicts = sum('conflict');
    // Whoever left stays counted among those who did it; more than all there cannot be.
    return { task, asked, done: Math.min(sum('done'), Math.max(0, asked - conflicts)), conflicts };
  });
}

function isRole({ roles }: DatedTask, role: string): boolean {
  return roles.length === 0 || roles.includes(role);
}

const TEAM = sql<string>`coalesce(place, area)`.as('team');

async function seatsIn(db: Db, { election, area }: AskedIn, bodies: readonly string[]) {
  const of = db
    .selectFrom('officer')
    .where('election', '=', election)
    .where(withinArea('area', area))
    .where('body', 'in', [...bodies])
    .where('left_on', 'is', null);
  const [officers, teams] = await Promise.all([
    of
      .select((eb) => ['body', 'role', eb.fn.countAll<number>().as('count')])
      .groupBy(['body', 'role'])
      .execute(),
    // Teams first and then their number: a count of distinct ones would sort all officers.
    db
      .selectFrom(of.select(['body', TEAM]).groupBy(['body', 'team']).as('teams'))
      .select((eb) => ['body', eb.fn.countAll<number>().as('count')])
      .groupBy('body')
      .execute(),
  ]);
  return {
    officers: officers.map((row) => ({ ...row, count: Number(row.count) })),
    teams: new Map(teams.map(({ body, count }) => [body, Number(count)])),
  };
}

/** The areas right inside an area, with how many of those who are asked have done a task. */
export async function countByArea(
  db: Db,
  { election, area }: AskedIn,
  task: DatedTask,
): Promise<readonly { readonly area: string; readonly asked: number; readonly done: number }[]> {
  const depth = area.split('.').length + 1;
  const child = (column: string) =>
    sql<string>`array_to_string((string_to_array(${sql.ref(column)}, '.'))[1:${sql.lit(depth)}], '.')`;
  const officers = db
    .selectFrom('officer')
    .where('election', '=', election)
    .where('body', '=', task.body)
    .where('left_on', 'is', null)
    .where(withinArea('area', area));
  const isOfTeams = task.per === 'team';
  const holders = isOfTeams
    ? officers.select(['area', TEAM]).groupBy(['area', 'team'])
    : officers
        .select(['area', sql<string>`id`.as('team')])
        .$if(task.roles.length > 0, (query) => query.where('role', 'in', [...task.roles]));
  const asked = await db
    .selectFrom(holders.as('holders'))
    .select((eb) => [child('area').as('child'), eb.fn.countAll<number>().as('count')])
    .groupBy('child')
    .execute();
  const done = await db
    .selectFrom('task_state')
    .select([child('area').as('child'), sql<number>`count(*)`.as('count')])
    .where('election', '=', election)
    .where('task', '=', task.id)
    .where('state', '=', 'done')
    .where(withinArea('area', area))
    .groupBy('child')
    .execute();
  const doneIn = new Map(done.map(({ child: code, count }) => [code, Number(count)]));
  return asked
    .map(({ child: code, count }) => ({
      area: code,
      asked: Number(count),
      done: Math.min(Number(count), doneIn.get(code) ?? 0),
    }))
    .sort((a, b) => (a.area < b.area ? -1 : 1));
}
