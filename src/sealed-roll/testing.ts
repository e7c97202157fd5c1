/** What the tests of sealed rolls and of their parts share: a small roll of people who do not exist. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvaluateBody, Transport } from './client.ts';
import { evaluateWire } from './evaluate.ts';
import type { IssuerKey, RollHeader } from './format.ts';
import { type IssuerSecret, type KeyShare, newIssuer, newShare } from './keys.ts';
import type { OpenRoll } from './roll-file.ts';
import { sealRoll } from './seal.ts';

/** NIK of the n-th woman born on 1 January 1990 in a district that has so few of them: valid, and nobody's. */
export function sampleNik(n: number): string {
  return `327601${41 + Math.floor(n / 9999)}0190${String((n % 9999) + 1).padStart(4, '0')}`;
}

/** The CSV of `count` voters, seven to a polling place. */
export function sampleCsv(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => {
    const place = Math.floor(n / 7);
    const tps = `${3276011001 + Math.floor(place / 999)}${String((place % 999) + 1).padStart(3, '0')}`;
    return `${sampleNik(n)},DPT,${tps},${(n % 7) + 1},Warga Contoh ${n}\n`;
  });
  return `nik,status,tps,number,name\n${rows.join('')}`;
}

/** A folder that is gone after `dispose`. */
export async function temporaryFolder(): Promise<{ path: string; dispose: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'jendela-roll-'));
  return { path, dispose: () => rm(path, { recursive: true, force: true }) };
}

/** Keys and a sealed roll in a folder. */
export type SampleRoll = {
  readonly path: string;
  readonly header: RollHeader;
  readonly issuer: IssuerSecret;
  readonly issuers: readonly IssuerKey[];
  readonly shares: readonly KeyShare[];
};

/** The time that sample rolls are sealed at. */
export const SAMPLE_CLOCK = () => Temporal.Instant.from('2024-09-20T02:00:00Z');

/** Seals a CSV text with new keys. */
export async function sealSample(folder: string, csv: string, name = 'sample.roll'): Promise<SampleRoll> {
  const issuer = newIssuer('KPU Contoh');
  const shares = ['kpu', 'kota'].map(newShare);
  const source = join(folder, `${name}.csv`);
  const path = join(folder, name);
  await writeFile(source, csv);
  const header = await sealRoll({
    csv: source,
    out: path,
    shares,
    issuer,
    election: 'pilkada-2024',
    list: 'DPT',
    area: '32.76',
    clock: SAMPLE_CLOCK,
    threads: 1,
  });
  return { path, header, issuer, issuers: [issuer], shares };
}

/** A window in memory: serves an open roll and evaluates with these shares. */
export function localTransport(roll: OpenRoll, shares: readonly KeyShare[]): Transport {
  return {
    header: async () => roll.head,
    bucket: (_, index) => roll.bucket(index),
    evaluate: async (_, body: EvaluateBody) => ({
      evaluations: shares.map((share) => ({
        holder: share.holder,
        ...evaluateWire(share, { blinded: [...body.blinded], proof: body.proof }),
      })),
    }),
  };
}
