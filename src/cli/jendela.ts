import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_DEMO, type DemoWishes } from './demo-wishes.ts';
import { settingsHelp } from './help.ts';

/**
 * What a command does is loaded when it is called: the whole window takes a second or two to load, and most commands
 * need little of it.
 */

const program = new Command('jendela')
  .description('The single window of a city, with its election office in it.')
  .addHelpText('after', settingsHelp)
  .showHelpAfterError('Use `jendela help` for every command and setting.');

program
  .command('start')
  .description('start the window')
  .option('--demo', 'open an invented city first where there is none')
  .action(async (options: { demo?: boolean }) => {
    await start({ demo: options.demo ? DEFAULT_DEMO : undefined });
  });

program
  .command('demo')
  .description('open an invented city, and start its window and key holder')
  .option('--area <code>', 'code of a kota or kabupaten', DEFAULT_DEMO.area)
  .option('--voters <count>', 'voters, 1 to 1500000', voterCount, DEFAULT_DEMO.voters)
  .option('--seed <text>', 'the same seed gives the same city', DEFAULT_DEMO.seed)
  .action(async (wishes: { area: string; voters: number; seed: string }) => {
    await start({ demo: wishes });
  });

program
  .command('worker')
  .description('work on jobs alone, beside windows with JOBS=off')
  .action(async () => {
    const parts = await runtime();
    const { workerCommand } = await import('./worker.ts');
    await workerCommand(parts);
  });

program
  .command('city')
  .description('open the city of this window, or change what it is called')
  .requiredOption('--area <code>', 'code of the kota or kabupaten, such as 32.76')
  .option('--name <text>', 'what the window is called')
  .option('--ink <colour>', 'the city’s own ink, such as #3a2a8c')
  .action(async (options: { area: string; name?: string; ink?: string }) => {
    const parts = await runtime();
    const { cityCommand } = await import('./city.ts');
    await cityCommand(parts, options);
  });

program
  .command('keyholder')
  .description('serve the key shares of KEYS_DIR')
  .action(async () => {
    const parts = await runtime();
    const { keyholderCommand } = await import('./keyholder.ts');
    await keyholderCommand(parts);
  });

/** Commands that have commands of their own. */
const GROUPS = [
  {
    name: 'import',
    about: 'bring an office’s files into the window',
    fill: async (command: Command) => (await import('./import-commands.ts')).addImportCommands(command),
  },
  {
    name: 'roll',
    about: 'make keys, seal, verify and publish a voter roll',
    fill: async (command: Command) => (await import('./roll-commands.ts')).addRollCommands(command),
  },
  {
    name: 'staff',
    about: 'people who work in the window',
    fill: async (command: Command) => (await import('./staff-commands.ts')).addStaffCommands(command),
  },
  {
    name: 'audit',
    about: 'the log of who did what, which only grows',
    fill: async (command: Command) => (await import('./audit-commands.ts')).addAuditCommands(command),
  },
  {
    name: 'signing',
    about: 'keys that sign what is published',
    fill: async (command: Command) => (await import('./signing-commands.ts')).addSigningCommands(command),
  },
];

try {
  for (const { name, about, fill } of GROUPS) {
    const group = program.command(name).description(about);
    // One that is named anywhere, so that `jendela help roll` knows its commands too.
    if (process.argv.includes(name, 2)) await fill(group);
  }
  await program.parseAsync();
} catch (error) {
  const { exitCodeOf, explain } = await import('./explain.ts');
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = exitCodeOf(error);
}

async function start(options: { readonly demo: DemoWishes | undefined }): Promise<void> {
  const parts = await runtime();
  const { startCommand } = await import('./start.ts');
  await startCommand(parts, options);
}

/** Settings first: a wrong one is said before anything else is loaded. */
async function runtime() {
  const { createRuntime } = await import('./runtime.ts');
  return createRuntime();
}

function voterCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 1_500_000) return count;
  throw new InvalidArgumentError('It is a whole number, 1 to 1500000.');
}
