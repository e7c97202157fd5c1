import { type Kysely, sql } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';
import { LINE_COLUMNS, type LineRow } from './line.ts';

/** Which lines are asked for; the newest come first. */
export interface AuditQuery {
  /** Agencies whose lines may be read; `all`: those of the window itself too. */
  readonly agencies: 'all' | readonly string[];
  readonly subject?: { readonly kind?: string | undefined; readonly id: string } | undefined;
  /** Part of a name, or the id of a member of staff. */
  readonly person?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: Temporal.Instant | undefined;
  readonly until?: Temporal.Instant | undefined;
  /** Only lines before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Lines of the log, the newest first. */
export async function readAudit(db: Kysely<DatabaseSchema>, query: AuditQuery): Promise<readonly LineRow[]> {
  const { agencies, subject, person, action, from, until, before } = query;
  if (agencies !== 'all' && agencies.length === 0) return [];
  let lines = db.selectFrom('audit_log').select(LINE_COLUMNS);
  if (agencies !== 'all') lines = lines.where('agency', 'in', agencies);
  if (subject) lines = lines.where('subject_id', '=', subject.id);
  if (subject?.kind) lines = lines.where('subject_kind', '=', subject.kind);
  if (person) {
    const pattern = `%${person.replace(/[\\%_]/g, '\\$&')}%`;
    lines = lines.where((eb) => eb.or([eb('actor_id', '=', person), eb('actor_name', 'ilike', pattern)]));
  }
  if (action) lines = lines.where('action', '=', action);
  if (from) lines = lines.where('at', '>=', from);
  if (until) lines = lines.where('at', '<', until);
  if (before !== undefined) lines = lines.where('seq', '<', before);
  return lines.orderBy('seq', 'desc').limit(query.limit).execute();
}

/** More kinds of deeds than the window knows. */
const MOST_ACTIONS = 300;

/** Every deed that stands in the log, found by stepping through the index and not by reading all lines. */
export async function readActions(db: Kysely<DatabaseSchema>): Promise<readonly string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive deed(action) as (
      (select action from audit_log order by action limit 1)
      union all
      select (select l.action from audit_log l where l.action > deed.action order by l.action limit 1)
      from deed where deed.action is not null
    )
    select action from deed where action is not null limit ${MOST_ACTIONS}`.execute(db);
  return rows.map(({ action }) => action);
}
