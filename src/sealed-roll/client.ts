/**
 * The citizen's side of a check, as pure functions over a transport. The browser's island, the window's form for people
 * without JavaScript, and the tests all go through here.
 *
 * No failure is ever turned into "not on this roll": that answer is given only when every holder has proved that it
 * computed with its own key, and the bucket that would hold the record is proved to be the one the issuer signed.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { bucketOf, type IssuerKey, openHead, RollFileError, type RollHeader, TAG_LENGTH } from './format.ts';
import { type InputProblem, rollInput, type TypedIdentity } from './input.ts';
import { NODE_LENGTH, rootFrom } from './merkle.ts';
import {
  type Blinded,
  blind,
  finalize,
  type HolderEvaluation,
  sumElements,
  verifyEvaluation,
} from './oprf.ts';
import type { Challenge } from './proof-of-work.ts';
import { decodeRecord, deriveEntryKeys, openBox, type VoterRecord } from './record.ts';

/** Body of `POST /rolls/{rollId}/evaluate`. */
export type EvaluateBody = { readonly blinded: readonly string[]; readonly proof: boolean };

/**
 * How the device reaches a window. Every method throws Unavailable where there is no answer, and nothing else.
 * `evaluate` gives the parsed JSON as it came: checking it is the client's business.
 */
export interface Transport {
  header(rollId: string): Promise<Uint8Array>;
  bucket(rollId: string, index: number): Promise<Uint8Array>;
  evaluate(rollId: string, body: EvaluateBody): Promise<unknown>;
}

/** Why no answer could be had. */
export type UnavailableWhy = 'network' | 'too-many' | 'holder' | 'no-such-roll' | 'server';

/** What is known about an answer that could not be had. */
export type UnavailableDetail = {
  /** The key holder that could not be reached. */
  readonly holder?: string | undefined;
  /** Seconds after which asking again makes sense. */
  readonly retryAfter?: number | undefined;
  /** Work that lets a person behind a shared address go on at once. */
  readonly challenge?: Challenge | undefined;
};

/** Thrown by a transport: no answer could be had. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly code: UnavailableWhy;
  readonly detail: UnavailableDetail;
  constructor(code: UnavailableWhy, detail: UnavailableDetail = {}, options?: ErrorOptions) {
    super(`The answer could not be had: ${code}`, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Which of the device's checks failed. */
type UntrustedWhy =
  | 'header'
  | 'issuer'
  | 'signature'
  | 'other-roll'
  | 'evaluation'
  | 'proof'
  | 'bucket'
  | 'several-entries'
  | 'box'
  | 'record';

/** What a person is told. */
export type CheckResult =
  | { readonly kind: 'found'; readonly record: VoterRecord; readonly roll: RollHeader }
  | { readonly kind: 'not-on-roll'; readonly verified: true; readonly roll: RollHeader }
  | ({ readonly kind: 'not-possible' } & InputProblem)
  | { readonly kind: 'untrusted'; readonly why: UntrustedWhy }
  | ({ readonly kind: 'unavailable'; readonly why: UnavailableWhy } & UnavailableDetail);

/** One question. `issuers` are the keys that the app was built or configured with. */
export type Check = {
  readonly transport: Transport;
  readonly rollId: string;
  /** The election and list that are asked about: another one's roll, signed as well, is no answer. */
  readonly meant: Pick<RollHeader, 'election' | 'list'>;
  readonly identity: TypedIdentity;
  readonly issuers: readonly IssuerKey[];
};

class Untrusted extends Error {
  override readonly name = 'Untrusted';
  readonly code: UntrustedWhy;
  constructor(code: UntrustedWhy) {
    super(`The answer cannot be trusted: ${code}`);
    this.code = code;
  }
}

/** Asks whether a person is on a roll. Never throws for what the other side does. */
export async function checkRegistration(check: Check): Promise<CheckResult> {
  try {
    const roll = await fetchHeader(check);
    const typed = rollInput(check.identity, roll.factors);
    if (!typed.ok) return { kind: 'not-possible', ...problemOf(typed) };
    const input = new TextEncoder().encode(typed.input);
    const buckets = verifiedBuckets(check.transport, roll);
    const first = await ask(check.transport, roll, input, false);
    const record =
      (await lookUp(buckets, roll, first)) ??
      (await lookUp(buckets, roll, await ask(check.transport, roll, input, true)));
    return record === null ? { kind: 'not-on-roll', verified: true, roll } : { kind: 'found', record, roll };
  } catch (error) {
    if (error instanceof Untrusted) return { kind: 'untrusted', why: error.code };
    if (error instanceof Unavailable) return { kind: 'unavailable', why: error.code, ...error.detail };
    throw error;
  }
}

function problemOf({ field, problem }: InputProblem): InputProblem {
  return { field, problem } as InputProblem;
}

