import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { LeavingReason, Officer, OfficerBody } from '../../domain/officer.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { Actor } from '../../platform/audit/audit.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OverseerRequest } from '../../platform/officers/contract.ts';
import { SEALED } from '../../platform/officers/create-officers.ts';
import { endService } from './store.ts';

type Trx = Transaction<DatabaseSchema>;

/** A person as a form names them. */
export interface Person {
  readonly name: string;
  readonly nik: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Where a new officer sits. */
export interface OpenSeat {
  readonly election: string;
  readonly body: OfficerBody;
  readonly role: string;
  readonly area: string;
  readonly place?: string;
  /** Seats of the role in this team. */
  readonly seats: number;
}

/** `person-seated`: they have a seat in this election already. `seat-taken`: nobody may be added to it. */
export type DeedOutcome =
  | { readonly kind: 'done'; readonly id?: string }
  | { readonly kind: 'person-seated' | 'seat-taken' | 'left' };

/** Who asks, for the audit log. */
export function actorOf({ overseer, address }: OverseerRequest): Actor {
  const { kind, id, name } = overseer;
  return { kind, id, name, address };
}

/** Ends an officer's service, with somebody who takes over or a seat that stays vacant. */
export async function replaceOfficer(
  context: FeatureContext,
  officer: Officer,
  deed: {
    readonly reason: LeavingReason;
    readonly on: Temporal.PlainDate;
    readonly person?: Person;
    readonly body: OfficerBody;
    readonly actor: Actor;
  },
): Promise<DeedOutcome> {
  const { db, clock, city } = context;
  const { reason, on, person, actor } = deed;
  const now = clock();
  return db.transaction().execute(async (trx) => {
    await takeTurns(trx, officer.election);
    const held = await trx
      .selectFrom('officer')
      .select('left_on')
      .where('id', '=', officer.id)
      .forUpdate()
      .executeTakeFirst();
    if (!held || held.left_on !== null) return { kind: 'left' };
    if (person && (await isSeated(context, trx, officer.election, person))) return { kind: 'person-seated' };
    await endService(trx, { ids: [officer.id], on, reason, now });
    const seat = { election: officer.election, body: deed.body, role: officer.role, area: officer.area };
    const id =
      person &&
      (await addOfficer(context, trx, person, {
        ...seat,
        ...(officer.place !== undefined && { place: officer.place }),
        from: on,
        replaces: officer.id,
      }));
    await appendAudit(trx, {
      actor,
      action: 'officers.replace',
      subject: { kind: 'officer', id: officer.id },
      agency: city.electionOffice.id,
      after: { reason, on: on.toString(), successor: id ?? null },
    });
    return { kind: 'done', ...(id !== undefined && { id }) };
  });
}

/** Gives a vacant seat to somebody. */
export async function fillSeat(
  context: FeatureContext,
  seat: OpenSeat,
  person: Person,
  deed: { readonly from: Temporal.PlainDate; readonly actor: Actor },
): Promise<DeedOutcome> {
  const { db, city } = context;
  return db.transaction().execute(async (trx) => {
    await takeTurns(trx, seat.election);
    const taken = await trx
      .selectFrom('officer')
      .select(({ fn }) => fn.countAll<number>().as('officers'))
      .where('election', '=', seat.election)
      .where('body', '=', seat.body.id)
      .where('role', '=', seat.role)
      .where('area', '=', seat.area)
      .where(sql<boolean>`place is not distinct from ${seat.place ?? null}`)
      .where('left_on', 'is', null)
      .executeTakeFirstOrThrow();
    if (taken.officers >= seat.seats) return { kind: 'seat-taken' };
    if (await isSeated(context, trx, seat.election, person)) return { kind: 'person-seated' };
    const id = await addOfficer(context, trx, person, { ...seat, from: deed.from });
    await appendAudit(trx, {
      actor: deed.actor,
      action: 'officers.add',
      subject: { kind: 'officer', id },
      agency: city.electionOffice.id,
      after: { body: seat.body.id, role: seat.role, area: seat.area, place: seat.place ?? null },
    });
    return { kind: 'done', id };
  });
}

/** Two who give one seat to somebody at once, or one person two seats, take turns, and the second one is told. */
async function takeTurns(trx: Trx, election: string): Promise<void> {
  await sql`select 1 from officer_plan where election = ${election} for update`.execute(trx);
}

async function isSeated(
  { vault }: FeatureContext,
  trx: Trx,
  election: string,
  { nik }: Person,
): Promise<boolean> {
  const seated = await trx
    .selectFrom('officer')
    .select('id')
    .where('election', '=', election)
    .where('nik_key', '=', vault.lookup(SEALED.nik, nik))
    .where('left_on', 'is', null)
    .executeTakeFirst();
  return seated !== undefined;
}

async function addOfficer(
  { vault, clock }: FeatureContext,
  trx: Trx,
  person: Person,
  seat: Omit<OpenSeat, 'seats'> & { readonly from: Temporal.PlainDate; readonly replaces?: string },
): Promise<string> {
  const { name, nik } = person;
  const { term } = seat.body;
  const now = clock();
  const id = randomUUID();
  const from = Temporal.PlainDate.compare(seat.from, term.from) < 0 ? term.from : seat.from;
  await trx
    .insertInto('officer')
    .values({
      id,
      election: seat.election,
      body: seat.body.id,
      role: seat.role,
      name,
      name_folded: sql<string>`fold_name(${name})`,
      area: seat.area,
      place: seat.place ?? null,
      serves_from: (Temporal.PlainDate.compare(from, term.until) > 0 ? term.until : from).toString(),
      serves_until: term.until.toString(),
      replaces: seat.replaces ?? null,
      nik_sealed: vault.seal(SEALED.nik, nik),
      nik_key: vault.lookup(SEALED.nik, nik),
      ...sealedContact({ vault }, person),
      created_at: now,
      changed_at: now,
    })
    .execute();
  return id;
}

function sealedContact(
  { vault }: Pick<FeatureContext, 'vault'>,
  { phone, email }: Pick<Person, 'phone' | 'email'>,
) {
  return {
    ...(phone !== undefined && {
      phone_sealed: vault.seal(SEALED.phone, phone),
      phone_key: vault.lookup(SEALED.phone, phone),
    }),
    ...(email !== undefined && {
      email_sealed: vault.seal(SEALED.email, email),
      email_key: vault.lookup(SEALED.email, email),
    }),
  };
}

/** Writes a name, telephone or e-mail address anew; what is left out stays. */
export async function correctOfficer(
  context: FeatureContext,
  officer: Officer,
  given: { readonly name: string; readonly phone?: string; readonly email?: string },
  actor: Actor,
): Promise<void> {
  const { db, clock, city } = context;
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('officer')
      .set({
        name: given.name,
        name_folded: sql<string>`fold_name(${given.name})`,
        ...sealedContact(context, given),
        changed_at: clock(),
      })
      .where('id', '=', officer.id)
      .where('erased_at', 'is', null)
      .execute();
    await appendAudit(trx, {
      actor,
      action: 'officers.correct',
      subject: { kind: 'officer', id: officer.id },
      agency: city.electionOffice.id,
      // Which of them, and never what they were or are.
      after: {
        name: given.name !== officer.name,
        phone: given.phone !== undefined,
        email: given.email !== undefined,
      },
    });
  });
}

/** Writes down that somebody saw a number whole, before they do. */
export async function noteUnmasking(
  { db, city }: FeatureContext,
  officer: Officer,
  what: 'nik' | 'phone' | 'email',
  actor: Actor,
): Promise<void> {
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      actor,
      action: 'officers.unmask',
      subject: { kind: 'officer', id: officer.id },
      agency: city.electionOffice.id,
      after: { what },
    }),
  );
}
