import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { pipeline, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { encodeBase64url } from '../sealed-roll/base64url.ts';
import { evaluateWire } from '../sealed-roll/evaluate.ts';
import { newShare } from '../sealed-roll/keys.ts';
import { blind } from '../sealed-roll/oprf.ts';
import { evaluateRemote, type HolderUnavailable } from './remote.ts';
import { startKeyholder } from './server.ts';

// Other processes, threads and thousands of reads: on a busy machine more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const TOKEN = 'the-window-token';
const share = newShare('kpu');
const body = { blinded: [encodeBase64url(blind(Uint8Array.of(1)).blinded)], proof: true };
const holderAt = (url: string, timeoutMs = 5000) => ({ id: 'kpu', url, token: TOKEN, timeoutMs });

function* endless(): Generator<string> {
  while (true) yield ' '.repeat(16_384);
}

/** The reason for which no answer came. */
async function reasonOf(asking: Promise<unknown>): Promise<[string, number | undefined]> {
  const error = await asking.then(
    () => null,
    (reason: HolderUnavailable) => reason,
  );
  expect(error).toMatchObject({ name: 'HolderUnavailable', holder: 'kpu' });
  expect(error?.message).not.toContain(TOKEN);
  return [error?.code ?? '', error?.retryAfter];
}

describe('a holder in a process of its own', () => {
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const importOf = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
    const source = `
      import { startKeyholder } from ${importOf('./server.ts')};
      const secret = new Uint8Array(Buffer.from('${encodeBase64url(share.secret)}', 'base64url'));
      const publicKey = new Uint8Array(Buffer.from('${encodeBase64url(share.publicKey)}', 'base64url'));
      const quiet = () => {};
      const holder = await startKeyholder({
        shares: [{ holder: 'kpu', keyId: '${share.keyId}', secret, publicKey }], tokens: ['${TOKEN}'],
        budgetPerMinute: 20, budgetPerDay: 1000, log: { info: quiet, warn: quiet, error: quiet },
        clock: () => Temporal.Instant.from('2024-11-27T00:00:10Z'), host: '127.0.0.1', port: 0,
      });
      process.on('SIGTERM', () => holder.stop());
      process.stdout.write(holder.url + '\\n');
    `;
    child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('no output');
    [url = ''] = (await once(createInterface(child.stdout), 'line')) as [string];
  });
  afterAll(() => {
    child.kill('SIGKILL');
  });

  test('answers', async () => {
    const answer = await evaluateRemote(holderAt(url), share.keyId, body);
    expect(answer.evaluated).toEqual(evaluateWire(share, body).evaluated);
    expect(answer.proof).toHaveLength(86);
    expect(await evaluateRemote(holderAt(url), share.keyId, { ...body, proof: false })).toEqual({
      evaluated: answer.evaluated,
    });
  });

  test('refuses another token and another key', async () => {
    const other = { ...holderAt(url), token: 'other' };
    expect(await reasonOf(evaluateRemote(other, share.keyId, body))).toEqual(['refused', undefined]);
    expect(await reasonOf(evaluateRemote(holderAt(url), 'ffff', body))).toEqual(['refused', undefined]);
  });

  test('says when its budget is used up', async () => {
    const large = { blinded: Array.from({ length: 21 }, () => body.blinded[0] ?? ''), proof: false };
    expect(await reasonOf(evaluateRemote(holderAt(url), share.keyId, large))).toEqual(['over-budget', 50]);
  });

  test('stops when told to, and is then down', async () => {
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(await reasonOf(evaluateRemote(holderAt(url), share.keyId, body))).toEqual(['down', undefined]);
  });
});

describe('a holder that misbehaves', () => {
  const servers: Server[] = [];

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const answering = (text: string, status = 200, headers = {}) =>
    serve((_, answer) => answer.writeHead(status, headers).end(text));
  afterAll(() => {
    for (const server of servers) server.closeAllConnections();
    for (const server of servers) server.close();
  });

  test('by never answering, or never ending its answer, is slow', async () => {
    const silent = await serve(() => {});
    expect(await reasonOf(evaluateRemote(holderAt(silent, 50), share.keyId, body))).toEqual([
      'slow',
      undefined,
    ]);
    const dripping = await serve((_, answer) => answer.writeHead(200).write('{'));
    expect(await reasonOf(evaluateRemote(holderAt(dripping, 50), share.keyId, body))).toEqual([
      'slow',
      undefined,
    ]);
  });

  test('by hanging up is down', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await reasonOf(evaluateRemote(holderAt(url), share.keyId, body))).toEqual(['down', undefined]);
  });

  const good = evaluateWire(share, body);
  const element = good.evaluated[0] ?? '';
  test.each<[string, unknown]>([
    ['no JSON', 'oops'],
    ['null', null],
    ['no element', { ...good, evaluated: [] }],
    ['two elements for one', { ...good, evaluated: [element, element] }],
    ['the identity', { ...good, evaluated: ['A'.repeat(43)] }],
    ['no element of the group', { ...good, evaluated: [`${'_'.repeat(42)}8`] }],
    ['a short element', { ...good, evaluated: ['AAAA'] }],
    ['no proof', { evaluated: good.evaluated }],
    ['a short proof', { ...good, proof: 'AAAA' }],
  ])('by answering with %s is talking rubbish', async (_, answer) => {
    const url = await answering(typeof answer === 'string' ? answer : JSON.stringify(answer));
    expect(await reasonOf(evaluateRemote(holderAt(url), share.keyId, body))).toEqual(['rubbish', undefined]);
  });

  test('by answering without end is talking rubbish', async () => {
    const url = await serve((_, answer) => pipeline(Readable.from(endless()), answer, () => {}));
    expect(await reasonOf(evaluateRemote(holderAt(url), share.keyId, body))).toEqual(['rubbish', undefined]);
  });

  test('by sending the window elsewhere is not followed', async () => {
    const url = await answering('', 307, { Location: 'http://127.0.0.1:9/' });
    expect(await reasonOf(evaluateRemote(holderAt(url), share.keyId, body))).toEqual(['rubbish', undefined]);
  });

  test('by failing is down', async () => {
    const url = await answering('', 503, { 'Retry-After': '7' });
    expect(await reasonOf(evaluateRemote(holderAt(url), share.keyId, body))).toEqual(['down', 7]);
  });

  test('with another key is passed on: the device finds out', async () => {
    const lie = evaluateWire(newShare('kpu'), body);
    const url = await answering(JSON.stringify(lie));
    expect(await evaluateRemote(holderAt(url), share.keyId, body)).toEqual(lie);
  });
});

test('a port that is taken is told, and a holder needs a token', async () => {
  const quiet = () => {};
  const config = {
    shares: [share],
    tokens: [TOKEN],
    budgetPerMinute: 1,
    budgetPerDay: 1,
    log: { info: quiet, warn: quiet, error: quiet },
    clock: () => Temporal.Instant.from('2024-11-27T00:00:10Z'),
    host: '127.0.0.1',
    port: 0,
  };
  const first = await startKeyholder(config);
  await expect(startKeyholder({ ...config, port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.stop();
  await expect(startKeyholder({ ...config, tokens: [''] })).rejects.toThrow(RangeError);
});
