import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { readConfig } from '../../platform/config/config.ts';
import { isDatabaseUnavailable } from '../../platform/database/errors.ts';
import { type ApiEnv, createApi } from '../../platform/http/api.ts';
import { problemResponse, toProblem } from '../../platform/http/problem.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { encodeBase64url } from '../../sealed-roll/base64url.ts';
import {
  type CheckResult,
  checkRegistration,
  type Transport,
  Unavailable,
} from '../../sealed-roll/client.ts';
import type { RollHeader } from '../../sealed-roll/format.ts';
import { blind } from '../../sealed-roll/oprf.ts';
import { PROOF_OF_WORK_HEADER, solveWork } from '../../sealed-roll/proof-of-work.ts';
import { mountVoterCheckApi } from './api.ts';
import { readKeyring } from './keyring.ts';
import { createOpenRolls } from './open-rolls.ts';
import { publishRoll } from './publish.ts';
import {
  createTestOffice,
  DPTB_CSV,
  moduleOf,
  NOWHERE,
  ON_DPT,
  startBadHolder,
  startHolder,
  type TestChild,
  type TestOffice,
  TOKEN,
} from './test-data.ts';

let office: TestOffice;
let holder: TestChild;
let window: TestWindow;
let roll: RollHeader;
let other: RollHeader;

/** What a test asks: a window as a whole, or its API with other settings. */
type Asked = Pick<TestWindow, 'request'>;

const settings = (holderUrl: string, more: Record<string, string> = {}) => ({
  DATA_DIR: '/nonexistent',
  KEYS_DIR: office.keysDir,
  ROLLS_DIR: office.rollsDir,
  KEYHOLDERS: `kpu=${holderUrl}|${TOKEN}`,
  EVALUATE_PER_MINUTE: '1000',
  ...more,
});

/** The API of another window beside the first one, on the same database. */
function apiWith(holderUrl: string, more: Record<string, string> = {}): Asked {
  const api = createApi();
  mountVoterCheckApi(api, { ...window.window.context, config: readConfig(settings(holderUrl, more)) });
  api.onError((error, c) => problemResponse(c, toProblem(error, isDatabaseUnavailable)));
  const app = new Hono<ApiEnv>().route('/api/v1', api);
  return { request: async (path, init) => app.request(path, init) };
}

beforeAll(async () => {
  office = await createTestOffice();
  holder = await startHolder(join(office.holder, 'kpu.share.json'));
  window = await createTestWindow({ name: 'rolls', environment: settings(holder.said) });
  const { elections } = window.window.context.capabilities;
  if (!elections) throw new Error('The window knows no elections.');
  const dpt = await office.seal();
  const dptb = await office.seal({ list: 'DPTb', csv: DPTB_CSV });
  roll = dpt.header;
  other = dptb.header;
  for (const { file } of [dpt, dptb]) {
    await publishRoll({
      file,
      config: window.config,
      db: window.database.db,
      city: window.city,
      elections,
      clock: window.window.context.clock,
    });
  }
});
afterAll(async () => {
  await window?.close();
  await holder?.kill();
  await office?.remove();
});

