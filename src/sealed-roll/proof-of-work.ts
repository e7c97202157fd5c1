/**
 * Work that a device does to get on when its address has asked too often: many people behind one mobile network's
 * address should not lock each other out, and who asks in bulk pays for each question.
 */
import { sha256 } from '@noble/hashes/sha2.js';

/** A nonce has to be found such that SHA-256(token ":" nonce) begins with `difficulty` zero bits. */
export type Challenge = { readonly token: string; readonly difficulty: number };

/** The request header that carries the solution, as `token:nonce`. */
export const PROOF_OF_WORK_HEADER = 'Proof-Of-Work';

/** Longest stretch of work before the page gets to breathe, in milliseconds. */
const SLICE = 12;
const NONCES_PER_LOOK = 64;

function leadingZeroBits(bytes: Uint8Array): number {
  const at = bytes.findIndex((byte) => byte !== 0);
  if (at === -1) return bytes.length * 8;
  return at * 8 + Math.clz32(bytes[at] ?? 0) - 24;
}

/** How many leading zero bits a nonce reaches. The token is hashed once: it is most of what there is to hash. */
function bitsReachedWith(token: string): (nonce: string) => number {
  const encoder = new TextEncoder();
  const begun = sha256.create().update(encoder.encode(`${token}:`));
  return (nonce) => leadingZeroBits(begun.clone().update(encoder.encode(nonce)).digest());
}

/** Whether a decimal nonce solves a challenge. */
export function verifyWork({ token, difficulty }: Challenge, nonce: string): boolean {
  return /^\d{1,16}$/.test(nonce) && bitsReachedWith(token)(nonce) >= difficulty;
}

/**
 * Finds the decimal nonce, without holding up the page for longer than a frame.
 * Rejects with the signal's reason when it is aborted.
 */
export async function solveWork({ token, difficulty }: Challenge, signal?: AbortSignal): Promise<string> {
  const bitsReached = bitsReachedWith(token);
  let pause = performance.now() + SLICE;
  for (let nonce = 0; ; nonce++) {
    if (bitsReached(String(nonce)) >= difficulty) return String(nonce);
    if (nonce % NONCES_PER_LOOK === 0 && performance.now() >= pause) {
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
      pause = performance.now() + SLICE;
    }
  }
}
