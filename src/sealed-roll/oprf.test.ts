import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Blinded, blind, finalize, sumElements, verifyEvaluation } from './oprf.ts';
import {
  ElementError,
  evaluateElements,
  evaluateInput,
  generateProof,
  hashToGroup,
  keyPairOf,
  type Mode,
  randomScalar,
  sumScalars,
} from './oprf-server.ts';

/** RFC 9497 appendix A.1.1 and A.1.2: ristretto255-SHA512. */
const KEYS = {
  oprf: '5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e',
  voprf: 'e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909',
};
const VOPRF_PUBLIC_KEY = 'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e';
const BLIND = '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706';
const OTHER = '222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e';

type Vector = {
  mode: Mode;
  inputs: string[];
  blinds: string[];
  blinded: string[];
  evaluated: string[];
  proof?: string;
  proofRandomScalar?: string;
  outputs: string[];
};

const OUTPUT_OF_00 =
  'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c';
const OUTPUT_OF_5A =
  '8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6';
const INPUT_5A = '5a'.repeat(17);

const VECTORS: Vector[] = [
  {
    mode: 'oprf',
    inputs: ['00'],
    blinds: [BLIND],
    blinded: ['609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c'],
    evaluated: ['7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e'],
    outputs: [
      '527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6',
    ],
  },
  {
    mode: 'oprf',
    inputs: [INPUT_5A],
    blinds: [BLIND],
    blinded: ['da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418'],
    evaluated: ['b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25'],
    outputs: [
      'f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73',
    ],
  },
  {
    mode: 'voprf',
    inputs: ['00'],
    blinds: [BLIND],
    blinded: ['863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945'],
    evaluated: ['aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e'],
    proof:
      'ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd066d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d',
    proofRandomScalar: OTHER,
    outputs: [OUTPUT_OF_00],
  },
  {
    mode: 'voprf',
    inputs: [INPUT_5A],
    blinds: [BLIND],
    blinded: ['cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c'],
    evaluated: ['60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468'],
    proof:
      '401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02',
    proofRandomScalar: OTHER,
    outputs: [OUTPUT_OF_5A],
  },
  {
    mode: 'voprf',
    inputs: ['00', INPUT_5A],
    blinds: [BLIND, OTHER],
    blinded: [
      '863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945',
      '90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654',
    ],
    evaluated: [
      'aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e',
      'cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a',
    ],
    proof:
      'cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08',
    proofRandomScalar: '419c4f4f5052c53c45f3da494d2b67b220d02118e0857cdbcf037f9ea84bbe0c',
    outputs: [OUTPUT_OF_00, OUTPUT_OF_5A],
  },
];

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/** Random bytes from which the library draws exactly this scalar: it reduces 48 of them to 1 … l-1 by adding one. */
function randomFor(scalar: string): (length?: number) => Uint8Array {
  return (length = 48) => {
    const value = BigInt(`0x${Buffer.from(scalar, 'hex').reverse().toString('hex')}`) - 1n;
    return new Uint8Array(Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex').reverse());
  };
}

function deviceBlind(mode: Mode, input: string, blindScalar: string): Blinded {
  return ristretto255_oprf[mode].blind(bytes(input), randomFor(blindScalar));
}

describe.each(VECTORS)('RFC 9497 A.1, mode $mode, inputs $inputs', (vector) => {
  const key = keyPairOf(bytes(KEYS[vector.mode]));
  const blinded = vector.blinded.map(bytes);

  test('device: blinds and finalizes as the RFC does', () => {
    for (const [index, input] of vector.inputs.entries()) {
      const scalar = vector.blinds[index] ?? '';
      expect(hex(deviceBlind(vector.mode, input, scalar).blinded)).toBe(vector.blinded[index]);
      const output = finalize(bytes(input), bytes(scalar), bytes(vector.evaluated[index] ?? ''));
      expect(hex(output)).toBe(vector.outputs[index]);
    }
  });

  test('server: evaluates as the RFC does', () => {
    expect(evaluateElements(key.secret, blinded).map(hex)).toEqual(vector.evaluated);
    expect(vector.inputs.map((input) => hex(evaluateInput(key.secret, bytes(input), vector.mode)))).toEqual(
      vector.outputs,
    );
  });

  test('device: the sum of two holders finalizes to the RFC output', () => {
    const [first, second] = splitKey(key.secret);
    for (const [index, input] of vector.inputs.entries()) {
      const shares = [first, second].map(
        (share) => evaluateElements(share, blinded)[index] ?? new Uint8Array(),
      );
      const output = finalize(bytes(input), bytes(vector.blinds[index] ?? ''), sumElements(shares));
      expect(hex(output)).toBe(vector.outputs[index]);
    }
  });

  test('server and library: the proof is the RFC proof, where the mode has one', () => {
    if (vector.mode === 'oprf') return;
    expect(hex(key.publicKey)).toBe(VOPRF_PUBLIC_KEY);
    const random = vector.proofRandomScalar ?? '';
    const evaluated = vector.evaluated.map(bytes);
    expect(hex(generateProof(key, blinded, evaluated, bytes(random)))).toBe(vector.proof);
    const items = vector.inputs.map((input, index) => ({
      input: bytes(input),
      blind: bytes(vector.blinds[index] ?? ''),
      evaluated: bytes(vector.evaluated[index] ?? ''),
      blinded: bytes(vector.blinded[index] ?? ''),
    }));
    const outputs = ristretto255_oprf.voprf.finalizeBatch(items, key.publicKey, bytes(vector.proof ?? ''));
    expect(outputs.map(hex)).toEqual(vector.outputs);
  });
});

/** Two shares that sum to the key. */
function splitKey(secret: Uint8Array): [Uint8Array, Uint8Array] {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const toNumber = (scalar: Uint8Array) => BigInt(`0x${Buffer.from(scalar).reverse().toString('hex')}`);
  const share = randomScalar();
  const rest = (((toNumber(secret) - toNumber(share)) % order) + order) % order;
  return [share, new Uint8Array(Buffer.from(rest.toString(16).padStart(64, '0'), 'hex').reverse())];
}

describe('both implementations', () => {
  const anyInput = fc.uint8Array({ maxLength: 80 });
  const anyKey = fc.uint8Array({ minLength: 31, maxLength: 31 }).map((low) => {
    const scalar = new Uint8Array(32);
    scalar.set(low);
    scalar[0] = (low[0] ?? 0) | 1;
    return keyPairOf(scalar);
  });

  test('agree on any input and key: groups, outputs, proofs', () => {
    fc.assert(
      fc.property(anyInput, anyKey, anyKey, (input, one, two) => {
        const sent = blind(input);
        const keys = [one, two];
        const answers = keys.map((key) => {
          const evaluated = evaluateElements(key.secret, [sent.blinded]);
          const proof = generateProof(key, [sent.blinded], evaluated);
          return { key, evaluated: evaluated[0] ?? new Uint8Array(), proof };
        });
        for (const { key, evaluated, proof } of answers) {
          expect(verifyEvaluation(key.publicKey, sent, { evaluated, proof })).toBe(true);
          const library = ristretto255_oprf.voprf.blindEvaluate(key.secret, key.publicKey, sent.blinded);
          expect(hex(library.evaluated)).toBe(hex(evaluated));
        }
        const y = finalize(input, sent.blind, sumElements(answers.map(({ evaluated }) => evaluated)));
        const whole = sumScalars(keys.map(({ secret }) => secret));
        expect(hex(y)).toBe(hex(evaluateInput(whole, input)));
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  test('a batch proof of the server verifies in the library, and not once anything of it is changed', () => {
    const key = keyPairOf(randomScalar());
    const items = [1, 2, 3].map((value) => ({ input: Uint8Array.of(value), ...blind(Uint8Array.of(value)) }));
    const blinded = items.map((item) => item.blinded);
    const evaluated = evaluateElements(key.secret, blinded);
    const proof = generateProof(key, blinded, evaluated);
    const withEvaluated = items.map((item, index) => ({
      ...item,
      evaluated: evaluated[index] ?? new Uint8Array(),
    }));
    expect(() => ristretto255_oprf.voprf.finalizeBatch(withEvaluated, key.publicKey, proof)).not.toThrow();
    const reordered = withEvaluated.toReversed();
    expect(() => ristretto255_oprf.voprf.finalizeBatch(reordered, key.publicKey, proof)).toThrow();
  });

  test('a proof under another key, or with a flipped bit, does not verify', () => {
    const key = keyPairOf(randomScalar());
    const sent = blind(Uint8Array.of(7));
    const [evaluated = new Uint8Array()] = evaluateElements(key.secret, [sent.blinded]);
    const proof = generateProof(key, [sent.blinded], [evaluated]);
    expect(verifyEvaluation(keyPairOf(randomScalar()).publicKey, sent, { evaluated, proof })).toBe(false);
    for (const at of [0, 31, 32, 63]) {
      const flipped = proof.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      expect(verifyEvaluation(key.publicKey, sent, { evaluated, proof: flipped })).toBe(false);
    }
    expect(verifyEvaluation(key.publicKey, sent, { evaluated, proof: proof.subarray(1) })).toBe(false);
  });
});

describe('elements that are refused', () => {
  const secret = randomScalar();
  const good = hashToGroup(Uint8Array.of(1));
  const prime = (2n ** 255n - 19n).toString(16);
  const BAD = {
    'not canonical: the field prime itself': new Uint8Array(Buffer.from(prime, 'hex').reverse()),
    'negative: the lowest bit set': Uint8Array.from(good, (byte, at) => (at === 0 ? byte ^ 1 : byte)),
    'all ones': new Uint8Array(32).fill(255),
    'too short': new Uint8Array(31),
    'too long': new Uint8Array(33),
    empty: new Uint8Array(),
  };

  test.each(Object.entries(BAD))('%s', (_, bad) => {
    expect(() => evaluateElements(secret, [good, bad])).toThrow(
      expect.objectContaining({ name: 'ElementError', code: 'undecodable', index: 1 }),
    );
    expect(() => sumElements([good, bad])).toThrow();
    expect(() => finalize(Uint8Array.of(1), secret, bad)).toThrow();
  });

  test('the identity', () => {
    const identity = new Uint8Array(32);
    expect(() => evaluateElements(secret, [identity])).toThrow(new ElementError('identity', 0));
    expect(() => sumElements([good, identity])).toThrow(RangeError);
  });

  test('holders whose answers cancel each other out', () => {
    const sent = blind(Uint8Array.of(1));
    const [one, two] = splitKey(new Uint8Array(32));
    const elements = [one, two].map(
      (share) => evaluateElements(share, [sent.blinded])[0] ?? new Uint8Array(),
    );
    expect(() => finalize(Uint8Array.of(1), sent.blind, sumElements(elements))).toThrow();
  });

  test('keys that are zero, not reduced, or of a wrong length', () => {
    expect(() => keyPairOf(new Uint8Array(32))).toThrow();
    expect(() => keyPairOf(new Uint8Array(32).fill(255))).toThrow(RangeError);
    expect(() => keyPairOf(new Uint8Array(31).fill(1))).toThrow(RangeError);
  });
});
