import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Duty } from '../../domain/staff.ts';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../audit/audit.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import { makeLink } from './links.ts';

/** People whom one list shows. */
const MOST_STAFF = 500;
const LONGEST_NAME = 120;
const LONGEST_PASSKEY_NAME = 60;

/** A member of staff as lists of them show it. */
export interface StaffRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly duties: readonly Duty[];
  readonly passkeys: number;
}

/** An address that mail can be sent to; one line, in small letters, as it is compared. */
export const staffEmail = z.string().trim().toLowerCase().max(254).pipe(z.email());

const line = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\p{C}]+$/u);

/** A person's name: one line. */
export const staffName = line.max(LONGEST_NAME);

/** What somebody calls a passkey. */
export const passkeyName = line.max(LONGEST_PASSKEY_NAME);

type Trx = Transaction<DatabaseSchema>;

/** Takes a person in, or gives a known one further duties; the id. Whoever had left is back. */
export async function addStaff(
  trx: Trx,
  person: { readonly name: string; readonly email: string; readonly duties: readonly Duty[] },
  actor: Actor,
): Promise<string> {
  const { id } = await trx
    .insertInto('staff')
    .values({ id: randomUUID(), name: person.name, email: person.email, emailVerified: true, image: null })
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ active: true }))
    .returning('id')
    .executeTakeFirstOrThrow();
  if (person.duties.length > 0) {
    await trx
      .insertInto('staff_duty')
      .values(person.duties.map(({ agency, role }) => ({ staff: id, agency, role })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const agency of agenciesOf(person.duties)) {
    await note(trx, actor, 'staff.add', id, agency, {
      name: person.name,
      email: person.email,
      duties: person.duties,
    });
  }
  return id;
}

/** Lets one transaction at a time change who may what: two operators at once could take the last one away. */
export async function lockDuties(trx: Trx): Promise<void> {
  await sql`lock table staff_duty in share row exclusive mode`.execute(trx);
}

/** Replaces what a person does at one agency. */
export async function setDuties(
  trx: Trx,
  id: string,
  agency: string,
  duties: readonly Duty[],
  actor: Actor,
): Promise<void> {
  const before = await trx
    .selectFrom('staff_duty')
    .select(['agency', 'role'])
    .where('staff', '=', id)
    .where('agency', '=', agency)
    .execute();
  await trx.deleteFrom('staff_duty').where('staff', '=', id).where('agency', '=', agency).execute();
  const kept = duties.filter((duty) => duty.agency === agency);
  if (kept.length > 0) {
    await trx
      .insertInto('staff_duty')
      .values(kept.map(({ role }) => ({ staff: id, agency, role })))
      .execute();
  }
  await note(trx, actor, 'staff.duties', id, agency, { duties: kept }, { duties: before });
}

/** Somebody leaves: sessions, links and passkeys are gone, what they wrote keeps their name. */
export async function endStaff(trx: Trx, id: string, actor: Actor): Promise<void> {
  await trx.updateTable('staff').set({ active: false }).where('id', '=', id).execute();
  await trx.deleteFrom('sign_in_link').where('staff', '=', id).execute();
  await trx.deleteFrom('staff_passkey').where('userId', '=', id).execute();
  await trx.deleteFrom('staff_session').where('userId', '=', id).execute();
  await note(trx, actor, 'staff.end', id, null);
}

/** Makes a link for somebody else to hand over; noted, as it lets in whoever holds it. */
export async function handOutLink(
  trx: Trx,
  id: string,
  now: Temporal.Instant,
  actor: Actor,
): Promise<string> {
  await note(trx, actor, 'link.make', id, null);
  return makeLink(trx, id, now);
}

/** Ends all sessions of a person but one. */
export async function endSessions(trx: Trx, id: string, actor: Actor, but?: string): Promise<void> {
  let sessions = trx.deleteFrom('staff_session').where('userId', '=', id);
  if (but !== undefined) sessions = sessions.where('id', '<>', but);
  const ended = await sessions.returning('id').execute();
  await note(trx, actor, 'session.end', id, null, { sessions: ended.length });
}

/** Takes all passkeys of a person away, with the sessions that they opened. */
export async function resetPasskeys(trx: Trx, id: string, actor: Actor): Promise<number> {
  const gone = await trx.deleteFrom('staff_passkey').where('userId', '=', id).returning('id').execute();
  await trx.deleteFrom('staff_session').where('userId', '=', id).execute();
  await note(trx, actor, 'passkey.reset', id, null, { passkeys: gone.length });
  return gone.length;
}

/** A person who is on the staff today. */
export async function findStaff(
  db: Kysely<DatabaseSchema>,
  by: { readonly email: string } | { readonly id: string },
): Promise<StaffRecord | undefined> {
  const rows = db.selectFrom('staff').select(['id', 'name', 'email', 'active']);
  const row = await ('email' in by
    ? rows.where('email', '=', by.email)
    : rows.where('id', '=', by.id)
  ).executeTakeFirst();
  return row && (await withDuties(db, [row]))[0];
}

/** The staff of some agencies, by name; of all, and those without any, where none is named. */
export async function listStaff(
  db: Kysely<DatabaseSchema>,
  agencies?: readonly string[],
): Promise<readonly StaffRecord[]> {
  if (agencies?.length === 0) return [];
  let rows = db.selectFrom('staff').select(['id', 'name', 'email', 'active']);
  if (agencies) {
    rows = rows.where('id', 'in', (eb) =>
      eb.selectFrom('staff_duty').select('staff').where('agency', 'in', agencies),
    );
  }
  return withDuties(db, await rows.orderBy('active', 'desc').orderBy('name').limit(MOST_STAFF).execute());
}

async function withDuties(
  db: Kysely<DatabaseSchema>,
  rows: readonly Omit<StaffRecord, 'duties' | 'passkeys'>[],
): Promise<StaffRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const duties = await db
    .selectFrom('staff_duty')
    .selectAll()
    .where('staff', 'in', ids)
    .orderBy('agency')
    .orderBy('role')
    .execute();
  const passkeys = await db
    .selectFrom('staff_passkey')
    .select(['userId', (eb) => eb.fn.countAll<number>().as('count')])
    .where('userId', 'in', ids)
    .groupBy('userId')
    .execute();
  return rows.map((row) => ({
    ...row,
    duties: duties.filter(({ staff }) => staff === row.id).map(({ agency, role }) => ({ agency, role })),
    passkeys: passkeys.find(({ userId }) => userId === row.id)?.count ?? 0,
  }));
}

function agenciesOf(duties: readonly Duty[]): (string | null)[] {
  const agencies = [...new Set(duties.map(({ agency }) => agency))];
  return agencies.length > 0 ? agencies : [null];
}

async function note(
  trx: Trx,
  actor: Actor,
  action: string,
  id: string,
  agency: string | null,
  after?: unknown,
  before?: unknown,
): Promise<void> {
  await appendAudit(trx, {
    actor,
    action,
    subject: { kind: 'staff', id },
    agency,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  });
}
