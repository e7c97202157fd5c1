import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { ApiEnv } from './api.ts';
import { type KeptPage, keptResponse } from './page-cache.ts';

const manifestSchema = z.record(
  z.string(),
  z.object({ url: z.string(), integrity: z.string(), bytes: z.number(), immutable: z.boolean() }),
);

/** Built files by their logical names. */
export type AssetIndex = Readonly<z.infer<typeof manifestSchema>>;

/** The browser's part of the window, as the build left it. */
export interface Assets {
  readonly index: AssetIndex;
  /**
   * The address of a built file by its logical name, such as "styles.css".
   *
   * @throws Error where the build has no such file: a page that names it would be broken for everybody
   */
  url(name: string): string;
  has(name: string): boolean;
  /**
   * The content of a built file, as text.
   *
   * @throws Error where the build has no such file
   */
  text(name: string): string;
  /** Addresses of all built files. */
  urls(): readonly string[];
  /** Changes with any built file: the service worker and its caches carry it. */
  readonly version: string;
  mount(app: Hono<ApiEnv>): void;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const FOREVER = { 'cache-control': 'public, max-age=31536000, immutable' };
const ASK_AGAIN = { 'cache-control': 'no-cache' };

/**
 * Reads the built files into memory: they are few and small, and serving them then needs no disk.
 *
 * @throws Error where the folder holds no build
 */
export function loadAssets(clientDir: string): Assets {
  const manifestFile = path.join(clientDir, 'assets.json');
  if (!existsSync(manifestFile)) throw new Error(`There is no build in ${clientDir}. Run: npm run build`);
  const manifestText = readFileSync(manifestFile, 'utf8');
  const manifest = manifestSchema.parse(JSON.parse(manifestText));
  const files = readFiles(clientDir);
  const version = createHash('sha256').update(manifestText).digest('base64url').slice(0, 12);

  const entryOf = (name: string) => {
    const entry = manifest[name];
    if (!entry) throw new Error(`The build has no ${name}.`);
    return entry;
  };

  return {
    index: manifest,
    version,
    has: (name) => manifest[name] !== undefined,
    url: (name) => entryOf(name).url,
    text: (name) => readFileSync(path.join(clientDir, entryOf(name).url), 'utf8'),
    urls: () => Object.values(manifest).map((entry) => entry.url),
    mount(app) {
      for (const [url, file] of files) {
        // Widgets are for other sites, and their older versions too: the feature of that name serves them.
        if (url.startsWith('/widgets/')) continue;
        app.get(url, (c) => keptResponse(c, file, url.startsWith('/assets/') ? FOREVER : ASK_AGAIN));
      }
    },
  };
}

function readFiles(clientDir: string): Map<string, KeptPage> {
  const files = new Map<string, KeptPage>();
  for (const entry of readdirSync(clientDir, { recursive: true, withFileTypes: true })) {
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const plain = new Uint8Array(readFileSync(file));
    files.set(`/${path.relative(clientDir, file).split(path.sep).join('/')}`, {
      status: 200,
      type,
      etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
      plain,
      gzip: readIfThere(`${file}.gz`),
      br: readIfThere(`${file}.br`),
    });
  }
  return files;
}

function readIfThere(file: string): Uint8Array<ArrayBuffer> | undefined {
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
}
