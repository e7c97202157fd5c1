import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../sealed-roll/base64url.ts';
import { newShare } from '../sealed-roll/keys.ts';
import { blind, finalize, verifyEvaluation } from '../sealed-roll/oprf.ts';
import { evaluateInput } from '../sealed-roll/oprf-server.ts';
import { createKeyholder } from './keyholder.ts';

const TOKEN = 'the-window-token';
const share = newShare('kpu');
const second = newShare('kpu');
const input = new TextEncoder().encode('nik:3276014101900001');

function holder({ perMinute = 1000, perDay = 10_000 } = {}) {
  const lines: string[] = [];
  const write = (fields: object, message: string) => {
    lines.push(JSON.stringify([message, fields]));
  };
  let now = Temporal.Instant.from('2024-11-27T00:00:30Z');
  const app = createKeyholder({
    shares: [share, second],
    tokens: ['another', TOKEN],
    budgetPerMinute: perMinute,
    budgetPerDay: perDay,
    log: { info: write, warn: write, error: write },
    clock: () => now,
  });
  const post = (body: unknown, { keyId = share.keyId, token = TOKEN } = {}) =>
    app.request(`/v1/keys/${keyId}/evaluate`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { app, post, lines, wait: (seconds: number) => (now = now.add({ seconds })) };
}

const elements = (count: number) =>
  Array.from({ length: count }, () => encodeBase64url(blind(input).blinded));

async function problemOf(answer: Response): Promise<[number, string]> {
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  const body = (await answer.json()) as { status: number; code: string; title: string };
  expect(body.status).toBe(answer.status);
  return [answer.status, body.code];
}

test('evaluates, and proves it over the batch', async () => {
  const sent = blind(input);
  const answer = await holder().post({ blinded: [encodeBase64url(sent.blinded)], proof: true });
  expect(answer.status).toBe(200);
  const { evaluated, proof } = (await answer.json()) as { evaluated: string[]; proof: string };
  const decoded = new Uint8Array(Buffer.from(evaluated[0] ?? '', 'base64url'));
  const decodedProof = new Uint8Array(Buffer.from(proof, 'base64url'));
  expect(verifyEvaluation(share.publicKey, sent, { evaluated: decoded, proof: decodedProof })).toBe(true);
  expect(Buffer.from(finalize(input, sent.blind, decoded))).toEqual(evaluateInput(share.secret, input));
});

test('takes 256 elements, and gives no proof unasked', async () => {
  const answer = await holder().post({ blinded: elements(256) });
  const body = (await answer.json()) as { evaluated: string[] };
  expect(body.evaluated.length).toBe(256);
  expect(Object.keys(body)).toEqual(['evaluated']);
});

test('lists its keys, and tells that it is well without a token', async () => {
  const { app } = holder();
  const answer = await app.request('/v1/keys', { headers: { Authorization: `Bearer ${TOKEN}` } });
  expect(await answer.json()).toEqual({
    keys: [share, second].map(({ keyId, publicKey }) => ({
      holder: 'kpu',
      keyId,
      publicKey: encodeBase64url(publicKey),
    })),
  });
  expect((await app.request('/healthz')).status).toBe(200);
});

describe('refuses', () => {
  const flawed = elements(2);
  test.each<[string, unknown, number, string]>([
    ['257 elements', { blinded: elements(257) }, 400, 'too-many-elements'],
    ['no element', { blinded: [] }, 400, 'body'],
    ['no blinded', {}, 400, 'body'],
    ['a list', [], 400, 'body'],
    ['a proof that is no yes or no', { blinded: elements(1), proof: 'yes' }, 400, 'body'],
    ['what is not JSON', '{"blinded":', 400, 'not-json'],
    ['nothing', '', 400, 'not-json'],
    ['the identity', { blinded: [...flawed, 'A'.repeat(43)] }, 400, 'element-identity'],
    ['an element that is not canonical', { blinded: [`${'_'.repeat(42)}8`] }, 400, 'element-undecodable'],
    ['an element of another length', { blinded: ['AAAA'] }, 400, 'element-undecodable'],
    ['an element with stray bits', { blinded: [`${flawed[0]?.slice(0, 42)}_`] }, 400, 'element-undecodable'],
    ['an element in another alphabet', { blinded: [`+${flawed[0]?.slice(1)}`] }, 400, 'element-undecodable'],
    ['a body that is too large', JSON.stringify({ blinded: ['A'.repeat(60_000)] }), 413, 'too-large'],
  ])('%s', async (_, body, status, code) => {
    expect(await problemOf(await holder().post(body))).toEqual([status, code]);
  });

  test('an unknown key, another address, another token, none', async () => {
    const { app, post } = holder();
    const body = { blinded: elements(1) };
    expect(await problemOf(await post(body, { keyId: '0000000000000000' }))).toEqual([404, 'unknown-key']);
    expect(await problemOf(await post(body, { token: 'guess' }))).toEqual([401, 'unauthorized']);
    expect(await problemOf(await app.request('/v1/keys'))).toEqual([401, 'unauthorized']);
    expect(await problemOf(await app.request('/other'))).toEqual([404, 'not-found']);
  });
});

test('keeps its budget per minute and per day, and says when to come back', async () => {
  const { post, wait } = holder({ perMinute: 10, perDay: 25 });
  const take = (count: number) => post({ blinded: elements(count) });
  expect((await take(10)).status).toBe(200);
  const refused = await take(1);
  expect(refused.headers.get('Retry-After')).toBe('30');
  expect(await problemOf(refused)).toEqual([429, 'over-budget']);
  wait(30);
  expect((await take(10)).status).toBe(200);
  wait(60);
  const day = await take(6);
  expect(day.status).toBe(429);
  expect(Number(day.headers.get('Retry-After'))).toBe(86_400 - 120);
  expect((await take(5)).status).toBe(200);
  wait(86_400);
  expect((await take(10)).status).toBe(200);
});

test('logs counts, and neither elements nor tokens', async () => {
  const { post, lines } = holder();
  const blinded = elements(3);
  await post({ blinded });
  await post({ blinded }, { token: 'guess' });
  expect(lines).toEqual([
    JSON.stringify(['evaluated', { keyId: share.keyId, elements: 3, proof: false }]),
    JSON.stringify(['refused a caller without a known token', { status: 401 }]),
  ]);
});
