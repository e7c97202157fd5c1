import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const FILE = 'sign-in.secret';
const BYTES = 48;

/**
 * The secret of KEYS_DIR by which session cookies are signed; made where there is none. Of several processes that make
 * one at once, one wins, and all have its secret.
 */
export async function readOrMakeSecret(keysDir: string): Promise<string> {
  const file = path.join(keysDir, FILE);
  const known = await readSecret(file);
  if (known !== undefined) return known;
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  const part = path.join(keysDir, `.${FILE}.${randomBytes(6).toString('hex')}`);
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
