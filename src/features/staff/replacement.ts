import type { Kysely, Transaction } from 'kysely';
import type { Staff } from '../../domain/staff.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import {
  findStaff,
  handOutLink,
  listStaff,
  resetPasskeys,
  type StaffRecord,
} from '../../platform/sign-in/staff-store.ts';

/** How long a first confirmation waits for the second. */
const WAITS = { hours: 24 } as const;

/** A colleague, and whether somebody has confirmed already that the passkey is lost. */
export interface Colleague {
  readonly person: StaffRecord;
  readonly confirmed?: { readonly by: string; readonly name: string; readonly at: Temporal.Instant };
}

/** Those for whom this person can vouch. */
export async function colleaguesOf(
  db: Kysely<DatabaseSchema>,
  staff: Staff,
  now: Temporal.Instant,
): Promise<readonly Colleague[]> {
  const agencies = [...new Set(staff.duties.map(({ agency }) => agency))];
  if (agencies.length === 0) return [];
  const people = (await listStaff(db, agencies)).filter(
    (person) => person.active && person.id !== staff.id && vouchedAgency(person, staff) !== undefined,
  );
  if (people.length === 0) return [];
  const open = await db
    .selectFrom('passkey_replacement')
    .selectAll()
    .where(
      'staff',
      'in',
      people.map(({ id }) => id),
    )
    .where('at', '>', now.subtract(WAITS))
    .execute();
  return people.map((person) => {
    const found = open.find(({ staff: lost }) => lost === person.id);
    return found
      ? { person, confirmed: { by: found.confirmed_by, name: found.confirmed_name, at: found.at } }
      : { person };
  });
}

/**
 * One colleague says that it is really this person who lost the passkey. With the second one's word the old passkeys
 * and sessions go, and a link lets the person in once.
 *
 * @returns what the link holds, after the second word
 */
export async function confirmLoss(
  trx: Transaction<DatabaseSchema>,
  by: Staff,
  address: string,
  lost: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const person = await findStaff(trx, { id: lost });
  const agency = person && vouchedAgency(person, by);
  if (!person?.active || agency === undefined || lost === by.id) return undefined;
  const actor = { kind: 'staff', id: by.id, name: by.name, address } as const;
  const note = (action: string) =>
    appendAudit(trx, { actor, action, subject: { kind: 'staff', id: lost }, agency });
  const first = await trx
    .selectFrom('passkey_replacement')
    .selectAll()
    .where('staff', '=', lost)
    .forUpdate()
    .executeTakeFirst();
  const stands = first !== undefined && Temporal.Instant.compare(first.at, now.subtract(WAITS)) > 0;
  if (!stands) {
    const row = { confirmed_by: by.id, confirmed_name: by.name, at: now };
    await trx
      .insertInto('passkey_replacement')
      .values({ staff: lost, ...row })
      .onConflict((conflict) => conflict.column('staff').doUpdateSet(row))
      .execute();
    await note('passkey.loss-confirm-first');
    return undefined;
  }
  if (first.confirmed_by === by.id) return undefined;
  await trx.deleteFrom('passkey_replacement').where('staff', '=', lost).execute();
  await note('passkey.loss-confirm-second');
  await resetPasskeys(trx, lost, actor);
  return handOutLink(trx, lost, now, actor);
}

/**
 * An agency at which one can vouch for the other: both work there, and the lost one nowhere else. Who works elsewhere
 * too has an account that opens more than these colleagues may.
 */
function vouchedAgency(person: StaffRecord, by: Staff): string | undefined {
  const own = new Set(by.duties.map(({ agency }) => agency));
  return person.duties.every(({ agency }) => own.has(agency)) ? person.duties[0]?.agency : undefined;
}
