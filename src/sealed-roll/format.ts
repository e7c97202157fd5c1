/**
 * The bytes of a `.roll`: magic, header, signature, and where everything behind them stands. Every integer is big-endian.
 * The browser imports this, so the header is checked by hand: a schema library would weigh more than the whole check.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { NODE_LENGTH, nodeCount } from './merkle.ts';

const MAGIC = new TextEncoder().encode('jendela-roll/1\n\0');
const MAGIC_NAME_LENGTH = 'jendela-roll/'.length;
const SIGNATURE_LENGTH = 64;
const ALIGNMENT = 4096;
const MEAN_BUCKET = 32;
const MAX_BUCKET_BITS = 26;
const OFFSET_LENGTH = 8;

/** Where the header's text begins, and the length of what has to be read to learn its length. */
export const PREAMBLE_LENGTH = MAGIC.length + 4;
/** A header of any real roll is under 2 kB; more is refused before it is read. */
const MAX_HEADER_LENGTH = 65_536;
/** Bytes of an entry that are not plaintext: its tag and the box's authentication tag. */
export const ENTRY_OVERHEAD = 32;
/** Bytes of a tag. */
export const TAG_LENGTH = 16;
/** Bytes of an entry unless the sealing is told otherwise. */
export const DEFAULT_ENTRY_SIZE = 128;

/** What of a second factor, if any, a roll asks for beside the identity number. */
export type Factor = 'nik' | 'paspor' | 'nkk';

/** One holder of a share of the roll key. */
type Holder = { readonly id: string; readonly publicKey: string };

/** The header, as in the file. Texts in base64url are kept as texts. */
export type RollHeader = {
  readonly format: 'jendela-roll';
  readonly version: 1;
  readonly rollId: string;
  readonly issuer: string;
  readonly election: string;
  readonly list: string;
  readonly area: string;
  readonly sealedAt: string;
  readonly factors: readonly Factor[];
  readonly count: number;
  readonly bucketBits: number;
  readonly entrySize: number;
  readonly suite: 'ristretto255-SHA512';
  readonly holders: readonly Holder[];
  readonly root: string;
  readonly previous: string | null;
};

/** An issuer whose signature is believed; `publicKey` is an Ed25519 key in base64url. */
export type IssuerKey = { readonly issuer: string; readonly publicKey: string };

/** Why a roll is not to be believed. */
export type RollFileProblem =
  | 'magic'
  | 'version'
  | 'truncated'
  | 'header'
  | 'issuer'
  | 'signature'
  | 'length'
  | 'padding'
  | 'offsets'
  | 'tree'
  | 'order'
  | 'unreadable';

