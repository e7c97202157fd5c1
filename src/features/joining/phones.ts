import { createHash, randomUUID } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { Vault } from '../../platform/vault.ts';

type Db = Kysely<DatabaseSchema> | Transaction<DatabaseSchema>;
type Phone = Selectable<DatabaseSchema['officer_phone']>;

/** Wrong PINs that lock a phone. */
export const MOST_WRONG_PINS = 5;
const DEVICE_KEY = 'joining.device';
const PIN_KEY = 'joining.pin';

/** Why a PIN is not taken. */
export type PinProblem = 'length' | 'simple' | 'birthday';

/** Whether a PIN is one that a finder of the phone would not try first. */
export function pinProblem(pin: string, nik: string | undefined): PinProblem | undefined {
  if (!/^\d{6}$/.test(pin)) return 'length';
  const steps = new Set([...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10));
  // All alike, or counting up or down.
  if (steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? -1)) return 'simple';
  if (/^(\d\d)\1\1$|^(\d{3})\2$/.test(pin)) return 'simple';
  if (nik === undefined) return undefined;
  const day = String(Number(nik.slice(6, 8)) % 40).padStart(2, '0');
  const [month, year] = [nik.slice(8, 10), nik.slice(10, 12)];
  return [day + month + year, nik.slice(6, 12), year + month + day].includes(pin) ? 'birthday' : undefined;
}

/** A passkey as its registration gave it. */
export interface NewPasskey {
  readonly credential: string;
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** Where the window's passkeys belong. */
export function relyingParty({ publicUrl }: { readonly publicUrl: string }) {
  return { expectedOrigin: new URL(publicUrl).origin, expectedRPID: new URL(publicUrl).hostname };
}

const base64url = z.string().regex(/^[\w-]{1,8192}$/);
const registrationShape = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).catch({}),
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
});
const authenticationShape = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).catch({}),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
  }),
});

/** The passkey that a phone made for a challenge; undefined where it is none, or of another challenge or site. */
export async function readNewPasskey(
  text: string,
  challenge: string,
  site: { readonly publicUrl: string },
): Promise<NewPasskey | undefined> {
  const given = parsed(registrationShape, text);
  if (!given) return undefined;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: given satisfies RegistrationResponseJSON,
      expectedChallenge: challenge,
      ...relyingParty(site),
      // It stands alone, so the phone has to ask for a finger, a face or its own PIN.
      requireUserVerification: true,
    });
    if (!verified) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { credential: id, publicKey: Buffer.from(publicKey), counter };
  } catch {
    // The library throws for whatever does not fit: each means the same to us.
    return undefined;
  }
}

