/** Measures the sealed roll: `node bench/roll.ts`. Prints a table with the machine; takes under a minute. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { checkRegistration } from '../src/sealed-roll/client.ts';
import { evaluateBatch } from '../src/sealed-roll/evaluate.ts';
import { newIssuer, newShare } from '../src/sealed-roll/keys.ts';
import { blind } from '../src/sealed-roll/oprf.ts';
import { openRoll, verifyRoll } from '../src/sealed-roll/roll-file.ts';
import { sealRoll } from '../src/sealed-roll/seal.ts';
import { localTransport, sampleCsv, sampleNik } from '../src/sealed-roll/testing.ts';

const SECONDS = 2;
const VOTERS = 50_000;
const CONCURRENT_READS = 16;

type Line = readonly [what: string, figure: string];

/** Repeats for some seconds; how often per second, `per` at a time. */
async function rate(work: () => unknown, per = 1): Promise<number> {
  await work();
  const start = performance.now();
  let done = 0;
  do {
    await work();
    done += per;
  } while (performance.now() - start < SECONDS * 1000);
  return (done * 1000) / (performance.now() - start);
}

const round = (value: number) => Math.round(value).toLocaleString('en');

async function measureEvaluations(): Promise<Line[]> {
  const share = newShare('kpu');
  const elements = [blind(Uint8Array.of(1)).blinded];
  const [element = new Uint8Array()] = elements;
  const server = await rate(() => evaluateBatch(share, elements, false));
  const serverProof = await rate(() => evaluateBatch(share, elements, true));
  const { oprf, voprf } = ristretto255_oprf;
  const browser = await rate(() => oprf.blindEvaluate(share.secret, element));
  const browserProof = await rate(() => voprf.blindEvaluate(share.secret, share.publicKey, element));
  const times = (a: number, b: number) => `${(a / b).toFixed(1)} times the browser's`;
  return [
    ['evaluations/s, one core', `${round(server)}  (${times(server, browser)} ${round(browser)})`],
    [
      '… each with its proof',
      `${round(serverProof)}  (${times(serverProof, browserProof)} ${round(browserProof)})`,
    ],
  ];
}

async function measureRoll(folder: string): Promise<Line[]> {
  const csv = join(folder, 'roll.csv');
  const out = join(folder, 'bench.roll');
  await writeFile(csv, sampleCsv(VOTERS));
  const issuer = newIssuer('bench');
  const shares = ['kpu', 'kota'].map(newShare);
  const clock = () => Temporal.Now.instant();
  const sealStart = performance.now();
  const header = await sealRoll({
    csv,
    out,
    shares,
    issuer,
    election: 'bench',
    list: 'DPT',
    area: '32.76',
    clock,
  });
  const sealing = VOTERS / ((performance.now() - sealStart) / 1000);
  const verifyStart = performance.now();
  await verifyRoll(out, [issuer]);
  const verifying = VOTERS / ((performance.now() - verifyStart) / 1000);
  const roll = await openRoll(out, [issuer]);
  const buckets = 2 ** header.bucketBits;
  const randomBucket = () => roll.bucket(Math.floor(Math.random() * buckets));
  const readOne = await rate(randomBucket);
  const readMany = await rate(
    () => Promise.all(Array.from({ length: CONCURRENT_READS }, randomBucket)),
    CONCURRENT_READS,
  );
  const transport = localTransport(roll, shares);
  const check = (n: number) =>
    checkRegistration({
      transport,
      rollId: header.rollId,
      meant: header,
      identity: { kind: 'nik', number: sampleNik(n) },
      issuers: [issuer],
    });
  const found = 1000 / (await rate(() => check(7)));
  const notFound = 1000 / (await rate(() => check(VOTERS)));
  await roll.close();
  return [
    [`sealing, records/s on ${availableParallelism()} cores`, round(sealing)],
    ['verifying a file, records/s', round(verifying)],
    ['buckets/s, one after the other', round(readOne)],
    [`buckets/s, ${CONCURRENT_READS} at a time`, round(readMany)],
    ['whole check, found, holders included', `${found.toFixed(1)} ms`],
    ['whole check, not on the roll, with proofs', `${notFound.toFixed(1)} ms`],
  ];
}

const folder = await mkdtemp(join(tmpdir(), 'jendela-bench-'));
try {
  const lines: Line[] = [
    [
      'machine',
      `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, Node ${process.version}`,
    ],
    ['roll', `${round(VOTERS)} voters, 2 holders`],
    ...(await measureEvaluations()),
    ...(await measureRoll(folder)),
  ];
  const width = Math.max(...lines.map(([what]) => what.length));
  for (const [what, figure] of lines) process.stdout.write(`${what.padEnd(width)}  ${figure}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
