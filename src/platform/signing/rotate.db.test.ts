import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { migrate } from '../database/migrate.ts';
import { createLogger } from '../log/logger.ts';
import { platformMigrations } from '../migrations.ts';
import { openSigner } from './create-signer.ts';
import { readPublicKeys } from './public-keys.ts';
import { revokeKey, rotateKey } from './rotate.ts';
import type { Signer, VersionClaims } from './signer.ts';
import { differencesFrom, verifySignature } from './verify.ts';

const claims: VersionClaims = {
  item: 'abc123',
  version: 1,
  kind: 'announcement',
  agency: 'kpu',
  event: 'published',
  title: { id: 'Jadwal kampanye' },
  text: { id: 'Mulai 25 September.' },
  content: { body: 'Mulai **25 September**.', b: 2, a: 1 },
  address: 'https://jendela.example/berita/abc123-jadwal-kampanye',
  at: Temporal.Instant.from('2024-11-24T02:00:00.123456Z'),
};

describe('rotation and revocation', () => {
  let database: TestDatabase;
  let keysDir: string;
  let signer: Signer;
  let now = Temporal.Instant.from('2026-01-01T00:00:00Z');
  const clock = () => now;

  beforeAll(async () => {
    database = await createTestDatabase('rotate');
    await migrate(database.database, platformMigrations, createLogger({ level: 'silent' }));
    keysDir = await mkdtemp(path.join(tmpdir(), 'keys-'));
    signer = await openSigner({
      config: { keysDir, publicUrl: 'https://jendela.example' },
      db: database.db,
      clock,
    });
  });
  afterAll(() => database.drop());

  const change = () => ({
    db: database.db,
    keysDir,
    clock,
    actor: { kind: 'command' as const, name: 'signing rotate' },
  });
  const verify = async (jws: string) => verifySignature(jws, await readPublicKeys(database.db));
  const kidOf = (jws: string) => String(decodeProtectedHeader(jws).kid);

  test('a signature fits the version that it is of, and no other', async () => {
    const verified = await verify(await signer.sign(claims));
    if (!verified.ok) throw new Error(verified.reason);
    const { claims: signed } = verified;
    const sameInOtherOrder = { ...claims, content: { a: 1, b: 2, body: 'Mulai **25 September**.' } };
    expect(differencesFrom(signed, sameInOtherOrder)).toEqual([]);
    expect(differencesFrom(signed, { ...claims, text: { id: ' Mulai\n25  September. ' } })).toEqual([]);
    expect(differencesFrom(signed, { ...claims, text: { id: 'Mulai 26 September.' } })).toEqual(['text']);
    expect(differencesFrom(signed, { ...claims, text: { ...claims.text, en: 'From' } })).toEqual(['text']);
    expect(differencesFrom(signed, { ...claims, content: {}, note: { id: 'Tanggal' } })).toEqual([
      'content',
      'note',
    ]);
    expect(differencesFrom(signed, { ...claims, version: 2, at: claims.at.add({ seconds: 1 }) })).toEqual([
      'version',
      'at',
    ]);
  });

  test('a running signer takes up the new key, and what the old one signed stays good', async () => {
    const before = await signer.sign(claims);
    const { kid, former } = await rotateKey(change());
    const after = await signer.sign(claims);
    expect(kidOf(before)).toBe(former);
    expect(kidOf(after)).toBe(kid);
    expect(await verify(before)).toMatchObject({ ok: true });
    expect(await verify(after)).toMatchObject({ ok: true });
    const keys = await readPublicKeys(database.db);
    expect(keys.find((key) => key.kid === former)?.retiredAt).not.toBeNull();
    expect(keys.find((key) => key.kid === kid)?.retiredAt).toBeNull();
  });

  test('several rotations at once lose no key', async () => {
    const made = await Promise.all([1, 2, 3].map(() => rotateKey(change())));
    const kid = kidOf(await signer.sign(claims));
    expect(made.map((each) => each.kid)).toContain(kid);
    const keys = await readPublicKeys(database.db);
    for (const each of made) expect(keys.map((key) => key.kid)).toContain(each.kid);
    expect(keys.filter((key) => key.retiredAt === null)).toHaveLength(1);
  });

  test('of a leaked key only what was signed before the moment is believed, and a new one signs', async () => {
    const early = await signer.sign(claims);
    now = now.add({ hours: 2 });
    const late = await signer.sign(claims);
    const kid = kidOf(late);
    const since = now.subtract({ hours: 1 });
    const next = await revokeKey(change(), { kid, since, reason: 'Laptop dicuri' });
    expect(await verify(early)).toMatchObject({ ok: true });
    expect(await verify(late)).toEqual({ ok: false, reason: 'revoked' });
    const anew = await signer.sign(claims);
    expect(kidOf(anew)).toBe(next);
    expect(await verify(anew)).toMatchObject({ ok: true });
  });

  test('a revocation is only ever moved back', async () => {
    const revoked = (await readPublicKeys(database.db)).find((key) => key.revoked !== null);
    const since = revoked?.revoked?.since;
    if (!revoked || !since) throw new Error('no key is revoked');
    await revokeKey(change(), { kid: revoked.kid, since: since.add({ hours: 1 }), reason: 'lain' });
    const again = (await readPublicKeys(database.db)).find(({ kid }) => kid === revoked.kid);
    expect(again?.revoked?.since).toEqual(since);
  });

  test('an unknown key cannot be revoked', async () => {
    const revoking = revokeKey(change(), { kid: 'none', since: now, reason: '' });
    await expect(revoking).rejects.toMatchObject({ code: 'signing-key-unknown' });
  });

  test('what is no signature of ours is told by its reason', async () => {
    const jws = await signer.sign(claims);
    const [header, payload, signature] = jws.split('.');
    const forged = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), version: 9 }),
    ).toString('base64url');
    expect(await verify(`${header}.${forged}.${signature}`)).toEqual({ ok: false, reason: 'wrong' });
    expect(await verify('nonsense')).toEqual({ ok: false, reason: 'malformed' });
    expect(await verify('')).toEqual({ ok: false, reason: 'malformed' });
    expect(await verifySignature(jws, [])).toEqual({ ok: false, reason: 'unknown-key' });
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await verify(`${none}.${payload}.`)).toMatchObject({ ok: false });
  });

  test('every change of keys stands in the audit log', async () => {
    const lines = await database.db.selectFrom('audit_log').select('action').orderBy('seq').execute();
    expect(lines.map(({ action }) => action)).toContain('signing.rotate');
    expect(lines.map(({ action }) => action)).toContain('signing.revoke');
  });
});
