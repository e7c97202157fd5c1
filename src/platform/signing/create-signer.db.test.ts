import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { systemClock } from '../clock.ts';
import { openFileKeys, openSigner } from './create-signer.ts';
import { KEY_FILE } from './key-file.ts';
import { textDigest } from './normal-text.ts';
import type { VersionClaims } from './signer.ts';

const claims: VersionClaims = {
  item: 'abc123',
  version: 2,
  kind: 'announcement',
  agency: 'kpu',
  event: 'corrected',
  title: { id: 'Jadwal  kampanye' },
  text: { id: 'Mulai\n25 September.', en: 'From 25 September.' },
  content: { body: 'Mulai' },
  address: 'https://jendela.example/berita/abc123-jadwal-kampanye',
  at: Temporal.Instant.from('2024-11-24T02:00:00Z'),
};

describe('signing with the key of a file', () => {
  let shown: TestWindow;
  let keysDir: string;
  beforeAll(async () => {
    shown = await createTestWindow({ name: 'signing', stages: false });
    keysDir = path.join(await mkdtemp(path.join(tmpdir(), 'keys-')), 'keys');
  });
  afterAll(() => shown.close());

  const publicKeys = async () => {
    const answer = await shown.request('/.well-known/jwks.json');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    return answer.json();
  };
  const open = () =>
    openSigner({
      config: { keysDir, publicUrl: 'https://jendela.example' },
      db: shown.database.db,
      clock: systemClock,
    });

  test('anybody can check a signature by the public keys, and the words by their digests', async () => {
    const jws = await (await open()).sign(claims);
    const verified = await compactVerify(jws, createLocalJWKSet(await publicKeys()));
    expect(verified.protectedHeader.typ).toBe('jendela-version+jws');
    expect(JSON.parse(new TextDecoder().decode(verified.payload))).toMatchObject({
      iss: 'https://jendela.example',
      item: 'abc123',
      version: 2,
      at: '2024-11-24T02:00:00Z',
      title: { id: textDigest('Jadwal kampanye') },
      text: { id: textDigest('Mulai 25 September.'), en: textDigest('From 25 September.') },
    });
  });

  test('the key is in a file for this user alone, and no part of it in the answer', async () => {
    const file = path.join(keysDir, KEY_FILE);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { d } = JSON.parse(await readFile(file, 'utf8'));
    expect(JSON.stringify(await publicKeys())).not.toContain(d);
  });

  test('processes that start at once have one key', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'keys-'));
    const sources = await Promise.all(
      Array.from({ length: 8 }, () =>
        openFileKeys({ keysDir: folder, db: shown.database.db, clock: systemClock }),
      ),
    );
    const kids = await Promise.all(sources.map(async (source) => (await source.current()).kid));
    expect(new Set(kids).size).toBe(1);
  });

  test('a file that is no key is told, and no key takes its place', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'keys-'));
    await writeFile(path.join(folder, KEY_FILE), '{"kty":"OKP"');
    const opening = openFileKeys({ keysDir: folder, db: shown.database.db, clock: systemClock });
    await expect(opening).rejects.toMatchObject({ code: 'signing-key-unreadable' });
    expect(await readFile(path.join(folder, KEY_FILE), 'utf8')).toBe('{"kty":"OKP"');
  });

  test('a folder that cannot be made is told with the remedy', async () => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'keys-')), 'a-file');
    await writeFile(file, '');
    const opening = openFileKeys({
      keysDir: path.join(file, 'keys'),
      db: shown.database.db,
      clock: systemClock,
    });
    await expect(opening).rejects.toMatchObject({ code: 'signing-key-not-writable' });
  });

  test('the header names the key', async () => {
    const jws = await (await open()).sign(claims);
    const { kid } = JSON.parse(await readFile(path.join(keysDir, KEY_FILE), 'utf8'));
    expect(decodeProtectedHeader(jws)).toMatchObject({ alg: 'EdDSA', kid });
  });
});
