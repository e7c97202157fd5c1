/**
 * A process of its own for the test that kills an import: imports FILE into the database at URL.
 *
 *   import-process.ts URL FILE
 */
import { openDatabase } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/log/logger.ts';
import { areas, CITY, clock, elections, pilkada } from '../test-data.ts';
import { importPollingPlaces } from './import-polling-places.ts';

const [databaseUrl = '', file = ''] = process.argv.slice(2);
const log = createLogger({ level: 'silent' });
const database = await openDatabase({ databaseUrl, dataDir: '/nonexistent', log });
await importPollingPlaces({
  file,
  election: pilkada.id,
  db: database.db,
  elections,
  areas,
  city: { area: CITY },
  clock,
});
await database.close();
