import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';

type Trx = Transaction<DatabaseSchema>;

/** What a file would do to the officers of its election. */
export interface RosterPlan {
  readonly added: number;
  /** Of the added: who takes over the seat of somebody who is gone from the file. */
  readonly replaced: number;
  /** Another name, number, address or role in the same team. */
  readonly changed: number;
  /** Sat in another team before. */
  readonly moved: number;
  readonly unchanged: number;
  /** Who is not in the file, of the bodies and kecamatan that it has; they stay unless somebody says otherwise. */
  readonly gone: number;
  /** Of those, who leaves; with those who move. */
  readonly left: number;
  /** Lines for a seat that somebody has who is not in the file and stays. */
  readonly taken: number;
  /** Lines that are left out for what is wrong with them. */
  readonly refused: number;
  /** The same for the same deeds. */
  readonly digest: string;
}

export interface PlanOptions {
  readonly import: string;
  readonly election: string;
  /** Whether those who are gone from the file leave their seats. */
  readonly leaveGone: boolean;
}

/** Why a file is not taken in as somebody wishes: refused lines with leaving, refused lines at all, or nothing in it. */
export type RosterStop = 'leaveRefused' | 'skipFirst' | 'nothing';

/** What stops a plan from being done, if anything does. */
export function stopOf(
  plan: RosterPlan,
  { leaveGone, skipRefused }: { readonly leaveGone: boolean; readonly skipRefused: boolean },
): RosterStop | undefined {
  // Who stands in a refused line may look gone, and must not lose a seat over it.
  if (leaveGone && plan.refused > 0) return 'leaveRefused';
  if (plan.added + plan.changed + plan.moved + plan.unchanged === 0) return 'nothing';
  return plan.refused + plan.taken > 0 && !skipRefused ? 'skipFirst' : undefined;
}

/**
 * Works out what a file would do, into the tables `roster_deed` (a line each) and `roster_gone` (an officer each), which
 * are gone with the transaction.
 */
export async function makePlan(
  trx: Trx,
  { import: id, election, leaveGone }: PlanOptions,
): Promise<RosterPlan> {
  await sql`drop table if exists pg_temp.roster_deed, pg_temp.roster_gone`.execute(trx);
  await findPeople(trx, id, election);
  await findGone(trx, id, election);
  await seatClaims(trx, leaveGone);
  await pairReplacements(trx, leaveGone);
  await noteTakenSeats(trx, id);
  return countPlan(trx, id, leaveGone);
}

/** Each sound line with the officer that it is about, where there is one. */
async function findPeople(trx: Trx, id: string, election: string): Promise<void> {
  await sql`
    create temp table roster_deed on commit drop as
    select line, row.body, row.role, row.area, row.place, row.seats, officer.id as officer,
      null::text as replaces,
      case
        when officer.id is null then 'added'
        when officer.body <> row.body or officer.area <> row.area or officer.place is distinct from row.place
          then 'moved'
        when officer.role <> row.role or officer.name <> row.name
          or officer.phone_key is distinct from row.phone_key
          or officer.email_key is distinct from row.email_key
          then 'changed'
        else 'unchanged'
      end as deed,
      officer.role as role_before
    from roster_row as row
    left join officer on officer.election = ${election} and officer.nik_key = row.nik_key
      and officer.left_on is null
    where row.import = ${id} and row.sound`.execute(trx);
}

/** Officers whom no line of the file names, of the bodies and kecamatan that the file has. */
async function findGone(trx: Trx, id: string, election: string): Promise<void> {
  await sql`
    create temp table roster_gone on commit drop as
    select officer.id, officer.body, officer.role, officer.area, officer.place, false as leaves
    from officer
    join (
      select distinct body, substring(area from 1 for 8) as district
      from roster_row where import = ${id} and body is not null and area is not null
    ) as covered on covered.body = officer.body and covered.district = officer.district
    where officer.election = ${election} and officer.left_on is null and officer.nik_key is not null
      and not exists (
        select 1 from roster_row as row where row.import = ${id} and row.nik_key = officer.nik_key
      )`.execute(trx);
}

