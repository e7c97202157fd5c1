/**
 * Builds what runs: `node scripts/build.ts [--if-needed]`.
 *
 * dist/client    what the browser loads: hashed files under assets/, service-worker.js, assets.json (AssetIndex of
 *                src/ui/assets.ts), each also compressed as .br and .gz
 * dist/server    jendela.js, the command, and seal-worker.js; packages stay outside and come from node_modules
 *
 * `--if-needed` ends at once when no source is newer than the last build.
 */
import { join } from 'node:path';
import { isFresh } from './freshness.ts';

process.chdir(join(import.meta.dirname, '..'));
if (!(process.argv.includes('--if-needed') && isFresh())) {
  // Loaded only here: the compilers take longer to load than the question takes to answer.
  const { buildAll } = await import('./build-all.ts');
  await buildAll();
}
