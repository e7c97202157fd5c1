/**
 * The device's side of the verifiable oblivious PRF of RFC 9497, suite ristretto255-SHA512, mode VOPRF (0x01).
 * Runs in the browser and, for people without JavaScript, in the window.
 */
import { ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js';

const { voprf } = ristretto255_oprf;

/** A blinded input: `blind` stays on the device, `blinded` goes to the key holders. Each 32 bytes. */
export type Blinded = { readonly blind: Uint8Array; readonly blinded: Uint8Array };

/** One key holder's answer to one batch: an element of 32 bytes per blinded element and, if asked for, the DLEQ proof. */
export type HolderEvaluation = { readonly evaluated: Uint8Array; readonly proof: Uint8Array };

/** RFC 9497 section 3.3.2, `Blind`, with a fresh random blind. */
export function blind(input: Uint8Array): Blinded {
  return voprf.blind(input);
}

/**
 * The sum of the holders' evaluated elements, which is the evaluation under the sum of their keys.
 * Throws where one does not decode, or is the identity.
 */
export function sumElements(elements: readonly Uint8Array[]): Uint8Array {
  let sum = ristretto255.Point.ZERO;
  for (const element of elements) {
    const point = ristretto255.Point.fromBytes(element);
    if (point.is0()) throw new RangeError('An evaluated element is the identity');
    sum = sum.add(point);
  }
  return sum.toBytes();
}

/** `Finalize` of RFC 9497 section 3.3.1: the PRF's 64 bytes. Throws where the element does not decode or is the identity. */
export function finalize(input: Uint8Array, blindScalar: Uint8Array, evaluated: Uint8Array): Uint8Array {
  return ristretto255_oprf.oprf.finalize(input, blindScalar, evaluated);
}

/** Whether the holder of `publicKey` evaluated this blinded element with its key: RFC 9497 section 2.2.2, `VerifyProof`. */
export function verifyEvaluation(
  publicKey: Uint8Array,
  sent: Blinded,
  { evaluated, proof }: HolderEvaluation,
): boolean {
  try {
    // The library verifies only as a part of Finalize; what it finalizes is one holder's share, of no use here.
    voprf.finalize(new Uint8Array(), sent.blind, evaluated, sent.blinded, publicKey, proof);
    return true;
  } catch {
    return false;
  }
}
