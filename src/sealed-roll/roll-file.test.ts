import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { encodeHead, encodeOffsets, headLengthOf, layoutOf, openHead, type RollHeader } from './format.ts';
import { newIssuer } from './keys.ts';
import { openRoll, verifyRoll } from './roll-file.ts';
import { type SampleRoll, sampleCsv, sealSample, temporaryFolder } from './testing.ts';

// Other processes, threads and thousands of reads: on a busy machine more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sample: SampleRoll;
let bytes: Buffer;
let changed: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  sample = await sealSample(folder.path, sampleCsv(70));
  bytes = await readFile(sample.path);
  changed = join(folder.path, 'changed.roll');
});
afterAll(() => folder.dispose());

async function codeOf(contents: Uint8Array, issuers = sample.issuers): Promise<string> {
  await writeFile(changed, contents);
  return verifyRoll(changed, issuers).then(
    () => 'accepted',
    (error: { name: string; code: string }) => (error.name === 'RollFileError' ? error.code : error.name),
  );
}

function flip(at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

describe('a flipped bit', () => {
  test('anywhere is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          expect(await codeOf(flip(at, bit))).not.toMatch(/^(accepted|[A-Z])/);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('in any bit of magic, length, signature, offsets and tree is refused', async () => {
    const headLength = headLengthOf(bytes);
    const { offsetsAt, entriesAt } = layoutOf(sample.header, headLength);
    const places = [
      ...Array.from({ length: 20 }, (_, at) => at),
      ...Array.from({ length: 64 }, (_, at) => headLength - 64 + at),
      ...Array.from({ length: entriesAt - offsetsAt }, (_, at) => offsetsAt + at),
    ];
    for (const at of places) expect([at, await codeOf(flip(at, at % 8))]).not.toContain('accepted');
  });

  test('is named by where it is', async () => {
    const headLength = headLengthOf(bytes);
    const { offsetsAt, treeAt, entriesAt } = layoutOf(sample.header, headLength);
    expect(await codeOf(flip(0, 0))).toBe('magic');
    expect(await codeOf(flip(13, 1))).toBe('version');
    expect(await codeOf(flip(headLength - 1, 0))).toBe('signature');
    expect(await codeOf(flip(headLength, 0))).toBe('padding');
    expect(await codeOf(flip(offsetsAt, 7))).toBe('offsets');
    expect(await codeOf(flip(treeAt, 0))).toBe('tree');
    expect(await codeOf(flip(entriesAt, 0))).toBe('tree');
    expect(await codeOf(flip(bytes.length - 1, 0))).toBe('tree');
  });
});

test('every length but the right one is refused', async () => {
  for (const length of [0, 10, 19, 20, 100, 4095, 4096, 4100, bytes.length - 1]) {
    expect([length, await codeOf(bytes.subarray(0, length))]).toEqual([length, 'truncated']);
  }
  expect(await codeOf(Buffer.concat([bytes, Buffer.of(0)]))).toBe('length');
});

test('a roll of another issuer, or of another key under the same name, is refused', async () => {
  expect(await codeOf(bytes, [newIssuer('KPU Lain')])).toBe('issuer');
  expect(await codeOf(bytes, [newIssuer(sample.issuer.issuer)])).toBe('signature');
  expect(await codeOf(bytes, [])).toBe('issuer');
  expect(await codeOf(bytes, [{ issuer: 'KPU Lain', publicKey: sample.issuer.publicKey }])).toBe('issuer');
  expect(await codeOf(bytes, [{ issuer: sample.issuer.issuer, publicKey: 'no key' }])).toBe('signature');
});

describe('a header that the issuer did sign', () => {
  const signedWith = (changes: Record<string, unknown>) =>
    encodeHead({ ...sample.header, ...changes } as RollHeader, sample.issuer.secret);

  test('is accepted as it is, and with more fields than are known', () => {
    expect(openHead(signedWith({}), sample.issuers)).toEqual(sample.header);
    expect(openHead(signedWith({ extra: 1 }), sample.issuers)).toMatchObject(sample.header);
  });

  test.each<[string, Record<string, unknown>]>([
    ['version', { version: 2 }],
    ['header', { format: 'other' }],
    ['header', { version: '1' }],
    ['header', { rollId: 'AAAA' }],
    ['header', { election: '' }],
    ['header', { sealedAt: 'yesterday' }],
    ['header', { factors: [] }],
    ['header', { factors: ['kk'] }],
    ['header', { count: -1 }],
    ['header', { count: 1.5 }],
    ['header', { bucketBits: 3 }],
    ['header', { count: 2 ** 40, bucketBits: 35 }],
    ['header', { entrySize: 32 }],
    ['header', { entrySize: 2 ** 20 }],
    ['header', { suite: 'P256-SHA256' }],
    ['header', { holders: [] }],
    ['header', { holders: [{ id: 'kpu', publicKey: 'AA' }] }],
    ['header', { holders: [1, null] }],
    ['header', { root: 'AA' }],
    ['header', { previous: 'AA' }],
    ['header', { previous: undefined }],
  ])('is refused as %s with %j', (code, changes) => {
    expect(() => openHead(signedWith(changes), sample.issuers)).toThrow(
      expect.objectContaining({ name: 'RollFileError', code }),
    );
  });

  test('is refused with two holders of one name', () => {
    const [holder] = sample.header.holders;
    expect(() => openHead(signedWith({ holders: [holder, holder] }), sample.issuers)).toThrow('two holders');
  });
});

test('an impossibly long header is refused before it is read', async () => {
  const long = Uint8Array.from(bytes);
  new DataView(long.buffer).setUint32(16, 2 ** 31);
  expect(await codeOf(long)).toBe('header');
});

test('entries in another order are refused although issuer and tree agree', async () => {
  const { createHash } = await import('node:crypto');
  const { buildTree, leafHash, rootOf } = await import('./merkle.ts');
  const sha256 = (input: Uint8Array) => new Uint8Array(createHash('sha256').update(input).digest());
  const { entriesAt } = layoutOf(sample.header, headLengthOf(bytes));
  const entries = bytes.subarray(entriesAt);
  const header = { ...sample.header, count: 2, bucketBits: 0 };
  const roll = (first: number, second: number) => {
    const pair = Buffer.concat(
      [first, second].map((index) => entries.subarray(index * 128, (index + 1) * 128)),
    );
    const tree = buildTree(sha256, leafHash(sha256, pair), 0);
    const root = Buffer.from(rootOf(tree)).toString('base64url');
    const head = encodeHead({ ...header, root }, sample.issuer.secret);
    return Buffer.concat([
      head,
      Buffer.alloc(4096 - head.length),
      encodeOffsets(Uint32Array.of(0, 2)),
      tree,
      pair,
    ]);
  };
  expect(await codeOf(roll(0, 1))).toBe('accepted');
  expect(await codeOf(roll(1, 0))).toBe('order');
  expect(await codeOf(roll(0, 0))).toBe('order');
});

test('what is no file is refused, and a file that shrinks later', async () => {
  await expect(openRoll(join(folder.path, 'none.roll'), [])).rejects.toMatchObject({ code: 'unreadable' });
  await expect(openRoll(folder.path, [])).rejects.toMatchObject({ code: 'unreadable' });
  const shrinking = join(folder.path, 'shrinking.roll');
  await copyFile(sample.path, shrinking);
  const roll = await openRoll(shrinking, sample.issuers);
  await truncate(shrinking, 4096);
  await expect(roll.bucket(0)).rejects.toMatchObject({ code: 'truncated' });
  await roll.close();
  await expect(roll.bucket(0)).rejects.toMatchObject({ code: 'unreadable' });
});
