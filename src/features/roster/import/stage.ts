import { type Insertable, type Kysely, type RawBuilder, sql } from 'kysely';
import type { OfficerPlan } from '../../../domain/officer.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { SEALED } from '../../../platform/officers/create-officers.ts';
import type { TableRow } from '../../../platform/tables/shape.ts';
import type { Vault } from '../../../platform/vault.ts';
import type { RosterRowTable } from '../tables.ts';
import { type ReadRow, type RowContext, readRow } from './read-row.ts';
import type { RosterColumn, RosterProblem } from './shape.ts';

/** Lines that are in memory at once. */
const LINES_AT_ONCE = 2_000;

interface StageOptions {
  readonly import: string;
  readonly rows: AsyncIterable<TableRow<RosterColumn>> | Iterable<TableRow<RosterColumn>>;
  readonly context: RowContext;
  readonly vault: Vault;
  /** Told how many lines are read by now. */
  readonly onLines?: (lines: number) => Promise<void> | void;
}

/**
 * Reads the lines of a file into the database, sealed and each for itself, and then holds them against each other.
 *
 * @returns how many lines there were
 * @throws FileFault
 */
export async function stageRows(db: Kysely<DatabaseSchema>, options: StageOptions): Promise<number> {
  const { import: id, context, vault, onLines } = options;
  await db.deleteFrom('roster_row').where('import', '=', id).execute();
  await db.deleteFrom('roster_problem').where('import', '=', id).execute();
  let batch: ReadRow[] = [];
  let lines = 0;
  const write = async () => {
    await writeRows(db, id, batch, vault);
    lines += batch.length;
    batch = [];
    await onLines?.(lines);
  };
  for await (const row of options.rows) {
    batch.push(readRow(row, context));
    if (batch.length === LINES_AT_ONCE) await write();
  }
  if (batch.length > 0) await write();
  await sql`analyze roster_row`.execute(db);
  await compareRows(db, id, context.plan);
  return lines;
}

async function writeRows(
  db: Kysely<DatabaseSchema>,
  id: string,
  rows: readonly ReadRow[],
  vault: Vault,
): Promise<void> {
  const staged = rows.map((row) => sealRow(id, row, vault));
  await insertColumns(db, staged);
  await writeProblems(
    db,
    id,
    rows.flatMap(({ problems }) => problems),
  );
}

type Staged = Insertable<RosterRowTable>;

function sealRow(id: string, row: ReadRow, vault: Vault): Staged {
  const sealed = (purpose: string, text: string | undefined) => ({
    key: text === undefined ? null : vault.lookup(purpose, text),
    sealed: text === undefined ? null : vault.seal(purpose, text),
  });
  const nik = sealed(SEALED.nik, row.nik);
  const phone = sealed(SEALED.phone, row.phone);
  const email = sealed(SEALED.email, row.email);
  return {
    import: id,
    line: row.line,
    sound: row.problems.every(({ severity }) => severity === 'warning'),
    body: row.body?.id ?? null,
    role: row.role?.id ?? null,
    area: row.area ?? null,
    place: row.place ?? null,
    seats: row.seats ?? null,
    team: row.team ?? null,
    name: row.name ?? null,
    nik_key: nik.key,
    nik_sealed: nik.sealed,
    phone_key: phone.key,
    phone_sealed: phone.sealed,
    email_key: email.key,
    email_sealed: email.sealed,
  };
}

/** Columns as arrays: two thousand rows are sixteen values to bind, not 32,000. */
async function insertColumns(db: Kysely<DatabaseSchema>, rows: readonly Staged[]): Promise<void> {
  const column = <Name extends keyof Staged>(name: Name) => rows.map((row) => row[name] ?? null);
  await sql`
    insert into roster_row (
      import, line, sound, body, role, area, place, seats, team, name,
      nik_key, nik_sealed, phone_key, phone_sealed, email_key, email_sealed
    )
    select * from unnest(
      ${column('import')}::text[], ${column('line')}::integer[], ${column('sound')}::boolean[],
      ${column('body')}::text[], ${column('role')}::text[], ${column('area')}::text[],
      ${column('place')}::text[], ${column('seats')}::integer[], ${column('team')}::integer[],
      ${column('name')}::text[], ${column('nik_key')}::bytea[], ${column('nik_sealed')}::bytea[],
      ${column('phone_key')}::bytea[], ${column('phone_sealed')}::bytea[],
      ${column('email_key')}::bytea[], ${column('email_sealed')}::bytea[]
    )`.execute(db);
}

