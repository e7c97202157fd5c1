import type { Clock } from '../domain/clock.ts';
import type { City } from '../platform/city.ts';
import { readCity } from '../platform/city-store.ts';
import { cityClock, systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { CommandFailure } from './failure.ts';
import { openMigratedDatabase } from './open-database.ts';
import { createRuntime, type Runtime } from './runtime.ts';

/** What a command on the database has: the city if there is one, and its clock. */
export interface DatabaseTask {
  readonly database: Database;
  readonly runtime: Runtime;
  readonly city: City | undefined;
  readonly clock: Clock;
}

/** Runs a command on the database, which may be in use by a window at the same time. */
export async function withDatabase(run: (task: DatabaseTask) => Promise<number>): Promise<void> {
  const runtime = createRuntime();
  const database = await openMigratedDatabase(runtime);
  try {
    const city = await readCity(database.db);
    const clock = city ? cityClock(runtime.config, city) : systemClock;
    process.exitCode = await run({ database, runtime, city, clock });
  } finally {
    await database.close();
  }
}

/** @throws CommandFailure where there is no city */
export function requireOpenCity({ city }: DatabaseTask): City {
  if (city) return city;
  throw new CommandFailure('There is no city yet. Open one with: jendela city --area CODE');
}
