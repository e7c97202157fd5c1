import { access, copyFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { rollPublishCommand } from '../../cli/roll-publish.ts';
import { generateKeys } from '../../sealed-roll/keys.ts';
import { openRoll, rollDigest } from '../../sealed-roll/roll-file.ts';
import { readKeyring } from './keyring.ts';
import { type Publishing, publishRoll } from './publish.ts';
import { findRoll, listRolls } from './store.ts';
import { createTestOffice, DPTB_CSV, moduleOf, startChild, type TestOffice, TOKEN } from './test-data.ts';

let window: TestWindow;
let office: TestOffice;
let publishing: Omit<Publishing, 'file'>;

beforeAll(async () => {
  window = await createTestWindow({ name: 'publish' });
});
afterAll(() => window?.close());
beforeEach(async () => {
  office = await createTestOffice();
  await sql`truncate roll`.execute(window.database.db);
  const elections = window.window.context.capabilities.elections;
  if (!elections) throw new Error('The window knows no elections.');
  publishing = {
    config: {
      keysDir: office.keysDir,
      rollsDir: office.rollsDir,
      KEYHOLDERS: [{ id: 'kpu', url: 'http://127.0.0.1:9', token: TOKEN }],
    },
    db: window.database.db,
    city: window.city,
    elections,
    clock: () => Temporal.Instant.from('2024-09-21T03:00:00Z'),
  };
});
afterEach(() => office.remove());

const revision = async () =>
  (await window.database.db.selectFrom('content_revision').select('revision').executeTakeFirstOrThrow())
    .revision;

async function digestOf(file: string): Promise<string> {
  const roll = await openRoll(file, (await readKeyring(office.keysDir)).issuers);
  await roll.close();
  return rollDigest(roll.head);
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

describe('publishing', () => {
  it('makes a roll the one that is asked, and tells the windows', async () => {
    const { file, header } = await office.seal();
    const before = await revision();
    const publication = await publishRoll({ ...publishing, file });
    expect(publication).toMatchObject({ already: false, replaced: null, holdersWithoutAddress: [] });
    expect(await findRoll(window.database.db, header.rollId)).toMatchObject({
      election: 'pilkada-2024',
      list: 'DPT',
      count: header.count,
      current: true,
      factors: ['nik'],
      header_digest: await digestOf(file),
    });
    expect(await readFile(join(office.rollsDir, `${header.rollId}.roll`))).toEqual(await readFile(file));
    expect(await revision()).toBe(before + 1);
  });

  it('brings back a file that was cut short', async () => {
    const { file, header } = await office.seal();
    await publishRoll({ ...publishing, file });
    const published = join(office.rollsDir, `${header.rollId}.roll`);
    await truncate(published, 5_000);
    expect(await publishRoll({ ...publishing, file })).toMatchObject({ already: true });
    expect(await readFile(published)).toEqual(await readFile(file));
  });

  it('twice is harmless, and brings a lost file back', async () => {
    const { file, header } = await office.seal();
    await publishRoll({ ...publishing, file });
    const before = await revision();
    expect(await publishRoll({ ...publishing, file })).toMatchObject({ already: true });
    expect(await revision()).toBe(before);
    const elsewhere = { ...publishing.config, rollsDir: join(office.root, 'second-window') };
    expect(await publishRoll({ ...publishing, config: elsewhere, file })).toMatchObject({ already: true });
    expect(await isThere(join(elsewhere.rollsDir, `${header.rollId}.roll`))).toBe(true);
    expect(await listRolls(window.database.db)).toHaveLength(1);
  });

  it('two at once, one after the other', async () => {
    const [first, second] = [await office.seal(), await office.seal({ list: 'DPTb', csv: DPTB_CSV })];
    const published = await Promise.all(
      [first.file, second.file, first.file].map((file) => publishRoll({ ...publishing, file })),
    );
    expect(published.filter(({ already }) => already)).toHaveLength(1);
    expect(await listRolls(window.database.db)).toHaveLength(2);
  });

  it('in place of the roll that it was sealed to replace, and of no other', async () => {
    const old = await office.seal();
    await publishRoll({ ...publishing, file: old.file });
    const unchained = await office.seal();
    await expect(publishRoll({ ...publishing, file: unchained.file })).rejects.toMatchObject({
      code: 'previous',
    });
    const next = await office.seal({ previous: await digestOf(old.file) });
    expect(await publishRoll({ ...publishing, file: next.file })).toMatchObject({
      replaced: old.header.rollId,
    });
    const rolls = await listRolls(window.database.db);
    expect(rolls.filter(({ current }) => current).map(({ roll_id }) => roll_id)).toEqual([
      next.header.rollId,
    ]);
    expect(rolls).toHaveLength(2);
  });

  it('tells of a predecessor that was never here, and of holders without an address', async () => {
    const first = await office.seal();
    const next = await office.seal({ previous: await digestOf(first.file) });
    const config = { ...publishing.config, KEYHOLDERS: undefined };
    expect(await publishRoll({ ...publishing, config, file: next.file })).toMatchObject({
      previousUnknown: true,
      holdersWithoutAddress: ['kpu'],
    });
  });
});

describe('what is not published', () => {
  const refused = async (what: Parameters<TestOffice['seal']>[0], code: string) => {
    const { file } = await office.seal(what);
    await expect(publishRoll({ ...publishing, file })).rejects.toMatchObject({ code });
    expect(await listRolls(window.database.db)).toEqual([]);
    expect(await isThere(office.rollsDir)).toBe(false);
  };

  it('a roll of an election that the window does not know', () =>
    refused({ election: 'pemilu-1955' }, 'election-unknown'));
  it('a list that the election does not have', () => refused({ list: 'XYZ' }, 'list-unknown'));
  it('a roll of another city', () => refused({ area: '32.75' }, 'area-other'));

  it('one that another issuer signed', async () => {
    const stranger = join(office.root, 'stranger');
    await generateKeys(stranger, { issuer: 'Bukan KPU' });
    await refused({ keys: stranger }, 'issuer');
  });

  it('one that was sealed with another share of the city', async () => {
    const other = join(office.root, 'other');
    await generateKeys(other, { issuer: 'KPU Kota Depok' });
    await copyFile(join(other, 'issuer.pub.json'), join(office.keysDir, 'new.issuer.pub.json'));
    await refused({ keys: other }, 'share-missing');
  });

  it('one with a flipped bit', async () => {
    const { file } = await office.seal();
    const bytes = await readFile(file);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 4;
    await writeFile(file, bytes);
    const said: string[] = [];
    const print = (line: string) => void said.push(line);
    expect(await rollPublishCommand({ ...publishing, file, print, printError: print })).toBe(1);
    expect(said.join('\n')).toContain('Nothing was published');
    expect(await listRolls(window.database.db)).toEqual([]);
  });

  it('anything while no issuer is known', async () => {
    const { file } = await office.seal();
    const config = { ...publishing.config, keysDir: join(office.root, 'empty') };
    await expect(publishRoll({ ...publishing, config, file })).rejects.toMatchObject({ code: 'no-issuer' });
  });
});

describe('a publishing that is killed', () => {
  const child = (file: string) =>
    startChild(`
      import { openDatabase } from ${moduleOf('../../platform/database/database.ts')};
      import { createLogger } from ${moduleOf('../../platform/log/logger.ts')};
      import { publishRoll } from ${moduleOf('./publish.ts')};
      const database = await openDatabase({
        databaseUrl: ${JSON.stringify(window.database.url)}, dataDir: '/nonexistent', log: createLogger({ level: 'silent' }),
      });
      const election = { id: 'pilkada-2024', lists: [{ code: 'DPT', kind: 'permanent' }] };
      process.stdout.write('started\\n');
      await publishRoll({
        file: ${JSON.stringify(file)}, config: ${JSON.stringify(publishing.config)}, db: database.db,
        city: { area: '32.76', cityOffice: { id: 'kota', name: '' } },
        elections: { list: async () => [election], find: async () => election },
        clock: () => Temporal.Instant.from('2024-09-21T03:00:00Z'),
      });
      await database.close();
    `);

  const waiting = (statement: string) =>
    vi.waitFor(
      async () => {
        const { rows } = await sql<{ count: number }>`
          select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like ${`%${statement}%`}`.execute(
          window.database.db,
        );
        expect(rows[0]?.count).toBe(1);
      },
      { timeout: 20_000, interval: 50 },
    );

  it('after its file is in place and before its row is committed leaves nothing that is served', async () => {
    const { file, header } = await office.seal();
    const path = join(office.rollsDir, `${header.rollId}.roll`);
    const before = await revision();
    const hold = Promise.withResolvers<void>();
    const holding = window.database.db.transaction().execute(async (trx) => {
      await sql`select * from content_revision for update`.execute(trx);
      await hold.promise;
    });
    const publisher = await child(file);
    await waiting('content_revision');
    expect(await isThere(path)).toBe(true);
    await publisher.kill();
    hold.resolve();
    await holding;
    await vi.waitFor(async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pg_locks join pg_database on pg_database.oid = database
        where datname = current_database() and locktype = 'advisory'`.execute(window.database.db);
      expect(rows[0]?.count).toBe(0);
    });
    expect(await findRoll(window.database.db, header.rollId)).toBeUndefined();
    expect(await revision()).toBe(before);
    const served = await window.request(`/api/v1/rolls/${header.rollId}/header`);
    expect(served.status).toBe(404);

    expect(await publishRoll({ ...publishing, file })).toMatchObject({ already: false });
    expect(await findRoll(window.database.db, header.rollId)).toMatchObject({ current: true });
  });

  it('while it waits for its turn leaves nothing at all, and what a dead one left is cleared away', async () => {
    const { file, header } = await office.seal();
    const hold = Promise.withResolvers<void>();
    const holding = window.database.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(BigInt('0x726f6c6c73'))})`.execute(trx);
      await hold.promise;
    });
    const publisher = await child(file);
    await waiting('pg_advisory_xact_lock');
    await publisher.kill();
    hold.resolve();
    await holding;
    expect(await isThere(office.rollsDir)).toBe(false);

    await publishRoll({ ...publishing, file: (await office.seal({ list: 'DPTb', csv: DPTB_CSV })).file });
    const leftover = `.${header.rollId}.roll.unfinished-${publisher.child.pid}`;
    await writeFile(join(office.rollsDir, leftover), 'half a roll');
    await publishRoll({ ...publishing, file });
    expect((await readdir(office.rollsDir)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
