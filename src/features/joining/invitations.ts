import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Officer, servicePhase } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { withinArea } from '../../platform/officers/within.ts';
import type { Vault } from '../../platform/vault.ts';
import { newCode } from './code.ts';
import type { HandingWay, InvitationPurpose } from './tables.ts';

type Trx = Transaction<DatabaseSchema>;
type Invitation = Selectable<DatabaseSchema['officer_invitation']>;

/** Wrong endings of the NIK that lock a code: who found a letter tries few of them. */
export const MOST_WRONG = 5;
/** How long a first code works, a code for a new phone, and how much a letter must have left to be printed again. */
const JOIN_DAYS = 45;
const PHONE_HOURS = 24;
const LEAST_LEFT = { hours: 5 * 24 } as const;
const SEALED_AS = 'joining.code';

/** Name of the mark of who was given an invitation. */
export const INVITED = 'invited';

/** Why a code lets nobody in. */
export type CodeRefusal =
  | 'used'
  | 'revoked'
  | 'expired'
  | 'locked'
  | 'left'
  | 'finished'
  | 'no-nik'
  | 'joined';

/** Where a code stands at a moment, for the officer it belongs to. */
export function refusalOf(
  invitation: Pick<Invitation, 'purpose' | 'used_at' | 'revoked_at' | 'expires_at' | 'wrong'>,
  officer: Pick<Officer, 'serves' | 'left' | 'joined'>,
  now: Temporal.ZonedDateTime,
): CodeRefusal | undefined {
  if (invitation.used_at) return 'used';
  // What became of the person is told before what became of the code: it is what they can ask about.
  const phase = servicePhase(officer, now.toPlainDate());
  if (phase === 'left') return 'left';
  if (phase === 'finished') return 'finished';
  if (invitation.revoked_at) return 'revoked';
  if (Temporal.Instant.compare(now.toInstant(), invitation.expires_at) >= 0) return 'expired';
  if (invitation.wrong >= MOST_WRONG) return 'locked';
  if (invitation.purpose === 'join' && officer.joined) return 'joined';
  return undefined;
}

/** The invitation of a code; undefined where nobody has it. */
export async function findInvitation(
  db: Kysely<DatabaseSchema>,
  vault: Vault,
  code: string,
): Promise<Invitation | undefined> {
  return db
    .selectFrom('officer_invitation')
    .selectAll()
    .where('code_key', '=', vault.lookup(SEALED_AS, code))
    .executeTakeFirst();
}

/** The code of an invitation in the clear, for whoever may hand it out. */
export function codeOf(vault: Vault, invitation: Pick<Invitation, 'code_sealed'>): string {
  return vault.open(SEALED_AS, invitation.code_sealed);
}

/** What an officer was given so far, the latest first. */
export async function invitationsOf(
  db: Kysely<DatabaseSchema>,
  officer: string,
): Promise<readonly Invitation[]> {
  return db
    .selectFrom('officer_invitation')
    .selectAll()
    .where('officer', '=', officer)
    .orderBy('made_at', 'desc')
    .limit(20)
    .execute();
}

export interface Handing {
  readonly purpose: InvitationPurpose;
  readonly way: HandingWay;
  /** Name of who hands it out. */
  readonly by: string;
  readonly now: Temporal.Instant;
  readonly zone: string;
  /** Takes the place of a code that still works: what was handed out before works no more. */
  readonly anew?: boolean;
}

/**
 * The codes of officers, made for those who have none that works, so that a letter that is printed twice says the same.
 * By officer, each with when it ends.
 */
