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

it('lets so much through in a minute, and says when there is more', async () => {
  const { limit, later } = createFixture(3);
  for (let at = 0; at < 3; at++) expect((await limit.take('a', 1)).allowed).toBe(true);
  later(10);
  expect(await limit.take('a', 1)).toEqual({ allowed: false, retryAfter: 50 });
  expect((await limit.take('b', 3)).allowed).toBe(true);
  later(50);
  expect((await limit.take('a', 1)).allowed).toBe(true);
});

it('counts what a request costs, and spends nothing on one that is refused', async () => {
  const { limit } = createFixture(8);
  expect((await limit.take('a', 8)).allowed).toBe(true);
  expect((await limit.take('a', 1)).allowed).toBe(false);
  expect((await limit.take('c', 9)).allowed).toBe(false);
  expect((await limit.take('c', 8)).allowed).toBe(true);
});

it('keeps a bounded number of addresses', async () => {
  const { limit } = createFixture(1);
  await limit.take('first', 1);
  for (let at = 0; at < 100_000; at++) await limit.take(String(at), 1);
  expect((await limit.take('first', 1)).allowed).toBe(true);
});
