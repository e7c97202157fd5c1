import type { Command } from 'commander';
import type { RosterParts } from '../features/roster/import/parts.ts';
import { electionDirectory } from '../features/stages/directory.ts';
import { loadCityAreas } from '../platform/areas.ts';
import type { City } from '../platform/city.ts';
import { type DatabaseTask, requireOpenCity, withDatabase } from './with-database.ts';

const printLine = (line: string) => void process.stdout.write(`${line}\n`);
const printErrorLine = (line: string) => void process.stderr.write(`${line}\n`);

interface OfficerOptions {
  readonly election: string;
  readonly preview?: boolean;
  readonly leaveGone?: boolean;
  readonly skipRefused?: boolean;
  readonly report?: string;
}

/** `jendela import officer-plan …`, `jendela import officers …`, `jendela import tasks …`, `jendela import training …`. */
export function addOfficerImports(command: Command): void {
  addTaskImport(command);
  addTrainingImport(command);
  command
    .command('officer-plan')
    .description('which officers an election wants: bodies, seats, terms, from YAML or JSON')
    .argument('<file>')
    .action((file: string) =>
      withDatabase(async (task) => {
        const { importOfficerPlanCommand } = await import('./import-officer-plan.ts');
        return importOfficerPlanCommand({
          file,
          db: task.database.db,
          city: requireOpenCity(task),
          clock: task.clock,
          print: printLine,
          printError: printErrorLine,
        });
      }),
    );
  command
    .command('officers')
    .description('officers (PPK, PPS, KPPS, …) of an election, from CSV or XLSX')
    .argument('<file>')
    .requiredOption('--election <id>', 'id of the election, such as pilkada-2024')
    .option('--preview', 'say what would be done, and do nothing')
    .option('--leave-gone', 'who is not in the file leaves their seat (reason: list corrected)')
    .option('--skip-refused', 'import the other lines where some are refused')
    .option('--report <file>', 'write every refused line and warning as CSV')
    .action((file: string, options: OfficerOptions) =>
      withDatabase(async (task) => {
        const city = requireOpenCity(task);
        const { importOfficersCommand } = await import('./import-officers.ts');
        const parts = await openRosterParts(task, city);
        return task.runtime.print.step('Reading officers', (progress) =>
          importOfficersCommand({
            ...parts,
            ...options,
            city,
            file,
            print: printLine,
            printError: printErrorLine,
            onProgress: (step, lines) =>
              progress.busyWith(
                `${step === 'reading' ? 'Reading' : 'Writing'} officers, line ${lines.toLocaleString('en')}`,
              ),
          }),
        );
      }),
    );
}

/** `jendela import tasks …`. */
function addTaskImport(command: Command): void {
  command
    .command('tasks')
    .description('what officers of an election have to do, and by when, from YAML or JSON')
    .argument('<file>')
    .option('--force', 'also replace what staff wrote in the workspace')
    .action((file: string, options: { readonly force?: boolean }) =>
      withDatabase(async (task) => {
        const { importTasksCommand } = await import('./import-tasks.ts');
        return importTasksCommand({
          ...options,
          file,
          db: task.database.db,
          city: requireOpenCity(task),
          clock: task.clock,
          print: printLine,
          printError: printErrorLine,
        });
      }),
    );
}

/** `jendela import training …`. */
function addTrainingImport(command: Command): void {
  command
    .command('training')
    .description('a course of officers with its lessons and questions, from YAML or JSON')
    .argument('<file>')
    .option('--open', 'open a new course to officers at once')
    .option('--force', 'also replace what staff wrote in the workspace')
    .action((file: string, options: { readonly open?: boolean; readonly force?: boolean }) =>
      withDatabase(async (task) => {
        const { importTrainingCommand } = await import('./import-training.ts');
        return importTrainingCommand({
          ...options,
          file,
          db: task.database.db,
          city: requireOpenCity(task),
          clock: task.clock,
          print: printLine,
          printError: printErrorLine,
        });
      }),
    );
}

/** What the import of officers stands on, without a window. */
async function openRosterParts({ database, runtime, clock }: DatabaseTask, city: City): Promise<RosterParts> {
  const [{ createVault }, { readOrMakeSecret }, { createOfficers }, { createDirectory }] = await Promise.all([
    import('../platform/vault.ts'),
    import('../platform/sign-in/secret.ts'),
    import('../platform/officers/create-officers.ts'),
    import('../features/polling-places/directory.ts'),
  ]);
  const { db } = database;
  const vault = createVault(await readOrMakeSecret(runtime.config.keysDir, 'vault.secret'));
  const areas = await loadCityAreas(city.area);
  return {
    db,
    vault,
    officers: createOfficers(db, vault),
    elections: electionDirectory(db),
    pollingPlaces: createDirectory({ db, areas }),
    areas,
    city,
    clock,
  };
}
