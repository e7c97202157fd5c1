import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import { type Challenge, verifyWork } from '../../sealed-roll/proof-of-work.ts';

/** Zero bits that one element costs: about a second on a cheap phone. */
const BASE_DIFFICULTY = 16;
const LIFETIME_SECONDS = 180;
const MOST_SPENT = 50_000;
const TAG_BYTES = 16;

/** Work that gets an address on which has spent its budget. */
export interface Challenges {
  /** A challenge for a request of so many elements from this address. */
  issue(address: string, elements: number): Challenge;
  /** Whether `token:nonce` is the solution of a challenge for this address, not too old, and not used before. */
  redeem(solution: string, address: string, elements: number): boolean;
}

/**
 * A key for one purpose, from what every window of the city holds alike: its shares. Without any it is this process's
 * own.
 */
export function windowKey(
  secrets: readonly Uint8Array[],
  purpose: 'proof-of-work token' | 'counted address',
): Uint8Array {
  const material = secrets.length > 0 ? Buffer.concat(secrets) : randomBytes(32);
  return new Uint8Array(hkdfSync('sha256', material, '', `jendela ${purpose}`, 32));
}

/**
 * Challenges that no window has to remember: a token says until when it is good and how hard it is, and carries a MAC
 * over that and the address. Only spent ones are kept, for as long as they would still be good.
 */
export function createChallenges(key: Uint8Array, clock: Clock): Challenges {
  const spent = new Map<string, number>();
  const seconds = () => Math.floor(clock().epochMilliseconds / 1000);
  const tagOf = (claims: string, address: string) =>
    createHmac('sha256', key).update(`${claims}\n${address}`).digest().subarray(0, TAG_BYTES);

  function spend(token: string, until: number): boolean {
    if (spent.has(token)) return false;
    const now = seconds();
    // Tokens live equally long, so the map's order is about that of their ends.
    for (const [old, end] of spent) {
      if (end >= now && spent.size < MOST_SPENT) break;
      spent.delete(old);
    }
    spent.set(token, until);
    return true;
  }

  return {
    issue(address, elements) {
      const difficulty = difficultyOf(elements);
      const claims = `${seconds() + LIFETIME_SECONDS}.${difficulty}.${randomBytes(9).toString('base64url')}`;
      return { token: `${claims}.${tagOf(claims, address).toString('base64url')}`, difficulty };
    },
    redeem(solution, address, elements) {
      const match = /^((\d{1,12})\.(\d{1,2})\.[\w-]{12})\.([\w-]{22}):(\d{1,16})$/.exec(solution);
      if (!match) return false;
      const [, claims = '', until = '', difficulty = '', tag = '', nonce = ''] = match;
      const given = Buffer.from(tag, 'base64url');
      const right = tagOf(claims, address);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
      if (Number(until) < seconds() || Number(difficulty) < difficultyOf(elements)) return false;
      const token = `${claims}.${tag}`;
      return verifyWork({ token, difficulty: Number(difficulty) }, nonce) && spend(token, Number(until));
    },
  };
}

function difficultyOf(elements: number): number {
  return BASE_DIFFICULTY + Math.ceil(Math.log2(elements));
}
