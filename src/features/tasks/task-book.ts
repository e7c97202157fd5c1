import { type Kysely, type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import { findBody } from '../../domain/officer.ts';
import { dueAt, type OfficerTask, opensAt, type TaskCalendar } from '../../domain/officer-task.ts';
import { taskDefinitionSchema } from '../../domain/officer-task-schema.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OfficerTaskTable } from './tables.ts';

type Db = Kysely<DatabaseSchema>;
export type BookContext = Pick<FeatureContext, 'db' | 'city' | 'officers' | 'capabilities'>;

/** No election asks more of its officers. */
const MOST_TASKS = 500;

/** A task as it is recorded. */
export interface RecordedTask extends OfficerTask {
  readonly version: number;
  readonly position: number;
  /** Whether staff wrote it, and no file may change it unasked. */
  readonly edited: boolean;
  readonly retiredAt: Temporal.Instant | undefined;
  readonly changedAt: Temporal.Instant;
}

/** A task with its moments in this election and city. */
export interface DatedTask extends RecordedTask {
  readonly opensAt: Temporal.ZonedDateTime | undefined;
  readonly dueAt: Temporal.ZonedDateTime;
  /** The role that leads a team of its body. */
  readonly head: string;
}

/** Every task of an election, retired ones among them, in their order. */
export async function readTasks(db: Db, election: string): Promise<RecordedTask[]> {
  return (await readRows(db, election)).map(toTask);
}

/**
 * The tasks of an election with their moments, from the database alone, so that a transaction needs no second connection.
 * Those are left out whose voting day or body nobody recorded: nothing of them is due.
 */
export async function datedTasks(
  db: Db,
  election: string,
  zone: string,
  body?: string,
): Promise<readonly DatedTask[]> {
  const rows = await readRows(db, election, body);
  return rows.flatMap((row) => {
    const { due_at, opens_at, head } = row;
    if (due_at === null || head === null) return [];
    return [
      {
        ...toTask(row),
        opensAt: opens_at?.toZonedDateTimeISO(zone),
        dueAt: due_at.toZonedDateTimeISO(zone),
        head,
      },
    ];
  });
}

/** The same for a page, which reckons first what is missing or was changed: the plan may have come after the tasks. */
export async function tasksOf(
  context: BookContext,
  election: string,
  body?: string,
): Promise<readonly DatedTask[]> {
  const { db, city } = context;
  const unknown = await db
    .selectFrom('officer_task')
    .select('id')
    .where('election', '=', election)
    .where((where) => where('dated_version', 'is distinct from', where.ref('version')))
    .limit(1)
    .executeTakeFirst();
  if (unknown) await refreshMoments(context, election);
  return datedTasks(db, election, city.zone, body);
}

/**
 * Writes when tasks open and are due, where voting day or the terms of officers have changed since; marks are reckoned by
 * them at the next sweep.
 */
export async function refreshMoments(context: BookContext, election: string): Promise<void> {
  const { db, city, officers, capabilities } = context;
  const [rows, found, plan] = await Promise.all([
    readRows(db, election),
    capabilities.elections?.find(election),
    officers.plan(election),
  ]);
  if (!found || !plan) return;
  let changed = false;
  for (const row of rows) {
    const body = findBody(plan, row.body);
    if (!body) continue;
    const calendar: TaskCalendar = { votingDay: found.votingDay, term: body.term, zone: city.zone };
    const task = toTask(row);
    const due_at = dueAt(task, calendar).toInstant();
    const opens_at = opensAt(task, calendar)?.toInstant() ?? null;
    const isDated = row.dated_version === row.version && row.head === body.head;
    if (isDated && isSame(row.due_at, due_at) && isSame(row.opens_at, opens_at)) continue;
    await db
      .updateTable('officer_task')
      .set({ due_at, opens_at, head: body.head, dated_version: row.version })
      .where('election', '=', election)
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .execute();
    changed = true;
  }
  if (changed) await db.deleteFrom('task_sweep').where('election', '=', election).execute();
}

function isSame(a: Temporal.Instant | null, b: Temporal.Instant | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}

const COLUMNS = [
  'election',
  'id',
  'body',
  'position',
  'opens_at',
  'due_at',
  'head',
  'dated_version',
  'version',
  'edited_at',
  'retired_at',
  'changed_at',
] as const;

/** A row whose definition is the text as it is stored. */
type TaskRow = Omit<Selectable<OfficerTaskTable>, 'definition'> & { readonly definition: string };

function readRows(db: Db, election: string, body?: string): Promise<TaskRow[]> {
  return db
    .selectFrom('officer_task')
    .select(COLUMNS)
    .select(sql<string>`definition::text`.as('definition'))
    .where('election', '=', election)
    .$if(body !== undefined, (query) => query.where('body', '=', body ?? ''))
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_TASKS)
    .execute();
}

type Definition = z.output<typeof taskDefinitionSchema>;

/** Definitions by their text: every page of every officer asks for the same ones, and to check one takes longer than to read it. */
const checked = new Map<string, Definition>();
/** Of two elections and what is edited meanwhile. */
const MOST_CHECKED = 2 * MOST_TASKS;

function definitionOf(text: string): Definition {
  const known = checked.get(text);
  if (known) return known;
  const definition = taskDefinitionSchema.parse(JSON.parse(text));
  if (checked.size >= MOST_CHECKED) checked.clear();
  checked.set(text, definition);
  return definition;
}

function toTask({ definition, ...row }: TaskRow): RecordedTask {
  return {
    ...definitionOf(definition),
    id: row.id,
    election: row.election,
    body: row.body,
    position: row.position,
    version: row.version,
    edited: row.edited_at !== null,
    retiredAt: row.retired_at ?? undefined,
    changedAt: row.changed_at,
  };
}
