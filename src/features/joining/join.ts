import { timingSafeEqual } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { JoiningWay, Officer, OfficerPlan } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { OFFICER_COLUMNS, officerOf, SEALED } from '../../platform/officers/create-officers.ts';
import { JOINED } from '../../platform/officers/officers.ts';
import { type Consent, keepConsent } from './consent.ts';
import { type CodeRefusal, countWrong, findInvitation, INVITED, refusalOf } from './invitations.ts';
import { keepPhone, type NewPasskey, pinKey, tieSession } from './phones.ts';
import { attemptOf, type Ticket } from './ticket.ts';

type Trx = Transaction<DatabaseSchema>;
type Parts = Pick<FeatureContext, 'db' | 'vault' | 'officers' | 'officerSessions'>;

/** That a code lets nobody in. */
export interface Refused {
  readonly state: 'refused';
  readonly why: CodeRefusal;
  readonly officer: Officer;
  /** When a used code was used. */
  readonly at?: Temporal.Instant;
}

/** What became of a code and an ending of a NIK. */
export type CodeAnswer =
  | { readonly state: 'unknown' }
  | Refused
  | { readonly state: 'wrong-person'; readonly left: number; readonly officer: Officer }
  | { readonly state: 'right'; readonly invitation: string; readonly officer: Officer };

/**
 * Whether a code lets this person in. The ending of the NIK is looked at for a code alone that works, one try after the
 * other: it keeps a letter from the wrong hands by mistake. Against guessing stands the code's length.
 */
export async function checkCode(
  { db, vault }: Parts,
  code: string,
  nikEnding: string,
  now: Temporal.ZonedDateTime,
): Promise<CodeAnswer> {
  const found = await findInvitation(db, vault, code);
  if (!found) return { state: 'unknown' };
  return db.transaction().execute(async (trx): Promise<CodeAnswer> => {
    const { officer, invitation, nik } = await locked(trx, vault, found.id);
    const why = refusalOf(invitation, officer, now);
    if (why !== undefined) return { state: 'refused', why, officer, ...atOf(invitation.used_at) };
    if (nik === undefined) return { state: 'refused', why: 'no-nik', officer };
    if (endsIn(nik, nikEnding)) return { state: 'right', invitation: invitation.id, officer };
    const left = await countWrong(trx, invitation.id);
    return left > 0 ? { state: 'wrong-person', left, officer } : { state: 'refused', why: 'locked', officer };
  });
}

/** Invitation and officer of an id, held until the transaction ends, so that of two who come at once one waits. */
async function locked(trx: Trx, vault: Parts['vault'], id: string) {
  const invitation = await trx
    .selectFrom('officer_invitation')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const found = await officerWithNik({ db: trx, vault }, invitation.officer);
  if (!found) throw new Error('An invitation without its officer.');
  return { invitation, ...found };
}

