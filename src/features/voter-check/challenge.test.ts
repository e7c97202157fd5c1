import { describe, expect, it } from 'vitest';
import { type Challenge, solveWork } from '../../sealed-roll/proof-of-work.ts';
import { createChallenges, windowKey } from './challenge.ts';

const START = Temporal.Instant.from('2024-11-24T02:00:00Z');
const key = windowKey([new Uint8Array(32).fill(7)], 'proof-of-work token');

function setUp() {
  let now = START;
  const challenges = createChallenges(key, () => now);
  return {
    challenges,
    pass: (seconds: number) => {
      now = now.add({ seconds });
    },
  };
}

const solution = async (challenge: Challenge) => `${challenge.token}:${await solveWork(challenge)}`;

describe('proof of work', () => {
  it('is good once, for the address that it was given to', async () => {
    const { challenges } = setUp();
    const solved = await solution(challenges.issue('10.0.0.1', 1));
    expect(challenges.redeem(solved, '10.0.0.2', 1)).toBe(false);
    expect(challenges.redeem(solved, '10.0.0.1', 1)).toBe(true);
    expect(challenges.redeem(solved, '10.0.0.1', 1)).toBe(false);
  });

  it('is good in every window that has the same share, and in no other', async () => {
    const { challenges } = setUp();
    const solved = await solution(challenges.issue('10.0.0.1', 1));
    const stranger = createChallenges(windowKey([], 'proof-of-work token'), () => START);
    expect(stranger.redeem(solved, '10.0.0.1', 1)).toBe(false);
    expect(createChallenges(key, () => START).redeem(solved, '10.0.0.1', 1)).toBe(true);
  });

  it('grows old', async () => {
    const { challenges, pass } = setUp();
    const solved = await solution(challenges.issue('10.0.0.1', 1));
    pass(181);
    expect(challenges.redeem(solved, '10.0.0.1', 1)).toBe(false);
  });

  it('costs more for more elements, and the work for one does not pay for eight', async () => {
    const { challenges } = setUp();
    const one = challenges.issue('10.0.0.1', 1);
    expect(challenges.issue('10.0.0.1', 8).difficulty).toBe(one.difficulty + 3);
    expect(challenges.redeem(await solution(one), '10.0.0.1', 8)).toBe(false);
  });

  it('is nothing where it is made up, changed or not done', () => {
    const { challenges } = setUp();
    const { token } = challenges.issue('10.0.0.1', 1);
    const [until = '', difficulty = '', ...rest] = token.split('.');
    const easier = [until, '0', ...rest].join('.');
    const later = [String(Number(until) + 1000), difficulty, ...rest].join('.');
    for (const claim of [
      '',
      ':',
      'a:b',
      `${token}`,
      `${token}:`,
      `${token}:x`,
      `${easier}:0`,
      `${later}:0`,
    ]) {
      expect(challenges.redeem(claim, '10.0.0.1', 1)).toBe(false);
    }
  });
});
