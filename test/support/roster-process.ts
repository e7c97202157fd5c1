/**
 * An import of officers in a process of its own, to be killed at any moment, on the database of the test that started it.
 *
 * node test/support/roster-process.ts DATABASE_URL VAULT_SECRET NOW command TEAMS   as the command imports a file
 * node test/support/roster-process.ts DATABASE_URL VAULT_SECRET NOW read|take ID    as a window's job does
 */
import { createDirectory } from '../../src/features/polling-places/directory.ts';
import { importOfficers } from '../../src/features/roster/import/import-officers.ts';
import { readUpload, takeUpload } from '../../src/features/roster/import/jobs.ts';
import { DEPOK_JAYA, kppsCells, placeCode, rowsOf, wishes } from '../../src/features/roster/test-data.ts';
import { electionDirectory } from '../../src/features/stages/directory.ts';
import { loadCityAreas } from '../../src/platform/areas.ts';
import { cityOf } from '../../src/platform/city.ts';
import { openDatabase } from '../../src/platform/database/database.ts';
import { createLogger } from '../../src/platform/log/logger.ts';
import { createOfficers } from '../../src/platform/officers/create-officers.ts';
import { createVault } from '../../src/platform/vault.ts';

const [databaseUrl = '', secret = '', now = '', way = '', what = ''] = process.argv.slice(2);
const database = await openDatabase({
  databaseUrl,
  dataDir: '/nonexistent',
  log: createLogger({ level: 'silent' }),
  poolSize: 4,
});
const { db } = database;
const areas = await loadCityAreas('32.76');
const vault = createVault(secret);
const elections = electionDirectory(db);
const pollingPlaces = createDirectory({ db, areas });
const context = {
  db,
  vault,
  officers: createOfficers(db, vault),
  areas,
  city: cityOf({ code: '32.76', name: 'Kota Depok', kind: 'kota', parent: '32' }),
  clock: () => Temporal.Instant.from(now),
  capabilities: { elections, pollingPlaces },
};

async function run(): Promise<unknown> {
  if (way === 'read') return readUpload(context, { import: what });
  if (way === 'take') return takeUpload(context, { import: what });
  const teams = Array.from({ length: Number(what) }, (_, at) =>
    kppsCells(1 + at * 7, placeCode(DEPOK_JAYA, at + 1)),
  );
  const { outcome } = await importOfficers(
    { ...context, elections, pollingPlaces },
    wishes(rowsOf(teams.flat())),
  );
  return outcome;
}

const outcome = await run();
process.stdout.write(`${JSON.stringify({ event: 'done', data: outcome ?? null })}\n`);
await database.close();
process.exit();
