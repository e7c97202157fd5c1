import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Check,
  type CheckResult,
  checkRegistration,
  type EvaluateBody,
  type Transport,
  Unavailable,
} from './client.ts';
import { newIssuer, newShare } from './keys.ts';
import { type OpenRoll, openRoll } from './roll-file.ts';
import {
  localTransport,
  type SampleRoll,
  sampleCsv,
  sampleNik,
  sealSample,
  temporaryFolder,
} from './testing.ts';

// Other processes, threads and thousands of reads: on a busy machine more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const COUNT = 100;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sample: SampleRoll;
let roll: OpenRoll;
let honest: Transport;

beforeAll(async () => {
  folder = await temporaryFolder();
  sample = await sealSample(folder.path, sampleCsv(COUNT));
  roll = await openRoll(sample.path, sample.issuers);
  honest = localTransport(roll, sample.shares);
});

afterAll(async () => {
  await roll.close();
  await folder.dispose();
});

function ask(number: string, changes: Partial<Check> = {}): Promise<CheckResult> {
  return checkRegistration({
    transport: honest,
    rollId: sample.header.rollId,
    meant: sample.header,
    identity: { kind: 'nik', number },
    issuers: sample.issuers,
    ...changes,
  });
}

/** The honest transport with one method replaced. */
const withTransport = (changes: Partial<Transport>) => ({ transport: { ...honest, ...changes } });

test('a roll of another election or list, signed as well, is no answer', async () => {
  for (const meant of [
    { ...sample.header, election: 'pemilu-2024' },
    { ...sample.header, list: 'DPTb' },
  ]) {
    expect(await ask(sampleNik(1), { meant })).toEqual({ kind: 'untrusted', why: 'other-roll' });
  }
});

type Answer = { evaluations: { holder: string; evaluated: string[]; proof?: string }[] };

/** Answers of the honest holders, changed before they come back. */
function withAnswers(change: (answer: Answer, body: EvaluateBody) => unknown) {
  return withTransport({
    evaluate: async (rollId, body) => change((await honest.evaluate(rollId, body)) as Answer, body),
  });
}

describe('an honest window', () => {
  test('finds each person, and asks for no proof', async () => {
    const bodies: EvaluateBody[] = [];
    const counting = withAnswers((answer, body) => {
      bodies.push(body);
      return answer;
    });
    for (const n of [0, 1, 50, COUNT - 1]) {
      const result = await ask(sampleNik(n), counting);
      expect(result).toMatchObject({
        kind: 'found',
        record: { status: 'DPT', number: (n % 7) + 1, name: expect.stringMatching(/^W\* C\* /) },
      });
    }
    expect(bodies.map(({ proof }) => proof)).toEqual([false, false, false, false]);
  });

  test('says that a person is not on the roll only after proofs, under a fresh blind', async () => {
    const bodies: EvaluateBody[] = [];
    const result = await ask(
      sampleNik(COUNT),
      withAnswers((answer, body) => {
        bodies.push(body);
        return answer;
      }),
    );
    expect(result).toMatchObject({ kind: 'not-on-roll', verified: true, roll: { list: 'DPT' } });
    expect(bodies.map(({ proof }) => proof)).toEqual([false, true]);
    expect(bodies[0]?.blinded).not.toEqual(bodies[1]?.blinded);
  });

  test('is not asked about a number that cannot be one', async () => {
    const silent = withTransport({ evaluate: () => Promise.reject(new Error('was asked')) });
    expect(await ask('2222222222222222', silent)).toEqual({
      kind: 'not-possible',
      field: 'nik',
      problem: 'month',
    });
  });
});

