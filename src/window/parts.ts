import type { AreaIndex } from '../domain/area.ts';
import type { Clock } from '../domain/clock.ts';
import type { City } from '../platform/city.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import type { Assets } from '../platform/http/assets.ts';
import type { Log } from '../platform/log/logger.ts';
import type { Signer } from '../platform/signing/signer.ts';
import type { Vault } from '../platform/vault.ts';

/** What a window is made of. */
export interface WindowParts {
  readonly config: Config;
  readonly database: Database;
  readonly city: City;
  readonly areas: AreaIndex;
  readonly clock: Clock;
  readonly log: Log;
  readonly assets: Assets;
  readonly signer: Signer;
  /** Signs the cookies of staff. */
  readonly signInSecret: string;
  readonly vault: Vault;
  /** Whether this process works on jobs; without, it only sends them. */
  readonly work: boolean;
}
