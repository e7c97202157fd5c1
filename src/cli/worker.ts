import { readCity } from '../platform/city-store.ts';
import { CommandFailure } from './failure.ts';
import { openMigratedDatabase } from './open-database.ts';
import { openWindow } from './open-window.ts';
import type { Runtime } from './runtime.ts';
import { untilStopped } from './signals.ts';

/**
 * `jendela worker`: works on jobs until it is told to stop, and answers no requests. For a city whose windows run with
 * `JOBS=off`.
 *
 * @throws CommandFailure where there is no city yet
 */
export async function workerCommand(runtime: Runtime): Promise<void> {
  const stopped = untilStopped();
  const database = await openMigratedDatabase(runtime);
  try {
    const city = await readCity(database.db);
    if (!city) throw new CommandFailure('There is no city yet. Open one with: jendela city --area CODE');
    const window = await openWindow({ ...runtime, database, city, work: true });
    runtime.print.line(`  Working on jobs of ${city.windowName}. Ctrl-C stops it.`);
    await stopped;
    await window.close();
  } finally {
    await database.close();
  }
}
