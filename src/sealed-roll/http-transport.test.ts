import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpTransport } from './http-transport.ts';
import { PROOF_OF_WORK_HEADER, solveWork, verifyWork } from './proof-of-work.ts';

let server: Server;
let base: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const refuse = (status: number, problem: object, headers = {}) => {
  answer = (_, response) => response.writeHead(status, headers).end(JSON.stringify(problem));
};
const body = { blinded: ['A'], proof: true };

test('asks at the addresses of the protocol', async () => {
  const seen: string[] = [];
  answer = async (request, response) => {
    const sent = Buffer.concat(await request.toArray()).toString();
    seen.push(`${request.method} ${request.url} ${sent}`);
    response.end('{"a":1}');
  };
  const transport = httpTransport({ base });
  expect(Buffer.from(await transport.header('r-1')).toString()).toBe('{"a":1}');
  await transport.bucket('r-1', 5);
  expect(await transport.evaluate('r-1', body)).toEqual({ a: 1 });
  expect(seen).toEqual([
    'GET /api/v1/rolls/r-1/header ',
    'GET /api/v1/rolls/r-1/buckets/5 ',
    'POST /api/v1/rolls/r-1/evaluate {"blinded":["A"],"proof":true}',
  ]);
});

describe('tells why there is no answer', () => {
  test.each([
    [404, {}, {}, 'no-such-roll', {}],
    [500, {}, {}, 'server', {}],
    [503, { holder: 'kpu' }, { 'Retry-After': '5' }, 'holder', { holder: 'kpu', retryAfter: 5 }],
    [503, {}, {}, 'server', {}],
    [429, {}, { 'Retry-After': '9' }, 'too-many', { retryAfter: 9 }],
    [
      429,
      { challenge: { token: 't', difficulty: 2 } },
      {},
      'too-many',
      { challenge: { token: 't', difficulty: 2 } },
    ],
    [429, { challenge: { token: 5 } }, {}, 'too-many', { challenge: undefined }],
  ])('%i %j', async (status, problem, headers, code, detail) => {
    refuse(status, problem, headers);
    const asking = httpTransport({ base }).evaluate('r', body);
    await expect(asking).rejects.toMatchObject({ name: 'Unavailable', code, detail });
  });

  test('where nobody answers, in time or at all, or with something else', async () => {
    answer = () => {};
    const slow = httpTransport({ base, timeout: 30 });
    await expect(slow.header('r')).rejects.toMatchObject({ code: 'network' });
    const aborted = httpTransport({ base, signal: AbortSignal.abort() });
    await expect(aborted.header('r')).rejects.toMatchObject({ code: 'network' });
    answer = (request) => request.socket.destroy();
    await expect(httpTransport({ base }).bucket('r', 0)).rejects.toMatchObject({ code: 'network' });
    answer = (_, response) => response.end('<html>');
    await expect(httpTransport({ base }).evaluate('r', body)).rejects.toMatchObject({ code: 'network' });
  });
});

describe('a challenge', () => {
  const challenge = { token: 'a.b', difficulty: 6 };

  test('is solved and the question asked again, once', async () => {
    const solutions: (string | undefined)[] = [];
    answer = (request, response) => {
      const given = request.headers[PROOF_OF_WORK_HEADER.toLowerCase()] as string | undefined;
      solutions.push(given);
      if (given === undefined) response.writeHead(429).end(JSON.stringify({ challenge }));
      else response.end('{}');
    };
    await httpTransport({ base, solve: solveWork }).evaluate('r', body);
    expect(solutions[0]).toBeUndefined();
    expect(solutions[1]?.startsWith('a.b:')).toBe(true);
    expect(verifyWork(challenge, solutions[1]?.slice('a.b:'.length) ?? '')).toBe(true);
    expect(solutions.length).toBe(2);
  });

  test('that is asked again is final', async () => {
    refuse(429, { challenge });
    const asking = httpTransport({ base, solve: solveWork }).evaluate('r', body);
    await expect(asking).rejects.toMatchObject({ code: 'too-many' });
  });

  test('that cannot be solved is final', async () => {
    refuse(429, { challenge });
    const asking = httpTransport({ base, solve: () => Promise.reject(new Error('no')) }).evaluate('r', body);
    await expect(asking).rejects.toMatchObject({ code: 'too-many' });
  });
});
