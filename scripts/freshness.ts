import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Written last by a build, dated with its beginning. */
export const STAMP = 'dist/built';

const SOURCES = ['src', 'scripts', 'vite.client.config.ts', 'package-lock.json'];

/** Whether the last build began after the last change to a source. Folders count too: a removed file changes them. */
export function isFresh(): boolean {
  if (!existsSync(STAMP)) return false;
  const built = statSync(STAMP).mtimeMs;
  for (const source of SOURCES) {
    if (statSync(source).mtimeMs > built) return false;
    if (!statSync(source).isDirectory()) continue;
    for (const entry of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
      if (statSync(join(source, entry)).mtimeMs > built) return false;
    }
  }
  return true;
}
