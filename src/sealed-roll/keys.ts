/** Key files: the issuer's signing key, its public part, and one share of the roll key per holder. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { z } from 'zod';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { isTaken, readSmallText, removeFile, systemCode, writeSecretText } from './files.ts';
import type { IssuerKey } from './format.ts';
import { type KeyPair, keyPairOf, randomScalar } from './oprf-server.ts';

/** Holders of a new roll's key unless told otherwise: the election office and the city. */
export const DEFAULT_HOLDERS: readonly string[] = ['kpu', 'kota'];

/** A share of a roll key. `keyId` is the first 16 hex digits of SHA-256(public key). */
export type KeyShare = KeyPair & { readonly holder: string; readonly keyId: string };

/** The issuer's Ed25519 signing key. */
export type IssuerSecret = IssuerKey & { readonly secret: Uint8Array };

export type KeyFileProblem =
  | 'missing'
  | 'exists'
  | 'unreadable'
  | 'not-json'
  | 'wrong-kind'
  | 'version'
  | 'field'
  | 'mismatch'
  | 'no-space'
  | 'holder-name';

/** A key file that cannot be used, or would be overwritten. `code` is stable; no part of a key is in the message. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  readonly code: KeyFileProblem;
  constructor(code: KeyFileProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const bytesField = z.string().transform((text, context) => {
  const bytes = decodeBase64url(text);
  if (bytes?.length === 32) return bytes;
  context.addIssue({ code: 'custom', message: 'expected 32 bytes in base64url' });
  return z.NEVER;
});
const holderName = z.string().regex(/^[a-z0-9-]{1,32}$/, 'expected up to 32 of a-z, 0-9 and dash');

const SHARE = z.object({
  format: z.literal('jendela-key-share'),
  version: z.literal(1),
  holder: holderName,
  publicKey: bytesField,
  secret: bytesField,
});
const ISSUER_PUBLIC = z.object({
  format: z.literal('jendela-issuer'),
  version: z.literal(1),
  issuer: z.string().min(1),
  publicKey: bytesField,
});
const ISSUER_SECRET = ISSUER_PUBLIC.extend({ format: z.literal('jendela-issuer-key'), secret: bytesField });

/** The id under which a holder serves a key. */
export function keyIdOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

/** A new share for a holder. */
export function newShare(holder: string): KeyShare {
  return shareOf(holder, randomScalar());
}

function shareOf(holder: string, secret: Uint8Array): KeyShare {
  const pair = keyPairOf(secret);
  return { ...pair, holder, keyId: keyIdOf(pair.publicKey) };
}

/** A new issuer's key. */
export function newIssuer(issuer: string): IssuerSecret {
  const { secretKey, publicKey } = ed25519.keygen();
  return { issuer, secret: secretKey, publicKey: encodeBase64url(publicKey) };
}

/** The paths of what `generateKeys` wrote. */
export type KeyFiles = {
  readonly issuerKey: string;
  readonly issuerPublic: string;
  readonly shares: readonly { readonly holder: string; readonly path: string }[];
};

/**
 * Makes the issuer's key pair and one share per holder, as `issuer.key.json`, `issuer.pub.json` and
 * `<holder>.share.json` in a folder, readable by their owner alone. Either all of them are written or none.
 * Throws KeyFileError: exists, holder-name, no-space, unreadable.
 */
export async function generateKeys(
  folder: string,
  { issuer, holders = DEFAULT_HOLDERS }: { readonly issuer: string; readonly holders?: readonly string[] },
): Promise<KeyFiles> {
  const isNamedWell = holders.every((holder) => holderName.safeParse(holder).success);
  if (!isNamedWell || holders.length === 0 || new Set(holders).size !== holders.length) {
    throw new KeyFileError(
      'holder-name',
      'Each holder needs a name of its own: up to 32 of a-z, 0-9 and dash',
    );
  }
  const shares = holders.map((holder) => ({ holder, path: join(folder, `${holder}.share.json`) }));
  const issuerKey = join(folder, 'issuer.key.json');
  const issuerPublic = join(folder, 'issuer.pub.json');
  const key = newIssuer(issuer);
  await writeNewFiles([
    [issuerKey, issuerKeyText(key)],
    [issuerPublic, issuerPublicText(key)],
    ...shares.map(({ holder, path }) => [path, shareText(newShare(holder))] as const),
  ]);
  return { issuerKey, issuerPublic, shares };
}

