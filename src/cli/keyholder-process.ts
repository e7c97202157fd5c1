import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CommandFailure } from './failure.ts';

const readySchema = z.object({ port: z.number().int() });

/** A key holder in a process of its own, started for a demo. */
export interface HolderProcess {
  readonly id: string;
  readonly url: string;
  readonly token: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/**
 * Starts `jendela keyholder` on a free port of this machine with the shares of a folder. It ends with this process,
 * however that ends: it watches the channel between them.
 *
 * @throws CommandFailure where it ends before it listens
 */
export async function startHolderProcess(id: string, keysDir: string): Promise<HolderProcess> {
  const token = randomBytes(24).toString('base64url');
  const [script = ''] = process.argv.slice(1);
  const child = spawn(process.execPath, [...process.execArgv, script, 'keyholder'], {
    env: {
      ...process.env,
      KEYS_DIR: keysDir,
      KEYHOLDER_PORT: '0',
      KEYHOLDER_HOST: '127.0.0.1',
      KEYHOLDER_TOKENS: token,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await portOf(child);
  return { id, url: `http://127.0.0.1:${port}`, token, pid: child.pid, stop: () => stopChild(child) };
}

function portOf(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('message', (message) => {
    const ready = readySchema.safeParse(message);
    if (ready.success) resolve(ready.data.port);
  });
  child.once('error', reject);
  child.once('exit', () => reject(new CommandFailure('The key holder ended before it was ready.')));
  return promise;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.connected) child.disconnect();
  await ended;
}