export async function handOut(
  trx: Trx,
  vault: Vault,
  officers: readonly Pick<Officer, 'id' | 'serves'>[],
  handing: Handing,
): Promise<ReadonlyMap<string, { readonly code: string; readonly until: Temporal.Instant }>> {
  if (officers.length === 0) return new Map();
  const { purpose, now, by, way, anew } = handing;
  const ids = officers.map(({ id }) => id);
  const open = () =>
    trx
      .selectFrom('officer_invitation')
      .select(['id', 'officer', 'code_sealed', 'expires_at', 'wrong'])
      .where('officer', 'in', ids)
      .where('purpose', '=', purpose)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .forUpdate()
      .execute();
  const known = await open();
  const worn = known.filter(
    ({ expires_at, wrong }) =>
      anew === true ||
      wrong >= MOST_WRONG ||
      Temporal.Instant.compare(expires_at, purpose === 'join' ? now.add(LEAST_LEFT) : now) <= 0,
  );
  if (worn.length > 0) {
    await trx
      .updateTable('officer_invitation')
      .set({ revoked_at: now, revoked_by: by })
      .where(
        'id',
        'in',
        worn.map(({ id }) => id),
      )
      .execute();
  }
  const works = new Set(known.filter((one) => !worn.includes(one)).map(({ officer }) => officer));
  const fresh = officers.filter(({ id }) => !works.has(id));
  if (fresh.length > 0) {
    await trx
      .insertInto('officer_invitation')
      .values(fresh.map((officer) => newRow(vault, officer, handing)))
      // Somebody else made one at this moment: theirs is as good.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await trx
    .updateTable('officer_invitation')
    .set({ handed_at: now, way })
    .where('officer', 'in', ids)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('handed_at', 'is', null)
    .execute();
  const rows = await open();
  return new Map(
    rows.map((row) => [row.officer, { code: codeOf(vault, row), until: row.expires_at }] as const),
  );
}

function newRow(vault: Vault, officer: Pick<Officer, 'id' | 'serves'>, { purpose, by, now, zone }: Handing) {
  const code = newCode();
  return {
    id: randomUUID(),
    officer: officer.id,
    purpose,
    code_key: vault.lookup(SEALED_AS, code),
    code_sealed: vault.seal(SEALED_AS, code),
    made_at: now,
    made_by: by,
    expires_at: endOf(officer, purpose, now, zone),
    handed_at: null,
    way: null,
    used_at: null,
    used_by: null,
    revoked_at: null,
    revoked_by: null,
    wrong: 0,
  };
}

/** A first code ends with the term at the latest. */
function endOf(
  { serves }: Pick<Officer, 'serves'>,
  purpose: InvitationPurpose,
  now: Temporal.Instant,
  zone: string,
): Temporal.Instant {
  if (purpose === 'phone') return now.add({ hours: PHONE_HOURS });
  const days = now
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: JOIN_DAYS + 1 });
  const term = serves.until.add({ days: 1 });
  const first = Temporal.PlainDate.compare(days, term) < 0 ? days : term;
  const end = first.toZonedDateTime(zone).toInstant();
  // The term may be over: then it works for no moment, and nobody is led to believe otherwise.
  return Temporal.Instant.compare(end, now) > 0 ? end : now;
}

/** Which invitations are taken back. */
export type RevokeScope =
  | { readonly officer: string }
  | { readonly election: string; readonly place: string }
  | {
      readonly election: string;
      readonly area: string;
      /** The committee that asks: its own members keep theirs. */
      readonly not?: { readonly area: string; readonly bodies: readonly string[] };
    };

/**
 * Takes back every code that still works, and gives how many. Who is invited no more is not counted as invited, unless
 * they joined.
 */
export async function revoke(
  trx: Trx,
  scope: RevokeScope,
  by: string,
  now: Temporal.Instant,
): Promise<number> {
  const { rows } = await sql<{ officer: string }>`
    update officer_invitation i set revoked_at = ${now}, revoked_by = ${by}
    from officer o
    where o.id = i.officer and i.used_at is null and i.revoked_at is null and ${whoseOf(scope)}
    returning i.officer`.execute(trx);
  const officers = [...new Set(rows.map(({ officer }) => officer))];
  if (officers.length > 0) {
    await sql`
      delete from officer_mark m using officer o
      where m.officer = o.id and o.id = any(${officers}) and m.mark = ${INVITED} and o.joined_at is null`.execute(
      trx,
    );
  }
  return rows.length;
}

function whoseOf(scope: RevokeScope) {
  if ('officer' in scope) return sql`o.id = ${scope.officer}`;
  if ('place' in scope) return sql`o.election = ${scope.election} and o.place = ${scope.place}`;
  const { election, area, not } = scope;
  const own =
    not === undefined ? sql`` : sql`and not (o.area = ${not.area} and o.body = any(${[...not.bodies]}))`;
  return sql`o.election = ${election} and ${withinArea('o.area', area)} ${own}`;
}

/** Counts a wrong ending of a NIK against a code; gives how many tries are left. */
export async function countWrong(db: Kysely<DatabaseSchema>, invitation: string): Promise<number> {
  const row = await db
    .updateTable('officer_invitation')
    .set({ wrong: sql<number>`least(wrong + 1, ${MOST_WRONG})` })
    .where('id', '=', invitation)
    .returning('wrong')
    .executeTakeFirst();
  return MOST_WRONG - (row?.wrong ?? MOST_WRONG);
}
