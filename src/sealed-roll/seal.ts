/** Sealing: from the office's CSV to a `.roll`, on a machine that is off the network. */
import { hash } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import { encodeBase64url } from './base64url.ts';
import { isTaken, readChunks, systemCode, writeWhole } from './files.ts';
import {
  bucketBitsFor,
  bucketOf,
  DEFAULT_ENTRY_SIZE,
  encodeHead,
  encodeOffsets,
  layoutOf,
  newRollId,
  type RollHeader,
  TAG_LENGTH,
} from './format.ts';
import type { IssuerSecret, KeyShare } from './keys.ts';
import { buildTree, leafHash, NODE_LENGTH, rootOf } from './merkle.ts';
import { sumScalars } from './oprf-server.ts';
import { roomForRecord } from './record.ts';
import { RollInputError, readRollCsv } from './roll-csv.ts';
import { BATCH_SIZE, startSealPool } from './seal-pool.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
const NO_SPACE: readonly (string | undefined)[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const SMALLEST_ENTRY = 64;
const LARGEST_ENTRY = 4096;

/** What to seal, and as what. */
export type Sealing = {
  /** Path of the CSV. Its first line names the columns: nik and/or paspor, status, tps, number, name, and nkk if asked for. */
  readonly csv: string;
  /** Path of the `.roll`; there must be none yet. */
  readonly out: string;
  /** All holders' shares, in the order in which the header names them. */
  readonly shares: readonly KeyShare[];
  readonly issuer: IssuerSecret;
  /** Id of the election, `pilkada-2024`. */
  readonly election: string;
  /** The list's kind, `DPT`. */
  readonly list: string;
  /** Area code, `32.76`. */
  readonly area: string;
  /** `rollDigest` of the roll that this one replaces. */
  readonly previous?: string | null;
  /** Bytes of an entry, 128 unless told. */
  readonly entrySize?: number;
  readonly clock: Clock;
  /** Threads; all cores unless told. */
  readonly threads?: number;
  /** Told records done and in all. The total is the number of lines until the file is read. */
  readonly onProgress?: (done: number, total: number) => void;
};

/**
 * Seals a roll and returns its header. The file is there as a whole or not at all.
 * Throws RollInputError for anything that is wrong with the CSV, the target or the disk.
 */
export async function sealRoll(sealing: Sealing): Promise<RollHeader> {
  const { csv, out, shares, entrySize = DEFAULT_ENTRY_SIZE, threads, onProgress } = sealing;
  if (entrySize < SMALLEST_ENTRY || entrySize > LARGEST_ENTRY || !Number.isInteger(entrySize)) {
    throw new RangeError(`entrySize must be a whole number from ${SMALLEST_ENTRY} to ${LARGEST_ENTRY}`);
  }
  if (shares.length === 0) throw new RangeError('Sealing needs the share of at least one holder');
  if (await isTaken(out)) throw new RollInputError('exists', `${out} exists and is not overwritten`);
  const total = await countRecords(csv);
  const rollId = newRollId();
  const key = sumScalars(shares.map(({ secret }) => secret));
  const pool = startSealPool({ key, rollId, entrySize }, threads, (done) => onProgress?.(done, total));
  try {
    const lines: number[] = [];
    const { factors } = await readRollCsv(readChunks(csv), roomForRecord(entrySize), (row) => {
      lines.push(row.line);
      return pool.add(row);
    });
    const batches = await pool.finish();
    const entries = sortEntries(batches, lines, entrySize);
    const { header, parts } = assemble(sealing, { rollId, factors, entrySize, entries });
    await writeRoll(out, parts);
    return header;
  } finally {
    await pool.close();
    key.fill(0);
  }
}

/** The number of lines without the header, which is the number of records if none has a line break in it. */
async function countRecords(csv: string): Promise<number> {
  let newlines = 0;
  let last = 0x0a;
  try {
    for await (const chunk of readChunks(csv)) {
      for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) newlines += 1;
      last = chunk.at(-1) ?? last;
    }
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'ENOENT') throw new RollInputError('missing', `There is no file ${csv}`, [], { cause });
    throw new RollInputError('unreadable', `${csv} cannot be read: ${code}`, [], { cause });
  }
  return Math.max(0, last === 0x0a ? newlines - 1 : newlines);
}

/** Entries in the order of their tags, and where each bucket begins. */
type SortedEntries = {
  readonly count: number;
  readonly bucketBits: number;
  /** Entries before bucket i, and last the count. */
  readonly offsets: Uint32Array;
  /** The entries of a bucket, one after the other. */
  bucket(index: number): Uint8Array;
};

