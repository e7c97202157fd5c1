/**
 * A citizen's client of the sealed voter roll, written from the published format and protocol alone. It shares no
 * line and no primitive with the product: Node's own hashes, HKDF, AES-GCM and Ed25519, and libsodium's group.
 *
 *   node test/independent-client/client.ts --url http://localhost:3210 --issuer issuer.pub.json \
 *     --election pilkada-2024 NUMBER...
 *
 * prints one line of JSON for each number, and never the number.
 */
import { createDecipheriv, createHash, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import sodium from 'libsodium-wrappers-sumo';
import { z } from 'zod';

const Base64url = z.base64url().transform((text) => Buffer.from(text, 'base64url'));
const Bytes32 = Base64url.refine((bytes) => bytes.length === 32);
const Bytes64 = Base64url.refine((bytes) => bytes.length === 64);

const RollId = z.string().regex(/^[\w-]{22}$/);
const Listed = z.object({ rollId: RollId, election: z.string(), current: z.boolean() });
const Listing = z.object({ rolls: z.array(Listed) });

const Header = z.object({
  format: z.literal('jendela-roll'),
  version: z.literal(1),
  rollId: RollId,
  election: z.string(),
  factors: z.array(z.string()).min(1),
  bucketBits: z.int().min(0).max(32),
  entrySize: z.int().min(33),
  suite: z.literal('ristretto255-SHA512'),
  holders: z.array(z.object({ id: z.string(), publicKey: Bytes32 })).min(1),
  root: Bytes32,
});
type Header = z.infer<typeof Header>;

const Evaluation = z.object({ holder: z.string(), evaluated: z.tuple([Bytes32]), proof: Bytes64.optional() });
const Evaluations = z.object({ evaluations: z.array(Evaluation) });

const VoterRecord = z.object({
  status: z.string(),
  tps: z.string().regex(/^\d{13}$/),
  number: z.int(),
  name: z.string(),
});

/** What a device tells its owner. `refused`: the number cannot be one, and nobody was asked. */
export type Answer =
  | { readonly answer: 'found'; readonly record: z.infer<typeof VoterRecord> }
  | { readonly answer: 'not-on-roll' }
  | { readonly answer: 'untrusted' | 'unavailable' | 'refused'; readonly why: string };

/** Where to ask, and whom to believe. */
export interface Where {
  readonly url: string;
  /** Ed25519 public keys of the issuers, 32 bytes each. */
  readonly issuerKeys: readonly Uint8Array[];
  readonly election: string;
}

/** The reason why there is no answer; its text never holds the number. */
class NoAnswer extends Error {
  readonly answer: 'untrusted' | 'unavailable' | 'refused';

  constructor(answer: NoAnswer['answer'], why: string) {
    super(why);
    this.answer = answer;
  }
}

function trustOnlyIf(condition: boolean, why: string): asserts condition {
  if (!condition) throw new NoAnswer('untrusted', why);
}

// --- The number that was typed

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function parseNik(digits: string): string {
  const refuse = (why: string) => new NoAnswer('refused', why);
  if (!/^\d{16}$/.test(digits)) throw refuse('length');
  const twoDigits = (at: number) => Number(digits.slice(at, at + 2));
  const day = twoDigits(6) > 40 ? twoDigits(6) - 40 : twoDigits(6); // 40 is added to a woman's day of birth
  if (day < 1 || day > 31) throw refuse('day');
  const month = twoDigits(8);
  const daysInMonth = DAYS_IN_MONTH[month - 1];
  if (daysInMonth === undefined) throw refuse('month');
  // The year has two digits: a leap day is impossible only where it is so in every century.
  if (day > daysInMonth || (month === 2 && day === 29 && twoDigits(10) % 4 !== 0)) throw refuse('date');
  if (digits.endsWith('0000')) throw refuse('serial');
  return digits;
}

/** `nik:…` or `paspor:…`; a number with a letter in it is a passport's. */
function parseIdentity(typed: string): string {
  const bare = typed.replace(/[\s.\p{Pd}]/gu, '').toUpperCase();
  if (!/[A-Z]/.test(bare)) return `nik:${parseNik(bare)}`;
  if (!/^[A-Z0-9]+$/.test(bare)) throw new NoAnswer('refused', 'characters');
  return `paspor:${bare}`;
}

// --- RFC 9497, ristretto255-SHA512, mode VOPRF

const CONTEXT = Buffer.from('OPRFV1-\x01-ristretto255-SHA512', 'latin1');
const IDENTITY = Buffer.alloc(32);
const GROUP_ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;

const sha512 = (...parts: Uint8Array[]) => createHash('sha512').update(Buffer.concat(parts)).digest();
const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const uint16 = (value: number) => Buffer.of(value >> 8, value & 255);
const withLength = (bytes: Uint8Array) => Buffer.concat([uint16(bytes.length), bytes]);

/** expand_message_xmd of RFC 9380 section 5.3.1 with SHA-512, for 64 bytes, which is one block. */
function expandMessage(message: Uint8Array, purpose: string): Buffer {
  const dst = Buffer.concat([Buffer.from(purpose), CONTEXT]);
  const dstPrime = Buffer.concat([dst, Buffer.of(dst.length)]);
  const b0 = sha512(Buffer.alloc(128), message, uint16(64), Buffer.of(0), dstPrime);
  return sha512(b0, Buffer.of(1), dstPrime);
}

const hashToScalar = (message: Uint8Array) =>
  sodium.crypto_core_ristretto255_scalar_reduce(expandMessage(message, 'HashToScalar-'));
const multiply = (n: Uint8Array, p: Uint8Array) => sodium.crypto_scalarmult_ristretto255(n, p);
const add = (p: Uint8Array, q: Uint8Array) => sodium.crypto_core_ristretto255_add(p, q);
const isElement = (bytes: Buffer) =>
  !bytes.equals(IDENTITY) && sodium.crypto_core_ristretto255_is_valid_point(bytes);
/** RFC 9497 section 4.1: a scalar is little-endian and below the order of the group. */
const isScalar = (bytes: Buffer) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`) < GROUP_ORDER;

/** Blind of RFC 9497 section 3.3.1; the blind is random unless told. */
export function blindInput(input: Uint8Array, blind = sodium.crypto_core_ristretto255_scalar_random()) {
  const element = sodium.crypto_core_ristretto255_from_hash(expandMessage(input, 'HashToGroup-'));
  return { blind, blinded: Buffer.from(multiply(blind, element)) };
}

/** Finalize of RFC 9497 section 3.3.1, without the proof: 64 bytes. */
export function finalize(input: Uint8Array, blind: Uint8Array, evaluated: Uint8Array): Buffer {
  const unblinded = multiply(sodium.crypto_core_ristretto255_scalar_invert(blind), evaluated);
  return sha512(withLength(input), withLength(unblinded), Buffer.from('Finalize'));
}

/** VerifyProof of RFC 9497 section 2.2.2 over a batch of one; the proof has 64 bytes. */
export function verifyProof(publicKey: Buffer, blinded: Buffer, evaluated: Buffer, proof: Buffer): boolean {
  const [c, s] = [proof.subarray(0, 32), proof.subarray(32)];
  if (![publicKey, blinded, evaluated].every(isElement) || !isScalar(c) || !isScalar(s)) return false;
  const seed = sha512(withLength(publicKey), withLength(Buffer.concat([Buffer.from('Seed-'), CONTEXT])));
  const composite = [withLength(seed), uint16(0), withLength(blinded), withLength(evaluated)];
  const d = hashToScalar(Buffer.concat([...composite, Buffer.from('Composite')]));
  try {
    const m = multiply(d, blinded);
    const z = multiply(d, evaluated);
    const t2 = add(sodium.crypto_scalarmult_ristretto255_base(s), multiply(c, publicKey));
    const t3 = add(multiply(s, m), multiply(c, z));
    const challenge = [publicKey, m, z, t2, t3].map(withLength);
    return hashToScalar(Buffer.concat([...challenge, Buffer.from('Challenge')])).every((b, i) => b === c[i]);
  } catch {
    return false; // libsodium throws where a product is the identity, which no honest proof gives
  }
}

// --- What the window says

async function ask(where: Where, path: string, body?: unknown): Promise<Buffer> {
  const init: RequestInit = { redirect: 'error', signal: AbortSignal.timeout(30_000) };
  const headers = { 'content-type': 'application/json' };
  if (body !== undefined) Object.assign(init, { method: 'POST', headers, body: JSON.stringify(body) });
  let response: Response;
  let bytes: Buffer;
  try {
    response = await fetch(`${where.url.replace(/\/$/, '')}/api/v1${path}`, init);
    bytes = Buffer.from(await response.arrayBuffer());
  } catch {
    throw new NoAnswer('unavailable', 'the window cannot be reached');
  }
  if (response.ok) return bytes;
  const after = response.headers.get('retry-after');
  const wait = after === null ? '' : `, ask again in ${after} s`;
  const problem = bytes.toString('utf8', 0, 400); // of RFC 9457: names the holder that cannot be reached
  throw new NoAnswer('unavailable', `the window answered ${response.status}${wait}: ${problem}`);
}

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array, what: string): T {
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw new NoAnswer('untrusted', `${what} is malformed`);
  }
}

const MAGIC = Buffer.from('jendela-roll/1\n\0');

/** The header, once an issuer that the device knows has signed it. */
async function fetchHeader(where: Where, rollId: string): Promise<Header> {
  const bytes = await ask(where, `/rolls/${rollId}/header`);
  trustOnlyIf(bytes.length > 84 && bytes.subarray(0, 16).equals(MAGIC), 'the header is no roll');
  const signed = bytes.subarray(0, 20 + bytes.readUInt32BE(16));
  const signature = bytes.subarray(signed.length);
  trustOnlyIf(signature.length === 64, 'the header has the wrong length');
  const isSignedBy = (key: Uint8Array) => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') };
    return verify(null, signed, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  };
  trustOnlyIf(where.issuerKeys.some(isSignedBy), 'no known issuer signed the roll');
  const header = parse(Header, signed.subarray(20), 'the header');
  trustOnlyIf(header.rollId === rollId && header.election === where.election, 'this is another roll');
  return header;
}

/** The entries of the bucket of a tag, once they lead to the root that the issuer signed. */
async function fetchBucket(where: Where, header: Header, tag: Buffer): Promise<Buffer[]> {
  const index = Math.floor(tag.readUInt32BE(0) / 2 ** (32 - header.bucketBits));
  const bytes = await ask(where, `/rolls/${header.rollId}/buckets/${index}`);
  const proofLength = header.bucketBits * 32;
  const entries = bytes.subarray(proofLength);
  const isWhole = bytes.length >= proofLength && entries.length % header.entrySize === 0;
  trustOnlyIf(isWhole, 'the bucket has a wrong length');
  let node = sha256(Buffer.of(0), entries);
  for (let level = 0; level < header.bucketBits; level += 1) {
    const sibling = bytes.subarray(level * 32, level * 32 + 32);
    const isRight = Math.floor(index / 2 ** level) % 2 === 1;
    node = isRight ? sha256(Buffer.of(1), sibling, node) : sha256(Buffer.of(1), node, sibling);
  }
  trustOnlyIf(node.equals(header.root), 'the bucket does not lead to the signed root');
  return Array.from({ length: entries.length / header.entrySize }, (_, at) =>
    entries.subarray(at * header.entrySize, (at + 1) * header.entrySize),
  );
}

/** `y` of the input; with `proof`, every holder's proof has been verified. */
async function evaluate(where: Where, header: Header, input: Buffer, proof: boolean): Promise<Buffer> {
  const { blind, blinded } = blindInput(input);
  const body = { blinded: [blinded.toString('base64url')], proof };
  const answer = await ask(where, `/rolls/${header.rollId}/evaluate`, body);
  const { evaluations } = parse(Evaluations, answer, 'the evaluation');
  trustOnlyIf(evaluations.length === header.holders.length, 'a holder is missing');
  let sum: Buffer = IDENTITY;
  header.holders.forEach((holder, at) => {
    const evaluation = evaluations[at];
    trustOnlyIf(evaluation?.holder === holder.id, 'the holders are not those of the header');
    const [element] = evaluation.evaluated;
    trustOnlyIf(isElement(element), `${holder.id} answered with no element of the group`);
    if (proof) {
      const given = evaluation.proof;
      const isProven = given !== undefined && verifyProof(holder.publicKey, blinded, element, given);
      trustOnlyIf(isProven, `${holder.id} did not prove its answer`);
    }
    sum = Buffer.from(add(sum, element));
  });
  trustOnlyIf(isElement(sum), 'the evaluations cancel each other');
  return finalize(input, blind, sum);
}

/** The record that `y` opens, or undefined where the bucket has no such tag. */
async function open(where: Where, header: Header, y: Buffer) {
  const derive = (label: string, length: number) =>
    Buffer.from(hkdfSync('sha256', y, header.rollId, `jendela-roll/1 ${label}`, length));
  const tag = derive('tag', 16);
  const matches = (await fetchBucket(where, header, tag)).filter((e) => e.subarray(0, 16).equals(tag));
  const entry = matches[0];
  if (entry === undefined) return undefined;
  trustOnlyIf(matches.length === 1, 'more than one entry has the tag');
  const decipher = createDecipheriv('aes-256-gcm', derive('key', 32), Buffer.alloc(12), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(header.rollId)).setAuthTag(entry.subarray(-16));
  let padded: Buffer;
  try {
    padded = Buffer.concat([decipher.update(entry.subarray(16, -16)), decipher.final()]);
  } catch {
    throw new NoAnswer('untrusted', 'the box does not open');
  }
  const end = padded.indexOf(0);
  trustOnlyIf(end < 0 || padded.subarray(end).every((byte) => byte === 0), 'the padding is not zero');
  return parse(VoterRecord, end < 0 ? padded : padded.subarray(0, end), 'the record');
}

async function checkRoll(where: Where, rollId: string, factors: readonly string[]): Promise<Answer> {
  const header = await fetchHeader(where, rollId);
  if (factors.length !== header.factors.length) throw new NoAnswer('refused', 'factors');
  const further = header.factors.slice(1).map((name, at) => `|${name}:${factors[at + 1]}`);
  const input = Buffer.from(`${factors[0]}${further.join('')}`);
  // Only the right y opens a record. Where the unproven y opens none, the proven one may: it is looked up as well.
  for (const proof of [false, true]) {
    const record = await open(where, header, await evaluate(where, header, input, proof));
    if (record !== undefined) return { answer: 'found', record };
  }
  return { answer: 'not-on-roll' };
}

async function asAnswer(give: () => Promise<Answer>): Promise<Answer> {
  try {
    return await give();
  } catch (error) {
    if (error instanceof NoAnswer) return { answer: error.answer, why: error.message };
    throw error;
  }
}

/**
 * Whether a typed number is on the current rolls of an election. Where a roll asks for more than the identity
 * number, what was typed has the further factors after `|`. Never rejects for what the window does.
 */
export async function checkNumber(where: Where, typed: string): Promise<Answer> {
  await sodium.ready;
  return asAnswer(async () => {
    const [first = '', ...rest] = typed.split('|');
    const factors = [parseIdentity(first), ...rest.map((factor) => factor.replace(/[\s.\p{Pd}]/gu, ''))];
    const { rolls } = parse(Listing, await ask(where, '/rolls'), 'the list of rolls');
    const current = rolls.filter((roll) => roll.election === where.election && roll.current);
    if (current.length === 0) throw new NoAnswer('unavailable', 'the election has no current roll');
    const answers: Answer[] = [];
    for (const { rollId } of current) {
      const answer = await asAnswer(() => checkRoll(where, rollId, factors));
      if (answer.answer === 'found') return answer;
      answers.push(answer);
    }
    // "Not on the roll" is said only where every current roll says so.
    const find = (kind: Answer['answer']) => answers.find(({ answer }) => answer === kind);
    return find('untrusted') ?? find('unavailable') ?? find('refused') ?? { answer: 'not-on-roll' };
  });
}

/** The key in an `issuer.pub.json`. */
export function parseIssuer(json: string): Uint8Array {
  return z.object({ publicKey: Bytes32 }).parse(JSON.parse(json)).publicKey;
}

if (import.meta.main) {
  const options = {
    url: { type: 'string' },
    issuer: { type: 'string' },
    election: { type: 'string' },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const told = z.object({ url: z.url(), issuer: z.string(), election: z.string() }).parse(values);
  const asKey = Bytes32.safeParse(told.issuer);
  const issuerKey = asKey.success ? asKey.data : parseIssuer(await readFile(told.issuer, 'utf8'));
  for (const typed of positionals) {
    const answer = await checkNumber({ ...told, issuerKeys: [issuerKey] }, typed);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
