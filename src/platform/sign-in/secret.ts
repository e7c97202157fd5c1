import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Secrets of KEYS_DIR, by what they are for. */
export type SecretFile = 'sign-in.secret' | 'vault.secret';
const BYTES = 48;

/**
 * A secret of KEYS_DIR: the one by which session cookies are signed, or the one of the vault; made where there is none.
 * Of several processes that make one at once, one wins, and all have its secret.
 */
export async function readOrMakeSecret(keysDir: string, name: SecretFile): Promise<string> {
  const file = path.join(keysDir, name);
  const known = await readSecret(file);
  if (known !== undefined) return known;
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  const part = path.join(keysDir, `.${name}.${randomBytes(6).toString('hex')}`);
  await writeFile(part, newSecret(), { mode: 0o600, flag: 'wx' });
  try {
    await link(part, file); // unlike a rename it never takes the place of another's secret
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(part, { force: true });
  }
  return readFile(file, 'utf8');
}

/** A secret that nobody can guess. */
export function newSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

async function readSecret(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
