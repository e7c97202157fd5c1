import type { Clock } from '../domain/clock.ts';

/** The true time. */
export const systemClock: Clock = () => Temporal.Now.instant();

/** A clock that shows `start` now and runs on from there, for demos and rehearsals. */
export function clockFrom(start: Temporal.Instant, truth: Clock): Clock {
  const shift = truth().until(start);
  return () => truth().add(shift);
}