/** An officer, and their NIK where it is known. */
export async function officerWithNik({ db, vault }: Pick<Parts, 'db' | 'vault'>, id: string) {
  const row = await db
    .selectFrom('officer')
    .select([...OFFICER_COLUMNS, 'nik_sealed'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const nik = row.nik_sealed === null ? undefined : vault.open(SEALED.nik, row.nik_sealed);
  return { officer: officerOf(row), nik };
}

/** Whether a NIK ends in four digits; in constant time, as all such comparisons. */
export function endsIn(nik: string, ending: string): boolean {
  return /^\d{4}$/.test(ending) && timingSafeEqual(Buffer.from(nik.slice(-4)), Buffer.from(ending));
}

function atOf(at: Temporal.Instant | null): { readonly at?: Temporal.Instant } {
  return at === null ? {} : { at };
}

/** The phone that joins, and what its owner was shown. */
export interface JoiningPhone {
  readonly now: Temporal.ZonedDateTime;
  readonly lang: Lang;
  readonly deviceName: string;
  /** `Set-Cookie` by which a phone with a PIN is known again. */
  readonly deviceCookie: string;
  readonly facts: Consent['facts'];
}

/** What an officer will prove themselves by. */
export type Proof = { readonly passkey: NewPasskey } | { readonly pin: string };

export type JoinAnswer =
  | { readonly state: 'joined'; readonly officer: Officer; readonly cookies: readonly string[] }
  | Refused;

/**
 * Lets somebody in whose code and NIK were right: uses up the code, keeps what they prove themselves by, marks them as
 * joined, all in one transaction, then opens their session. A phone that sends the same again, because no answer came,
 * gets in as before; another phone is told that the code is used.
 */
export async function join(
  parts: Parts,
  ticket: Ticket,
  proof: Proof,
  more: JoiningPhone,
): Promise<JoinAnswer> {
  const { db, vault, officerSessions } = parts;
  const done = await db.transaction().execute(async (trx) => {
    const { invitation, officer } = await locked(trx, vault, ticket.invitation);
    if (invitation.used_by?.equals(attemptOf(ticket))) {
      const phone = await phoneAgain(trx, vault, ticket, proof);
      if (phone !== undefined) return { officer, phone, way: wayOf(invitation, proof) };
    }
    const why = refusalOf(invitation, officer, more.now);
    if (why !== undefined) return { officer, why, ...atOf(invitation.used_at) };
    return { officer, ...(await useUp(trx, parts, { invitation, officer, ticket, proof }, more)) };
  });
  if ('why' in done) return { state: 'refused', ...done };
  const session = await officerSessions.open(done.officer, done.way, more.deviceName);
  await tieSession(db, session.device, done.phone);
  return {
    state: 'joined',
    officer: done.officer,
    cookies: 'pin' in proof ? [session.setCookie, more.deviceCookie] : [session.setCookie],
  };
}

type Invitation = Selectable<DatabaseSchema['officer_invitation']>;

async function useUp(
  trx: Trx,
  { vault, officers }: Parts,
  {
    invitation,
    officer,
    ticket,
    proof,
  }: {
    readonly invitation: Invitation;
    readonly officer: Officer;
    readonly ticket: Ticket;
    readonly proof: Proof;
  },
  { now, lang, deviceName, facts }: JoiningPhone,
) {
  const at = now.toInstant();
  await trx
    .updateTable('officer_invitation')
    .set({ used_at: at, used_by: attemptOf(ticket) })
    .where('id', '=', invitation.id)
    .execute();
  const phone = await keepPhone(trx, {
    officer: officer.id,
    name: deviceName,
    now: at,
    ...('passkey' in proof ? proof : { vault, device: ticket.device, pin: proof.pin }),
  });
  await keepConsent(trx, {
    officer: officer.id,
    lang,
    facts,
    given: 'self',
    at,
  });
  if (invitation.purpose === 'join') {
    await markJoined(trx, officers, officer, keyOf(proof), at);
  }
  return { phone, way: wayOf(invitation, proof) };
}

/** Marks an officer as joined; false where they were before. */
export async function markJoined(
  trx: Trx,
  officers: Parts['officers'],
  officer: Officer,
  way: JoiningWay,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('officer')
    .set({ joined_at: at, joined_by: way })
    .where('id', '=', officer.id)
    .where('joined_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await officers.mark(trx, officer, JOINED, at);
  // Who joined was invited, by whatever way the code came.
  await officers.mark(trx, officer, INVITED, at);
  return true;
}

/** What the text of the consent names. */
export function consentFacts(city: FeatureContext['city'], plan: OfficerPlan | undefined): Consent['facts'] {
  return {
    electionOffice: city.electionOffice.name,
    cityOffice: city.cityOffice.name,
    eraseAfterDays: plan?.eraseAfterDays ?? 0,
  };
}

function wayOf({ purpose }: Pick<Invitation, 'purpose'>, proof: Proof): 'code' | 'passkey' | 'pin' {
  return purpose === 'phone' ? 'code' : keyOf(proof);
}

function keyOf(proof: Proof): 'passkey' | 'pin' {
  return 'passkey' in proof ? 'passkey' : 'pin';
}

/** The phone that this very attempt kept, where it proves itself by the same again. */
async function phoneAgain(
  trx: Trx,
  vault: Parts['vault'],
  { officer, device }: Ticket,
  proof: Proof,
): Promise<string | undefined> {
  const phones = trx
    .selectFrom('officer_phone')
    .select('id')
    .where('officer', '=', officer)
    .where('ended_at', 'is', null);
  const found = await ('passkey' in proof
    ? phones.where('credential', '=', proof.passkey.credential)
    : phones.where('pin_key', '=', pinKey(vault, officer, device, proof.pin))
  ).executeTakeFirst();
  return found?.id;
}
