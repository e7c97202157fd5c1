import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { ROSTER_COLUMNS, type RosterProblem, type RosterProblemCode } from './shape.ts';

type Db = Kysely<DatabaseSchema>;

const AT_ONCE = 2_000;

const FIELD = z.enum([...ROSTER_COLUMNS, 'line']).catch('line');

/** Every problem of an import by line. */
export async function* problemsOf(db: Db, id: string): AsyncGenerator<RosterProblem> {
  let after = { line: -1, number: 0 };
  for (;;) {
    const rows = await db
      .selectFrom('roster_problem')
      .selectAll()
      .where('import', '=', id)
      .where((eb) => eb(eb.refTuple('line', 'number'), '>', eb.tuple(after.line, after.number)))
      .orderBy('line')
      .orderBy('number')
      .limit(AT_ONCE)
      .execute();
    for (const row of rows) yield problemOf(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return;
    after = { line: last.line, number: last.number };
  }
}

/** The first problems of an import, those that refuse a line before warnings. */
export async function firstProblems(
  db: Db,
  id: string,
  severity: RosterProblem['severity'],
  limit: number,
): Promise<readonly RosterProblem[]> {
  const rows = await db
    .selectFrom('roster_problem')
    .selectAll()
    .where('import', '=', id)
    .where('severity', '=', severity)
    .orderBy('line')
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(problemOf);
}

/** How many problems an import has. */
export async function countProblems(
  db: Db,
  id: string,
): Promise<Readonly<Record<RosterProblem['severity'], number>>> {
  const rows = await db
    .selectFrom('roster_problem')
    .select(['severity', ({ fn }) => fn.countAll<number>().as('count')])
    .where('import', '=', id)
    .groupBy('severity')
    .execute();
  const of = (severity: RosterProblem['severity']) =>
    rows.find((row) => row.severity === severity)?.count ?? 0;
  return { refused: of('refused'), warning: of('warning') };
}

function problemOf(row: {
  readonly line: number;
  readonly field: string;
  readonly code: string;
  readonly severity: RosterProblem['severity'];
  readonly why: string;
}): RosterProblem {
  const { line, code, severity, why } = row;
  // The table is written by this feature alone, by the codes of `RosterProblemCode`.
  return { line, field: FIELD.parse(row.field), code: code as RosterProblemCode, severity, why };
}

/** One line of a report as CSV (RFC 4180). */
export function problemCsv({ line, field, code, severity, why }: RosterProblem): string {
  // A text that begins like a formula would run as one in a spreadsheet.
  const harmless = /^[=+\-@\t]/.test(why) ? `'${why}` : why;
  return `${line},${field},${code},${severity},"${harmless.replaceAll('"', '""')}"\r\n`;
}

/** The first line of a report as CSV. */
export const PROBLEM_CSV_HEAD = 'line,field,code,outcome,why\r\n';
