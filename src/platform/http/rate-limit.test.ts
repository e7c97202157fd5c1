import { expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

function createFixture(perMinute: number) {
  let now = Temporal.Instant.from('2024-11-27T00:00:00Z');
  const limit = createRateLimit(perMinute, () => now);
  return {
    limit,
    later(seconds: number) {
      now = now.add({ seconds });
    },
  };
}

it('lets so much through in a minute, and says when there is more', () => {
  const { limit, later } = createFixture(3);
  expect([1, 2, 3].map(() => limit.take('a', 1).allowed)).toEqual([true, true, true]);
  later(10);
  expect(limit.take('a', 1)).toEqual({ allowed: false, retryAfter: 50 });
  expect(limit.take('b', 3).allowed).toBe(true);
  later(50);
  expect(limit.take('a', 1).allowed).toBe(true);
});

it('counts what a request costs, and spends nothing on one that is refused', () => {
  const { limit } = createFixture(8);
  expect(limit.take('a', 8).allowed).toBe(true);
  expect(limit.take('a', 1).allowed).toBe(false);
  expect(limit.take('c', 9).allowed).toBe(false);
  expect(limit.take('c', 8).allowed).toBe(true);
});

it('keeps a bounded number of addresses', () => {
  const { limit } = createFixture(1);
  limit.take('first', 1);
  for (let at = 0; at < 100_000; at++) limit.take(String(at), 1);
  expect(limit.take('first', 1).allowed).toBe(true);
});
