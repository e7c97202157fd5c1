/**
 * The key holders' side of RFC 9497, suite ristretto255-SHA512, on libsodium: an order of magnitude faster than JavaScript.
 */
import { hash, randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers-sumo';

await sodium.ready;

const ELEMENT_LENGTH = 32;
const NON_REDUCED_SCALAR_LENGTH = 64;
const SHA512_BLOCK = new Uint8Array(128);
const IDENTITY = Buffer.alloc(ELEMENT_LENGTH);

/** A scalar key with its public key, 32 bytes each. */
export type KeyPair = { readonly secret: Uint8Array; readonly publicKey: Uint8Array };

/** A blinded element that a holder does not evaluate. `index` is its place in the batch. */
export class ElementError extends Error {
  override readonly name = 'ElementError';
  readonly code: 'undecodable' | 'identity';
  readonly index: number;
  constructor(code: 'undecodable' | 'identity', index: number) {
    super(code === 'identity' ? `Element ${index} is the identity` : `Element ${index} does not decode`);
    this.code = code;
    this.index = index;
  }
}

/** The protocol's mode: 0x00 without proofs, 0x01 with. It separates the hashes' domains (RFC 9497 section 3.1). */
export type Mode = 'oprf' | 'voprf';

function contextOf(mode: Mode): Buffer {
  const head = Buffer.from('OPRFV1-');
  return Buffer.concat([head, Buffer.of(mode === 'voprf' ? 1 : 0), Buffer.from('-ristretto255-SHA512')]);
}

function domainOf(purpose: string, mode: Mode): Buffer {
  const tag = Buffer.concat([Buffer.from(purpose), contextOf(mode)]);
  return Buffer.concat([tag, Buffer.of(tag.length)]);
}

const GROUP_DOMAIN = { oprf: domainOf('HashToGroup-', 'oprf'), voprf: domainOf('HashToGroup-', 'voprf') };
const SCALAR_DOMAIN = domainOf('HashToScalar-', 'voprf');
const SEED_DOMAIN = Buffer.concat([Buffer.from('Seed-'), contextOf('voprf')]);

function sha512(...parts: Uint8Array[]): Buffer {
  return hash('sha512', Buffer.concat(parts), 'buffer');
}

/** expand_message_xmd (RFC 9380 section 5.3.1) for exactly 64 bytes, which is one block of SHA-512. */
function expandTo64(message: Uint8Array, domain: Buffer): Buffer {
  const first = sha512(SHA512_BLOCK, message, Buffer.of(0, NON_REDUCED_SCALAR_LENGTH, 0), domain);
  return sha512(first, Buffer.of(1), domain);
}

function prefixed(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(2 + bytes.length);
  out.writeUInt16BE(bytes.length);
  out.set(bytes, 2);
  return out;
}

function hashToScalar(...parts: Uint8Array[]): Uint8Array {
  return sodium.crypto_core_ristretto255_scalar_reduce(expandTo64(Buffer.concat(parts), SCALAR_DOMAIN));
}

/** The group element of an input: `HashToGroup` of RFC 9497 section 4.1. */
export function hashToGroup(input: Uint8Array, mode: Mode = 'voprf'): Uint8Array {
  return sodium.crypto_core_ristretto255_from_hash(expandTo64(input, GROUP_DOMAIN[mode]));
}

/** A scalar from 64 random bytes; libsodium's own random scalar is fifty times slower under WebAssembly. */
export function randomScalar(): Uint8Array {
  for (;;) {
    const scalar = sodium.crypto_core_ristretto255_scalar_reduce(randomBytes(NON_REDUCED_SCALAR_LENGTH));
    if (scalar.some((byte) => byte !== 0)) return scalar;
  }
}

/** The key pair of a scalar: 32 bytes, canonical and not zero, or an error. */
export function keyPairOf(secret: Uint8Array): KeyPair {
  const wide = new Uint8Array(NON_REDUCED_SCALAR_LENGTH);
  wide.set(secret);
  const reduced = sodium.crypto_core_ristretto255_scalar_reduce(wide);
  if (secret.length !== ELEMENT_LENGTH || Buffer.compare(reduced, secret) !== 0) {
    throw new RangeError('A key must be a canonical scalar of 32 bytes');
  }
  return { secret, publicKey: sodium.crypto_scalarmult_ristretto255_base(secret) };
}

/** The roll key: the sum of all holders' shares mod l. */
export function sumScalars(scalars: readonly Uint8Array[]): Uint8Array {
  return scalars.reduce(
    (sum, scalar) => sodium.crypto_core_ristretto255_scalar_add(sum, scalar),
    new Uint8Array(ELEMENT_LENGTH),
  );
}

function multiply(scalar: Uint8Array, element: Uint8Array): Uint8Array {
  return sodium.crypto_scalarmult_ristretto255(scalar, element);
}

/**
 * k times each element. Throws ElementError for the first one that is not the canonical encoding of an element,
 * or is the identity.
 */
export function evaluateElements(secret: Uint8Array, elements: readonly Uint8Array[]): Uint8Array[] {
  return elements.map((element, index) => {
    try {
      return multiply(secret, element);
    } catch {
      throw new ElementError(Buffer.compare(IDENTITY, element) === 0 ? 'identity' : 'undecodable', index);
    }
  });
}

/** Whether these 32 bytes are the canonical encoding of a group element other than the identity. */
export function isElement(bytes: Uint8Array): boolean {
  return (
    bytes.length === ELEMENT_LENGTH &&
    Buffer.compare(IDENTITY, bytes) !== 0 &&
    sodium.crypto_core_ristretto255_is_valid_point(bytes)
  );
}

/** M of `ComputeCompositesFast` (RFC 9497 section 2.2.1): one element that stands for the whole batch. */
function compositeOf(
  publicKey: Uint8Array,
  blinded: readonly Uint8Array[],
  evaluated: readonly Uint8Array[],
) {
  const seed = prefixed(sha512(prefixed(publicKey), prefixed(SEED_DOMAIN)));
  let composite: Uint8Array | null = null;
  for (const [index, element] of blinded.entries()) {
    const place = Buffer.of(index >> 8, index & 0xff);
    const result = evaluated[index] ?? IDENTITY;
    const weight = hashToScalar(seed, place, prefixed(element), prefixed(result), Buffer.from('Composite'));
    const term = multiply(weight, element);
    composite = composite === null ? term : sodium.crypto_core_ristretto255_add(composite, term);
  }
  if (composite === null) throw new RangeError('A proof needs at least one element');
  return composite;
}

/**
 * The DLEQ proof over a batch, 64 bytes: `GenerateProof(k, G, K, blinded, evaluated)` of RFC 9497 section 2.2.1.
 * `random` is given only where a test vector fixes it.
 */
export function generateProof(
  { secret, publicKey }: KeyPair,
  blinded: readonly Uint8Array[],
  evaluated: readonly Uint8Array[],
  random: Uint8Array = randomScalar(),
): Uint8Array {
  const composite = compositeOf(publicKey, blinded, evaluated);
  const transcript = [
    publicKey,
    composite,
    multiply(secret, composite),
    sodium.crypto_scalarmult_ristretto255_base(random),
    multiply(random, composite),
  ].map(prefixed);
  const challenge = hashToScalar(...transcript, Buffer.from('Challenge'));
  const response = sodium.crypto_core_ristretto255_scalar_sub(
    random,
    sodium.crypto_core_ristretto255_scalar_mul(challenge, secret),
  );
  return Buffer.concat([challenge, response]);
}

/** The PRF's 64 bytes for who holds the whole key, as while sealing: `Evaluate` of RFC 9497 section 3.3.1. */
export function evaluateInput(secret: Uint8Array, input: Uint8Array, mode: Mode = 'voprf'): Uint8Array {
  const unblinded = multiply(secret, hashToGroup(input, mode));
  return sha512(prefixed(input), prefixed(unblinded), Buffer.from('Finalize'));
}
