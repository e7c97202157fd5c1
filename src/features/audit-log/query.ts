import type { LineRow } from '../../platform/audit/line.ts';
import { type AuditQuery, readAudit } from '../../platform/audit/read.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { StaffRequest } from '../../platform/workspace/contract.ts';

export const READ = 'audit.read';
export const READ_ALL = 'audit.read-all';
/** Names of query values by which lines are narrowed. */
export const FILTERS = ['hal', 'orang', 'tindakan', 'hari'] as const;
export const CURSOR = 'sebelum';

type Narrowed = Pick<StaffRequest, 'query' | 'staff' | 'may' | 'now'>;

/** What a request asks for, and may. Values that mean nothing are as if they were not there. */
export function queryOf({ query, staff, may, now }: Narrowed): Omit<AuditQuery, 'limit'> {
  const own = [...new Set(staff.duties.map(({ agency }) => agency))].filter((agency) => may(READ, agency));
  const [kindOrId = '', id] = (query['hal'] ?? '').trim().split('/', 2);
  const day = dayOf(query['hari']);
  const start = day?.toZonedDateTime(now.timeZoneId);
  const before = Number(query[CURSOR]);
  return {
    agencies: may(READ_ALL) ? 'all' : own,
    ...(kindOrId !== '' && { subject: id ? { kind: kindOrId, id } : { id: kindOrId } }),
    ...(query['orang']?.trim() && { person: query['orang'].trim() }),
    ...(query['tindakan'] && { action: query['tindakan'] }),
    ...(start && { from: start.toInstant(), until: start.add({ days: 1 }).toInstant() }),
    ...(Number.isSafeInteger(before) && before > 0 && { before }),
  };
}

/** The address of the log with what it is narrowed to, and from which line on. */
export function addressOf(
  path: string,
  query: StaffRequest['query'],
  change: Readonly<Record<string, string>> = {},
): string {
  const values = new URLSearchParams();
  for (const name of FILTERS) {
    const value = change[name] ?? query[name];
    if (value) values.set(name, value);
  }
  const cursor = change[CURSOR];
  if (cursor) values.set(CURSOR, cursor);
  return values.size === 0 ? path : `${path}?${values}`;
}

const BATCH = 1_000;

/** All lines that a request asks for, some at a time. */
export async function* allLines(
  { db }: Pick<FeatureContext, 'db'>,
  query: Omit<AuditQuery, 'limit'>,
): AsyncGenerator<LineRow> {
  let { before } = query;
  for (;;) {
    const rows = await readAudit(db, { ...query, before, limit: BATCH });
    yield* rows;
    before = rows.at(-1)?.seq;
    if (rows.length < BATCH) return;
  }
}

function dayOf(text: string | undefined): Temporal.PlainDate | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
