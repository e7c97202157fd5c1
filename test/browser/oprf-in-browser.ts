/** Runs in a browser: the device's side of RFC 9497 on given vectors, all in hexadecimal. */
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { finalize, sumElements, verifyEvaluation } from '../../src/sealed-roll/oprf.ts';

export interface DeviceVector {
  readonly mode: 'oprf' | 'voprf';
  readonly input: string;
  readonly blind: string;
  readonly blinded: string;
  readonly evaluated: string;
  readonly output: string;
  readonly publicKey?: string;
  readonly proof?: string;
}

export interface DeviceResult {
  readonly blinded: string;
  readonly output: string;
  readonly isProofRight: boolean | undefined;
  readonly isOtherProofRight: boolean | undefined;
}

const bytes = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (array: Uint8Array) => [...array].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const reversed = (text: string) => (text.match(/../g) ?? []).reverse().join('');

/** Random bytes from which the library draws exactly this scalar: it reduces them to 1 … l-1 by adding one. */
function randomFor(scalar: string): (length?: number) => Uint8Array {
  const value = BigInt(`0x${reversed(scalar)}`) - 1n;
  return (length = 48) => bytes(reversed(value.toString(16).padStart(length * 2, '0')));
}

export function runVector(vector: DeviceVector): DeviceResult {
  const input = bytes(vector.input);
  const sent = ristretto255_oprf[vector.mode].blind(input, randomFor(vector.blind));
  const sum = sumElements([bytes(vector.evaluated)]);
  const proved = (proof: Uint8Array) =>
    vector.publicKey === undefined
      ? undefined
      : verifyEvaluation(bytes(vector.publicKey), sent, { evaluated: bytes(vector.evaluated), proof });
  const proof = bytes(vector.proof ?? '');
  return {
    blinded: hex(sent.blinded),
    output: hex(finalize(input, sent.blind, sum)),
    isProofRight: proved(proof),
    isOtherProofRight: proved(proof.map((byte, at) => (at === 3 ? byte ^ 1 : byte))),
  };
}

Object.assign(globalThis, { runVector });
