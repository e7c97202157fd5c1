import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type InlineConfig, mergeConfig } from 'vite';
import type { AssetIndex, BuiltAsset } from '../src/ui/assets.ts';
import client, { jsx } from '../vite.client.config.ts';
import { logoPng, logoSvg } from './app-icons.ts';
import { buildFont } from './build-font.ts';
import { STAMP } from './freshness.ts';

/**
 * A build works in a folder of its own and puts its results in place at the end: a window that runs, or another build
 * at the same time, never meets a half-written one.
 */
const WORK = `dist/building-${process.pid}`;
const CLIENT = `${WORK}/client`;
const SERVER = `${WORK}/server`;
const SERVER_ENTRIES = {
  jendela: 'src/cli/jendela.ts',
  'seal-worker': 'src/sealed-roll/seal-worker.ts',
  're-encode-process': 'src/platform/media/re-encode-process.ts',
  'letters-process': 'src/features/joining/letters/letters-process.ts',
};
/** Elements for other sites, one file each. */
const WIDGETS = ['tahapan', 'hitung-mundur', 'berita', 'cek'];
const SERVICE_WORKER = 'src/ui/service-worker/service-worker.ts';

/** Builds all of dist, in the working folder. */
export async function buildAll(): Promise<void> {
  const started = Date.now();
  try {
    await makeClient();
    await makeServer();
    await rm(STAMP, { force: true });
    await putInPlace('client');
    await putInPlace('server');
  } finally {
    await rm(WORK, { recursive: true, force: true });
  }
  await writeFile(STAMP, new Date(started).toISOString());
  // Sources that changed while this ran are newer than the stamp only if it says when the build began.
  await utimes(STAMP, started / 1000, started / 1000);
}

/** Builds dist/client alone. */
export async function buildClient(): Promise<void> {
  try {
    await makeClient();
    await putInPlace('client');
  } finally {
    await rm(WORK, { recursive: true, force: true });
  }
}

async function putInPlace(part: 'client' | 'server'): Promise<void> {
  const made = `${WORK}/${part}`;
  if (!existsSync(made)) return;
  if (existsSync(`dist/${part}`)) await rename(`dist/${part}`, `${WORK}/old-${part}`);
  await rename(made, `dist/${part}`);
}

async function makeClient(): Promise<void> {
  await buildFont();
  await build(mergeConfig(client, { configFile: false, build: { outDir: CLIENT } }));
  await buildScript('src/ui/theme.ts', 'assets/theme-[hash].js', 'theme');
  if (existsSync(SERVICE_WORKER)) await buildScript(SERVICE_WORKER, 'service-worker.js', 'serviceWorker');
  for (const name of WIDGETS) await buildWidget(name);
  await writeAppIcons();
  await writeFile(`${CLIENT}/assets.json`, JSON.stringify(await indexAssets(), null, 2));
  await compressAll();
}

/** A classic script in one file: the theme must run before the first paint, and a worker cannot count on modules. */
async function buildScript(entry: string, fileName: string, name: string): Promise<void> {
  const single: InlineConfig = {
    configFile: false,
    build: {
      outDir: CLIENT,
      emptyOutDir: false,
      manifest: false,
      rolldownOptions: { output: { format: 'iife', name, entryFileNames: fileName } },
    },
  };
  const config: InlineConfig = mergeConfig(client, single);
  if (config.build?.rolldownOptions) config.build.rolldownOptions.input = entry;
  await build(config);
}

/** A module in one file: a site names it with its integrity, which says nothing of files that it would load. */
async function buildWidget(name: string): Promise<void> {
  const config: InlineConfig = mergeConfig(client, {
    configFile: false,
    build: {
      outDir: CLIENT,
      emptyOutDir: false,
      manifest: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: `widgets/${name}.[hash].js` } },
    },
  } satisfies InlineConfig);
  if (config.build?.rolldownOptions) config.build.rolldownOptions.input = `src/ui/widgets/${name}.ts`;
  await build(config);
}

async function makeServer(): Promise<void> {
  const input = Object.fromEntries(Object.entries(SERVER_ENTRIES).filter(([, file]) => existsSync(file)));
  if (Object.keys(input).length === 0) return;
  await build({
    ...jsx,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // Icons are read from Lucide's files while building, so that the server holds only those in use.
    ssr: { noExternal: ['lucide-static'] },
    build: {
      ssr: true,
      outDir: SERVER,
      emptyOutDir: true,
      target: 'node26',
      sourcemap: true,
      // Chunks lie beside the entries: modules find the project, and each other's processes, by where they are.
      rolldownOptions: { input, output: { chunkFileNames: '[name]-[hash].js' } },
    },
  });
}

async function writeAppIcons(): Promise<void> {
  const icons: readonly [name: string, content: string | Uint8Array][] = [
    ['icon.svg', logoSvg()],
    ['icon-192.png', logoPng(192)],
    ['icon-512.png', logoPng(512)],
    ['icon-maskable.png', logoPng(512, true)],
    ['apple-touch-icon.png', logoPng(180, true)],
  ];
  for (const [name, content] of icons) {
    const dot = name.lastIndexOf('.');
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
    await writeFile(`${CLIENT}/assets/${name.slice(0, dot)}-${hash}${name.slice(dot)}`, content);
  }
}

/** Every file under its logical name: `assets/app-Bx12_a9Q.css` is `app.css`, `widgets/cek.Bx12_a9Q.js` is `widgets/cek.js`, `service-worker.js` is itself. */
async function indexAssets(): Promise<AssetIndex> {
  const index: Record<string, BuiltAsset> = {};
  for (const file of await clientFiles()) {
    const content = await readFile(join(CLIENT, file));
    // Chunks are asked for by islands alone, by their address; two may share a name.
    const plain = file.startsWith('assets/chunks/') ? file : file.replace(/[-.][\w-]{8}(\.\w+)$/, '$1');
    const name = plain.replace(/^assets\//, '');
    if (index[name]) throw new Error(`Two built files share the name ${name}.`);
    index[name] = {
      url: `/${file}`,
      integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
      bytes: content.length,
      immutable: /^(assets|widgets)\//.test(file),
    };
  }
  return index;
}

async function clientFiles(): Promise<string[]> {
  const found = await readdir(CLIENT, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.vite') && entry.name !== 'assets.json')
    .map((entry) => join(entry.parentPath, entry.name).slice(CLIENT.length + 1))
    .sort();
}

/** Compressed once here, at the highest level, so that serving costs nothing; fonts and pictures are so already. */
async function compressAll(): Promise<void> {
  for (const file of await clientFiles()) {
    if (!/\.(css|js|svg|json|webmanifest)$/.test(file)) continue;
    const content = await readFile(join(CLIENT, file));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    await writeFile(join(CLIENT, `${file}.br`), brotliCompressSync(content, { params }));
    await writeFile(join(CLIENT, `${file}.gz`), gzipSync(content, { level: 9 }));
  }
}
