import path from 'node:path';
import { importStagesCommand } from '../../src/cli/import-stages.ts';
import { STAGE_FILES } from '../../src/cli/paths.ts';
import type { Clock } from '../../src/domain/clock.ts';
import { loadCityAreas } from '../../src/platform/areas.ts';
import { type City, cityOf } from '../../src/platform/city.ts';
import { writeCity } from '../../src/platform/city-store.ts';
import { type Config, readConfig } from '../../src/platform/config/config.ts';
import type { Assets } from '../../src/platform/http/assets.ts';
import { createLogger, type Log } from '../../src/platform/log/logger.ts';
import { newSecret } from '../../src/platform/sign-in/secret.ts';
import { createSigner, openMemoryKeys } from '../../src/platform/signing/create-signer.ts';
import { createVault } from '../../src/platform/vault.ts';
import { createWindow, type Window } from '../../src/window.ts';
import { createMigratedDatabase, type TestDatabase } from './database.ts';

/** The morning three days before voting in November 2024. */
export const QUIET_PERIOD = Temporal.Instant.from('2024-11-24T09:00:00+07:00');

export interface TestWindow {
  readonly window: Window;
  readonly database: TestDatabase;
  readonly city: City;
  readonly config: Config;
  /** What seals its sessions and what is personal. */
  readonly secrets: { readonly signIn: string; readonly vault: string };
  /** Asks the real application, as a browser would. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Shows another time from now on. */
  setNow(now: Temporal.Instant): void;
  close(): Promise<void>;
}

export interface TestWindowOptions {
  readonly name?: string;
  readonly area?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: Log;
  /** Import the stages that the project ships; true unless told. */
  readonly stages?: boolean;
  /** The built files, for a browser; absent: their names alone. */
  readonly assets?: Assets;
  /** The new window is another one of this one's city, on its database and with its secrets. */
  readonly beside?: TestWindow;
}

/** A real window on a database of its own, with Depok as its city and the shipped stages. */
export async function createTestWindow(options: TestWindowOptions = {}): Promise<TestWindow> {
  const { area = '32.76', environment = {}, stages = true } = options;
  const log = options.log ?? createLogger({ level: 'silent' });
  const { beside } = options;
  const database = beside?.database ?? (await createMigratedDatabase(options.name ?? 'window'));
  const secrets = beside?.secrets ?? { signIn: newSecret(), vault: newSecret() };
  const areas = await loadCityAreas(area);
  const found = areas.get(area);
  if (!found) throw new Error(`There is no area ${area}.`);
  const city = cityOf(found);
  if (!beside) await database.db.transaction().execute((trx) => writeCity(trx, city, { opened: true }));
  let now = QUIET_PERIOD;
  const clock: Clock = () => now;
  if (stages && !beside) await importShippedStages(database, clock);
  const config = readConfig({
    DATA_DIR: '/nonexistent',
    PUBLIC_URL: 'https://jendela.example',
    ...environment,
  });
  const window = await createWindow({
    config,
    database: database.database,
    city,
    areas,
    clock,
    log,
    assets: options.assets ?? noAssets,
    work: false,
    signInSecret: secrets.signIn,
    vault: createVault(secrets.vault),
    signer: createSigner({
      keys: await openMemoryKeys({ db: database.db, clock }),
      issuer: config.publicUrl,
      clock,
    }),
  });
  return {
    window,
    database,
    city,
    config,
    secrets,
    request: async (to, init) => window.app.request(to, init),
    setNow: (next) => {
      now = next;
    },
    async close() {
      await window.close();
      if (!beside) await database.drop();
    },
  };
}

/** Records the stages of the project's own files. */
export async function importShippedStages(database: TestDatabase, clock: Clock): Promise<void> {
  for (const file of STAGE_FILES) {
    const said: string[] = [];
    const exitCode = await importStagesCommand({
      file,
      db: database.db,
      clock,
      print: () => undefined,
      printError: (line) => said.push(line),
    });
    if (exitCode !== 0) throw new Error(`${path.basename(file)}: ${said.join('\n')}`);
  }
}

/** Pages name built files; a test of pages needs their names alone, and no build. */
const noAssets: Assets = {
  index: new Proxy(
    {},
    { get: (_, name) => ({ url: `/assets/${String(name)}`, integrity: '', bytes: 0, immutable: true }) },
  ),
  version: 'test',
  has: () => true,
  text: () => '',
  url: (name) => `/assets/${name}`,
  urls: () => ['/assets/app.css', '/assets/theme.js'],
  mount: () => undefined,
};