async function writeNewFiles(files: readonly (readonly [path: string, text: string])[]): Promise<void> {
  for (const [path] of files) {
    if (await isTaken(path)) throw new KeyFileError('exists', `${path} exists and is not overwritten`);
  }
  const written: string[] = [];
  try {
    for (const [path, text] of files) {
      written.push(path);
      await writeSecretText(path, text);
    }
  } catch (cause) {
    const code = systemCode(cause);
    // The last one is somebody else's if it was there first.
    if (code === 'EEXIST') written.pop();
    await Promise.all(written.map(removeFile));
    throw new KeyFileError(code === 'ENOSPC' ? 'no-space' : 'unreadable', `Keys not written: ${code}`, {
      cause,
    });
  }
}

const asText = (fields: object): string => `${JSON.stringify(fields, null, 2)}\n`;

function shareText({ holder, keyId, publicKey, secret }: KeyShare): string {
  return asText({
    format: 'jendela-key-share',
    version: 1,
    holder,
    keyId,
    publicKey: encodeBase64url(publicKey),
    secret: encodeBase64url(secret),
  });
}

function issuerKeyText({ issuer, publicKey, secret }: IssuerSecret): string {
  return asText({
    format: 'jendela-issuer-key',
    version: 1,
    issuer,
    publicKey,
    secret: encodeBase64url(secret),
  });
}

function issuerPublicText({ issuer, publicKey }: IssuerKey): string {
  return asText({ format: 'jendela-issuer', version: 1, issuer, publicKey });
}

/** A holder's share. Throws KeyFileError. */
export async function readShare(path: string): Promise<KeyShare> {
  const { holder, publicKey, secret } = parseKeyFile(path, await readKeyText(path), SHARE);
  const share = fitting(path, () => shareOf(holder, secret));
  if (Buffer.compare(share.publicKey, publicKey) !== 0) throw mismatch(path);
  return share;
}

/** The issuer's signing key. Throws KeyFileError. */
export async function readIssuerSecret(path: string): Promise<IssuerSecret> {
  const { issuer, publicKey, secret } = parseKeyFile(path, await readKeyText(path), ISSUER_SECRET);
  if (Buffer.compare(ed25519.getPublicKey(secret), publicKey) !== 0) throw mismatch(path);
  return { issuer, secret, publicKey: encodeBase64url(publicKey) };
}

/** The issuer's public key. Throws KeyFileError. */
export async function readIssuerPublic(path: string): Promise<IssuerKey> {
  const { issuer, publicKey } = parseKeyFile(path, await readKeyText(path), ISSUER_PUBLIC);
  return { issuer, publicKey: encodeBase64url(publicKey) };
}

async function readKeyText(path: string): Promise<string> {
  try {
    return await readSmallText(path);
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'ENOENT') throw new KeyFileError('missing', `There is no key file ${path}`, { cause });
    throw new KeyFileError('unreadable', `${path} cannot be read: ${code}`, { cause });
  }
}

function parseKeyFile<Schema extends z.ZodType>(
  path: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(path, text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  if (field === 'format') throw new KeyFileError('wrong-kind', `${path} is a file of another kind`);
  if (field === 'version') throw new KeyFileError('version', `${path} is of another version`);
  throw new KeyFileError('field', `${path}: ${field} is missing or wrong: ${issue?.message}`);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes what it read, which may be a key.
    throw new KeyFileError('not-json', `${path} is not JSON`);
  }
}

function fitting<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw new KeyFileError('field', `${path}: secret is no valid key`, { cause });
  }
}

function mismatch(path: string): KeyFileError {
  return new KeyFileError('mismatch', `${path}: the public key does not belong to the secret one`);
}