/** Newcomers get the seats that are free by then, in the order of the file; the others are `taken`. */
async function seatClaims(trx: Trx, leaveGone: boolean): Promise<void> {
  if (!leaveGone) await sql`update roster_deed set deed = 'stays' where deed = 'moved'`.execute(trx);
  // Who is not in the file keeps their seat, unless they leave.
  await sql`
    with held as (
      select body, area, place, role, count(*) as officers from (
        select body, area, place, role from roster_deed
        where deed = 'unchanged' or (deed = 'changed' and role = role_before)
        union all
        select body, area, place, role from roster_gone where not ${leaveGone}
      ) as seat group by body, area, place, role
    ), claim as (
      select line, body, area, place, role, seats,
        row_number() over (partition by body, area, place, role order by line) as number
      from roster_deed where deed in ('added', 'moved') or (deed = 'changed' and role <> role_before)
    )
    update roster_deed set deed = 'taken' from claim
    left join held on held.body = claim.body and held.area = claim.area and held.role = claim.role
      and held.place is not distinct from claim.place
    where roster_deed.line = claim.line and claim.number > claim.seats - coalesce(held.officers, 0)`.execute(
    trx,
  );
}

/** Who leaves, and who of the newcomers has their seat from then on. */
async function pairReplacements(trx: Trx, leaveGone: boolean): Promise<void> {
  if (!leaveGone) return;
  await sql`update roster_gone set leaves = true`.execute(trx);
  await sql`
    with newcomer as (
      select line, body, area, place, role,
        row_number() over (partition by body, area, place, role order by line) as number
      from roster_deed where deed in ('added', 'moved')
    ), leaver as (
      select id, body, area, place, role,
        row_number() over (partition by body, area, place, role order by id) as number
      from roster_gone
    )
    update roster_deed set replaces = leaver.id from newcomer join leaver
      on leaver.body = newcomer.body and leaver.area = newcomer.area and leaver.role = newcomer.role
      and leaver.place is not distinct from newcomer.place and leaver.number = newcomer.number
    where roster_deed.line = newcomer.line`.execute(trx);
}

/** Whose line has no seat to be had, for the report. */
async function noteTakenSeats(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('roster_problem').where('import', '=', id).where('code', '=', 'seat-taken').execute();
  await sql`
    insert into roster_problem (import, line, field, code, severity, why)
    select ${id}::text, line, 'role', 'seat-taken', 'refused',
      case deed when 'stays' then 'has a seat in another team already, and leaves it only if that is asked for'
        else 'the seat is held by somebody who is not in the file, and leaves it only if that is asked for' end
    from roster_deed where deed in ('taken', 'stays')`.execute(trx);
}

async function countPlan(trx: Trx, id: string, leaveGone: boolean): Promise<RosterPlan> {
  const of = (deeds: RawBuilder<unknown>) => sql`count(*) filter (where deed in (${deeds}))::int`;
  const deeds = await sql<Record<'added' | 'replaced' | 'changed' | 'moved' | 'unchanged' | 'taken', number>>`
    select ${of(sql`'added'`)} as added, count(replaces)::int as replaced, ${of(sql`'changed'`)} as changed,
      ${of(sql`'moved'`)} as moved, ${of(sql`'unchanged'`)} as unchanged,
      ${of(sql`'taken', 'stays'`)} as taken
    from roster_deed`.execute(trx);
  const others = await sql<{ gone: number; refused: number; digest: string }>`
    select (select count(*)::int from roster_gone) as gone,
      (select count(*)::int from roster_row where import = ${id} and not sound) as refused,
      md5(
        coalesce((select string_agg(line || deed || coalesce(officer, '') || coalesce(replaces, ''), ',' order by line)
          from roster_deed), '')
        || coalesce((select string_agg(id || leaves, ',' order by id) from roster_gone), '')
      ) as digest`.execute(trx);
  const [counted] = deeds.rows;
  const [rest] = others.rows;
  if (!counted || !rest) throw new Error('A count gave no row.');
  return { ...counted, ...rest, left: leaveGone ? rest.gone + counted.moved : 0 };
}
