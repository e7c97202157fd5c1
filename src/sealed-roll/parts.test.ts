import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { bucketBitsFor, bucketOf } from './format.ts';
import { rollInput } from './input.ts';
import { buildTree, leafHash, NODE_LENGTH, rootFrom, rootOf, siblingsOf } from './merkle.ts';
import { solveWork, verifyWork } from './proof-of-work.ts';
import { decodeRecord, encodeRecord, maskName } from './record.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());

describe('base64url', () => {
  test('is what Node writes, and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = encodeBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decodeBase64url(text)).toEqual(bytes);
      }),
    );
  });

  test.each(['A', 'AB', 'AA==', 'A+AA', 'A/AA', 'AA AA', 'AAAAB', 'é'])('refuses %j', (text) => {
    expect(decodeBase64url(text)).toBeNull();
  });
});

describe('Merkle tree', () => {
  test('every bucket leads to the root, and no changed bucket does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.uint8Array(), { minLength: 32, maxLength: 32 }),
        (bits, all) => {
          const buckets = all.slice(0, 2 ** bits);
          const leaves = new Uint8Array(Buffer.concat(buckets.map((entries) => leafHash(sha256, entries))));
          const tree = buildTree(sha256, leaves, bits);
          for (const [index, entries] of buckets.entries()) {
            const siblings = siblingsOf(tree, bits, index);
            expect(siblings.length).toBe(bits * NODE_LENGTH);
            expect(rootFrom(sha256, { index, siblings, entries })).toEqual(rootOf(tree));
            const changed = Uint8Array.of(...entries, 0);
            expect(rootFrom(sha256, { index, siblings, entries: changed })).not.toEqual(rootOf(tree));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('hashes leaves and inner nodes as RFC 9162 does', () => {
    const leaf = (text: string) => sha256(Buffer.concat([Buffer.of(0), Buffer.from(text)]));
    const inner = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.concat([Buffer.of(1), left, right]));
    const leaves = ['a', 'b', 'c', ''].map(leaf);
    const [a, b, c, d] = leaves as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const tree = buildTree(sha256, new Uint8Array(Buffer.concat(leaves)), 2);
    expect(rootOf(tree)).toEqual(inner(inner(a, b), inner(c, d)));
    expect(Buffer.from(siblingsOf(tree, 2, 2))).toEqual(Buffer.concat([d, inner(a, b)]));
  });
});

describe('buckets', () => {
  test.each([
    [0, 0],
    [1, 0],
    [32, 0],
    [33, 1],
    [64, 1],
    [65, 2],
    [1_500_000, 16],
  ])('%i records need %i bits', (count, bits) => {
    expect(bucketBitsFor(count)).toBe(bits);
  });

  test('a bucket is the first bits of the tag', () => {
    const tag = Uint8Array.of(0b1010_0000, 1, 0, 0, 0);
    expect([0, 1, 2, 3, 4, 16].map((bits) => bucketOf(tag, bits))).toEqual([0, 1, 2, 5, 10, 0xa001]);
    expect(bucketOf(Uint8Array.of(9, 255, 255, 255, 255).subarray(1), 26)).toBe(2 ** 26 - 1);
  });
});

describe('input', () => {
  test('is cleaned of what a person types', () => {
    const typed = { kind: 'nik', number: ' 3276.0141-0295 0001' } as const;
    expect(rollInput(typed, ['nik'])).toMatchObject({ ok: true, input: 'nik:3276014102950001' });
  });

  test('carries the second factor only where the roll asks for it', () => {
    const typed = { kind: 'nik', number: '3276014102950001', nkk: '3276 0101 0120 0009' } as const;
    expect(rollInput(typed, ['nik'])).toMatchObject({ input: 'nik:3276014102950001' });
    expect(rollInput(typed, ['nik', 'nkk'])).toMatchObject({
      input: 'nik:3276014102950001|nkk:3276010101200009',
      person: 'nik:3276014102950001',
    });
    expect(rollInput({ ...typed, nkk: '' }, ['nik', 'nkk'])).toEqual({
      ok: false,
      field: 'nkk',
      problem: 'empty',
    });
    expect(rollInput({ ...typed, nkk: '12' }, ['nik', 'nkk'])).toMatchObject({ problem: 'length' });
    expect(rollInput({ ...typed, nkk: '12a' }, ['nik', 'nkk'])).toMatchObject({ problem: 'not-digits' });
  });

  test('takes passports in capitals', () => {
    expect(rollInput({ kind: 'paspor', number: 'a 123-4567' }, ['nik'])).toMatchObject({
      input: 'paspor:A1234567',
    });
  });

  test('refuses what is no NIK with the reason', () => {
    const typed = { kind: 'nik', number: '2222222222222222' } as const;
    expect(rollInput(typed, ['nik'])).toEqual({ ok: false, field: 'nik', problem: 'month' });
  });
});

describe('record', () => {
  test('comes back from its padded form', () => {
    const record = { status: 'DPTb', tps: '3276011001007', number: 12, name: 'É* S*' };
    const plaintext = new Uint8Array(96);
    plaintext.set(new TextEncoder().encode(encodeRecord(record)));
    expect(decodeRecord(plaintext)).toEqual(record);
  });

  test.each(['', '[]', 'null', '{}', '{"status":"DPT","tps":"1","number":1,"name":"A*"}', '{"status":'])(
    'is not read from %s',
    (text) => {
      expect(decodeRecord(new TextEncoder().encode(text))).toBeNull();
    },
  );

  test.each([
    ['Siti Nur Aini', 'S* N* A*'],
    ['  budi ', 'b*'],
    ["D'Angelo", 'D*'],
    ['U\u0308nal', '\u00dc*'],
  ])('masks %j as %j, and masking again changes nothing', (name, masked) => {
    expect(maskName(name)).toBe(masked);
    expect(maskName(masked)).toBe(masked);
  });
});

describe('proof of work', () => {
  test('is found and verified', async () => {
    const challenge = { token: 'abc.def', difficulty: 10 };
    const nonce = await solveWork(challenge);
    expect(verifyWork(challenge, nonce)).toBe(true);
    const digest = createHash('sha256').update(`abc.def:${nonce}`).digest();
    expect(digest.readUInt16BE(0) >> 6).toBe(0);
    expect(verifyWork({ ...challenge, token: 'other', difficulty: 40 }, nonce)).toBe(false);
  });

  test.each(['', '-1', '0x1', '1e3', '1'.repeat(17)])('refuses %j as a nonce', (nonce) => {
    expect(verifyWork({ token: 't', difficulty: 0 }, nonce)).toBe(false);
  });

  test('can be given up', async () => {
    const abort = new AbortController();
    const solving = solveWork({ token: 't', difficulty: 250 }, abort.signal);
    abort.abort();
    await expect(solving).rejects.toThrow('aborted');
  });
});
