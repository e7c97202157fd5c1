import { Command, InvalidArgumentError } from 'commander';
import type { Clock } from '../domain/clock.ts';
import { electionDirectory } from '../features/stages/directory.ts';
import { loadCityAreas } from '../platform/areas.ts';
import type { City } from '../platform/city.ts';
import { readCity } from '../platform/city-store.ts';
import { cityClock, systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { CommandFailure } from './failure.ts';
import { importBoundariesCommand } from './import-boundaries.ts';
import { importPollingPlacesCommand } from './import-polling-places.ts';
import { importStagesCommand } from './import-stages.ts';
import { createRuntime, openMigratedDatabase, type Runtime } from './runtime.ts';

const printLine = (line: string) => void process.stdout.write(`${line}\n`);
const printErrorLine = (line: string) => void process.stderr.write(`${line}\n`);

/** `jendela import …`: brings an office's files in. */
export function importCommands(): Command {
  const command = new Command('import').description('bring an office’s files into the window');
  command
    .command('stages')
    .description('stages of an election, from YAML or JSON')
    .argument('<file>')
    .option('--force', 'also replace what staff wrote in the workspace')
    .action((file: string, options: { readonly force?: boolean }) =>
      withDatabase(async ({ database, clock }) =>
        importStagesCommand({
          ...options,
          file,
          db: database.db,
          clock,
          print: printLine,
          printError: printErrorLine,
        }),
      ),
    );
  command
    .command('polling-places')
    .description('polling places (TPS) of an election, from CSV or XLSX')
    .argument('<file>')
    .requiredOption('--election <id>', 'id of the election, such as pilkada-2024')
    .option('--skip-refused', 'import the other lines where some are refused')
    .option('--report <file>', 'write every refused line and warning as CSV')
    .option('--review-by <day>', 'by when somebody looks at them again, such as 2024-12-01', readDay)
    .action((file: string, options: PollingPlaceOptions) =>
      withDatabase(async (task) => {
        const { database, clock } = task;
        const city = requireOpenCity(task);
        return importPollingPlacesCommand({
          ...options,
          file,
          db: database.db,
          elections: electionDirectory(database.db),
          areas: await loadCityAreas(city.area),
          city,
          clock,
          print: printLine,
          printError: printErrorLine,
        });
      }),
    );
  command
    .command('boundaries')
    .description('boundaries of kecamatan and kelurahan, from GeoJSON, for maps')
    .argument('<file>')
    .option('--attribution <text>', 'whose data it is, where the file does not say it; stands below each map')
    .action((file: string, options: { readonly attribution?: string }) =>
      withDatabase(async (task) => {
        const city = requireOpenCity(task);
        return importBoundariesCommand({
          ...options,
          file,
          db: task.database.db,
          areas: await loadCityAreas(city.area),
          city,
          clock: task.clock,
          print: printLine,
          printError: printErrorLine,
        });
      }),
    );
  return command;
}

interface PollingPlaceOptions {
  readonly election: string;
  readonly skipRefused?: boolean;
  readonly report?: string;
  readonly reviewBy?: Temporal.PlainDate;
}

/** @throws InvalidArgumentError, which the command says to whoever typed it */
function readDay(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw new InvalidArgumentError('Write a day like 2024-12-01.');
  }
}

/** What a command on the database has: the city if there is one, and its clock. */
export interface DatabaseTask {
  readonly database: Database;
  readonly runtime: Runtime;
  readonly city: City | undefined;
  readonly clock: Clock;
}

/** Runs a command on the database, which may be in use by a window at the same time. */
export async function withDatabase(run: (task: DatabaseTask) => Promise<number>): Promise<void> {
  const runtime = createRuntime();
  const database = await openMigratedDatabase(runtime);
  try {
    const city = await readCity(database.db);
    const clock = city ? cityClock(runtime.config, city) : systemClock;
    process.exitCode = await run({ database, runtime, city, clock });
  } finally {
    await database.close();
  }
}

/** @throws CommandFailure where there is no city */
export function requireOpenCity({ city }: DatabaseTask): City {
  if (city) return city;
  throw new CommandFailure('There is no city yet. Open one with: jendela city --area CODE');
}