/** Sorts without moving the entries themselves: by bucket first, then within each bucket. */
function sortEntries(
  batches: readonly Uint8Array[],
  lines: readonly number[],
  entrySize: number,
): SortedEntries {
  const count = lines.length;
  const bucketBits = bucketBitsFor(count);
  const entryAt = (index: number): Uint8Array => {
    const from = (index % BATCH_SIZE) * entrySize;
    return (batches[Math.floor(index / BATCH_SIZE)] ?? new Uint8Array()).subarray(from, from + entrySize);
  };
  const offsets = new Uint32Array(2 ** bucketBits + 1);
  const bucketIndexes = Uint32Array.from(lines, (_, index) => bucketOf(entryAt(index), bucketBits));
  for (const bucket of bucketIndexes) offsets[bucket + 1] = (offsets[bucket + 1] ?? 0) + 1;
  for (let bucket = 1; bucket < offsets.length; bucket++) {
    offsets[bucket] = (offsets[bucket] ?? 0) + (offsets[bucket - 1] ?? 0);
  }
  const next = offsets.slice();
  const order = new Uint32Array(count);
  for (const [index, bucket] of bucketIndexes.entries()) {
    const place = next[bucket] ?? 0;
    order[place] = index;
    next[bucket] = place + 1;
  }
  const tagAt = (index: number) => entryAt(index).subarray(0, TAG_LENGTH);
  for (let bucket = 0; bucket < 2 ** bucketBits; bucket++) {
    const members = order.subarray(offsets[bucket], offsets[bucket + 1]);
    members.sort((a, b) => Buffer.compare(tagAt(a), tagAt(b)));
    refuseEqualTags(members, tagAt, lines);
  }
  return {
    count,
    bucketBits,
    offsets,
    bucket: (index) => Buffer.concat(Array.from(order.subarray(offsets[index], offsets[index + 1]), entryAt)),
  };
}

function refuseEqualTags(
  members: Uint32Array,
  tagAt: (index: number) => Uint8Array,
  lines: readonly number[],
): void {
  for (const [place, index] of members.entries()) {
    const before = members[place - 1];
    if (before === undefined || Buffer.compare(tagAt(before), tagAt(index)) !== 0) continue;
    const pair = [lines[before] ?? 0, lines[index] ?? 0].sort((a, b) => a - b);
    const [firstLine = 0, line = 0] = pair;
    throw new RollInputError('rows', `Lines ${firstLine} and ${line} have one tag`, [
      { line, field: 'nik', problem: 'duplicate', firstLine },
    ]);
  }
}

type RollContents = {
  readonly rollId: string;
  readonly factors: RollHeader['factors'];
  readonly entrySize: number;
  readonly entries: SortedEntries;
};

/** The header, and the file's parts in their order. */
function assemble(
  { shares, issuer, election, list, area, previous = null, clock }: Sealing,
  { rollId, factors, entrySize, entries }: RollContents,
): { header: RollHeader; parts: Iterable<Uint8Array> } {
  const { count, bucketBits, offsets } = entries;
  const buckets = 2 ** bucketBits;
  const leaves = new Uint8Array(buckets * NODE_LENGTH);
  for (let index = 0; index < buckets; index++) {
    leaves.set(leafHash(sha256, entries.bucket(index)), index * NODE_LENGTH);
  }
  const tree = buildTree(sha256, leaves, bucketBits);
  const header: RollHeader = {
    format: 'jendela-roll',
    version: 1,
    rollId,
    issuer: issuer.issuer,
    election,
    list,
    area,
    sealedAt: clock().round('second').toString(),
    factors,
    count,
    bucketBits,
    entrySize,
    suite: 'ristretto255-SHA512',
    holders: shares.map(({ holder, publicKey }) => ({ id: holder, publicKey: encodeBase64url(publicKey) })),
    root: encodeBase64url(rootOf(tree)),
    previous,
  };
  const head = encodeHead(header, issuer.secret);
  const padding = new Uint8Array(layoutOf(header, head.length).offsetsAt - head.length);
  const parts = function* () {
    yield head;
    yield padding;
    yield encodeOffsets(offsets);
    yield tree;
    for (let index = 0; index < buckets; index++) yield entries.bucket(index);
  };
  return { header, parts: parts() };
}

async function writeRoll(out: string, parts: Iterable<Uint8Array>): Promise<void> {
  try {
    await writeWhole(out, parts);
  } catch (cause) {
    const code = systemCode(cause);
    if (NO_SPACE.includes(code))
      throw new RollInputError('no-space', `No room on the disk for ${out}`, [], { cause });
    throw new RollInputError('not-written', `${out} cannot be written: ${code}`, [], { cause });
  }
}