async function fetchHeader({ transport, rollId, meant, issuers }: Check): Promise<RollHeader> {
  const roll = openFetchedHead(await transport.header(rollId), issuers);
  const isMeant = roll.rollId === rollId && roll.election === meant.election && roll.list === meant.list;
  if (!isMeant) throw new Untrusted('other-roll');
  return roll;
}

function openFetchedHead(head: Uint8Array, issuers: readonly IssuerKey[]): RollHeader {
  try {
    return openHead(head, issuers);
  } catch (error) {
    if (!(error instanceof RollFileError)) throw error;
    throw new Untrusted(error.code === 'issuer' || error.code === 'signature' ? error.code : 'header');
  }
}

/** One evaluation by all holders, with a fresh blind, as the PRF's 64 bytes. With proofs, each of them verified. */
async function ask(
  transport: Transport,
  roll: RollHeader,
  input: Uint8Array,
  proof: boolean,
): Promise<Uint8Array> {
  const sent = blind(input);
  const reply = await transport.evaluate(roll.rollId, { blinded: [encodeBase64url(sent.blinded)], proof });
  const evaluations = parseEvaluations(reply, roll, proof);
  if (proof) verifyProofs(roll, sent, evaluations);
  try {
    return finalize(input, sent.blind, sumElements(evaluations.map(({ evaluated }) => evaluated)));
  } catch {
    throw new Untrusted('evaluation');
  }
}

function verifyProofs(roll: RollHeader, sent: Blinded, evaluations: readonly HolderEvaluation[]): void {
  for (const [index, holder] of roll.holders.entries()) {
    const publicKey = decodeBase64url(holder.publicKey);
    const evaluation = evaluations[index];
    if (publicKey === null || evaluation === undefined || !verifyEvaluation(publicKey, sent, evaluation)) {
      throw new Untrusted('proof');
    }
  }
}

/** The holders' answers in the header's order, or Untrusted where the reply has not the form it must have. */
function parseEvaluations(reply: unknown, roll: RollHeader, proof: boolean): HolderEvaluation[] {
  const { evaluations } = Object(reply) as { evaluations: unknown };
  if (!Array.isArray(evaluations) || evaluations.length !== roll.holders.length) {
    throw new Untrusted('evaluation');
  }
  return evaluations.map((answer: unknown, index) => {
    const fields = Object(answer) as { holder: unknown; evaluated: unknown; proof: unknown };
    const elements = Array.isArray(fields.evaluated) ? fields.evaluated : [];
    const evaluated = decodeField(elements[0]);
    if (fields.holder !== roll.holders[index]?.id || elements.length !== 1 || evaluated === null) {
      throw new Untrusted('evaluation');
    }
    const decodedProof = proof ? decodeField(fields.proof) : new Uint8Array();
    if (decodedProof === null) throw new Untrusted('proof');
    return { evaluated, proof: decodedProof };
  });
}

function decodeField(value: unknown): Uint8Array | null {
  return typeof value === 'string' ? decodeBase64url(value) : null;
}

type Buckets = (index: number) => Promise<Uint8Array>;

/** The entries of a bucket, fetched once and proved to lead to the signed root. */
function verifiedBuckets(transport: Transport, roll: RollHeader): Buckets {
  const fetched = new Map<number, Uint8Array>();
  return async (index) => {
    const known = fetched.get(index);
    if (known !== undefined) return known;
    const entries = verifyBucket(await transport.bucket(roll.rollId, index), roll, index);
    fetched.set(index, entries);
    return entries;
  };
}

function verifyBucket(bytes: Uint8Array, roll: RollHeader, index: number): Uint8Array {
  const siblingsLength = roll.bucketBits * NODE_LENGTH;
  const siblings = bytes.subarray(0, siblingsLength);
  const entries = bytes.subarray(siblingsLength);
  if (bytes.length < siblingsLength || entries.length % roll.entrySize !== 0) throw new Untrusted('bucket');
  const root = rootFrom(sha256, { index, siblings, entries });
  if (encodeBase64url(root) !== roll.root) throw new Untrusted('bucket');
  return entries;
}

/** The record that `y` opens, or null where its bucket has no entry with its tag. */
async function lookUp(buckets: Buckets, roll: RollHeader, y: Uint8Array): Promise<VoterRecord | null> {
  const { tag, key } = deriveEntryKeys(roll.rollId, y);
  const entries = await buckets(bucketOf(tag, roll.bucketBits));
  const matches = entriesWithTag(entries, roll.entrySize, tag);
  const entry = matches[0];
  if (entry === undefined) return null;
  if (matches.length > 1) throw new Untrusted('several-entries');
  const plaintext = openBox(roll.rollId, key, entry.subarray(TAG_LENGTH));
  if (plaintext === null) throw new Untrusted('box');
  const record = decodeRecord(plaintext);
  if (record === null) throw new Untrusted('record');
  return record;
}

function entriesWithTag(entries: Uint8Array, entrySize: number, tag: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < entries.length; at += entrySize) {
    const entry = entries.subarray(at, at + entrySize);
    if (tag.every((byte, index) => entry[index] === byte)) found.push(entry);
  }
  return found;
}
