import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Letter, LetterHead, PrintAnswer, PrintOrder } from './letter.ts';

/** Longest that a PDF may take; ten thousand letters take half a minute on one core. */
const LONGEST_MS = 9 * 60_000;

/** The process that draws gave no PDF. */
export class PrintFailed extends Error {
  override readonly name = 'PrintFailed';
  readonly code = 'print-failed';
}

/**
 * Draws letters, as they come, into one PDF, and gives it in parts. The next letters are asked for only once the last are
 * drawn, so that memory does not grow with their number here; the process that draws holds the pages.
 *
 * @throws PrintFailed
 */
export async function* printLetters(
  head: LetterHead,
  batches: AsyncIterable<readonly Letter[]>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const child = fork(processFile(), {
    serialization: 'advanced',
    env: {},
    execArgv: ['--max-old-space-size=256'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answers = answersOf(child);
    const ask = async (order: PrintOrder): Promise<PrintAnswer> => {
      child.send(order, () => undefined);
      return answers.next();
    };
    await ask({ kind: 'begin', head });
    for await (const letters of batches) await ask({ kind: 'letters', letters });
    let answer = await ask({ kind: 'end' });
    while (answer.kind === 'part') {
      yield answer.bytes;
      answer = await answers.next();
    }
    if (answer.kind !== 'done') throw new PrintFailed('The letters were not finished.');
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** The answers of the process, one after the other; its end before the last is a failure. */
function answersOf(child: ChildProcess): { readonly next: () => Promise<PrintAnswer> } {
  const come: PrintAnswer[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const tell = () => {
    wake?.();
    wake = undefined;
  };
  child.on('message', (answer: PrintAnswer) => {
    come.push(answer);
    tell();
  });
  const end = () => {
    ended = true;
    tell();
  };
  child.once('error', end);
  // After every message that it sent, however it ended.
  child.once('disconnect', end);
  return {
    async next() {
      for (;;) {
        const answer = come.shift();
        if (answer) return answer;
        if (ended) throw new PrintFailed('The process that draws letters ended before its time.');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** From source it lies beside this file; in a build it is an entry of its own, beside or above the chunk. */
function processFile(): string {
  const names = ['./letters-process.ts', './letters-process.js', '../letters-process.js'];
  const found = names
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new PrintFailed('The process that draws letters is not part of this installation.');
  return found;
}
