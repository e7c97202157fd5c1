import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the process is asked to do. */
export interface ReEncodeOrder {
  readonly bytes: Uint8Array;
  readonly mostPixels: number;
  /** Longest sides of the renditions, the largest first; one that would not be smaller than the one before is left out. */
  readonly sides: readonly number[];
  readonly format: 'webp' | 'jpeg';
}

export interface Rendition {
  readonly width: number;
  readonly height: number;
  /** In the format that was ordered. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ReEncodeAnswer =
  | { readonly ok: true; readonly renditions: readonly Rendition[] }
  | { readonly ok: false };

const LONGEST_MS = 30_000;
const FAILED: ReEncodeAnswer = { ok: false };

/** One picture at a time: forty megapixels take some 300 MB while they are decoded. */
let before: Promise<unknown> = Promise.resolve();

/** Decodes a picture and writes it anew, in a process that is ended when it takes too long. */
export function reEncode(order: ReEncodeOrder): Promise<ReEncodeAnswer> {
  const answer = before.then(() => inProcess(order));
  // One that failed holds up none behind it.
  before = answer.catch(() => undefined);
  return answer;
}

function inProcess(order: ReEncodeOrder): Promise<ReEncodeAnswer> {
  const { promise, resolve } = Promise.withResolvers<ReEncodeAnswer>();
  const child = fork(processFile(), {
    serialization: 'advanced',
    // Nothing of what this program knows is for a decoder of strangers' files.
    env: {},
    execArgv: ['--max-old-space-size=128'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  // The other end is our own program; an answer that it could not finish comes as its end.
  child.once('message', (answer: ReEncodeAnswer) => resolve(answer));
  child.once('error', () => resolve(FAILED));
  // After every message that it sent, however it ended.
  child.once('disconnect', () => resolve(FAILED));
  child.send(order, (error) => error && resolve(FAILED));
  return promise;
}

/** From source it lies beside this file; in a build it is an entry of its own, beside or above the chunk. */
function processFile(): string {
  const names = ['./re-encode-process.ts', './re-encode-process.js', '../re-encode-process.js'];
  const found = names
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error('The process that re-encodes pictures is not part of this installation.');
  return found;
}
