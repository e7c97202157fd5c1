/**
 * `npm run dev`: builds, starts, and does both again whenever a source changes; open pages reload themselves.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './build-all.ts';

const ROOT = join(import.meta.dirname, '..');
const SETTLE_MS = 120;

process.chdir(ROOT);
let running: ChildProcess | undefined;
let building = false;
let again = false;
let settling: NodeJS.Timeout | undefined;

async function rebuild(): Promise<void> {
  if (building) {
    again = true;
    return;
  }
  building = true;
  try {
    await buildAll();
    await stop();
    start();
  } catch (error) {
    // The window of the last good build goes on while the fault is mended.
    console.error(error instanceof Error ? error.message : error);
  }
  building = false;
  if (again) {
    again = false;
    await rebuild();
  }
}

function start(): void {
  running = spawn(process.execPath, ['--enable-source-maps', 'dist/server/jendela.js', 'start', '--demo'], {
    stdio: 'inherit',
    env: { ...process.env, DEV_RELOAD: 'on' },
  });
}

async function stop(): Promise<void> {
  const child = running;
  if (!child || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

for (const folder of ['src', 'content']) {
  watch(folder, { recursive: true }, () => {
    clearTimeout(settling);
    settling = setTimeout(() => void rebuild(), SETTLE_MS);
  });
}
process.on('SIGINT', () => void stop().then(() => process.exit(0)));
await rebuild();
