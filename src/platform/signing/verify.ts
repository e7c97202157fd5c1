import { compactVerify, errors, importJWK } from 'jose';
import { z } from 'zod';
import type { SomeLanguages } from '../../domain/item.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { SIGNATURE_TYPE } from './create-signer.ts';
import { ALGORITHM } from './keys.ts';
import { contentDigest, textDigests } from './normal-text.ts';
import type { PublicKey } from './public-keys.ts';
import type { VersionClaims } from './signer.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const digests = z.object({ id: digest.optional(), en: digest.optional() });

const payloadSchema = z.object({
  iss: z.string(),
  iat: z.number().int(),
  item: z.string(),
  version: z.number().int(),
  kind: z.string(),
  agency: z.string(),
  event: z.enum(['published', 'corrected', 'expired', 'withdrawn']),
  address: z.string(),
  at: z.string().transform((text, context) => {
    try {
      return Temporal.Instant.from(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'instant' });
      return z.NEVER;
    }
  }),
  title: digests,
  text: digests,
  content: digest,
  note: digests.optional(),
});

/** What a signature says, with digests in place of the words. */
export type SignedClaims = z.output<typeof payloadSchema>;

/** Whether a signature is to be believed, and what it says. */
export type Verification =
  | { readonly ok: true; readonly claims: SignedClaims; readonly key: PublicKey }
  | {
      readonly ok: false;
      /** `revoked`: it may be of whoever else had the key. */
      readonly reason: 'malformed' | 'unknown-key' | 'wrong' | 'revoked';
    };

/** Checks a version's signature by the window's public keys. */
export async function verifySignature(jws: string, keys: readonly PublicKey[]): Promise<Verification> {
  try {
    let used: PublicKey | undefined;
    const { payload, protectedHeader } = await compactVerify(
      jws,
      async ({ kid }) => {
        used = keys.find((key) => key.kid === kid);
        if (!used) throw new errors.JWKSNoMatchingKey();
        return importJWK({ kty: 'OKP', crv: 'Ed25519', x: used.x }, ALGORITHM);
      },
      { algorithms: [ALGORITHM] },
    );
    const claims = payloadSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    if (!used || !claims.success || protectedHeader.typ !== SIGNATURE_TYPE) {
      return { ok: false, reason: 'malformed' };
    }
    return isRevoked(used, claims.data)
      ? { ok: false, reason: 'revoked' }
      : { ok: true, claims: claims.data, key: used };
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return { ok: false, reason: 'unknown-key' };
    if (error instanceof errors.JWSSignatureVerificationFailed) return { ok: false, reason: 'wrong' };
    if (error instanceof errors.JOSEError || error instanceof SyntaxError || error instanceof TypeError) {
      return { ok: false, reason: 'malformed' };
    }
    throw error;
  }
}

function isRevoked({ revoked }: PublicKey, { iat }: SignedClaims): boolean {
  return revoked !== null && iat * 1000 >= revoked.since.epochMilliseconds;
}

/** A version as it stands in the database. */
export type StoredVersion = Omit<VersionClaims, 'address'>;

/**
 * Names of what a stored version says otherwise than its signature; empty where all is as it was signed. The address
 * is not among them: a window may move to another one.
 */
export function differencesFrom(claims: SignedClaims, version: StoredVersion): readonly string[] {
  const told: Readonly<Record<string, boolean>> = {
    item: claims.item === version.item,
    version: claims.version === version.version,
    kind: claims.kind === version.kind,
    agency: claims.agency === version.agency,
    event: claims.event === version.event,
    // The database keeps microseconds, the clock may show less or more.
    at: Math.abs(claims.at.epochMilliseconds - version.at.epochMilliseconds) <= 1,
    title: isSame(claims.title, textDigests(version.title)),
    text: isSame(claims.text, textDigests(version.text)),
    content: claims.content === contentDigest(version.content),
    note: isSame(claims.note ?? {}, textDigests(version.note ?? {})),
  };
  return Object.keys(told).filter((name) => !told[name]);
}

function isSame(signed: z.output<typeof digests>, stored: SomeLanguages): boolean {
  return LANGUAGES.every((language) => signed[language] === stored[language]);
}
