import type { Clock } from '../domain/clock.ts';
import type { City } from './city.ts';
import type { Config } from './config/config.ts';

/** The true time. */
export const systemClock: Clock = () => Temporal.Now.instant();

/** The clock of a city: the true time, or from where a rehearsal or a demo lets it start. */
export function cityClock(
  config: Pick<Config, 'CLOCK_STARTS_AT'>,
  city: Pick<City, 'demoClockStart'>,
): Clock {
  const start = config.CLOCK_STARTS_AT ?? city.demoClockStart;
  return start ? clockFrom(start, systemClock) : systemClock;
}

/** A clock that shows `start` now and runs on from there, for demos and rehearsals. */
function clockFrom(start: Temporal.Instant, truth: Clock): Clock {
  const shift = truth().until(start);
  return () => truth().add(shift);
}
