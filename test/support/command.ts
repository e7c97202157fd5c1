import { spawn } from 'node:child_process';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a command said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A `jendela` command that runs. */
export interface RunningCommand {
  readonly pid: number;
  /** Everything it said so far. */
  said(): string;
  /** Waits until it has said this; fails where it ends before. */
  until(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** Runs the built command in a process of its own, with nothing in its environment but what is told. */
export function startCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): RunningCommand {
  const child = spawn(process.execPath, ['dist/server/jendela.js', ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  const hear = (keep: (text: string) => void) => (chunk: Buffer) => {
    keep(chunk.toString());
    for (const listener of listeners) listener();
  };
  child.stdout.on(
    'data',
    hear((text) => {
      out += text;
    }),
  );
  child.stderr.on(
    'data',
    hear((text) => {
      err += text;
    }),
  );
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  return {
    pid: child.pid ?? 0,
    said: () => out + err,
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!(out + err).includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        ended.then(({ code }) =>
          reject(new Error(`It ended with ${code} and never said “${text}”:\n${out}${err}`)),
        );
      }),
    kill: (signal) => child.kill(signal),
    ended,
  };
}

/** Runs a command to its end. */
export function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return startCommand(args, environment).ended;
}

/** An empty data folder that the database's own user can reach when the tests run as root. */
export async function emptyDataDir(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jendela-command-'));
  await chmod(folder, 0o755);
  return folder;
}
