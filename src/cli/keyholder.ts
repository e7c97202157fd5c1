import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { startKeyholder } from '../keyholder/server.ts';
import { systemClock } from '../platform/clock.ts';
import { PortTaken } from '../platform/http/server.ts';
import { type KeyShare, readShare } from '../sealed-roll/keys.ts';
import { CommandFailure } from './failure.ts';
import type { Runtime } from './runtime.ts';
import { untilStopped } from './signals.ts';

/** `jendela keyholder`: serves every share of KEYS_DIR until it is told to stop. */
export async function keyholderCommand({ config, print, log }: Runtime): Promise<void> {
  const tokens = config.KEYHOLDER_TOKENS;
  if (!tokens)
    throw new CommandFailure('KEYHOLDER_TOKENS is not set: name the tokens of the windows to answer.');
  const shares = await readShares(config.keysDir);
  if (shares.length === 0) {
    throw new CommandFailure(
      `There is no *.share.json in ${config.keysDir}. Make one with: jendela roll keygen`,
    );
  }
  const holder = await startKeyholder({
    shares,
    tokens,
    budgetPerMinute: config.KEYHOLDER_PER_MINUTE,
    budgetPerDay: config.KEYHOLDER_PER_DAY,
    log,
    clock: systemClock,
    host: config.KEYHOLDER_HOST,
    port: config.KEYHOLDER_PORT,
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new PortTaken(config.KEYHOLDER_PORT, 'KEYHOLDER_PORT') : error;
  });
  // A process that started this one learns the port by their channel; a person reads it.
  if (process.send) process.send({ port: holder.port });
  else print.line(`Key holder for ${shares.length} key(s) on ${holder.url}. Ctrl-C stops it.`);
  await untilStopped();
  await holder.stop();
}

/** Every share of a folder, by file name. */
export async function readShares(folder: string): Promise<KeyShare[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return Promise.all(
    names
      .filter((name) => name.endsWith('.share.json'))
      .sort()
      .map((name) => readShare(path.join(folder, name))),
  );
}