const element = () => encodeBase64url(blind(new TextEncoder().encode('nik:1')).blinded);
const evaluate = (
  body: unknown,
  on: Asked = window,
  headers: Record<string, string> = {},
  rollId = roll.rollId,
) =>
  on.request(`/api/v1/rolls/${rollId}/evaluate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** The device's transport, without a socket between. */
function transportOf(on: Asked): Transport {
  const bytes = async (path: string) => {
    const answer = await on.request(path);
    if (!answer.ok) throw new Unavailable('server');
    return new Uint8Array(await answer.arrayBuffer());
  };
  return {
    header: (rollId) => bytes(`/api/v1/rolls/${rollId}/header`),
    bucket: (rollId, index) => bytes(`/api/v1/rolls/${rollId}/buckets/${index}`),
    async evaluate(rollId, body) {
      const answer = await evaluate(body, on, {}, rollId);
      if (answer.ok) return answer.json();
      const problem = (await answer.json()) as { holder?: string };
      throw new Unavailable(problem.holder ? 'holder' : 'server', { holder: problem.holder });
    },
  };
}

async function check(number: string, on: Asked = window): Promise<CheckResult> {
  const { issuers } = await readKeyring(office.keysDir);
  return checkRegistration({
    transport: transportOf(on),
    rollId: roll.rollId,
    meant: roll,
    identity: { kind: 'nik', number },
    issuers,
  });
}

describe('a check against a holder in a process of its own', () => {
  it('finds who is on the roll', async () => {
    expect(await check(ON_DPT)).toMatchObject({
      kind: 'found',
      record: { status: 'DPT', tps: '3276011007014', number: 1, name: 'S* N* A*' },
    });
  });

  it('says of others that they are not, verified', async () => {
    expect(await check(NOWHERE)).toMatchObject({ kind: 'not-on-roll', verified: true });
  });
});

describe('what is served', () => {
  it('lists the published rolls', async () => {
    const answer = await window.request('/api/v1/rolls');
    expect(await answer.json()).toEqual({
      rolls: expect.arrayContaining([
        {
          rollId: roll.rollId,
          election: 'pilkada-2024',
          list: 'DPT',
          area: '32.76',
          sealedAt: '2024-09-20T03:00:00Z',
          count: roll.count,
          current: true,
        },
      ]),
    });
  });

  it.each([['header'], ['buckets/0']])('%s, to be kept for ever', async (part) => {
    const path = `/api/v1/rolls/${roll.rollId}/${part}`;
    const answer = await window.request(path);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const etag = answer.headers.get('etag') ?? '';
    const again = await window.request(path, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect((await again.arrayBuffer()).byteLength).toBe(0);
  });

  it.each([
    ['AAAAAAAAAAAAAAAAAAAAAA/header', 404, 'roll-unknown'],
    ['not-a-roll/header', 404, 'roll-unknown'],
    ['..%2F..%2Fkeys%2Fkota.share.json/header', 404, 'roll-unknown'],
  ])('nothing at %s', async (path, status, code) => {
    const answer = await window.request(`/api/v1/rolls/${path}`);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  it.each([
    ['999999', 404, 'bucket-unknown'],
    ['-1', 400, 'input'],
    ['01', 400, 'input'],
    ['1e3', 400, 'input'],
  ])('no bucket %s', async (index, status, code) => {
    const answer = await window.request(`/api/v1/rolls/${roll.rollId}/buckets/${index}`);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  it('a description of it all', async () => {
    const { paths } = (await (await window.request('/api/v1/openapi.json')).json()) as { paths: object };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/rolls',
        '/rolls/{rollId}/header',
        '/rolls/{rollId}/buckets/{index}',
        '/rolls/{rollId}/evaluate',
      ]),
    );
  });
});

describe('an evaluate call', () => {
  it('answers each holder in the header’s order, with proofs when asked, and is kept nowhere', async () => {
    const answer = await evaluate({ blinded: [element(), element()], proof: true });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { evaluations } = (await answer.json()) as {
      evaluations: { holder: string; evaluated: string[] }[];
    };
    expect(evaluations.map(({ holder: id }) => id)).toEqual(['kpu', 'kota']);
    expect(evaluations.every(({ evaluated }) => evaluated.length === 2)).toBe(true);
    expect(evaluations).toEqual([
      expect.objectContaining({ proof: expect.any(String) }),
      expect.objectContaining({ proof: expect.any(String) }),
    ]);
  });

  const identity = encodeBase64url(new Uint8Array(32));
  it.each([
    ['no JSON', '{"blinded": [', 400, 'not-json'],
    ['nothing', '', 400, 'not-json'],
    ['a list', '[]', 400, 'body'],
    ['a number', { blinded: [7] }, 400, 'body'],
    ['no elements', { blinded: [] }, 400, 'body'],
    ['a text', { blinded: 'x' }, 400, 'body'],
    ['a proof that is no yes or no', { blinded: [identity], proof: 'yes' }, 400, 'body'],
    ['too many elements', { blinded: Array(9).fill(identity) }, 400, 'too-many-elements'],
    ['an element that is too long', { blinded: ['A'.repeat(65)] }, 400, 'body'],
    ['an element that is no base64url', { blinded: ['!'.repeat(43)] }, 400, 'element-undecodable'],
    [
      'an element that does not decode',
      { blinded: [encodeBase64url(new Uint8Array(32).fill(255))] },
      400,
      'element-undecodable',
    ],
    ['the identity', { blinded: [identity] }, 400, 'element-identity'],
    ['a body that is too large', { blinded: [identity], more: 'x'.repeat(4000) }, 413, 'too-large'],
  ])('with %s', async (_, body, status, code) => {
    const answer = await evaluate(body);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ status, code });
  });

  it('of another kind than JSON', async () => {
    const answer = await evaluate({ blinded: [element()] }, window, { 'content-type': 'text/plain' });
    expect(answer.status).toBe(415);
  });

  it('of a roll that is unknown', async () => {
    const answer = await evaluate({ blinded: [element()] }, window, {}, 'AAAAAAAAAAAAAAAAAAAAAA');
    expect(await answer.json()).toMatchObject({ status: 404, code: 'roll-unknown' });
  });
});

describe('an address that asks too often', () => {
  it('waits, or works', async () => {
    const busy = apiWith(holder.said, { EVALUATE_PER_MINUTE: '2', TRUSTED_PROXIES: '1' });
    const from = (address: string, more: Record<string, string> = {}) =>
      evaluate({ blinded: [element()] }, busy, { 'x-forwarded-for': address, ...more });
    expect((await from('10.0.0.1')).status).toBe(200);
    expect((await from('10.0.0.1')).status).toBe(200);
    const refused = await from('10.0.0.1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const { challenge } = (await refused.json()) as {
      challenge: { token: string; difficulty: number; algorithm: string };
    };
    expect(challenge).toMatchObject({ algorithm: 'sha256' });
    expect((await from('10.0.0.2')).status).toBe(200);

    const work = { [PROOF_OF_WORK_HEADER]: `${challenge.token}:${await solveWork(challenge)}` };
    expect((await from('10.0.0.1', work)).status).toBe(200);
    expect((await from('10.0.0.1', work)).status).toBe(429);
    expect((await from('10.0.0.1', { [PROOF_OF_WORK_HEADER]: `${challenge.token}:x` })).status).toBe(429);
  });
});

describe('a key holder that', () => {
  const wrong = () => `
    const { evaluateWire } = await import(${moduleOf('../../sealed-roll/evaluate.ts')});
    const { newShare } = await import(${moduleOf('../../sealed-roll/keys.ts')});
    let text = '';
    for await (const piece of request) text += piece;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(evaluateWire(newShare('kpu'), JSON.parse(text))));`;

  it.each([
    ['is slow', () => 'await new Promise(() => {});', 'slow'],
    ['answers rubbish', () => 'response.end("hello");', 'rubbish'],
    [
      'answers elements that are none',
      () => 'response.end(JSON.stringify({ evaluated: ["AAAA"] }));',
      'rubbish',
    ],
    ['refuses', () => 'response.statusCode = 401; response.end();', 'refused'],
    ['fails', () => 'response.statusCode = 500; response.end();', 'down'],
  ])('%s is named, and nobody is told that they are not registered', async (_, answer, why) => {
    const bad = await startBadHolder(answer());
    try {
      const made = apiWith(bad.said);
      const refused = await evaluate({ blinded: [element()] }, made);
      expect(refused.status).toBe(503);
      expect(refused.headers.get('cache-control')).toBe('no-store');
      expect(refused.headers.get('retry-after')).not.toBeNull();
      expect(await refused.json()).toMatchObject({ code: 'holder-unavailable', holder: 'kpu', why });
      expect(await check(NOWHERE, made)).toMatchObject({ kind: 'unavailable', why: 'holder', holder: 'kpu' });
    } finally {
      await bad.kill();
    }
  });

  it('is down is named', async () => {
    const made = apiWith('http://127.0.0.1:9');
    const refused = await evaluate({ blinded: [element()] }, made);
    expect(await refused.json()).toMatchObject({ status: 503, holder: 'kpu', why: 'down' });
  });

  it('computes with another key is found out by the device', async () => {
    const bad = await startBadHolder(wrong());
    try {
      const made = apiWith(bad.said);
      expect(await check(NOWHERE, made)).toEqual({ kind: 'untrusted', why: 'proof' });
      expect(await check(ON_DPT, made)).toEqual({ kind: 'untrusted', why: 'proof' });
    } finally {
      await bad.kill();
    }
  });

  it('has no address is named', async () => {
    const made = apiWith(holder.said, { KEYHOLDERS: '' });
    const refused = await evaluate({ blinded: [element()] }, made);
    expect(await refused.json()).toMatchObject({ status: 503, holder: 'kpu', why: 'unknown' });
  });
});

it('a window that has not the file says so, and serves it once it is there', async () => {
  const made = apiWith(holder.said);
  const file = join(office.rollsDir, `${roll.rollId}.roll`);
  await rename(file, `${file}.away`);
  try {
    const answer = await made.request(`/api/v1/rolls/${roll.rollId}/header`);
    expect(await answer.json()).toMatchObject({ status: 503, code: 'roll-file' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  } finally {
    await rename(`${file}.away`, file);
  }
  expect((await made.request(`/api/v1/rolls/${roll.rollId}/header`)).status).toBe(200);
});

it('a roll that has to make room for another stays open for those who are reading it', async () => {
  const { config, database } = window;
  const log = createLogger({ level: 'silent' });
  const { keysDir, rollsDir } = config;
  const open = createOpenRolls({ db: database.db, keysDir, rollsDir, log, most: 1 });
  await open.use(roll.rollId, async (first) => {
    await open.use(other.rollId, async (second) => {
      expect((await second.roll.bucket(0)).length).toBeGreaterThan(0);
    });
    expect((await first.roll.bucket(0)).length).toBeGreaterThan(0);
  });
  expect(await open.use(roll.rollId, ({ roll: again }) => again.header.rollId)).toBe(roll.rollId);
  await open.close();
});

it('a roll stays open whoever asks for others that do not exist', async () => {
  const { config, database } = window;
  const log = createLogger({ level: 'silent' });
  const { keysDir, rollsDir } = config;
  const open = createOpenRolls({ db: database.db, keysDir, rollsDir, log, most: 1 });
  const first = await open.use(roll.rollId, (served) => served);
  const unknown = ['a', 'b', 'c'].map((letter) => open.use(letter.repeat(22), (served) => served));
  for (const { status } of await Promise.allSettled(unknown)) expect(status).toBe('rejected');
  expect(await open.use(roll.rollId, (served) => served)).toBe(first);
  await open.close();
});
