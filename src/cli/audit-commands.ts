import { type Command, InvalidArgumentError } from 'commander';
import { auditExportCommand } from './audit-export.ts';
import { auditHeadCommand, auditVerifyCommand, type HeadText, parseHead } from './audit-verify.ts';
import { withDatabase } from './with-database.ts';

const says = {
  print: (line: string) => void process.stdout.write(`${line}\n`),
  printError: (line: string) => void process.stderr.write(`${line}\n`),
};

/** `jendela audit …`: the log of who did what. */
export function addAuditCommands(command: Command): void {
  command
    .command('verify')
    .description('read the whole log and say whether every line is as it was written')
    .option('--head <seq:digest>', 'an end of the log that was written down earlier', headOption)
    .action((options: { head?: HeadText }) =>
      withDatabase(({ database, runtime }) =>
        runtime.print.step('Verifying', (progress) =>
          auditVerifyCommand({ ...says, ...options, db: database.db, onProgress: progress.done }),
        ),
      ),
    );
  command
    .command('head')
    .description('print the end of the log, to be written down where this machine cannot reach')
    .action(() => withDatabase(({ database }) => auditHeadCommand({ ...says, db: database.db })));
  command
    .command('export')
    .description('write the whole log as lines of JSON')
    .argument('<file>')
    .action((file: string) =>
      withDatabase(({ database, runtime }) =>
        runtime.print.step('Writing', () => auditExportCommand({ ...says, file, db: database.db })),
      ),
    );
}

function headOption(text: string): HeadText {
  const head = parseHead(text);
  if (head) return head;
  throw new InvalidArgumentError('It is what `jendela audit head` printed: a number, a colon, 64 digits.');
}
