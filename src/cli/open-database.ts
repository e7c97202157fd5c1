import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, type EmbeddedStep, openDatabase } from '../platform/database/database.ts';
import { isDatabaseUnavailable } from '../platform/database/errors.ts';
import { migrate } from '../platform/database/migrate.ts';
import { allMigrations } from '../window/migrations.ts';
import { CommandFailure } from './failure.ts';
import type { Runtime } from './runtime.ts';

const ASK_AGAIN_MS = 500;

const STEPS: Readonly<Record<EmbeddedStep, string>> = {
  waiting: 'Waiting for another process that starts the database',
  copying: 'Copying the database server to where it can be run',
  creating: 'Creating the database',
  starting: 'Starting the database',
};

/**
 * The database of the settings, with all tables there. A server that is away is waited for, for half a minute.
 *
 * @throws CommandFailure where it stays away
 */
export async function openMigratedDatabase({ config, print, log }: Runtime): Promise<Database> {
  await mkdir(config.dataDir, { recursive: true });
  const database = await print.step('Opening the database', (progress) =>
    openDatabase({
      databaseUrl: config.DATABASE_URL,
      dataDir: config.dataDir,
      log,
      poolSize: config.DATABASE_POOL,
      onProgress: (step) => progress.busyWith(STEPS[step]),
    }),
  );
  try {
    await print.step('Waiting for the database', () => waitFor(database, config.DATABASE_WAIT_SECONDS));
    await print.step('Preparing tables', () => migrate(database, allMigrations(), log));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function waitFor(database: Database, seconds: number): Promise<void> {
  const patience = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await database.ping();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      if (performance.now() > patience) {
        throw new CommandFailure(
          `The database could not be reached for ${seconds} seconds. ` +
            'Check that the server of DATABASE_URL runs and lets this machine in.',
        );
      }
      await sleep(ASK_AGAIN_MS);
    }
  }
}
