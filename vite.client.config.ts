import { existsSync, readdirSync } from 'node:fs';
import tailwindcss from '@tailwindcss/vite';
import type { UserConfig } from 'vite';

const ISLANDS = 'src/ui/islands';

/** JSX by Preact, on both sides. */
export const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } } as const;

/** The style sheets and one entry per island: each file directly in the islands' folder, tests aside. */
function entries(): Record<string, string> {
  const found: Record<string, string> = {
    app: 'src/ui/styles/app.css',
    signed: 'src/ui/styles/signed.css',
  };
  if (!existsSync(ISLANDS)) return found;
  for (const file of readdirSync(ISLANDS)) {
    const name = /^([a-z0-9-]+)\.tsx?$/.exec(file)?.[1];
    if (name) found[`islands/${name}`] = `${ISLANDS}/${file}`;
  }
  return found;
}

/** What the browser loads: hashed files in dist/client/assets, named in Vite's manifest. */
export default {
  ...jsx,
  plugins: [tailwindcss()],
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    manifest: true,
    // A preloading helper costs more bytes than the one or two modules of an island gain by it.
    modulePreload: false,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    rolldownOptions: { input: entries(), output: { chunkFileNames: 'assets/chunks/[name]-[hash].js' } },
  },
} satisfies UserConfig;