describe('a holder or window that lies', () => {
  const stranger = newShare('kota');

  test('with another key, for a person on the roll: the proof gives it away', async () => {
    const lying = { transport: localTransport(roll, [sample.shares[0] ?? stranger, stranger]) };
    expect(await ask(sampleNik(3), lying)).toEqual({ kind: 'untrusted', why: 'proof' });
    expect(await ask(sampleNik(COUNT), lying)).toEqual({ kind: 'untrusted', why: 'proof' });
  });

  test('at first, and then answers truly: the record is found', async () => {
    const wrong = localTransport(roll, [sample.shares[0] ?? stranger, stranger]);
    const transport = withTransport({
      evaluate: (rollId, body) => (body.proof ? honest : wrong).evaluate(rollId, body),
    });
    expect(await ask(sampleNik(3), transport)).toMatchObject({ kind: 'found' });
  });

  test('with proofs of another request', async () => {
    const old = (await honest.evaluate('', {
      blinded: [roll.header.holders[0]?.publicKey ?? ''],
      proof: true,
    })) as Answer;
    const replayed = withAnswers((answer, { proof }) => (proof ? old : answer));
    expect(await ask(sampleNik(COUNT), replayed)).toEqual({ kind: 'untrusted', why: 'proof' });
  });

  test.each<[string, (answer: Answer) => unknown]>([
    ['nothing', () => null],
    ['a text', () => 'no'],
    ['no evaluations', () => ({})],
    ['one holder too few', ({ evaluations }) => ({ evaluations: evaluations.slice(1) })],
    ['holders in another order', ({ evaluations }) => ({ evaluations: evaluations.toReversed() })],
    [
      'two elements for one',
      ({ evaluations }) => ({
        evaluations: evaluations.map((one) => ({ ...one, evaluated: [...one.evaluated, ...one.evaluated] })),
      }),
    ],
    [
      'no element',
      ({ evaluations }) => ({ evaluations: evaluations.map((one) => ({ ...one, evaluated: [] })) }),
    ],
    [
      'the identity',
      ({ evaluations }) => ({
        evaluations: evaluations.map((one) => ({ ...one, evaluated: ['A'.repeat(43)] })),
      }),
    ],
    [
      'no element of the group',
      ({ evaluations }) => ({
        evaluations: evaluations.map((one) => ({ ...one, evaluated: [`${'_'.repeat(42)}8`] })),
      }),
    ],
    [
      'no base64url',
      ({ evaluations }) => ({ evaluations: evaluations.map((one) => ({ ...one, evaluated: ['?'] })) }),
    ],
  ])('answering %s', async (_, change) => {
    expect(await ask(sampleNik(3), withAnswers(change))).toEqual({ kind: 'untrusted', why: 'evaluation' });
  });

  test('by leaving the proofs out', async () => {
    const withoutProofs = withAnswers(({ evaluations }) => ({
      evaluations: evaluations.map(({ holder, evaluated }) => ({ holder, evaluated })),
    }));
    expect(await ask(sampleNik(COUNT), withoutProofs)).toEqual({ kind: 'untrusted', why: 'proof' });
  });

  test('by hiding or changing entries, or serving another bucket', async () => {
    const bucketLength = roll.header.bucketBits * 32;
    const changes: ((bytes: Uint8Array, index: number) => Uint8Array | Promise<Uint8Array>)[] = [
      (bytes) => bytes.subarray(0, bucketLength),
      (bytes) => bytes.subarray(0, bytes.length - roll.header.entrySize),
      (bytes) => bytes.subarray(0, bytes.length - 1),
      () => new Uint8Array(),
      (_, index) => roll.bucket(index ^ 1),
      (bytes) => Uint8Array.from(bytes, (byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)),
      (bytes) => Uint8Array.from(bytes, (byte, at) => (at === 0 ? byte ^ 1 : byte)),
    ];
    for (const change of changes) {
      const lying = withTransport({ bucket: async (_, index) => change(await roll.bucket(index), index) });
      for (const n of [3, COUNT]) {
        expect(await ask(sampleNik(n), lying)).toEqual({ kind: 'untrusted', why: 'bucket' });
      }
    }
  });

  test('by signing a roll of its own, or serving another roll', async () => {
    const other = await sealSample(folder.path, sampleCsv(1), 'other.roll');
    const opened = await openRoll(other.path, other.issuers);
    const lying = withTransport({ header: async () => opened.head });
    const forger = newIssuer(sample.issuer.issuer);
    expect(await ask(sampleNik(3), { ...lying, issuers: [forger] })).toEqual({
      kind: 'untrusted',
      why: 'signature',
    });
    expect(await ask(sampleNik(3), { issuers: [newIssuer('KPU Lain')] })).toEqual({
      kind: 'untrusted',
      why: 'issuer',
    });
    expect(await ask(sampleNik(3), { ...lying, issuers: other.issuers })).toEqual({
      kind: 'untrusted',
      why: 'other-roll',
    });
    const cut = withTransport({ header: async () => roll.head.subarray(0, 100) });
    expect(await ask(sampleNik(3), cut)).toEqual({ kind: 'untrusted', why: 'header' });
    await opened.close();
  });
});

describe('no answer', () => {
  test.each<keyof Transport>(['header', 'bucket', 'evaluate'])(
    'from %s is told as such, with what is known',
    async (method) => {
      const challenge = { token: 't', difficulty: 3 };
      const failing = {
        [method]: () =>
          Promise.reject(new Unavailable('holder', { holder: 'kpu', retryAfter: 4, challenge })),
      };
      expect(await ask(sampleNik(COUNT), withTransport(failing))).toEqual({
        kind: 'unavailable',
        why: 'holder',
        holder: 'kpu',
        retryAfter: 4,
        challenge,
      });
    },
  );

  test('to the second question alone is no "not on this roll"', async () => {
    const transport = withTransport({
      evaluate: (rollId, body) =>
        body.proof ? Promise.reject(new Unavailable('network')) : honest.evaluate(rollId, body),
    });
    expect(await ask(sampleNik(COUNT), transport)).toEqual({ kind: 'unavailable', why: 'network' });
  });
});
