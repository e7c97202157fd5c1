/**
 * `npm run bench:http`: how much one window serves. First inside the process on one core (rendering, and the window's
 * own cache), then over sockets from a second process: pages, evaluations through both key holders, buckets.
 */
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { z } from 'zod';
import { encodeBase64url } from '../src/sealed-roll/base64url.ts';
import { blind } from '../src/sealed-roll/oprf.ts';
import { machine, printTable, type Row, withDemoWindow } from './support.ts';

const SECONDS = 5;
const CONNECTIONS = 20;

const measured = z.object({
  requests: z.object({ average: z.number() }),
  latency: z.object({ p50: z.number(), p99: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
});

console.log(machine());
await withDemoWindow(
  async ({ url, dataDir }) => {
    await measureInProcess(dataDir);
    await measureOverSockets(url);
  },
  { EVALUATE_PER_MINUTE: '100000', KEYHOLDER_PER_MINUTE: '10000000', KEYHOLDER_PER_DAY: '1000000000' },
);

/** The pages are JSX, so this part is built as the server is, and runs alone on the machine. */
async function measureInProcess(dataDir: string): Promise<void> {
  await mkdir('dist/bench', { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    ssr: { noExternal: ['lucide-static'] },
    build: { ssr: 'bench/in-process.ts', outDir: 'dist/bench', target: 'node26' },
  });
  const child = spawn(process.execPath, ['dist/bench/in-process.js'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The part in the process ended with ${code}.`);
}

async function measureOverSockets(url: string): Promise<void> {
  const roll = await currentRoll(url);
  const body = (proof: boolean) =>
    JSON.stringify({
      blinded: [encodeBase64url(blind(new TextEncoder().encode('nik:bench')).blinded)],
      proof,
    });
  const evaluate = `/api/v1/rolls/${roll}/evaluate`;
  const rows: Row[] = [
    await load('home page', url, '/'),
    await load('stage page', url, '/tahapan/pilkada-2024'),
    await load('a polling place’s list', url, '/tps'),
    await load('bucket', url, `/api/v1/rolls/${roll}/buckets/7`),
    await load('evaluate, two holders', url, evaluate, body(false)),
    await load('evaluate with proofs', url, evaluate, body(true)),
  ];
  printTable(
    `Over sockets, ${CONNECTIONS} connections, ${SECONDS} s each; the load runs on the same machine`,
    rows,
  );
}

async function currentRoll(url: string): Promise<string> {
  const answer = z
    .object({ rolls: z.array(z.object({ rollId: z.string(), election: z.string(), current: z.boolean() })) })
    .parse(await (await fetch(`${url}/api/v1/rolls`)).json());
  const roll = answer.rolls.find(({ election, current }) => current && election === 'pilkada-2024');
  if (!roll) throw new Error('The demo has no current roll.');
  return roll.rollId;
}

async function load(name: string, url: string, to: string, body?: string): Promise<Row> {
  const address = new URL(to, url.replace('localhost', '127.0.0.1')).href;
  const options = ['-j', '-n', '-c', String(CONNECTIONS), '-d', String(SECONDS), '-H', 'accept-encoding=br'];
  if (body) options.push('-m', 'POST', '-H', 'content-type=application/json', '-b', body);
  const child = spawn(process.execPath, [
    path.join('node_modules', '.bin', 'autocannon'),
    ...options,
    address,
  ]);
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  await new Promise((resolve) => child.once('exit', resolve));
  const result = measured.parse(JSON.parse(Buffer.concat(said).toString()));
  return {
    what: name,
    'a second': Math.round(result.requests.average),
    'p50 ms': result.latency.p50,
    'p99 ms': result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
