import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RollHeader } from '../../sealed-roll/format.ts';
import { generateKeys, readIssuerSecret, readShare } from '../../sealed-roll/keys.ts';
import { sealRoll } from '../../sealed-roll/seal.ts';

/** Numbers that nobody has: their district does not exist. */
export const ON_DPT = '3276991505900001';
export const MOVED_IN = '3276992006850002';
export const ON_BOTH = '3276994107800003';
export const NOWHERE = '3276991210770004';

export const TOKEN = 'a-token-for-tests-only';
const ISSUER = 'KPU Kota Depok';
const SEALED_AT = Temporal.Instant.from('2024-09-20T03:00:00Z');

const row = (nik: string, status: string, number: number) =>
  `${nik},${status},3276011007014,${number},Siti Nur Aini`;
const csvOf = (rows: readonly string[]) => `nik,status,tps,number,name\n${rows.join('\n')}\n`;

/** Enough others that a roll has several buckets. */
const others = Array.from({ length: 120 }, (_, i) =>
  row(`32769901019${String(i % 10)}${String(1000 + i)}`, 'DPT', i + 10),
);
export const DPT_CSV = csvOf([row(ON_DPT, 'DPT', 1), row(ON_BOTH, 'DPT', 2), ...others]);
export const DPTB_CSV = csvOf([row(MOVED_IN, 'DPTb', 1), row(ON_BOTH, 'DPTb', 2)]);

/** The machines of a small city, as folders: the office's, its key holder's, and the window's keys and rolls. */
export interface TestOffice {
  readonly root: string;
  readonly office: string;
  readonly holder: string;
  readonly keysDir: string;
  readonly rollsDir: string;
  /** Seals a roll and gives its file and header. */
  seal(what?: {
    readonly csv?: string;
    readonly list?: string;
    readonly election?: string;
    readonly area?: string;
    readonly previous?: string | null;
    readonly keys?: string;
  }): Promise<{ readonly file: string; readonly header: RollHeader }>;
  remove(): Promise<void>;
}

export async function createTestOffice(): Promise<TestOffice> {
  const root = await mkdtemp(join(tmpdir(), 'jendela-roll-'));
  const [office, holder, keysDir, rollsDir] = ['kpu', 'holder', 'keys', 'rolls'].map((name) =>
    join(root, name),
  ) as [string, string, string, string];
  await generateKeys(office, { issuer: ISSUER });
  for (const [folder, name] of [
    [holder, 'kpu.share.json'],
    [keysDir, 'kota.share.json'],
    [keysDir, 'issuer.pub.json'],
  ] as const) {
    await mkdir(folder, { recursive: true });
    await copyFile(join(office, name), join(folder, name));
  }
  let made = 0;
  return {
    root,
    office,
    holder,
    keysDir,
    rollsDir,
    async seal({
      csv = DPT_CSV,
      list = 'DPT',
      election = 'pilkada-2024',
      area = '32.76',
      previous,
      keys = office,
    } = {}) {
      made += 1;
      const source = join(root, `${made}.csv`);
      const file = join(root, `${made}.roll`);
      await writeFile(source, csv);
      const header = await sealRoll({
        csv: source,
        out: file,
        shares: [
          await readShare(join(keys, 'kpu.share.json')),
          await readShare(join(keys, 'kota.share.json')),
        ],
        issuer: await readIssuerSecret(join(keys, 'issuer.key.json')),
        election,
        list,
        area,
        clock: () => SEALED_AT,
        threads: 1,
        ...(previous !== undefined && { previous }),
      });
      return { file, header };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A process of a test that says something in a line when it is ready. */
export interface TestChild {
  readonly child: ChildProcess;
  readonly said: string;
  kill(): Promise<void>;
}

/** Runs a module's text in a process of its own and waits for the first line that it writes. */
export async function startChild(source: string): Promise<TestChild> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('The process has no output.');
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout);
  const [said] = (await Promise.race([once(lines, 'line'), ended.then(() => [''])])) as [string];
  return {
    child,
    said,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What makes `./x.ts` of this folder importable in a child. */
export function moduleOf(name: string): string {
  return JSON.stringify(new URL(name, import.meta.url).href);
}

/** A real key holder in a process of its own. */
export function startHolder(shareFile: string): Promise<TestChild> {
  return startChild(`
    import { startKeyholder } from ${moduleOf('../../keyholder/server.ts')};
    import { readShare } from ${moduleOf('../../sealed-roll/keys.ts')};
    const quiet = () => {};
    const holder = await startKeyholder({
      shares: [await readShare(${JSON.stringify(shareFile)})], tokens: [${JSON.stringify(TOKEN)}],
      budgetPerMinute: 100000, budgetPerDay: 100000, log: { info: quiet, warn: quiet, error: quiet },
      clock: () => Temporal.Now.instant(), host: '127.0.0.1', port: 0,
    });
    process.stdout.write(holder.url + '\\n');
  `);
}

/** A holder that does something else instead: `answer` is the body of an async function of a Node request and response. */
export function startBadHolder(answer: string): Promise<TestChild> {
  return startChild(`
    import { createServer } from 'node:http';
    const server = createServer(async (request, response) => { ${answer} });
    server.listen(0, '127.0.0.1', () => process.stdout.write('http://127.0.0.1:' + server.address().port + '\\n'));
  `);
}
