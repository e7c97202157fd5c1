import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import path from 'node:path';
import sodium from 'libsodium-wrappers-sumo';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { blindInput, checkNumber, finalize, parseIssuer, verifyProof, type Where } from './client.ts';

const demo = inject('window');
const numberWith = (text: string) => {
  const found = demo.numbers.find(({ answer }) => answer.startsWith(text));
  if (found === undefined) throw new Error(`The demo has no number that is ${text}.`);
  return found.number;
};

let honest: Where;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const issuer = parseIssuer(await readFile(path.join(demo.dataDir, 'keys/issuer.pub.json'), 'utf8'));
  honest = { url: demo.url, issuerKeys: [issuer], election: 'pilkada-2024' };
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

/** A window that passes every request on, and may lie about what came back. */
async function lyingWindow(lie: (asked: string, reply: Reply, body: string) => Reply) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    asked.push(`${request.method} ${request.url} ${body}`);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const real = await fetch(`${demo.url}${request.url}`, request.method === 'POST' ? init : {});
    const reply = { status: real.status, body: Buffer.from(await real.arrayBuffer()) };
    const { status, body: told } = lie(request.url ?? '', reply, body);
    response.writeHead(status, { connection: 'close' }).end(told);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The lying window has no port.');
  return { where: { ...honest, url: `http://127.0.0.1:${address.port}` }, asked };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The last holder multiplies by another key than its own; its proof, where there is one, stays. */
function withAnotherKey({ status, body }: Reply): Reply {
  const Told = z.object({ evaluations: z.array(z.looseObject({ evaluated: z.array(z.string()) })) });
  const told = Told.parse(JSON.parse(body.toString()));
  const other = Buffer.from(sodium.crypto_core_ristretto255_random()).toString('base64url');
  const evaluations = told.evaluations.map((e, at, all) =>
    at === all.length - 1 ? { ...e, evaluated: [other] } : e,
  );
  return { status, body: Buffer.from(JSON.stringify({ evaluations })) };
}

function withFlippedBit({ status, body }: Reply, at: number): Reply {
  const flipped = Buffer.from(body);
  flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
  return { status, body: flipped };
}

describe('a client that was written from the document alone', () => {
  it('has numbers of all three kinds to try', () => {
    for (const text of ['registered', 'not on the roll', 'not a possible number']) numberWith(text);
  });

  it.each(demo.numbers)('answers as the demo says: $answer', async ({ number, answer: said }) => {
    const { where, asked } = await lyingWindow((_, reply) => reply);
    const got = await checkNumber(where, number);
    const registered = /^registered \((\w+)\), TPS (\d{3})/.exec(said);
    const impossible = /^not a possible number \((\w+)\)/.exec(said);
    if (registered !== null) {
      const record = { status: registered[1], tps: expect.stringMatching(`^\\d{10}${registered[2]}$`) };
      expect(got).toEqual({ answer: 'found', record: expect.objectContaining(record) });
    } else if (impossible !== null) {
      expect(got).toEqual({ answer: 'refused', why: impossible[1] });
      expect(asked).toEqual([]);
    } else {
      expect(said).toMatch(/^not on the roll/);
      expect(got).toEqual({ answer: 'not-on-roll' });
      expect(asked.some((line) => line.includes('"proof":true'))).toBe(true);
    }
    expect(asked.join('\n')).not.toContain(number);
  });

  it('takes a number with spaces, dots and dashes for the same number', async () => {
    const typed = numberWith('registered').replace(/(.{4})(.{4})(.{4})/, '$1 $2.$3-');
    expect(await checkNumber(honest, typed)).toMatchObject({ answer: 'found' });
  });

  it('trusts no roll that another issuer signed', async () => {
    const other = { ...honest, issuerKeys: [new Uint8Array(32).fill(9)] };
    for (const text of ['registered', 'not on the roll']) {
      expect(await checkNumber(other, numberWith(text))).toMatchObject({ answer: 'untrusted' });
    }
  });
});

describe('a window or holder that lies', () => {
  it.each([
    ['header', 30],
    ['header', 0],
    ['buckets', 0],
    ['buckets', 500],
  ])('is not trusted once one bit of its %s differs, at byte %i', async (part, at) => {
    const { where } = await lyingWindow((asked, reply) =>
      asked.includes(part) ? withFlippedBit(reply, at) : reply,
    );
    expect(await checkNumber(where, numberWith('registered'))).toMatchObject({ answer: 'untrusted' });
  });

  it('cannot make a voter unregistered by another key', async () => {
    const { where } = await lyingWindow((asked, reply) =>
      asked.endsWith('/evaluate') ? withAnotherKey(reply) : reply,
    );
    const got = await checkNumber(where, numberWith('registered'));
    expect(got).toEqual({ answer: 'untrusted', why: expect.stringContaining('did not prove') });
  });

  it('cannot make a voter unregistered by lying only where no proof is asked for', async () => {
    const { where } = await lyingWindow((asked, reply, body) =>
      asked.endsWith('/evaluate') && body.includes('"proof":false') ? withAnotherKey(reply) : reply,
    );
    expect(await checkNumber(where, numberWith('registered'))).toMatchObject({ answer: 'found' });
  });

  it('cannot leave the proof out, or answer with the identity', async () => {
    const lies = [
      (text: string) => text.replaceAll(/"proof":"[^"]*"/g, '"unproven":true'),
      (text: string) => text.replace(/"evaluated":\["[^"]*"\]/, `"evaluated":["${'A'.repeat(43)}"]`),
    ];
    for (const lie of lies) {
      const { where } = await lyingWindow((asked, { status, body }) => ({
        status,
        body: asked.endsWith('/evaluate') ? Buffer.from(lie(body.toString())) : body,
      }));
      expect(await checkNumber(where, numberWith('not on the roll'))).toMatchObject({ answer: 'untrusted' });
    }
  });

  it('is unavailable, and says no voter is unregistered, where a holder is', async () => {
    const { where } = await lyingWindow((asked, reply) =>
      asked.endsWith('/evaluate') ? { status: 503, body: Buffer.from('{"detail":"kpu"}') } : reply,
    );
    const got = await checkNumber(where, numberWith('not on the roll'));
    expect(got).toMatchObject({ answer: 'unavailable', why: expect.stringContaining('503') });
  });
});

it('gives the first test vector of RFC 9497 appendix A.1.2', async () => {
  await sodium.ready;
  const hex = (text: string) => Buffer.from(text, 'hex');
  const blind = hex('64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706');
  const publicKey = hex('c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e');
  const evaluated = hex('aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e');
  const proof = hex(
    'ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd06' +
      '6d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d',
  );
  const { blinded } = blindInput(hex('00'), blind);
  expect(blinded.toString('hex')).toBe('863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945');
  expect(verifyProof(publicKey, blinded, evaluated, proof)).toBe(true);
  expect(finalize(hex('00'), blind, evaluated).toString('hex')).toBe(
    'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d' +
      'a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c',
  );
  for (const at of [0, 31, 32, 63]) {
    const forged = withFlippedBit({ status: 200, body: proof }, at).body;
    expect(verifyProof(publicKey, blinded, evaluated, forged)).toBe(false);
  }
});
