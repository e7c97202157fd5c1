import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { electionDirectory } from '../features/stages/directory.ts';
import { systemClock } from '../platform/clock.ts';
import { createPrint, type Progress } from './print.ts';
import { rollKeygenCommand } from './roll-keygen.ts';
import { rollPublishCommand } from './roll-publish.ts';
import { rollSealCommand } from './roll-seal.ts';
import { rollVerifyCommand } from './roll-verify.ts';
import { createRuntime } from './runtime.ts';
import { requireOpenCity, withDatabase } from './with-database.ts';

const says = {
  print: (line: string) => void process.stdout.write(`${line}\n`),
  printError: (line: string) => void process.stderr.write(`${line}\n`),
};

/** `jendela roll …`: what an election office does with its voter roll. */
export function addRollCommands(command: Command): void {
  addKeygen(command);
  addSeal(command);
  addVerify(command);
  addPublish(command);
}

function addKeygen(command: Command): void {
  command
    .command('keygen')
    .description('make the issuer’s key and one share per key holder')
    .requiredOption('--keys <folder>', 'where to write them')
    .requiredOption('--issuer <name>', 'the office, as people will read it, such as "KPU Kota Depok"')
    .option('--holders <ids>', 'key holders, parted by commas', commaList)
    .action(async (options: { keys: string; issuer: string; holders?: string[] }) => {
      process.exitCode = await rollKeygenCommand({ ...options, ...says });
    });
}

interface SealArguments {
  keys: string;
  election: string;
  list: string;
  area: string;
  out?: string;
  holders?: string[];
  previous?: string;
  entrySize?: number;
  threads?: number;
}

function addSeal(command: Command): void {
  command
    .command('seal')
    .description('seal a voter list; on a machine off the network')
    .argument('<csv>', 'columns: nik or paspor, status, tps, number, name; perhaps nkk')
    .requiredOption('--keys <folder>', 'folder with the issuer’s key and every share')
    .requiredOption('--election <id>', 'such as pilkada-2024')
    .requiredOption('--list <code>', 'such as DPT')
    .requiredOption('--area <code>', 'such as 32.76')
    .option('--out <file>', 'the sealed roll; absent: beside the list, with .roll at its end')
    .option('--holders <ids>', 'key holders in their order, parted by commas', commaList)
    .option('--previous <file>', 'the roll that this one replaces')
    .option('--entry-size <bytes>', 'bytes of an entry', wholeNumber)
    .option('--threads <count>', 'absent: all cores', wholeNumber)
    .action(async (csv: string, options: SealArguments) => {
      process.exitCode = await withProgress('Sealing', (progress) =>
        rollSealCommand({
          ...options,
          ...says,
          csv,
          out: options.out ?? `${csv.replace(/\.csv$/i, '')}.roll`,
          clock: systemClock,
          onProgress: progress.done,
        }),
      );
    });
}

function addVerify(command: Command): void {
  command
    .command('verify')
    .description('read every byte of a sealed roll and say whether it is whole, and whose')
    .argument('<roll>')
    .option(
      '--issuers <files>',
      'files of public keys, parted by commas; absent: those in KEYS_DIR',
      commaList,
    )
    .action(async (file: string, options: { issuers?: string[] }) => {
      const issuers = options.issuers ?? (await issuerFiles(createRuntime().config.keysDir));
      process.exitCode = await withProgress('Verifying', (progress) =>
        rollVerifyCommand({ ...says, file, issuers, onProgress: progress.done }),
      );
    });
}

function addPublish(command: Command): void {
  command
    .command('publish')
    .description('verify a sealed roll and make it the one that people are asked about')
    .argument('<roll>')
    .action((file: string) =>
      withDatabase(async (task) => {
        const { database, clock } = task;
        const { config, print } = task.runtime;
        const city = requireOpenCity(task);
        return print.step('Verifying', (progress) =>
          rollPublishCommand({
            ...says,
            file,
            config,
            db: database.db,
            city,
            elections: electionDirectory(database.db),
            clock,
            onProgress: progress.done,
          }),
        );
      }),
    );
}

function withProgress(name: string, run: (progress: Progress) => Promise<number>): Promise<number> {
  return createPrint().step(name, run);
}

async function issuerFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.filter((name) => name.endsWith('issuer.pub.json')).map((name) => path.join(folder, name));
}

function commaList(text: string): string[] {
  return text.split(',').map((piece) => piece.trim());
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number.');
}
