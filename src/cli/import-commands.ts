import { type Command, InvalidArgumentError } from 'commander';
import { electionDirectory } from '../features/stages/directory.ts';
import { loadCityAreas } from '../platform/areas.ts';
import { addOfficerImports } from './officer-import-commands.ts';
import { requireOpenCity, withDatabase } from './with-database.ts';

const printLine = (line: string) => void process.stdout.write(`${line}\n`);
const printErrorLine = (line: string) => void process.stderr.write(`${line}\n`);

/** `jendela import …`: brings an office's files in. */
export function addImportCommands(command: Command): void {
  command
    .command('stages')
    .description('stages of an election, from YAML or JSON')
    .argument('<file>')
    .option('--force', 'also replace what staff wrote in the workspace')
    .action((file: string, options: { readonly force?: boolean }) =>
      withDatabase(async ({ database, clock }) => {
        const { importStagesCommand } = await import('./import-stages.ts');
        return importStagesCommand({
          ...options,
          file,
          db: database.db,
          clock,
          print: printLine,
          printError: printErrorLine,
        });
      }),
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
        const { importPollingPlacesCommand } = await import('./import-polling-places.ts');
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
        const { importBoundariesCommand } = await import('./import-boundaries.ts');
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
  command
    .command('health-facilities')
    .description('puskesmas, hospitals and clinics that officers call for help, from CSV or XLSX')
    .argument('<file>')
    .action((file: string) =>
      withDatabase(async (task) => {
        const city = requireOpenCity(task);
        const { importHealthFacilitiesCommand } = await import('./import-health-facilities.ts');
        return importHealthFacilitiesCommand({
          file,
          db: task.database.db,
          areas: await loadCityAreas(city.area),
          city,
          print: printLine,
          printError: printErrorLine,
        });
      }),
    );
  addOfficerImports(command);
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
