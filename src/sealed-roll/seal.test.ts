import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkRegistration } from './client.ts';
import { generateKeys, newIssuer, newShare, readIssuerSecret, readShare } from './keys.ts';
import { openRoll, rollDigest, verifyRoll } from './roll-file.ts';
import { sealRoll } from './seal.ts';
import {
  localTransport,
  SAMPLE_CLOCK,
  sampleCsv,
  sampleNik,
  sealSample,
  temporaryFolder,
} from './testing.ts';

// Other processes, threads and thousands of reads: on a busy machine more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let dispose: () => Promise<void>;

beforeEach(async () => {
  ({ path: folder, dispose } = await temporaryFolder());
});
afterEach(() => dispose());

const sealing = (csv: string, out = join(folder, 'a.roll')) => ({
  csv,
  out,
  shares: ['kpu', 'kota'].map(newShare),
  issuer: newIssuer('KPU Contoh'),
  election: 'pilkada-2024',
  list: 'DPT',
  area: '32.76',
  clock: SAMPLE_CLOCK,
});

async function csvFile(text: string): Promise<string> {
  const path = join(folder, 'a.csv');
  await writeFile(path, text);
  return path;
}

describe('a sealed roll', () => {
  test('has the bytes that the format prescribes', async () => {
    const { path, header, issuers } = await sealSample(folder, sampleCsv(100));
    const bytes = await readFile(path);
    const headerLength = bytes.readUInt32BE(16);
    expect(bytes.subarray(0, 16).toString()).toBe('jendela-roll/1\n\0');
    const text = bytes.subarray(20, 20 + headerLength);
    expect(JSON.parse(text.toString())).toEqual(header);
    expect(Object.keys(header)).toEqual(
      'format version rollId issuer election list area sealedAt factors count bucketBits entrySize suite holders root previous'.split(
        ' ',
      ),
    );
    expect(header).toMatchObject({
      sealedAt: '2024-09-20T02:00:00Z',
      factors: ['nik'],
      count: 100,
      bucketBits: 2,
      entrySize: 128,
      previous: null,
    });
    expect(header.holders.map(({ id }) => id)).toEqual(['kpu', 'kota']);
    expect(bytes.readBigUInt64BE(4096)).toBe(0n);
    expect(bytes.readBigUInt64BE(4096 + 4 * 8)).toBe(100n);
    const treeAt = 4096 + 5 * 8;
    expect(bytes.subarray(treeAt + 6 * 32, treeAt + 7 * 32).toString('base64url')).toBe(header.root);
    const entries = bytes.subarray(treeAt + 7 * 32);
    expect(entries.length).toBe(100 * 128);
    const firstBucket = entries.subarray(0, Number(bytes.readBigUInt64BE(4096 + 8)) * 128);
    const leaf = createHash('sha256').update(Buffer.of(0)).update(firstBucket).digest();
    expect(bytes.subarray(treeAt, treeAt + 32)).toEqual(leaf);
    await expect(verifyRoll(path, issuers)).resolves.toEqual(header);
    const roll = await openRoll(path, issuers);
    expect(rollDigest(roll.head)).toBe(createHash('sha256').update(text).digest('base64url'));
    await roll.close();
  });

  test('of one record has one bucket and answers', async () => {
    const sample = await sealSample(folder, sampleCsv(1));
    const roll = await openRoll(sample.path, sample.issuers);
    expect(roll.header.bucketBits).toBe(0);
    const ask = (n: number) =>
      checkRegistration({
        transport: localTransport(roll, sample.shares),
        rollId: roll.header.rollId,
        meant: roll.header,
        identity: { kind: 'nik', number: sampleNik(n) },
        issuers: sample.issuers,
      });
    expect(await ask(0)).toMatchObject({ kind: 'found' });
    expect(await ask(1)).toMatchObject({ kind: 'not-on-roll' });
    await expect(roll.bucket(1)).rejects.toThrow(RangeError);
    await expect(roll.bucket(-1)).rejects.toThrow(RangeError);
    await expect(roll.bucket(0.5)).rejects.toThrow(RangeError);
    await roll.close();
  });

  test('over several threads and batches keeps each record with its number; a second factor has to fit', async () => {
    const rows = sampleCsv(2500).trim().split('\n');
    const withNkk = rows.map((row, n) =>
      n === 0 ? `nkk,${row}` : `327601010101${String(n).padStart(4, '0')},${row}`,
    );
    const files = await generateKeys(join(folder, 'keys'), {
      issuer: 'KPU Contoh',
      holders: ['a', 'b', 'c'],
    });
    const shares = await Promise.all(files.shares.map(({ path }) => readShare(path)));
    const issuer = await readIssuerSecret(files.issuerKey);
    const progress: number[] = [];
    const out = join(folder, 'new', 'place', 'a.roll');
    const header = await sealRoll({
      ...sealing(await csvFile(`${withNkk.join('\n')}\n`), out),
      shares,
      issuer,
      previous: createHash('sha256').update('').digest('base64url'),
      threads: 2,
      entrySize: 160,
      onProgress: (done, total) => progress.push(done / total),
    });
    expect(progress.at(-1)).toBe(1);
    expect(header.factors).toEqual(['nik', 'nkk']);
    await verifyRoll(out, [newIssuer('KPU Lain'), issuer]);
    const roll = await openRoll(out, [issuer]);
    for (const n of [0, 999, 1000, 2499]) {
      const ask = (nkk: string) =>
        checkRegistration({
          transport: localTransport(roll, shares),
          rollId: header.rollId,
          meant: header,
          identity: { kind: 'nik', number: sampleNik(n), nkk },
          issuers: [issuer],
        });
      const nkk = `327601010101${String(n + 1).padStart(4, '0')}`;
      expect(await ask(nkk)).toMatchObject({ kind: 'found', record: { number: (n % 7) + 1 } });
      expect(await ask('3276010101019999')).toMatchObject({ kind: 'not-on-roll' });
    }
    await roll.close();
  });
});

