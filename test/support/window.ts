import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

/** A window in a process of its own, with a demo city and a key holder in another. */
export interface DemoWindow {
  readonly url: string;
  /** Folder of its state; the demo's identity numbers are in demo/numbers.json. */
  readonly dataDir: string;
  readonly numbers: readonly { readonly number: string; readonly answer: string }[];
  /** Process of the window. */
  readonly pid: number;
  /** What it printed of ways in, each of which lets in once. */
  readonly ways: DemoWays;
}

/** Ways into a demo, as it prints them for whoever tries it. */
export interface DemoWays {
  /** Links of staff. */
  readonly staff: readonly { readonly who: string; readonly path: string }[];
  /** Codes of officers, with the last figures of their NIK. */
  readonly officers: readonly { readonly who: string; readonly code: string; readonly ending: string }[];
}

declare module 'vitest' {
  interface ProvidedContext {
    window: DemoWindow;
  }
}

const VOTERS = '1500';

/** One window for all browser tests: built, opened on an empty folder, and stopped at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jendela-window-'));
  await chmod(dataDir, 0o755); // root runs the database as someone else, who has to get in
  const { child, url, ways } = await startWindow(dataDir);
  const numbers = JSON.parse(await readFile(path.join(dataDir, 'demo/numbers.json'), 'utf8'));
  project.provide('window', { url, dataDir, numbers, pid: child.pid ?? 0, ways });
  return async () => {
    await stopWindow(child);
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Starts a window on a folder, opening a demo city where it is empty; resolves when it answers. */
export async function startWindow(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ child: ChildProcess; url: string; ways: DemoWays }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/server/jendela.js', 'demo', '--voters', VOTERS], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      EVALUATE_PER_MINUTE: '1000',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const url = `http://localhost:${port}`;
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said.push(chunk.toString());
      if (said.join('').includes('Ctrl-C stops it.')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The window ended with ${code}:\n${said.join('')}`)));
  });
  return { child, url, ways: waysIn(said.join('')) };
}

function waysIn(said: string): DemoWays {
  const links = said.matchAll(/^ +(.+)\n +http:\S+?(\/masuk\/tautan\/\S+)$/gm);
  const codes = said.matchAll(/^ +(.+): (\d{4})\n +http:\S+\/gabung\?k=(\S+)$/gm);
  return {
    staff: [...links].map(([, who = '', path = '']) => ({ who, path })),
    officers: [...codes].map(([, who = '', ending = '', code = '']) => ({ who, ending, code })),
  };
}

/** Stops a window as Ctrl-C does, and waits until it has ended. */
export async function stopWindow(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** A port of this machine that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