/** Keeps a passkey, or a PIN of this phone; the id of the phone. A PIN of the same phone takes the place of its last. */
export async function keepPhone(
  db: Db,
  phone: { readonly officer: string; readonly name: string; readonly now: Temporal.Instant } & (
    | { readonly passkey: NewPasskey }
    | { readonly vault: Vault; readonly device: string; readonly pin: string }
  ),
): Promise<string> {
  const { officer, name, now } = phone;
  const id = randomUUID();
  const common = { id, officer, name, created_at: now, used_at: now, ended_at: null, wrong: 0 };
  if ('passkey' in phone) {
    const { credential, publicKey: public_key, counter } = phone.passkey;
    await db
      .insertInto('officer_phone')
      .values({
        ...common,
        kind: 'passkey',
        credential,
        public_key,
        counter,
        device_key: null,
        pin_key: null,
      })
      .execute();
    return id;
  }
  const pin_key = pinKey(phone.vault, officer, phone.device, phone.pin);
  const kept = await db
    .insertInto('officer_phone')
    .values({
      ...common,
      kind: 'pin',
      credential: null,
      public_key: null,
      counter: null,
      device_key: deviceKey(phone.vault, phone.device),
      pin_key,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['device_key', 'officer'])
        .doUpdateSet({ pin_key, name, created_at: now, used_at: now, ended_at: null, wrong: 0 }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return kept.id;
}

/** Phones of an officer that still let in, the latest first. */
export async function phonesOf(db: Db, officer: string): Promise<readonly Phone[]> {
  return db
    .selectFrom('officer_phone')
    .selectAll()
    .where('officer', '=', officer)
    .where('ended_at', 'is', null)
    .orderBy('used_at', 'desc')
    .limit(50)
    .execute();
}

/** Officers who have a PIN on a phone, by name. */
export async function officersOnPhone(db: Db, vault: Vault, device: string) {
  return db
    .selectFrom('officer_phone')
    .innerJoin('officer', 'officer.id', 'officer_phone.officer')
    .select(['officer_phone.officer', 'officer.name'])
    .where('device_key', '=', deviceKey(vault, device))
    .where('ended_at', 'is', null)
    .where('erased_at', 'is', null)
    .orderBy('officer_phone.used_at', 'desc')
    .limit(20)
    .execute();
}

export type PinAnswer =
  | { readonly state: 'right'; readonly phone: string }
  | { readonly state: 'wrong'; readonly left: number }
  | { readonly state: 'locked' }
  | { readonly state: 'unknown' };

/** Whether a PIN is that of an officer on this phone. Tries come one after the other, however many are sent at once. */
export async function checkPin(
  db: Kysely<DatabaseSchema>,
  vault: Vault,
  given: {
    readonly officer: string;
    readonly device: string;
    readonly pin: string;
    readonly now: Temporal.Instant;
  },
): Promise<PinAnswer> {
  return db.transaction().execute(async (trx) => {
    const phone = await trx
      .selectFrom('officer_phone')
      .select(['id', 'pin_key', 'wrong'])
      .where('device_key', '=', deviceKey(vault, given.device))
      .where('officer', '=', given.officer)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!phone?.pin_key) return { state: 'unknown' };
    if (phone.wrong >= MOST_WRONG_PINS) return { state: 'locked' };
    const right = phone.pin_key.equals(pinKey(vault, given.officer, given.device, given.pin));
    const wrong = right ? 0 : phone.wrong + 1;
    await trx
      .updateTable('officer_phone')
      .set({ wrong, ...(right ? { used_at: given.now } : {}) })
      .where('id', '=', phone.id)
      .execute();
    if (right) return { state: 'right', phone: phone.id };
    return wrong >= MOST_WRONG_PINS ? { state: 'locked' } : { state: 'wrong', left: MOST_WRONG_PINS - wrong };
  });
}

/** The phone whose passkey answered a challenge; undefined where it did not, or the challenge was answered before. */
export async function checkPasskey(
  db: Kysely<DatabaseSchema>,
  text: string,
  { challenge, until }: { readonly challenge: string; readonly until: Temporal.Instant },
  site: { readonly publicUrl: string; readonly now: Temporal.Instant },
): Promise<{ readonly phone: string; readonly officer: string } | undefined> {
  const given = parsed(authenticationShape, text);
  if (!given) return undefined;
  const phone = await db
    .selectFrom('officer_phone')
    .select(['id', 'officer', 'public_key', 'counter', 'credential'])
    .where('credential', '=', given.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!phone?.credential || phone.public_key === null || phone.counter === null) return undefined;
  const counter = await newCounter(given, challenge, site, {
    id: phone.credential,
    publicKey: new Uint8Array(phone.public_key),
    counter: Number(phone.counter),
  });
  if (counter === undefined) return undefined;
  return db.transaction().execute(async (trx) => {
    const first = await trx
      .insertInto('officer_challenge')
      .values({ digest: createHash('sha256').update(challenge).digest(), expires_at: until })
      .onConflict((conflict) => conflict.doNothing())
      .returning('digest')
      .executeTakeFirst();
    if (!first) return undefined;
    await trx
      .updateTable('officer_phone')
      .set({ counter, used_at: site.now })
      .where('id', '=', phone.id)
      .execute();
    return { phone: phone.id, officer: phone.officer };
  });
}

async function newCounter(
  response: AuthenticationResponseJSON,
  challenge: string,
  site: { readonly publicUrl: string },
  credential: { readonly id: string; readonly publicKey: Uint8Array<ArrayBuffer>; readonly counter: number },
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      ...relyingParty(site),
      credential,
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}

/** Ends a phone of an officer: what it proved itself by is worth nothing any more. Gives the sessions it had. */
export async function endPhone(
  db: Db,
  officer: string,
  phone: string,
  now: Temporal.Instant,
): Promise<readonly string[] | undefined> {
  const ended = await db
    .updateTable('officer_phone')
    .set({ ended_at: now })
    .where('id', '=', phone)
    .where('officer', '=', officer)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) return undefined;
  const sessions = await db
    .selectFrom('officer_phone_session')
    .select('session')
    .where('phone', '=', phone)
    .execute();
  return sessions.map(({ session }) => session);
}

/** Ends every phone of an officer, but for one where it is named. */
export async function endAllPhones(
  db: Db,
  officer: string,
  now: Temporal.Instant,
  but?: string,
): Promise<void> {
  let ending = db
    .updateTable('officer_phone')
    .set({ ended_at: now })
    .where('officer', '=', officer)
    .where('ended_at', 'is', null);
  if (but !== undefined) ending = ending.where('id', '!=', but);
  await ending.execute();
}

/** The phone by which a session was opened. */
export async function phoneOf(db: Db, session: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('officer_phone_session')
    .select('phone')
    .where('session', '=', session)
    .executeTakeFirst();
  return row?.phone;
}

/** Remembers by which phone a session was opened, so that it ends with it. */
export async function tieSession(db: Db, session: string, phone: string): Promise<void> {
  await db.insertInto('officer_phone_session').values({ session, phone }).execute();
}

function deviceKey(vault: Vault, device: string): Buffer {
  return vault.lookup(DEVICE_KEY, device);
}

/**
 * Six digits are a million: what keeps a stolen database from trying them all is the vault's key, which is not in it,
 * and the phone's secret of 256 bits, which is on the phone alone. A slow hash would add nothing to that.
 */
export function pinKey(vault: Vault, officer: string, device: string, pin: string): Buffer {
  return vault.lookup(PIN_KEY, `${officer}\0${device}\0${pin}`);
}

function parsed<Shape extends z.ZodType>(shape: Shape, text: string): z.output<Shape> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = shape.safeParse(value);
  return result.success ? result.data : undefined;
}

/** Erases by what officers signed in, and the codes that they were given. That they agreed, and to what, stays. */
export async function erasePhones(
  trx: Transaction<DatabaseSchema>,
  officers: readonly string[],
): Promise<void> {
  const theirs = sql<boolean>`officer = any(${officers})`;
  await trx.deleteFrom('officer_phone').where(theirs).execute();
  await trx.deleteFrom('officer_invitation').where(theirs).execute();
}
