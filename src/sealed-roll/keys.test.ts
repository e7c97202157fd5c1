import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateKeys, keyIdOf, readIssuerPublic, readIssuerSecret, readShare } from './keys.ts';
import { temporaryFolder } from './testing.ts';

let folder: string;
let dispose: () => Promise<void>;

beforeEach(async () => {
  ({ path: folder, dispose } = await temporaryFolder());
});
afterEach(() => dispose());

test('keys are made, readable by their owner alone, and read back', async () => {
  const files = await generateKeys(join(folder, 'keys'), { issuer: 'KPU Contoh' });
  expect((await readdir(join(folder, 'keys'))).sort()).toEqual([
    'issuer.key.json',
    'issuer.pub.json',
    'kota.share.json',
    'kpu.share.json',
  ]);
  for (const path of [files.issuerKey, ...files.shares.map((share) => share.path)]) {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  }
  const [kpu, kota] = await Promise.all(files.shares.map(({ path }) => readShare(path)));
  expect([kpu?.holder, kota?.holder]).toEqual(['kpu', 'kota']);
  expect(kpu?.keyId).toMatch(/^[0-9a-f]{16}$/);
  expect(kpu?.keyId).toBe(keyIdOf(kpu?.publicKey ?? new Uint8Array()));
  expect(kpu?.keyId).not.toBe(kota?.keyId);
  const { issuer, publicKey } = await readIssuerSecret(files.issuerKey);
  expect(await readIssuerPublic(files.issuerPublic)).toEqual({ issuer, publicKey });
});

test('nothing is overwritten, and nothing half made', async () => {
  await writeFile(join(folder, 'kota.share.json'), 'mine');
  await expect(generateKeys(folder, { issuer: 'KPU Contoh' })).rejects.toMatchObject({ code: 'exists' });
  expect(await readdir(folder)).toEqual(['kota.share.json']);
});

test.each([[['KPU']], [['a/b']], [['..']], [['a', 'a']], [[]]])('refuses the holders %j', async (holders) => {
  await expect(generateKeys(folder, { issuer: 'KPU Contoh', holders })).rejects.toMatchObject({
    code: 'holder-name',
  });
  expect(await readdir(folder)).toEqual([]);
});

describe('a key file', () => {
  let path: string;
  let good: Record<string, unknown>;

  beforeEach(async () => {
    const files = await generateKeys(folder, { issuer: 'KPU Contoh', holders: ['kpu', 'lain'] });
    path = files.shares[0]?.path ?? '';
    good = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  });

  const readWith = async (contents: string) => {
    await writeFile(path, contents);
    return readShare(path);
  };

  test.each<[string, Record<string, unknown>]>([
    ['wrong-kind', { format: 'jendela-issuer' }],
    ['version', { version: 2 }],
    ['field', { holder: 'KPU' }],
    ['field', { secret: 'AAAA' }],
    ['field', { secret: 'A'.repeat(43) }],
    ['field', { secret: `${'_'.repeat(42)}8` }],
    ['field', { publicKey: 5 }],
    ['mismatch', { secret: `AQ${'A'.repeat(41)}` }],
  ])('is refused as %s with %j', async (code, changes) => {
    const reading = readWith(JSON.stringify({ ...good, ...changes }));
    await expect(reading).rejects.toMatchObject({ name: 'KeyFileError', code });
    await expect(reading).rejects.not.toThrow(String(good['secret']));
  });

  test('is refused where it is no JSON, without quoting it', async () => {
    const cut = JSON.stringify(good).slice(0, -3);
    await expect(readWith(cut)).rejects.toMatchObject({ code: 'not-json', message: `${path} is not JSON` });
  });

  test('that is missing, or a folder, is named', async () => {
    await expect(readShare(join(folder, 'none'))).rejects.toMatchObject({ code: 'missing' });
    await expect(readIssuerPublic(folder)).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('of an issuer whose parts do not belong together is refused', async () => {
    const issuerPath = join(folder, 'issuer.key.json');
    const key = JSON.parse(await readFile(issuerPath, 'utf8')) as Record<string, unknown>;
    await chmod(issuerPath, 0o600);
    await writeFile(issuerPath, JSON.stringify({ ...key, publicKey: good['publicKey'] }));
    await expect(readIssuerSecret(issuerPath)).rejects.toMatchObject({ code: 'mismatch' });
  });
});
