import type { Clock } from '../domain/clock.ts';
import { loadCityAreas } from '../platform/areas.ts';
import type { City } from '../platform/city.ts';
import { cityClock, systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import { loadAssets } from '../platform/http/assets.ts';
import type { Log } from '../platform/log/logger.ts';
import { readOrMakeSecret } from '../platform/sign-in/secret.ts';
import { openSigner } from '../platform/signing/create-signer.ts';
import { createVault } from '../platform/vault.ts';
import { createWindow, type Window } from '../window.ts';
import { CLIENT_DIR } from './paths.ts';

/**
 * The window of a city as a process runs it, with the signing key of KEYS_DIR.
 *
 * @param parts.work whether this process works on jobs
 * @param parts.clock the city's unless told
 * @throws DatabaseUnavailable, SigningKeyError
 */
export async function openWindow(parts: {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly city: City;
  readonly work: boolean;
  readonly clock?: Clock;
}): Promise<Window> {
  const { config, log, database, city, work } = parts;
  return createWindow({
    config,
    database,
    city,
    areas: await loadCityAreas(city.area),
    clock: parts.clock ?? cityClock(config, city),
    log,
    assets: loadAssets(CLIENT_DIR),
    work,
    signInSecret: await readOrMakeSecret(config.keysDir, 'sign-in.secret'),
    vault: createVault(await readOrMakeSecret(config.keysDir, 'vault.secret')),
    signer: await openSigner({ config, db: database.db, clock: systemClock }),
  });
}
