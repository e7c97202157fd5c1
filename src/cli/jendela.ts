import { Command, InvalidArgumentError } from 'commander';
import { auditCommands } from './audit-commands.ts';
import { cityCommand } from './city.ts';
import { exitCodeOf, explain } from './explain.ts';
import { settingsHelp } from './help.ts';
import { importCommands } from './import-commands.ts';
import { keyholderCommand } from './keyholder.ts';
import { rollCommands } from './roll-commands.ts';
import { createRuntime } from './runtime.ts';
import { signingCommands } from './signing-commands.ts';
import { staffCommands } from './staff-commands.ts';
import { DEFAULT_DEMO, startCommand } from './start.ts';
import { workerCommand } from './worker.ts';

const program = new Command('jendela')
  .description('The single window of a city, with its election office in it.')
  .addHelpText('after', settingsHelp)
  .showHelpAfterError('Use `jendela help` for every command and setting.');

program
  .command('start')
  .description('start the window')
  .option('--demo', 'open an invented city first where there is none')
  .action(async (options: { demo?: boolean }) => {
    await startCommand(createRuntime(), { demo: options.demo ? DEFAULT_DEMO : undefined });
  });

program
  .command('demo')
  .description('open an invented city, and start its window and key holder')
  .option('--area <code>', 'code of a kota or kabupaten', DEFAULT_DEMO.area)
  .option('--voters <count>', 'voters, 1 to 1500000', voterCount, DEFAULT_DEMO.voters)
  .option('--seed <text>', 'the same seed gives the same city', DEFAULT_DEMO.seed)
  .action(async (wishes: { area: string; voters: number; seed: string }) => {
    await startCommand(createRuntime(), { demo: wishes });
  });

program
  .command('worker')
  .description('work on jobs alone, beside windows with JOBS=off')
  .action(async () => workerCommand(createRuntime()));

program
  .command('city')
  .description('open the city of this window, or change what it is called')
  .requiredOption('--area <code>', 'code of the kota or kabupaten, such as 32.76')
  .option('--name <text>', 'what the window is called')
  .option('--ink <colour>', 'the city’s own ink, such as #3a2a8c')
  .action(async (options: { area: string; name?: string; ink?: string }) => {
    await cityCommand(createRuntime(), options);
  });

program
  .command('keyholder')
  .description('serve the key shares of KEYS_DIR')
  .action(async () => keyholderCommand(createRuntime()));

program.addCommand(importCommands());
program.addCommand(rollCommands());
program.addCommand(staffCommands());
program.addCommand(auditCommands());
program.addCommand(signingCommands());

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = exitCodeOf(error);
}

function voterCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 1_500_000) return count;
  throw new InvalidArgumentError('It is a whole number, 1 to 1500000.');
}
