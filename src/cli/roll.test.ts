import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rollKeygenCommand } from './roll-keygen.ts';
import { type RollSealOptions, rollSealCommand } from './roll-seal.ts';
import { rollVerifyCommand } from './roll-verify.ts';

const GOOD = 'nik,status,tps,number,name\n3276991505900001,DPT,3276011007014,1,Siti Nur Aini\n';

let root: string;
let keys: string;
let said: string[];
let complained: string[];
const says = {
  print: (line: string) => void said.push(line),
  printError: (line: string) => void complained.push(line),
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'jendela-cli-'));
  keys = join(root, 'keys');
  said = [];
  complained = [];
});
afterEach(() => rm(root, { recursive: true, force: true }));

const keygen = () => rollKeygenCommand({ keys, issuer: 'KPU Kota Depok', ...says });

async function seal(csv: string, more: Partial<RollSealOptions> = {}): Promise<number> {
  const file = join(root, 'dpt.csv');
  await writeFile(file, csv);
  return rollSealCommand({
    csv: file,
    out: join(root, 'dpt.roll'),
    keys,
    election: 'pilkada-2024',
    list: 'DPT',
    area: '32.76',
    threads: 1,
    clock: () => Temporal.Instant.from('2024-09-20T03:00:00Z'),
    ...says,
    ...more,
  });
}

const verify = (file: string) =>
  rollVerifyCommand({ file, issuers: [join(keys, 'issuer.pub.json')], ...says });

describe('jendela roll', () => {
  it('makes keys, seals with them and verifies what was sealed', async () => {
    expect(await keygen()).toBe(0);
    expect((await readdir(keys)).sort()).toEqual([
      'issuer.key.json',
      'issuer.pub.json',
      'kota.share.json',
      'kpu.share.json',
    ]);
    expect(await seal(GOOD)).toBe(0);
    expect(await verify(join(root, 'dpt.roll'))).toBe(0);
    expect(said.join('\n')).toContain('signed by KPU Kota Depok');
    const next = join(root, 'next.roll');
    expect(await seal(GOOD, { out: next, previous: join(root, 'dpt.roll') })).toBe(0);
    expect(await verify(next)).toBe(0);
    expect(said.at(-1)).toContain('the roll whose header has the digest');
    expect(complained).toEqual([]);
  });

  it('overwrites no keys', async () => {
    await keygen();
    expect(await keygen()).toBe(1);
    expect(complained.join('\n')).toContain('exists and is not overwritten');
  });

  it('names the lines of a list that is wrong, without any number, and seals nothing', async () => {
    await keygen();
    const broken = '3276993508459001,DPT,3276011007014,2,Budi\n3276991505900001,DPT,3276011007014,3,Siti\n';
    expect(await seal(GOOD + broken)).toBe(1);
    const text = complained.join('\n');
    expect(text).toContain('dpt.csv:3 nik has an impossible day of birth');
    expect(text).toContain('dpt.csv:4 nik: the same as in line 2');
    expect(text).not.toMatch(/\d{16}/);
    await expect(access(join(root, 'dpt.roll'))).rejects.toThrow();
  });

  it('seals nothing without keys, and believes no roll of a stranger', async () => {
    expect(await seal(GOOD)).toBe(1);
    expect(complained.join('\n')).toContain('There is no key file');
    await keygen();
    await seal(GOOD);
    keys = join(root, 'stranger');
    await rollKeygenCommand({ keys, issuer: 'Bukan KPU', ...says });
    expect(await verify(join(root, 'dpt.roll'))).toBe(1);
    expect(await verify(join(root, 'nothing.roll'))).toBe(1);
    expect(complained.at(-1)).toContain('not to be believed');
  });
});
