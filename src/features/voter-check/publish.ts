import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import { type ElectionDirectory, findVoterList } from '../../domain/election.ts';
import type { City } from '../../platform/city.ts';
import type { Config } from '../../platform/config/config.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { bumpRevision } from '../../platform/revision.ts';
import { systemCode, writeWhole } from '../../sealed-roll/files.ts';
import type { RollHeader } from '../../sealed-roll/format.ts';
import { openRoll, rollDigest, verifyRoll } from '../../sealed-roll/roll-file.ts';
import { type Keyring, readKeyring } from './keyring.ts';
import { findCurrentRoll, findRoll, insertCurrentRoll } from './store.ts';

/** Why a sound roll is not published all the same. */
export type PublishProblem =
  | 'no-issuer'
  | 'election-unknown'
  | 'list-unknown'
  | 'area-other'
  | 'share-missing'
  | 'previous'
  | 'no-space'
  | 'not-written';

/** A roll that is not published. `code` is stable; nothing was changed. */
export class PublishError extends Error {
  readonly code: PublishProblem;

  constructor(code: PublishProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PublishError';
    this.code = code;
  }
}

export interface Publishing {
  readonly file: string;
  readonly config: Pick<Config, 'keysDir' | 'rollsDir' | 'KEYHOLDERS'>;
  readonly db: Kysely<DatabaseSchema>;
  readonly city: Pick<City, 'area' | 'cityOffice'>;
  readonly elections: ElectionDirectory;
  readonly clock: Clock;
  /** Told records verified and in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Publication {
  readonly header: RollHeader;
  /** True where this very roll was published before; its file is there again if it was lost. */
  readonly already: boolean;
  /** The roll that it replaces. */
  readonly replaced: string | null;
  /** Holders outside the window that it has no address of: checks fail until it has. */
  readonly holdersWithoutAddress: readonly string[];
  /** True where nothing of the roll that it says to replace is known here. */
  readonly previousUnknown: boolean;
}

/** Any number that nobody else takes an advisory lock on: "rolls" in ASCII. */
const LOCK = sql.lit(BigInt('0x726f6c6c73'));
const PIECE = 1 << 20;

/**
 * Publishes a sealed roll: verifies every byte of it, copies it to the rolls' folder, and makes it the one that is
 * asked. A process that dies on the way leaves either all of it or none: the file is written beside its name and
 * renamed, and counts only once its row is committed. Publishings run one after the other.
 *
 * @throws RollFileError, KeyFileError, PublishError, DatabaseUnavailable
 */
export async function publishRoll(publishing: Publishing): Promise<Publication> {
  const { file, config, db } = publishing;
  const keyring = await readKeyring(config.keysDir);
  if (keyring.issuers.length === 0) {
    throw new PublishError('no-issuer', `No issuer's public key (issuer.pub.json) is in ${config.keysDir}.`);
  }
  const header = await verifyRoll(file, keyring.issuers, publishing.onProgress);
  const digest = await digestOf(file, keyring);
  await refuseForeign(header, publishing);
  const holdersWithoutAddress = missingAddresses(header, keyring, publishing);

  return db.transaction().execute(async (trx) => {
    // Another publishing may copy for longer than a statement of a page may take; so may this one between two of its own.
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    const known = await findRoll(trx, header.rollId);
    const fileName = known?.file_name ?? `${header.rollId}.roll`;
    const target = join(config.rollsDir, fileName);
    if (known) {
      if (!(await isWhole(target, known.file_size))) await copyVerified(file, target, keyring);
      return { header, already: true, replaced: null, holdersWithoutAddress, previousUnknown: false };
    }
    const current = await refuseBrokenChain(trx, header);
    const copied = await copyVerified(file, target, keyring);
    await insertCurrentRoll(trx, {
      roll_id: header.rollId,
      election: header.election,
      list: header.list,
      area: header.area,
      sealed_at: Temporal.Instant.from(header.sealedAt),
      count: header.count,
      factors: [...header.factors],
      header_digest: digest,
      file_name: fileName,
      file_size: copied.size,
      file_sha256: copied.sha256,
      issuer: header.issuer,
      published_at: publishing.clock(),
    });
    await bumpRevision(trx);
    return {
      header,
      already: false,
      replaced: current?.roll_id ?? null,
      holdersWithoutAddress,
      previousUnknown: current === undefined && header.previous !== null,
    };
  });
}

async function digestOf(file: string, keyring: Keyring): Promise<string> {
  const roll = await openRoll(file, keyring.issuers);
  await roll.close();
  return rollDigest(roll.head);
}

async function refuseForeign(header: RollHeader, { elections, city }: Publishing): Promise<void> {
  const election = await elections.find(header.election);
  if (!election) {
    throw new PublishError(
      'election-unknown',
      `The roll is for the election ${header.election}, which this window does not know. Import its stages first.`,
    );
  }
  if (!findVoterList(election, header.list)) {
    const codes = election.lists.map(({ code }) => code).join(', ');
    throw new PublishError(
      'list-unknown',
      `The roll is a ${header.list}; the lists of ${header.election} are ${codes}.`,
    );
  }
  if (header.area !== city.area && !header.area.startsWith(`${city.area}.`)) {
    throw new PublishError(
      'area-other',
      `The roll is of area ${header.area}; this window is of ${city.area}.`,
    );
  }
}

/** Holders outside whose address is missing, once the city's own share is found to be here. */
function missingAddresses(header: RollHeader, keyring: Keyring, { config, city }: Publishing): string[] {
  const outside = new Set((config.KEYHOLDERS ?? []).map(({ id }) => id));
  const missing = header.holders.filter(
    ({ id, publicKey }) => !outside.has(id) && !keyring.share(id, publicKey),
  );
  if (missing.some(({ id }) => id === city.cityOffice.id)) {
    throw new PublishError(
      'share-missing',
      `The share of holder ${city.cityOffice.id} that this roll was sealed with is not in ${config.keysDir}.`,
    );
  }
  return missing.map(({ id }) => id);
}

/** A roll must say which one it replaces, so that an older one cannot come back in place of a newer. */
async function refuseBrokenChain(trx: Transaction<DatabaseSchema>, header: RollHeader) {
  const current = await findCurrentRoll(trx, header);
  if (current && header.previous !== current.header_digest) {
    throw new PublishError(
      'previous',
      `The current ${header.list} of ${header.election} is roll ${current.roll_id}, sealed ${current.sealed_at}; ` +
        'this one was not sealed to replace it. Seal it with the current roll as the previous one.',
    );
  }
  return current;
}

async function copyVerified(
  from: string,
  to: string,
  keyring: Keyring,
): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  function* pieces() {
    for (const piece of readPieces(from)) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  }
  try {
    await writeWhole(to, pieces());
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
      throw new PublishError('no-space', `No room on the disk for ${to}.`, { cause });
    }
    throw new PublishError('not-written', `${to} cannot be written: ${code ?? 'unknown'}`, { cause });
  }
  // What will be served is the copy, so it is the copy that counts.
  await verifyRoll(to, keyring.issuers);
  return { size, sha256: hash.digest('hex') };
}

function* readPieces(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const piece = new Uint8Array(PIECE);
      const length = readSync(file, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** A file that is lost or was cut short is no longer served (open-rolls.ts), and publishing again brings it back. */
async function isWhole(path: string, size: number): Promise<boolean> {
  return stat(path).then(
    (found) => found.size === size,
    () => false,
  );
}
