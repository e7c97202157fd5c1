import { type Kysely, sql, type Transaction } from 'kysely';
import type { OfficerPlan } from '../../../domain/officer.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { endService } from '../store.ts';
import { makePlan, type PlanOptions, type RosterPlan, stopOf } from './plan.ts';
import { termsOf } from './stage.ts';

type Trx = Transaction<DatabaseSchema>;

/** Lines that are written by one statement. */
const LINES_AT_ONCE = 2_000;

interface TakeOptions extends PlanOptions {
  readonly plan: OfficerPlan;
  readonly now: Temporal.Instant;
  /** The day in the city. */
  readonly today: Temporal.PlainDate;
  /** Digest of the plan that somebody agreed to; where another one would be done by now, nothing is. */
  readonly agreed?: string;
  /** Refused lines are left out; else they refuse the file. */
  readonly skipRefused: boolean;
  readonly onLines?: (lines: number) => Promise<void> | void;
  /** The last thing of the transaction. */
  readonly afterwards?: (trx: Trx, plan: RosterPlan) => Promise<void>;
}

export interface Taken {
  readonly outcome: 'taken' | 'refused' | 'plan-changed';
  readonly plan: RosterPlan;
}

/** What a file that was read would do by now; nothing is written. */
export async function previewRoster(db: Kysely<DatabaseSchema>, options: PlanOptions): Promise<RosterPlan> {
  return db.transaction().execute((trx) => makePlan(trx, options));
}

/** Takes a file in that was read, all of it or nothing, in one transaction. Imports take turns. */
export async function takeRoster(db: Kysely<DatabaseSchema>, options: TakeOptions): Promise<Taken> {
  return db.transaction().execute(async (trx) => {
    await sql`lock table officer_plan in share row exclusive mode`.execute(trx);
    const plan = await makePlan(trx, options);
    const refused = refusal(plan, options);
    if (refused) return { outcome: refused, plan };
    await leaveSeats(trx, options);
    await changeOfficers(trx, options);
    await addOfficers(trx, options);
    await options.afterwards?.(trx, plan);
    return { outcome: 'taken', plan };
  });
}

function refusal(plan: RosterPlan, options: TakeOptions): Taken['outcome'] | undefined {
  const { agreed } = options;
  if (agreed !== undefined && agreed !== plan.digest) return 'plan-changed';
  return stopOf(plan, options) && 'refused';
}

async function leaveSeats(trx: Trx, { now, today }: TakeOptions): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from roster_gone where leaves
    union all select officer from roster_deed where deed = 'moved'`.execute(trx);
  await endService(trx, { ids: rows.map(({ id }) => id), on: today, reason: 'list-corrected', now });
}

async function changeOfficers(trx: Trx, { import: id, now }: TakeOptions): Promise<void> {
  await sql`
    update officer set role = row.role, name = row.name, name_folded = fold_name(row.name),
      phone_key = row.phone_key, phone_sealed = row.phone_sealed,
      email_key = row.email_key, email_sealed = row.email_sealed, changed_at = ${now}
    from roster_deed join roster_row as row on row.import = ${id} and row.line = roster_deed.line
    where roster_deed.deed = 'changed' and officer.id = roster_deed.officer`.execute(trx);
}

async function addOfficers(trx: Trx, options: TakeOptions): Promise<void> {
  const { import: id, election, plan, now, today, onLines } = options;
  const { rows } = await sql<{ last: number | null }>`
    select max(line) as last from roster_deed where deed in ('added', 'moved')`.execute(trx);
  const last = rows[0]?.last ?? 0;
  for (let from = 0; from < last; from += LINES_AT_ONCE) {
    // A newcomer serves the whole term; who takes over a seat, from today at the earliest.
    await sql`
      insert into officer (
        id, election, body, role, name, name_folded, area, place, serves_from, serves_until, replaces,
        nik_sealed, phone_sealed, email_sealed, nik_key, phone_key, email_key, created_at, changed_at
      )
      select gen_random_uuid()::text, ${election}, row.body, row.role, row.name, fold_name(row.name),
        row.area, row.place,
        case when deed.replaces is null and deed.deed = 'added' then term."from"
          else least(greatest(term."from", ${today}::date), term.until) end,
        term.until, deed.replaces,
        row.nik_sealed, row.phone_sealed, row.email_sealed, row.nik_key, row.phone_key, row.email_key,
        ${now}, ${now}
      from roster_deed as deed
      join roster_row as row on row.import = ${id} and row.line = deed.line
      join ${termsOf(plan)} on term.body = row.body
      where deed.deed in ('added', 'moved') and deed.line > ${from} and deed.line <= ${from + LINES_AT_ONCE}
      order by deed.line`.execute(trx);
    await onLines?.(Math.min(from + LINES_AT_ONCE, last));
  }
}
