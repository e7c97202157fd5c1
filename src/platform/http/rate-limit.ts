import type { Clock } from '../../domain/clock.ts';

/** How long a budget holds. */
export const RATE_WINDOW_SECONDS = 60;
const MOST_KEYS = 100_000;

export interface RateLimit {
  /** Counts `cost` against a key; `retryAfter` is in seconds. */
  take(key: string, cost: number): Promise<{ readonly allowed: boolean; readonly retryAfter: number }>;
}

interface Count {
  spent: number;
  startedAt: number;
}

/**
 * A budget per key and minute, in memory: it is gone with the process, and nothing about who asked is written
 * anywhere.
 */
export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  const counts = new Map<string, Count>();
  return {
    async take(key, cost) {
      const now = clock().epochMilliseconds / 1000;
      const known = counts.get(key);
      const count =
        known && now - known.startedAt < RATE_WINDOW_SECONDS ? known : { spent: 0, startedAt: now };
      if (count.spent + cost > perMinute) {
        return {
          allowed: false,
          retryAfter: Math.max(1, Math.ceil(count.startedAt + RATE_WINDOW_SECONDS - now)),
        };
      }
      count.spent += cost;
      // Set anew, so that the map's order is that of the last start and the oldest can be dropped first.
      counts.delete(key);
      counts.set(key, count);
      if (counts.size > MOST_KEYS) dropOldest(counts);
      return { allowed: true, retryAfter: 0 };
    },
  };
}

function dropOldest(counts: Map<string, Count>): void {
  const oldest = counts.keys().next();
  if (!oldest.done) counts.delete(oldest.value);
}
