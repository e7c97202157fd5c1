import { type Selectable, type SelectExpression, sql } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';
import { type AuditLine, lineAsJson } from './canonical.ts';
import type { AuditTable } from './tables.ts';

/** A line as it is read. A moment that is none any more, such as "infinity", which only a stranger writes, is null. */
export type LineRow = Omit<Selectable<AuditTable>, 'at'> & { readonly at: Temporal.Instant | null };

const finite = (column: 'at' | 'clock_at') =>
  sql<Temporal.Instant | null>`case when isfinite(${sql.ref(column)}) then ${sql.ref(column)} end`.as(column);

/** What is selected of a line. */
export const LINE_COLUMNS = [
  'seq',
  finite('at'),
  finite('clock_at'),
  'actor_kind',
  'actor_id',
  'actor_name',
  'address',
  'action',
  'subject_kind',
  'subject_id',
  'agency',
  'before',
  'after',
  'previous',
  'digest',
] as const satisfies readonly SelectExpression<DatabaseSchema, 'audit_log'>[];

/** The line of a row; undefined where it cannot have been written by us. */
export function lineOf(row: LineRow): AuditLine | undefined {
  if (row.at === null) return undefined;
  return {
    seq: row.seq,
    at: row.at,
    clockAt: row.clock_at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    address: row.address,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    agency: row.agency,
    before: row.before,
    after: row.after,
    previous: row.previous,
  };
}

/** A line of an export: what its digest is over, then the digest. */
export function exportedLine(row: LineRow): string {
  const line = lineOf(row);
  return JSON.stringify({ ...(line ? lineAsJson(line) : { seq: row.seq }), digest: row.digest });
}
