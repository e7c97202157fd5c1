import { CompactSign } from 'jose';
import type { Kysely } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import type { Config } from '../config/config.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import { keyFileMark, readOrMakeKey } from './key-file.ts';
import { ALGORITHM, type KeySource, makePrivateJwk, type SigningKey, signingKeyOf } from './keys.ts';
import { contentDigest, textDigests } from './normal-text.ts';
import { recordPublicKey } from './public-keys.ts';
import type { Signer } from './signer.ts';

/** `typ` of our signatures: a statement about a version, and no token that lets anybody in. */
export const SIGNATURE_TYPE = 'jendela-version+jws';

export interface SignerOptions {
  readonly keys: KeySource;
  /** The window's address, which stands in each signature. */
  readonly issuer: string;
  /** True time: what is signed is for the world outside, whatever a rehearsal's clock shows. */
  readonly clock: Clock;
}

/** Signs published versions with a source's current key. */
export function createSigner({ keys, issuer, clock }: SignerOptions): Signer {
  return {
    async sign(claims) {
      const key = await keys.current();
      const payload = {
        iss: issuer,
        iat: Math.floor(clock().epochMilliseconds / 1000),
        item: claims.item,
        version: claims.version,
        kind: claims.kind,
        agency: claims.agency,
        event: claims.event,
        address: claims.address,
        at: claims.at.toString(),
        title: textDigests(claims.title),
        text: textDigests(claims.text),
        content: contentDigest(claims.content),
        ...(claims.note && { note: textDigests(claims.note) }),
      };
      return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: SIGNATURE_TYPE })
        .sign(key.privateKey);
    },
  };
}

interface KeyOptions {
  readonly db: Kysely<DatabaseSchema>;
  readonly clock: Clock;
}

/**
 * The signer of a window, or of a command that publishes, with the key of KEYS_DIR.
 *
 * @throws SigningKeyError where the key cannot be read or made
 */
export async function openSigner({
  config,
  db,
  clock,
}: KeyOptions & { readonly config: Pick<Config, 'keysDir' | 'publicUrl'> }): Promise<Signer> {
  const keys = await openFileKeys({ keysDir: config.keysDir, db, clock });
  return createSigner({ keys, issuer: config.publicUrl, clock });
}

/**
 * The key in the folder's file, made at once where there is none. A file that another process put in its place is
 * taken up with the next signature.
 *
 * @throws SigningKeyError where the key cannot be read or made
 */
export async function openFileKeys({
  keysDir,
  db,
  clock,
}: KeyOptions & { readonly keysDir: string }): Promise<KeySource> {
  let known: { readonly mark: string | undefined; readonly key: SigningKey } | undefined;
  async function current(): Promise<SigningKey> {
    // The mark is taken before the file is read: one that is replaced in between is read again next time.
    let mark = await keyFileMark(keysDir);
    if (known && mark !== undefined && known.mark === mark) return known.key;
    if (mark === undefined) {
      await readOrMakeKey(keysDir, clock());
      mark = await keyFileMark(keysDir);
    }
    const key = await signingKeyOf(await readOrMakeKey(keysDir, clock()));
    await recordPublicKey(db, key);
    known = { mark, key };
    return key;
  }
  await current();
  return { current };
}

/** A key that is in memory alone and gone with the process: for tests. */
export async function openMemoryKeys({ db, clock }: KeyOptions): Promise<KeySource> {
  const key = await signingKeyOf(await makePrivateJwk(clock()));
  await recordPublicKey(db, key);
  return { current: async () => key };
}