/** Notes problems of lines. */
export async function writeProblems(
  db: Kysely<DatabaseSchema>,
  id: string,
  problems: readonly RosterProblem[],
): Promise<void> {
  if (problems.length === 0) return;
  const column = <Name extends keyof RosterProblem>(name: Name) => problems.map((problem) => problem[name]);
  await sql`
    insert into roster_problem (import, line, field, code, severity, why)
    select ${id}, * from unnest(
      ${column('line')}::integer[], ${column('field')}::text[], ${column('code')}::text[],
      ${column('severity')}::text[], ${column('why')}::text[]
    )`.execute(db);
}

/** What is wrong between lines: one person in two, more than a team has seats, a team that is not full. */
async function compareRows(db: Kysely<DatabaseSchema>, id: string, plan: OfficerPlan): Promise<void> {
  await sql`
    with person as (
      select nik_key, array_agg(line order by line) as lines,
        count(distinct (body, area, coalesce(place, ''), role)) as kinds
      from roster_row
      where import = ${id} and nik_key is not null
      group by nik_key having count(*) > 1
    )
    insert into roster_problem (import, line, field, code, severity, why)
    select ${id}, line, 'nik', case when kinds = 1 then 'duplicate' else 'two-teams' end, 'refused',
      case when kinds = 1 then 'the same officer stands in line ' else 'the same person has another seat in line ' end
        || array_to_string((array_remove(lines, line))[1:5], ', ')
    from roster_row as row join person using (nik_key)
    where import = ${id}`.execute(db);
  await sql`
    with full_role as (
      select body, area, place, role, max(seats) as seats, array_agg(line order by line) as lines
      from roster_row
      where import = ${id} and seats is not null
      group by body, area, place, role having count(*) > max(seats)
    )
    insert into roster_problem (import, line, field, code, severity, why)
    select ${id}, line, 'role', 'too-many', 'refused',
      'the team has ' || seats || ' of this role and the file ' || array_length(lines, 1)
        || ': line ' || array_to_string(lines[1:10], ', ')
    from full_role, unnest(lines) as line`.execute(db);
  await sql`
    insert into roster_problem (import, line, field, code, severity, why)
    select ${id}, min(line), 'line', 'too-few', 'warning',
      'the team that begins here has ' || count(*) || ' of ' || max(team) || ' officers in the file'
    from roster_row
    where import = ${id} and team is not null
    group by body, area, place having count(*) < max(team)`.execute(db);
  await sql`
    insert into roster_problem (import, line, field, code, severity, why)
    select ${id}, line, 'nik', 'other-election', 'warning',
      'serves in ' || officer.election || ' until ' || officer.serves_until || ' as well'
    from roster_row
    join ${termsOf(plan)} on term.body = roster_row.body
    join officer on officer.nik_key = roster_row.nik_key
    where roster_row.import = ${id} and officer.election <> ${plan.election} and officer.left_on is null
      and officer.serves_from <= term.until and officer.serves_until >= term."from"`.execute(db);
  await sql`
    update roster_row set sound = false
    where import = ${id} and sound and line in (
      select line from roster_problem where import = ${id} and severity = 'refused'
    )`.execute(db);
}

/** The terms of a plan's bodies as a table `term (body, from, until)`. */
export function termsOf({ bodies }: OfficerPlan): RawBuilder<unknown> {
  return sql`unnest(
    ${bodies.map(({ id }) => id)}::text[],
    ${bodies.map(({ term }) => term.from.toString())}::date[],
    ${bodies.map(({ term }) => term.until.toString())}::date[]
  ) as term (body, "from", until)`;
}
