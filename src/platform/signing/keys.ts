import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';

/** The one algorithm of signatures: EdDSA with Ed25519 (RFC 8037). */
export const ALGORITHM = 'EdDSA';

const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A private key as it lies in its file. */
const privateJwkSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: bytes32,
  d: bytes32,
  kid: bytes32,
  /** When it was made, in seconds since 1970. */
  iat: z.number().int().positive(),
});

export type PrivateJwk = z.output<typeof privateJwkSchema>;

/** A key that can sign, with what others check its signatures by. */
export interface SigningKey {
  readonly kid: string;
  readonly x: string;
  readonly createdAt: Temporal.Instant;
  readonly privateKey: CryptoKey;
}

/** Where the signer has its key from. */
export interface KeySource {
  /** The key that signs now. Its public part is recorded before it is given. */
  current(): Promise<SigningKey>;
}

/** A key for signing could not be had or used; no part of it is in the message. `code` is stable. */
export class SigningKeyError extends Error {
  readonly code: 'signing-key-unreadable' | 'signing-key-not-writable' | 'signing-key-unknown';

  constructor(code: SigningKeyError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SigningKeyError';
    this.code = code;
  }
}

/** A new key. */
export async function makePrivateJwk(now: Temporal.Instant): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  return privateJwkSchema.parse({
    ...jwk,
    kid: await calculateJwkThumbprint(jwk),
    iat: Math.floor(now.epochMilliseconds / 1000),
  });
}

/**
 * The key of a file's text.
 *
 * @throws SigningKeyError where the text is no key, or its parts are not of one key
 */
export async function parsePrivateJwk(text: string, file: string): Promise<PrivateJwk> {
  const parsed = privateJwkSchema.safeParse(jsonOf(text));
  if (!parsed.success || (await calculateJwkThumbprint(parsed.data)) !== parsed.data.kid) {
    throw new SigningKeyError(
      'signing-key-unreadable',
      `${file} is no signing key. Bring it back from a copy; a new one is made only where there is no file.`,
    );
  }
  return parsed.data;
}

/** The key, ready to sign. */
export async function signingKeyOf(jwk: PrivateJwk): Promise<SigningKey> {
  return {
    kid: jwk.kid,
    x: jwk.x,
    createdAt: Temporal.Instant.fromEpochMilliseconds(jwk.iat * 1000),
    privateKey: await importJWK({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, d: jwk.d }, ALGORITHM),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
