import { loadCityAreas } from '../platform/areas.ts';
import { cityOf } from '../platform/city.ts';
import { readCity, writeCity } from '../platform/city-store.ts';
import { CommandFailure } from './failure.ts';
import { openMigratedDatabase } from './open-database.ts';
import type { Runtime } from './runtime.ts';

/** `jendela city`: opens the city of this database, or changes what it is called and its ink. */
export async function cityCommand(
  runtime: Runtime,
  options: { readonly area: string; readonly name?: string; readonly ink?: string },
): Promise<void> {
  const ink = options.ink?.toLowerCase();
  if (ink !== undefined && !/^#[0-9a-f]{6}$/.test(ink)) {
    throw new CommandFailure('--ink is a colour such as #3a2a8c.');
  }
  const areas = await loadCityAreas(options.area);
  const area = areas.get(options.area);
  if (!area) throw new CommandFailure(`There is no area ${options.area}.`);
  const database = await openMigratedDatabase(runtime);
  try {
    const known = await readCity(database.db);
    if (known?.demo) {
      throw new CommandFailure('This database holds a demo. Use another DATA_DIR or database for a city.');
    }
    // What was said of this city before holds until something else is said.
    const before = known?.area === area.code ? known : undefined;
    const city = cityOf(area, {
      windowName: options.name ?? before?.windowName,
      ink: ink ?? before?.ink ?? undefined,
    });
    await database.db.transaction().execute((trx) => writeCity(trx, city, { opened: true }));
    runtime.print.line(`${city.windowName}: ${city.name}, ${city.zone}. Start it with: jendela start`);
  } finally {
    await database.close();
  }
}
