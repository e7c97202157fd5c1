import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutgoingError } from './errors.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';
import { isPublicAddress } from './public-address.ts';
import { retryAfterSeconds } from './retry-after.ts';

const CONFIG = { SECURITY_CONTACT: 'mailto:a@b.example', publicUrl: 'https://jendela.example' };

describe('asking other sites', () => {
  let server: Server;
  let base: string;
  let outgoing: Outgoing;
  let atOnce = 0;
  let mostAtOnce = 0;
  let seen: IncomingMessage['headers'] = {};

  const answers: Record<string, (response: ServerResponse) => void> = {
    '/ok': (response) => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      setImmediate(() => {
        atOnce -= 1;
        response.end('hello');
      });
    },
    '/moved': (response) => response.writeHead(302, { location: '/ok' }).end(),
    '/circle': (response) => response.writeHead(302, { location: '/circle2' }).end(),
    '/circle2': (response) => response.writeHead(302, { location: '/circle' }).end(),
    '/inside': (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
    '/other-name': (response) =>
      response.writeHead(302, { location: base.replace('127.0.0.1', 'localhost') }).end(),
    '/file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    '/endless': (response) => {
      const more = () => void response.write('x'.repeat(65_536));
      response.on('drain', more);
      more();
    },
    '/bomb': (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000))),
    '/silent': () => undefined,
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen = request.headers;
      const long = /^\/long(\d+)$/.exec(request.url ?? '');
      if (long) response.writeHead(302, { location: `/long${Number(long[1]) + 1}` }).end();
      else (answers[request.url ?? ''] ?? (() => response.writeHead(404).end()))(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    base = `http://127.0.0.1:${port}`;
    outgoing = createOutgoing({ ...CONFIG, OUTGOING_ALLOW_HOSTS: [`127.0.0.1:${port}`] });
  });
  afterAll(async () => {
    await outgoing.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const ask = (path: string, more = {}) => outgoing.ask({ url: `${base}${path}`, ...more });
  async function codeOf(asking: Promise<unknown>): Promise<string | undefined> {
    const error = await asking.then(
      () => undefined,
      (cause: unknown) => cause,
    );
    return error instanceof OutgoingError ? error.code : undefined;
  }

  test('says who asks, and follows a redirect', async () => {
    const answer = await ask('/moved');
    expect(new TextDecoder().decode(answer.bytes)).toBe('hello');
    expect(answer.url).toBe(`${base}/ok`);
    expect(seen['user-agent']).toBe('Jendela (+https://jendela.example; mailto:a@b.example)');
  });

  test('asks one host one thing at a time', async () => {
    mostAtOnce = 0;
    await Promise.all(Array.from({ length: 8 }, () => ask('/ok')));
    expect(mostAtOnce).toBe(1);
  });

  test.each([
    ['/circle', 'redirect-cycle'],
    ['/long0', 'too-many-redirects'],
    ['/inside', 'address-not-public'],
    ['/other-name', 'address-refused'],
    ['/file', 'address-refused'],
  ])('refuses what %s leads to', async (path, code) => {
    expect(await codeOf(ask(path))).toBe(code);
  });

  test('reads no more than it was told, however much there is', async () => {
    expect(await codeOf(ask('/endless', { maxBytes: 1_000_000 }))).toBe('too-large');
    expect(await codeOf(ask('/bomb', { maxBytes: 1_000_000 }))).toBe('too-large');
  });

  test('gives up on a site that says nothing', async () => {
    expect(await codeOf(ask('/silent', { timeoutMs: 200 }))).toBe('timeout');
  });

  test.each([
    'http://127.0.0.1/',
    'http://localhost:80/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0/',
  ])('never asks %s', async (url) => {
    expect(await codeOf(outgoing.ask({ url }))).toBe('address-not-public');
  });

  test.each(['ftp://a.example/', 'http://user:secret@a.example/', 'https://a.example:8443/', 'nothing'])(
    'refuses %s before it is resolved',
    async (url) => {
      expect(await codeOf(outgoing.ask({ url }))).toBe('address-refused');
    },
  );

  test('tells what cannot be reached', async () => {
    expect(await codeOf(outgoing.ask({ url: 'https://nothing.invalid/' }))).toBe('unreachable');
  });
});

test.each([
  ['8.8.8.8', true],
  ['2001:4860:4860::8888', true],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['169.254.1.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['fe80::1', false],
  ['fc00::1', false],
  ['::ffff:127.0.0.1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['nothing', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

test('reads the pause that a site asks for, as seconds or a date', () => {
  const now = Temporal.Instant.from('2024-11-24T02:00:00Z');
  const of = (value: string) => retryAfterSeconds(new Headers({ 'retry-after': value }), now);
  expect(of('120')).toBe(120);
  expect(of('Sun, 24 Nov 2024 02:01:30 GMT')).toBe(90);
  expect(of('Sun, 24 Nov 2024 01:00:00 GMT')).toBe(0);
  expect(of('999999999')).toBe(86_400);
  expect(of('soon')).toBeUndefined();
  expect(retryAfterSeconds(new Headers(), now)).toBeUndefined();
});
