import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Log } from '../../platform/log/logger.ts';
import { RollFileError } from '../../sealed-roll/format.ts';
import { KeyFileError, type KeyShare } from '../../sealed-roll/keys.ts';
import { type OpenRoll, openRoll } from '../../sealed-roll/roll-file.ts';
import { readKeyring } from './keyring.ts';
import { findRoll, type PublishedRoll } from './store.ts';

/** A roll that is open, with the shares of its key that the window holds. */
export interface ServedRoll {
  readonly roll: OpenRoll;
  readonly shares: ReadonlyMap<string, KeyShare>;
}

/** Published rolls, opened when first asked for and kept open. */
export interface OpenRolls {
  /**
   * Lends a roll for as long as `work` takes.
   * @throws Problem: roll-unknown (404), roll-file (503), roll-keys (503)
   */
  use<T>(rollId: string, work: (served: ServedRoll) => Promise<T> | T): Promise<T>;
  close(): Promise<void>;
}

export interface OpenRollsOptions {
  readonly db: Kysely<DatabaseSchema>;
  readonly keysDir: string;
  readonly rollsDir: string;
  readonly log: Log;
  /** Rolls that are open at a time; a roll of 1.5 million takes 5 MB of memory. */
  readonly most?: number;
}

interface Slot {
  readonly opening: Promise<ServedRoll>;
  isOpen: boolean;
  users: number;
  dropped: boolean;
}

const ROLL_ID = /^[A-Za-z0-9_-]{22}$/;

export function createOpenRolls(options: OpenRollsOptions): OpenRolls {
  const { most = 16 } = options;
  // In the order of last use.
  const slots = new Map<string, Slot>();

  function slotOf(rollId: string): Slot {
    const known = slots.get(rollId);
    if (known) {
      slots.delete(rollId);
      slots.set(rollId, known);
      return known;
    }
    const slot: Slot = { opening: openServed(rollId, options), isOpen: false, users: 0, dropped: false };
    slots.set(rollId, slot);
    slot.opening.then(
      () => {
        slot.isOpen = true;
        makeRoom();
      },
      // What could not be opened is tried anew by the next who asks.
      () => slots.get(rollId) === slot && slots.delete(rollId),
    );
    return slot;
  }

  /** Counts open rolls alone: whoever asks for many that do not exist drives out none. */
  function makeRoom(): void {
    const open = [...slots].filter(([, slot]) => slot.isOpen);
    for (const [id, oldest] of open.slice(0, Math.max(0, open.length - most))) {
      slots.delete(id);
      drop(oldest);
    }
  }

  function drop(slot: Slot): void {
    slot.dropped = true;
    if (slot.users === 0) closeSlot(slot).catch(() => undefined);
  }

  return {
    async use(rollId, work) {
      if (!ROLL_ID.test(rollId)) throw unknownRoll();
      const slot = slotOf(rollId);
      slot.users += 1;
      try {
        return await work(await slot.opening);
      } catch (error) {
        if (!(error instanceof RollFileError)) throw error;
        options.log.error(
          { rollId, code: error.code },
          `a published roll can no longer be read: ${error.message}`,
        );
        throw notServed('roll-file');
      } finally {
        slot.users -= 1;
        if (slot.dropped && slot.users === 0) await closeSlot(slot);
      }
    },
    async close() {
      const open = [...slots.values()];
      slots.clear();
      await Promise.all(open.map(closeSlot));
    },
  };
}

async function closeSlot(slot: Slot): Promise<void> {
  const served = await slot.opening.catch(() => undefined);
  await served?.roll.close();
}

async function openServed(rollId: string, options: OpenRollsOptions): Promise<ServedRoll> {
  const row = await findRoll(options.db, rollId);
  if (!row) throw unknownRoll();
  const path = join(options.rollsDir, row.file_name);
  try {
    const keyring = await readKeyring(options.keysDir);
    await refuseOtherFile(path, row);
    const roll = await openRoll(path, keyring.issuers);
    const shares = new Map<string, KeyShare>();
    for (const { id, publicKey } of roll.header.holders) {
      const share = keyring.share(id, publicKey);
      if (share) shares.set(id, share);
    }
    if (roll.header.rollId === rollId) return { roll, shares };
    await roll.close();
    throw new RollFileError('header', 'The file holds another roll');
  } catch (error) {
    if (!(error instanceof RollFileError || error instanceof KeyFileError)) throw error;
    options.log.error(
      { rollId, file: path, code: error.code },
      `a published roll cannot be served: ${error.message}`,
    );
    throw notServed(error instanceof KeyFileError ? 'roll-keys' : 'roll-file');
  }
}

function notServed(code: 'roll-keys' | 'roll-file'): Problem {
  return new Problem(
    503,
    code,
    'This window cannot serve the roll just now. Its operator has to see to it.',
    {
      headers: { 'retry-after': '60' },
    },
  );
}

/** Windows share a database and must share the folder too; a file that is missing or cut short is told apart at once. */
async function refuseOtherFile(path: string, row: PublishedRoll): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) {
    throw new RollFileError(
      'unreadable',
      'the file is not in ROLLS_DIR of this window, though the database knows it; publish the roll here too, or share the folder',
    );
  }
  if (found.size !== row.file_size)
    throw new RollFileError('length', 'the file has not the size it was published with');
}

function unknownRoll(): Problem {
  return new Problem(404, 'roll-unknown', 'No roll of this id was published here.');
}
