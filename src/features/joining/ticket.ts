import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../../platform/vault.ts';
import { opened, sealed } from './sealed.ts';

/** How long somebody may take from the code to the end, on a slow phone with a weak network. */
const TICKET_MINUTES = 30;
const PURPOSE = 'joining.ticket';
const SECRET_BYTES = 32;

const ticketShape = z.object({
  /** Id of the invitation whose code and NIK ending were right. */
  invitation: z.string(),
  officer: z.string(),
  /** The challenge of a passkey, base64url. */
  challenge: z.string(),
  /** What this phone is known by afterwards. */
  device: z.string(),
  /** Milliseconds since 1970, by this window's clock: that of the phone has no part in it. */
  until: z.number(),
});

/**
 * What a phone carries from one page of joining to the next, sealed so that it can neither read nor change it. It stands
 * in no table: who stops half-way leaves nothing behind.
 */
export type Ticket = z.output<typeof ticketShape>;

/** A ticket for an invitation, with a challenge and a phone's secret of its own. */
export function newTicket(
  vault: Vault,
  of: Pick<Ticket, 'invitation' | 'officer'> & { readonly device: string | undefined },
  now: Temporal.Instant,
): { readonly ticket: Ticket; readonly sealed: string } {
  const ticket: Ticket = {
    invitation: of.invitation,
    officer: of.officer,
    challenge: randomBytes(SECRET_BYTES).toString('base64url'),
    // A phone that somebody else joined on before keeps its secret, and their PIN with it.
    device: of.device ?? randomBytes(SECRET_BYTES).toString('base64url'),
    until: now.add({ minutes: TICKET_MINUTES }).epochMilliseconds,
  };
  return { ticket, sealed: sealed(vault, PURPOSE, ticket) };
}

/** The ticket that a form brings back; undefined where it is not ours, was changed, or took too long. */
export function readTicket(vault: Vault, text: string, now: Temporal.Instant): Ticket | undefined {
  const ticket = opened(vault, PURPOSE, ticketShape, text);
  return ticket && ticket.until >= now.epochMilliseconds ? ticket : undefined;
}

/** Tells one attempt from another: the same ticket sent twice is the same. */
export function attemptOf({ challenge }: Ticket): Buffer {
  return createHash('sha256').update(`attempt ${challenge}`).digest();
}

/** How long a sign-in page may stay open. */
const CHALLENGE_MINUTES = 30;
const CHALLENGE_PURPOSE = 'joining.challenge';
const challengeShape = z.object({ challenge: z.string(), until: z.number() });

/** A challenge for a passkey that signs in, sealed for the form that answers it. */
export function newChallenge(
  vault: Vault,
  now: Temporal.Instant,
): { readonly challenge: string; readonly sealed: string } {
  const challenge = randomBytes(SECRET_BYTES).toString('base64url');
  const until = now.add({ minutes: CHALLENGE_MINUTES }).epochMilliseconds;
  return { challenge, sealed: sealed(vault, CHALLENGE_PURPOSE, { challenge, until }) };
}

/** The challenge that a form brings back, and until when it could be answered. */
export function readChallenge(
  vault: Vault,
  text: string,
  now: Temporal.Instant,
): { readonly challenge: string; readonly until: Temporal.Instant } | undefined {
  const found = opened(vault, CHALLENGE_PURPOSE, challengeShape, text);
  if (!found || found.until < now.epochMilliseconds) return undefined;
  return { challenge: found.challenge, until: Temporal.Instant.fromEpochMilliseconds(found.until) };
}
