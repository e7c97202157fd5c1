/** What a holder evaluates at most, whatever the windows allow: the last limit on guessing whole number ranges. */
import type { Clock } from '../domain/clock.ts';

const MINUTE = 60;
const DAY = 86_400;

/** Takes `amount` evaluations, or says after how many seconds there may be room again. */
export type Budget = (
  amount: number,
) => { readonly granted: true } | { readonly granted: false; readonly retryAfter: number };

/** A budget of evaluations per minute and per day (UTC), in memory. */
export function createBudget(perMinute: number, perDay: number, clock: Clock): Budget {
  const minute = createWindow(perMinute, MINUTE);
  const day = createWindow(perDay, DAY);
  return (amount) => {
    const now = Math.floor(clock().epochMilliseconds / 1000);
    const retryAfter = Math.max(minute.wait(now, amount), day.wait(now, amount));
    if (retryAfter > 0) return { granted: false, retryAfter };
    minute.take(amount);
    day.take(amount);
    return { granted: true };
  };
}

function createWindow(limit: number, length: number) {
  let current = -1;
  let used = 0;
  return {
    /** Seconds until the window ends, or 0 where the amount fits. */
    wait(now: number, amount: number): number {
      const window = Math.floor(now / length);
      if (window !== current) {
        current = window;
        used = 0;
      }
      return used + amount <= limit ? 0 : (window + 1) * length - now;
    },
    take(amount: number): void {
      used += amount;
    },
  };
}
