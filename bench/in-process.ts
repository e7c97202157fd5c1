/** The part of bench/http.ts that runs inside one process, on one core; see there. */
import { loadStages } from '../src/features/stages/load.ts';
import { stagesPage } from '../src/features/stages/stages-page.tsx';
import { loadCityAreas } from '../src/platform/areas.ts';
import { readCity } from '../src/platform/city-store.ts';
import { systemClock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config/config.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import type { PageRequest } from '../src/platform/feature.ts';
import { loadAssets } from '../src/platform/http/assets.ts';
import { formatterOf } from '../src/platform/i18n/format.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { newSecret } from '../src/platform/sign-in/secret.ts';
import { openSigner } from '../src/platform/signing/create-signer.ts';
import { createVault } from '../src/platform/vault.ts';
import { createDocuments } from '../src/window/documents.tsx';
import { createWindow } from '../src/window.ts';
import { printTable } from './support.ts';

const SECONDS = 3;
const STAGE_PAGE = '/tahapan/pemilu-2024';

const config = readConfig(process.env);
const log = createLogger({ level: 'silent' });
const database = await openDatabase({ dataDir: config.dataDir, log });
try {
  await measure();
} finally {
  await database.close();
}

async function measure(): Promise<void> {
  const city = await readCity(database.db);
  if (!city) throw new Error('There is no city to measure.');
  const areas = await loadCityAreas(city.area);
  const now = city.demoClockStart ?? Temporal.Now.instant();
  const assets = loadAssets('dist/client');
  const signer = await openSigner({ config, db: database.db, clock: systemClock });
  const window = await createWindow({
    config,
    database,
    city,
    areas,
    clock: () => now,
    log,
    assets,
    signer,
    signInSecret: newSecret(),
    vault: createVault(newSecret()),
    work: false,
  });
  const documents = createDocuments({ context: window.context, assets, inkUrl: undefined });
  const request: PageRequest = {
    lang: 'id',
    path: STAGE_PAGE,
    params: { election: 'pemilu-2024' },
    query: {},
    now: now.toZonedDateTimeISO(city.zone),
    format: formatterOf('id', city.zone),
    href: (path) => path,
  };
  const view = await loadStages(window.context, request, 'pemilu-2024');
  if (!view) throw new Error('The demo has no stages.');

  const html = documents.render(stagesPage(view, request), request);
  const rendered = await rate(() => documents.render(stagesPage(view, request), request));
  // One request object for all: making it is the client's work.
  const asked = new Request(`http://localhost${STAGE_PAGE}`, { headers: { 'accept-encoding': 'br' } });
  const cached = await rate(() => window.app.fetch(asked));
  printTable('Inside one process, one core', [
    {
      what: `stage page rendered (${html.length} characters)`,
      'a second': Math.round(rendered),
      goal: '5,000',
    },
    { what: 'stage page from the window’s cache', 'a second': Math.round(cached), goal: '20,000' },
  ]);
  await window.close();
}

/** How often a second, after a second of warming up. */
async function rate(work: () => unknown): Promise<number> {
  await repeat(work, 1);
  return repeat(work, SECONDS);
}

async function repeat(work: () => unknown, seconds: number): Promise<number> {
  const started = performance.now();
  let count = 0;
  do {
    for (let at = 0; at < 50; at++) await work();
    count += 50;
  } while (performance.now() - started < seconds * 1000);
  return count / ((performance.now() - started) / 1000);
}