/** A `.roll` that is damaged, of another version, or signed by nobody we believe. `code` is stable. */
export class RollFileError extends Error {
  override readonly name = 'RollFileError';
  readonly code: RollFileProblem;
  constructor(code: RollFileProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The smallest number of bits that makes the mean bucket no larger than 32 entries. */
export function bucketBitsFor(count: number): number {
  let bits = 0;
  while (count > MEAN_BUCKET * 2 ** bits) bits += 1;
  return bits;
}

/** The bucket of a tag: its first `bits` bits. */
export function bucketOf(tag: Uint8Array, bits: number): number {
  if (bits === 0) return 0;
  return new DataView(tag.buffer, tag.byteOffset).getUint32(0) >>> (32 - bits);
}

/** Where the parts behind the signature stand, in bytes from the start of the file. */
export type Layout = {
  readonly buckets: number;
  readonly offsetsAt: number;
  readonly treeAt: number;
  readonly entriesAt: number;
  readonly fileLength: number;
};

/** The layout that a header and the length of magic to signature together fix. */
export function layoutOf(header: RollHeader, headLength: number): Layout {
  const buckets = 2 ** header.bucketBits;
  const offsetsAt = Math.ceil(headLength / ALIGNMENT) * ALIGNMENT;
  const treeAt = offsetsAt + (buckets + 1) * OFFSET_LENGTH;
  const entriesAt = treeAt + nodeCount(header.bucketBits) * NODE_LENGTH;
  return { buckets, offsetsAt, treeAt, entriesAt, fileLength: entriesAt + header.count * header.entrySize };
}

/** Magic, length, header and signature, by the issuer's Ed25519 secret key (32 bytes). */
export function encodeHead(header: RollHeader, issuerSecret: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const head = new Uint8Array(PREAMBLE_LENGTH + text.length + SIGNATURE_LENGTH);
  head.set(MAGIC);
  new DataView(head.buffer).setUint32(MAGIC.length, text.length);
  head.set(text, PREAMBLE_LENGTH);
  const signed = head.subarray(0, PREAMBLE_LENGTH + text.length);
  head.set(ed25519.sign(signed, issuerSecret), signed.length);
  return head;
}

/** Length of magic to signature, from a file's first PREAMBLE_LENGTH bytes. Throws RollFileError. */
export function headLengthOf(preamble: Uint8Array): number {
  if (preamble.length < PREAMBLE_LENGTH) throw new RollFileError('truncated', 'Too short for a roll');
  if (MAGIC.some((byte, at) => preamble[at] !== byte)) {
    const isNamed = MAGIC.subarray(0, MAGIC_NAME_LENGTH).every((byte, at) => preamble[at] === byte);
    throw isNamed
      ? new RollFileError('version', 'A roll of a version that this program does not know')
      : new RollFileError('magic', 'Not a sealed roll');
  }
  const length = new DataView(preamble.buffer, preamble.byteOffset).getUint32(MAGIC.length);
  if (length > MAX_HEADER_LENGTH) throw new RollFileError('header', 'The header is impossibly long');
  return PREAMBLE_LENGTH + length + SIGNATURE_LENGTH;
}

/** The bytes of the header alone: what `previous` of the roll that replaces this one is the SHA-256 of. */
export function headerTextOf(head: Uint8Array): Uint8Array {
  return head.subarray(PREAMBLE_LENGTH, head.length - SIGNATURE_LENGTH);
}

/**
 * The header, once its signature is found to be of one of the issuers. `head` is exactly magic to signature.
 * Throws RollFileError: magic, version, truncated, length, signature, issuer, header.
 */
export function openHead(head: Uint8Array, issuers: readonly IssuerKey[]): RollHeader {
  const length = headLengthOf(head);
  if (head.length < length) throw new RollFileError('truncated', 'The header is cut off');
  if (head.length > length) throw new RollFileError('length', 'Something stands behind the signature');
  const signature = head.subarray(length - SIGNATURE_LENGTH);
  const signed = head.subarray(0, length - SIGNATURE_LENGTH);
  const signer = issuers.find(({ publicKey }) => isSignedBy(publicKey, signature, signed));
  const header = parseHeader(headerTextOf(head));
  if (signer?.issuer === header.issuer) return header;
  if (signer === undefined && issuers.some(({ issuer }) => issuer === header.issuer)) {
    throw new RollFileError('signature', 'The signature does not fit the header');
  }
  throw new RollFileError('issuer', 'Signed by an issuer that is not among the known ones');
}

function isSignedBy(publicKey: string, signature: Uint8Array, signed: Uint8Array): boolean {
  const key = decodeBase64url(publicKey);
  try {
    return key !== null && ed25519.verify(signature, signed, key, { zip215: false });
  } catch {
    return false;
  }
}

function parseHeader(text: Uint8Array): RollHeader {
  const json = parseJson(text);
  const version = (json as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version !== 1) {
    throw new RollFileError('version', 'A roll of a version that this program does not know');
  }
  const problem = isHeader(json) ? layoutProblem(json) : 'a field is missing or wrong';
  if (problem !== null) throw new RollFileError('header', `The header is not one of a roll: ${problem}`);
  return json as RollHeader;
}

function parseJson(text: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch (cause) {
    throw new RollFileError('header', 'The header is no JSON', { cause });
  }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0;
const isBytes = (value: unknown, length: number): boolean =>
  typeof value === 'string' && decodeBase64url(value)?.length === length;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isHolder = (value: unknown): boolean => {
  const { id, publicKey } = Object(value) as { id: unknown; publicKey: unknown };
  return isText(id) && isBytes(publicKey, 32);
};
const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isItem);

const HEADER_FIELDS: { readonly [field in keyof RollHeader]: (value: unknown) => boolean } = {
  format: (value) => value === 'jendela-roll',
  version: (value) => value === 1,
  rollId: (value) => isBytes(value, 16),
  issuer: isText,
  election: isText,
  list: isText,
  area: isText,
  sealedAt: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  factors: (value) => isListOf(value, (factor) => ['nik', 'paspor', 'nkk'].includes(factor as string)),
  count: isCount,
  bucketBits: isCount,
  entrySize: isCount,
  suite: (value) => value === 'ristretto255-SHA512',
  holders: (value) => isListOf(value, isHolder),
  root: (value) => isBytes(value, 32),
  previous: (value) => value === null || isBytes(value, 32),
};

function isHeader(json: unknown): json is RollHeader {
  const fields = Object(json) as Record<string, unknown>;
  return Object.entries(HEADER_FIELDS).every(([name, isValid]) => isValid(fields[name]));
}

function layoutProblem(header: RollHeader): string | null {
  const ids = new Set(header.holders.map(({ id }) => id));
  if (ids.size !== header.holders.length) return 'two holders with one name';
  if (header.bucketBits !== bucketBitsFor(header.count)) return 'bucketBits does not fit count';
  if (header.bucketBits > MAX_BUCKET_BITS) return 'too many records';
  if (header.entrySize <= ENTRY_OVERHEAD || header.entrySize > ALIGNMENT) return 'entrySize';
  return null;
}

/** The offsets part: before bucket i the number of entries, and last the count. */
export function encodeOffsets(offsets: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(offsets.length * OFFSET_LENGTH);
  const view = new DataView(bytes.buffer);
  offsets.forEach((offset, index) => {
    view.setUint32(index * OFFSET_LENGTH + 4, offset);
  });
  return bytes;
}

/** The offsets of a file; throws RollFileError `offsets` unless they rise from 0 to the count. */
export function decodeOffsets(bytes: Uint8Array, count: number): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const offsets = new Uint32Array(bytes.length / OFFSET_LENGTH);
  let before = 0n;
  for (let index = 0; index < offsets.length; index++) {
    const offset = view.getBigUint64(index * OFFSET_LENGTH);
    if (offset < before || offset > BigInt(count) || (index === 0 && offset !== 0n)) {
      throw new RollFileError('offsets', 'The offsets do not rise from nothing to the count');
    }
    offsets[index] = Number(offset);
    before = offset;
  }
  if (before !== BigInt(count)) throw new RollFileError('offsets', 'The offsets do not end with the count');
  return offsets;
}

/** A new roll's id: 128 random bits in base64url. */
export function newRollId(): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));
}
