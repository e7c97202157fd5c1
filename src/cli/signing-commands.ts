import { type Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { readPublicKeys } from '../platform/signing/public-keys.ts';
import { type KeyChange, revokeKey, rotateKey } from '../platform/signing/rotate.ts';
import { CommandFailure } from './failure.ts';
import { withDatabase } from './with-database.ts';

const printLine = (line: string) => void process.stdout.write(`${line}\n`);

/** `jendela signing …`: the keys by which published versions are signed. */
export function addSigningCommands(command: Command): void {
  command
    .command('keys')
    .description('list every key that was ever signed with')
    .action(() => withDatabase(({ database }) => listKeys(database)));
  command
    .command('rotate')
    .description('sign with a new key from now on; old signatures stay good')
    .action(() =>
      withDatabase(async ({ database, runtime }) => {
        const { kid, former } = await rotateKey(changeOf(database, runtime.config.keysDir, 'signing rotate'));
        printLine(`From now on ${kid} signs.`);
        if (former !== undefined) printLine(`${former} signs nothing new. What it signed stays good.`);
        return 0;
      }),
    );
  command
    .command('revoke')
    .description('say that others have a key: what it signed from a moment on is not believed')
    .argument('<kid>', 'id of the key, as `jendela signing keys` lists it')
    .requiredOption('--since <moment>', 'such as 2026-11-24T09:00+07:00', moment)
    .option('--reason <text>', 'for everybody to read', 'The key was known to others.')
    .action((kid: string, options: { since: Temporal.Instant; reason: string }) =>
      withDatabase(async ({ database, runtime }) => {
        if (Temporal.Instant.compare(options.since, systemClock()) > 0) {
          throw new CommandFailure(
            '--since is still to come. Say the first moment at which others may have had it.',
          );
        }
        const change = changeOf(database, runtime.config.keysDir, 'signing revoke');
        const next = await revokeKey(change, { kid, ...options });
        printLine(`What ${kid} signed since ${options.since} is not believed any more.`);
        if (next !== undefined) printLine(`It was the key of this KEYS_DIR. From now on ${next} signs.`);
        return 0;
      }),
    );
}

function changeOf(database: Database, keysDir: string, name: string): KeyChange {
  return { db: database.db, keysDir, clock: systemClock, actor: { kind: 'command', name } };
}

async function listKeys(database: Database): Promise<number> {
  for (const { kid, createdAt, retiredAt, revoked } of await readPublicKeys(database.db)) {
    const until = retiredAt === null ? 'signs now' : `signed until ${retiredAt}`;
    const doubt = revoked === null ? '' : `; not believed since ${revoked.since}: ${revoked.reason}`;
    printLine(`${kid}  made ${createdAt}, ${until}${doubt}`);
  }
  return 0;
}

function moment(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new InvalidArgumentError('It is a moment with its offset, such as 2026-11-24T09:00+07:00.');
  }
}