describe('a sealing that is refused leaves nothing', () => {
  test.each([
    ['a faulty row', `${sampleCsv(3)}1,DPT,3276011001001,1,A\n`, 'rows'],
    ['a cut file', sampleCsv(3).slice(0, -30), 'cut-off'],
    ['an empty file', '', 'empty'],
  ])('%s', async (_, text, code) => {
    const csv = await csvFile(text);
    await expect(sealRoll(sealing(csv))).rejects.toMatchObject({ name: 'RollInputError', code });
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  test('a source that is not there, or is a folder', async () => {
    await expect(sealRoll(sealing(join(folder, 'none.csv')))).rejects.toMatchObject({ code: 'missing' });
    await expect(sealRoll(sealing(folder))).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('a roll that is there already is not overwritten', async () => {
    const csv = await csvFile(sampleCsv(1));
    await writeFile(join(folder, 'a.roll'), 'mine');
    await expect(sealRoll(sealing(csv))).rejects.toMatchObject({ code: 'exists' });
    expect(await readFile(join(folder, 'a.roll'), 'utf8')).toBe('mine');
  });

  test('a target below a file', async () => {
    const csv = await csvFile(sampleCsv(1));
    await expect(sealRoll(sealing(csv, join(csv, 'a.roll')))).rejects.toMatchObject({ code: 'not-written' });
  });

  test('sizes of entries that hold nothing, and no holders', async () => {
    const csv = await csvFile(sampleCsv(1));
    await expect(sealRoll({ ...sealing(csv), entrySize: 32 })).rejects.toThrow(RangeError);
    await expect(sealRoll({ ...sealing(csv), shares: [] })).rejects.toThrow(RangeError);
  });
});

/** Runs a module in another process, under a limit on the size of files (in KiB) where one is given. */
async function runProcess(
  source: string,
  fileLimit = 'unlimited',
): Promise<{ signal: string | null; output: string }> {
  const command = `ulimit -c 0; ulimit -f ${fileLimit}; exec "$0" --input-type=module -e "$1"`;
  const child = spawn('bash', ['-c', command, process.execPath, source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString();
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { signal, output };
}

const moduleUrl = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);

const sealingModule = (csv: string, extra: string) => `
  import { sealRoll } from ${moduleUrl('./seal.ts')};
  import { newIssuer, newShare } from ${moduleUrl('./keys.ts')};
  const sealing = sealRoll({
    csv: ${JSON.stringify(csv)}, out: ${JSON.stringify(join(folder, 'a.roll'))},
    shares: [newShare('kpu')], issuer: newIssuer('KPU Contoh'), election: 'e', list: 'DPT', area: '32.76',
    clock: () => Temporal.Now.instant(), threads: 1, ${extra}
  });
  await sealing.catch((error) => process.stdout.write(error.code));
`;

describe('a sealing in a process of its own', () => {
  test('killed while evaluating leaves no roll', async () => {
    const csv = await csvFile(sampleCsv(3000));
    const { signal } = await runProcess(
      sealingModule(csv, `onProgress: () => process.kill(process.pid, 'SIGKILL'),`),
    );
    expect(signal).toBe('SIGKILL');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  test('killed while writing leaves no roll, and the next one clears up', async () => {
    const csv = await csvFile(sampleCsv(10));
    const target = join(folder, 'a.roll');
    const { signal } = await runProcess(`
      import { writeWhole } from ${moduleUrl('./files.ts')};
      function* parts() {
        yield new Uint8Array(3_000_000);
        process.kill(process.pid, 'SIGKILL');
      }
      await writeWhole(${JSON.stringify(target)}, parts());
    `);
    expect(signal).toBe('SIGKILL');
    const [leftover = ''] = (await readdir(folder)).filter((name) => name !== 'a.csv');
    expect(leftover).toMatch(/^\.a\.roll\.unfinished-\d+$/);
    expect((await stat(join(folder, leftover))).size).toBeGreaterThan(0);
    await sealRoll({ ...sealing(csv), threads: 1 });
    expect((await readdir(folder)).sort()).toEqual(['a.csv', 'a.roll']);
  });

  test('without room on the disk leaves nothing', async () => {
    const csv = await csvFile(sampleCsv(100));
    const { output } = await runProcess(sealingModule(csv, ''), '8');
    expect(output).toBe('no-space');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });
});
