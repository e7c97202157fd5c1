import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeBase64url } from '../../sealed-roll/base64url.ts';
import type { IssuerKey } from '../../sealed-roll/format.ts';
import { type KeyShare, readIssuerPublic, readShare } from '../../sealed-roll/keys.ts';

/** The keys in the window's folder: whose signatures it believes, and the shares it holds itself. */
export interface Keyring {
  readonly issuers: readonly IssuerKey[];
  readonly shares: readonly KeyShare[];
  /** The share that belongs to a holder's public key in a roll's header. */
  share(holder: string, publicKey: string): KeyShare | undefined;
}

/**
 * Reads `issuer.pub.json`, `*.issuer.pub.json` and `*.share.json` of a folder. One that is not there is an empty one:
 * a window without rolls needs no keys.
 *
 * @throws KeyFileError where a file of such a name is no key file
 */
export async function readKeyring(keysDir: string): Promise<Keyring> {
  const names = (await namesIn(keysDir)).sort();
  const chosen = (ending: RegExp) =>
    names.filter((name) => ending.test(name)).map((name) => join(keysDir, name));
  const issuers = await Promise.all(chosen(/(^|\.)issuer\.pub\.json$/).map(readIssuerPublic));
  const shares = await Promise.all(chosen(/\.share\.json$/).map(readShare));
  return {
    issuers,
    shares,
    share: (holder, publicKey) =>
      shares.find((share) => share.holder === holder && encodeBase64url(share.publicKey) === publicKey),
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
