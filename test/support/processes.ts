import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface TestProcess {
  readonly child: ChildProcess;
  /** Waits for an event that the process tells, the first one or a later one, and gives its data. */
  until(event: string, nth?: number): Promise<unknown>;
  /** Lets it go on. */
  go(): void;
  kill(): Promise<void>;
  /** Its end; the exit status. */
  readonly ended: Promise<number | null>;
}

/** Starts `test/support/database-process.ts`. */
export function startDatabaseProcess(
  args: readonly string[],
  identity: { uid?: number; gid?: number } = {},
): TestProcess {
  return startTestProcess('database-process.ts', args, identity);
}

/**
 * Starts a script of `test/support` in a process group of its own, as a terminal does, as this user or, for root, as
 * another.
 */
export function startTestProcess(
  script: string,
  args: readonly string[] = [],
  identity: { uid?: number; gid?: number } = {},
): TestProcess {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, script), ...args], {
    ...identity,
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const events: Array<{ event: string; data: unknown }> = [];
  const news = new EventTarget();
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line));
    news.dispatchEvent(new Event('event'));
  });
  const ended = once(child, 'close').then(([code]): number | null => code);
  let over = false;
  ended.then(() => {
    over = true;
    news.dispatchEvent(new Event('event'));
  });
  return {
    child,
    async until(event, nth = 1) {
      for (;;) {
        const found = events.filter((one) => one.event === event)[nth - 1];
        if (found) return found.data;
        if (over) throw new Error(`ended without "${event}": ${JSON.stringify(events)}`);
        await once(news, 'event');
      }
    },
    go() {
      child.stdin.write('\n');
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
}
