/** A `.roll` as a file: opened to serve buckets from it, or read through to verify every byte of it. */
import { hash } from 'node:crypto';
import { encodeBase64url } from './base64url.ts';
import { type OpenFile, openFile, systemCode } from './files.ts';
import {
  bucketOf,
  decodeOffsets,
  headerTextOf,
  headLengthOf,
  type IssuerKey,
  type Layout,
  layoutOf,
  openHead,
  PREAMBLE_LENGTH,
  RollFileError,
  type RollHeader,
  TAG_LENGTH,
} from './format.ts';
import { buildTree, leafHash, NODE_LENGTH, rootOf, siblingsOf } from './merkle.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
const BUCKETS_PER_STEP = 256;

/** A roll whose signature, layout and tree are verified; its entries are read as they are asked for. */
export type OpenRoll = {
  readonly header: RollHeader;
  /** The file's bytes from the magic to the signature, as `GET /rolls/{rollId}/header` answers. */
  readonly head: Uint8Array;
  /**
   * As `GET /rolls/{rollId}/buckets/{index}` answers: the sibling hashes, leaf's first, then the entries.
   * Throws RangeError for a bucket that the roll has not, RollFileError where the file can no longer be read.
   */
  bucket(index: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** What `previous` of a roll is that replaces this one: SHA-256 of the header's JSON bytes, in base64url. */
export function rollDigest(head: Uint8Array): string {
  return encodeBase64url(sha256(headerTextOf(head)));
}

/**
 * Opens a roll to serve from. Offsets and tree are kept in memory: 5 MB for 1.5 million records.
 * Throws RollFileError.
 */
export async function openRoll(path: string, issuers: readonly IssuerKey[]): Promise<OpenRoll> {
  const file = await openForRoll(path);
  try {
    const opened = await openParts(file, issuers);
    return {
      header: opened.header,
      head: opened.head,
      bucket: (index) => readBucket(opened, index),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * Reads every byte of a roll and checks it: signature, layout, padding, offsets, order and place of every tag, tree and
 * root. Throws RollFileError. `onProgress` is told records done and in all.
 */
export async function verifyRoll(
  path: string,
  issuers: readonly IssuerKey[],
  onProgress?: (done: number, total: number) => void,
): Promise<RollHeader> {
  const file = await openForRoll(path);
  try {
    const opened = await openParts(file, issuers);
    await verifyEntries(opened, onProgress);
    return opened.header;
  } finally {
    await file.close();
  }
}

type OpenedParts = {
  readonly file: OpenFile;
  readonly header: RollHeader;
  readonly head: Uint8Array;
  readonly layout: Layout;
  readonly offsets: Uint32Array;
  readonly tree: Uint8Array;
};

async function openForRoll(path: string): Promise<OpenFile> {
  try {
    return await openFile(path);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause: unknown): RollFileError {
  return new RollFileError('unreadable', `The roll cannot be read: ${systemCode(cause) ?? 'unknown'}`, {
    cause,
  });
}

async function openParts(file: OpenFile, issuers: readonly IssuerKey[]): Promise<OpenedParts> {
  const headLength = headLengthOf(await readPart(file, 0, PREAMBLE_LENGTH));
  const head = await readPart(file, 0, headLength);
  const header = openHead(head, issuers);
  const layout = layoutOf(header, headLength);
  if (file.length < layout.fileLength) throw new RollFileError('truncated', 'The roll is cut off');
  if (file.length > layout.fileLength) throw new RollFileError('length', 'Something stands behind the roll');
  const padding = await readPart(file, headLength, layout.offsetsAt - headLength);
  if (padding.some((byte) => byte !== 0)) throw new RollFileError('padding', 'The padding is not zero');
  const offsets = decodeOffsets(
    await readPart(file, layout.offsetsAt, layout.treeAt - layout.offsetsAt),
    header.count,
  );
  const tree = await readPart(file, layout.treeAt, layout.entriesAt - layout.treeAt);
  verifyTree(header, tree);
  return { file, header, head, layout, offsets, tree };
}

async function readPart(file: OpenFile, position: number, length: number): Promise<Uint8Array> {
  const bytes = await file.read(position, length).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  if (bytes.length < length) throw new RollFileError('truncated', 'The roll is cut off');
  return bytes;
}

function verifyTree({ bucketBits, root }: RollHeader, tree: Uint8Array): void {
  const leaves = tree.subarray(0, 2 ** bucketBits * NODE_LENGTH);
  const isConsistent = Buffer.compare(buildTree(sha256, leaves, bucketBits), tree) === 0;
  if (!isConsistent || encodeBase64url(rootOf(tree)) !== root) {
    throw new RollFileError('tree', 'The tree does not lead to the signed root');
  }
}

async function readBucket(opened: OpenedParts, index: number): Promise<Uint8Array> {
  const { file, header, layout, offsets, tree } = opened;
  const from = offsets[index];
  const to = offsets[index + 1];
  if (from === undefined || to === undefined) throw new RangeError('The roll has no bucket of this index');
  const siblings = siblingsOf(tree, header.bucketBits, index);
  const length = (to - from) * header.entrySize;
  const answer = new Uint8Array(siblings.length + length);
  answer.set(siblings);
  const position = layout.entriesAt + from * header.entrySize;
  const read = await file.read(position, length, answer, siblings.length).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  if (read.length < answer.length) throw new RollFileError('truncated', 'The roll is cut off');
  return answer;
}

async function verifyEntries(
  opened: OpenedParts,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const { file, header, layout, offsets, tree } = opened;
  let previousTag: Uint8Array = new Uint8Array();
  for (let start = 0; start < layout.buckets; start += BUCKETS_PER_STEP) {
    const end = Math.min(start + BUCKETS_PER_STEP, layout.buckets);
    const first = offsets[start] ?? 0;
    const last = offsets[end] ?? 0;
    const position = layout.entriesAt + first * header.entrySize;
    const entries = await readPart(file, position, (last - first) * header.entrySize);
    for (let index = start; index < end; index++) {
      const from = ((offsets[index] ?? 0) - first) * header.entrySize;
      const to = ((offsets[index + 1] ?? 0) - first) * header.entrySize;
      const bucket = entries.subarray(from, to);
      const leaf = tree.subarray(index * NODE_LENGTH, (index + 1) * NODE_LENGTH);
      if (Buffer.compare(leafHash(sha256, bucket), leaf) !== 0) {
        throw new RollFileError('tree', `Bucket ${index} is not the one that was signed`);
      }
      previousTag = verifyOrder(bucket, header, index, previousTag);
    }
    onProgress?.(last, header.count);
  }
}

/** Tags rise strictly, through all buckets, and stand in the bucket that their first bits name. Returns the last one. */
function verifyOrder(
  bucket: Uint8Array,
  { entrySize, bucketBits }: RollHeader,
  index: number,
  before: Uint8Array,
): Uint8Array {
  let previous = before;
  for (let at = 0; at < bucket.length; at += entrySize) {
    const tag = bucket.subarray(at, at + TAG_LENGTH);
    if (Buffer.compare(previous, tag) >= 0 || bucketOf(tag, bucketBits) !== index) {
      throw new RollFileError('order', `The entries of bucket ${index} are not sorted by tag`);
    }
    previous = tag;
  }
  return previous;
}
