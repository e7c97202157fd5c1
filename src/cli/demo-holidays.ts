import { readFile } from 'node:fs/promises';
import { parseHolidayJson } from '../domain/holiday-file.ts';
import { compareYear } from '../features/holidays/changes.ts';
import { readYear } from '../features/holidays/store.ts';
import { fingerprint, importYear } from '../features/holidays/write.ts';
import type { FeatureContext } from '../platform/feature.ts';
import { demoActor } from './demo-staff.ts';
import { CommandFailure } from './failure.ts';
import { HOLIDAY_FILES } from './paths.ts';

/**
 * Records the holidays of a demo's years in the name of its staff. Again, it changes nothing.
 *
 * @throws CommandFailure where a shipped file is refused
 */
export async function importDemoHolidays(context: Pick<FeatureContext, 'db' | 'clock'>): Promise<void> {
  const writer = await demoActor(context.db, 'kota', 'editor');
  for (const file of HOLIDAY_FILES) {
    const year = parseHolidayJson(await readFile(file, 'utf8'));
    if (!year.ok) throw new CommandFailure(`${file}: ${year.problems.map(({ code }) => code).join(', ')}`);
    const changes = compareYear(await readYear(context.db, year.year), year.holidays);
    await importYear(context, writer, year, fingerprint(changes));
  }
}
