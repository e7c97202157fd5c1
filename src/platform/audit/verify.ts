import type { Kysely } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';
import { digestOf, GENESIS } from './canonical.ts';
import { LINE_COLUMNS, type LineRow, lineOf } from './line.ts';

const BATCH = 1_000;

/** The end of the chain, to be written down elsewhere. */
export interface AuditHead {
  readonly seq: number;
  readonly digest: string;
}

/** Whether the log is as it was written. */
export type ChainVerdict =
  | { readonly ok: true; readonly head: AuditHead }
  | { readonly ok: false; readonly seq: number; readonly problem: ChainProblem };

/**
 * `missing`: there is no line of this number. `changed`: it is not what its digest says. `not-linked`: it does not
 * follow the line before it. `not-the-head`: it is not the line that was written down elsewhere.
 */
export type ChainProblem = 'missing' | 'changed' | 'not-linked' | 'not-the-head';

/** The last line; undefined where there is none. */
export async function readHead(db: Kysely<DatabaseSchema>): Promise<AuditHead | undefined> {
  return db
    .selectFrom('audit_log')
    .select(['seq', 'digest'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Reads the whole log and tells the first line that is not as it was written. With a head that was written down
 * elsewhere it also finds lines that were cut off at the end, and a log that was written anew as a whole.
 */
export async function verifyChain(
  db: Kysely<DatabaseSchema>,
  options: {
    readonly head?: AuditHead | undefined;
    readonly onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<ChainVerdict> {
  const { head } = options;
  const total = (await readHead(db))?.seq ?? 0;
  let last: AuditHead = { seq: 0, digest: GENESIS };
  for await (const row of linesInOrder(db)) {
    const problem = problemOf(row, last);
    if (problem === 'missing') return { ok: false, seq: last.seq + 1, problem };
    if (problem) return { ok: false, seq: row.seq, problem };
    if (head?.seq === row.seq && head.digest !== row.digest) {
      return { ok: false, seq: row.seq, problem: 'not-the-head' };
    }
    last = row;
    if (row.seq % BATCH === 0) options.onProgress?.(row.seq, total);
  }
  if (head && head.seq > last.seq) return { ok: false, seq: last.seq + 1, problem: 'missing' };
  return { ok: true, head: { seq: last.seq, digest: last.digest } };
}

function problemOf(row: LineRow, last: AuditHead): ChainProblem | undefined {
  if (row.seq !== last.seq + 1) return row.seq > last.seq ? 'missing' : 'not-linked';
  if (row.previous !== last.digest) return 'not-linked';
  const line = lineOf(row);
  return line && digestOf(line) === row.digest ? undefined : 'changed';
}

/** All lines by their numbers, some at a time. */
export async function* linesInOrder(db: Kysely<DatabaseSchema>): AsyncGenerator<LineRow> {
  let after: number | undefined;
  for (;;) {
    let query = db.selectFrom('audit_log').select(LINE_COLUMNS).orderBy('seq').limit(BATCH);
    if (after !== undefined) query = query.where('seq', '>', after);
    const rows = await query.execute();
    yield* rows;
    after = rows.at(-1)?.seq;
    if (rows.length < BATCH) return;
  }
}
