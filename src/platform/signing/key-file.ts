import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { makePrivateJwk, type PrivateJwk, parsePrivateJwk, SigningKeyError } from './keys.ts';

/** Name of the key's file in KEYS_DIR. */
export const KEY_FILE = 'signing.jwk.json';

/**
 * The key in the folder's file; a new one where there is none. Of several processes that make one at once, one wins,
 * and all have its key.
 *
 * @throws SigningKeyError where the file is no key, or the folder cannot be written
 */
export async function readOrMakeKey(keysDir: string, now: Temporal.Instant): Promise<PrivateJwk> {
  const file = path.join(keysDir, KEY_FILE);
  const known = await readKey(file);
  if (known) return known;
  await withWholeFile(keysDir, await makePrivateJwk(now), async (part) => {
    try {
      await link(part, file); // unlike a rename it never takes the place of another's key
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  });
  const made = await readKey(file);
  if (made) return made;
  throw new SigningKeyError('signing-key-unreadable', `${file} was made and is gone again.`);
}

/** Puts a key in the place of the one that is there: whoever reads has the one or the other, whole. */
export async function replaceKey(keysDir: string, jwk: PrivateJwk): Promise<void> {
  await withWholeFile(keysDir, jwk, (part) => rename(part, path.join(keysDir, KEY_FILE)));
}

/** What changes when the file is another one; undefined where there is none. */
export async function keyFileMark(keysDir: string): Promise<string | undefined> {
  try {
    const { ino, mtimeMs, size } = await stat(path.join(keysDir, KEY_FILE));
    return `${ino} ${mtimeMs} ${size}`;
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

async function readKey(file: string): Promise<PrivateJwk | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw new SigningKeyError(
      'signing-key-unreadable',
      `${file} cannot be read. Remedy: start Jendela as the user the file belongs to.`,
      { cause: error },
    );
  }
  return parsePrivateJwk(text, file);
}

/** Writes the key beside its name, flushed and for this user alone, and hands the file over. */
async function withWholeFile(
  keysDir: string,
  jwk: PrivateJwk,
  place: (part: string) => Promise<void>,
): Promise<void> {
  const part = path.join(keysDir, `.${KEY_FILE}.${randomUUID()}`);
  try {
    await mkdir(keysDir, { recursive: true, mode: 0o700 });
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(jwk, undefined, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await place(part);
  } catch (error) {
    throw new SigningKeyError(
      'signing-key-not-writable',
      `The key that signs publications cannot be written to ${keysDir}. ` +
        'Remedy: set KEYS_DIR to a folder that this user may write, or put the key there.',
      { cause: error },
    );
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** No such file, or a file where a folder should be: writing will tell. */
function isNotThere(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
