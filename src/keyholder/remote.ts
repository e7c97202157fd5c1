/** The window's side of an outside key holder: asks it, and believes nothing that it cannot check. */
import { z } from 'zod';
import { decodeBase64url } from '../sealed-roll/base64url.ts';
import type { EvaluateRequest, WireEvaluation } from '../sealed-roll/evaluate.ts';
import { isElement } from '../sealed-roll/oprf-server.ts';

/** How an outside holder is reached. `id` is its name in the roll's header. */
export type RemoteHolder = {
  readonly id: string;
  /** Its address without a path. */
  readonly url: string;
  readonly token: string;
  /** Longest wait for a whole answer, in milliseconds. */
  readonly timeoutMs: number;
};

/** Why a holder gave no usable answer. */
export type HolderUnavailableWhy = 'down' | 'slow' | 'rubbish' | 'refused' | 'over-budget';

/** A holder that could not be asked. `retryAfter` is in seconds. Neither elements nor the token are in the message. */
export class HolderUnavailable extends Error {
  override readonly name = 'HolderUnavailable';
  readonly holder: string;
  readonly code: HolderUnavailableWhy;
  readonly retryAfter: number | undefined;
  constructor(
    holder: string,
    code: HolderUnavailableWhy,
    options: { retryAfter?: number | undefined; cause?: unknown } = {},
  ) {
    super(`Key holder ${holder} gave no answer: ${code}`, { cause: options.cause });
    this.holder = holder;
    this.code = code;
    this.retryAfter = options.retryAfter;
  }
}

const PROOF_LENGTH = 64;
/** 256 elements and a proof are 12 kB. */
const MAX_ANSWER = 64 * 1024;
const ANSWER = z.object({ evaluated: z.array(z.string()), proof: z.string().optional() });

/**
 * Asks a holder to evaluate. What comes back has the right count, and every element decodes; whether it was computed with
 * the holder's key is for the device to find out by the proof. Throws HolderUnavailable.
 */
export async function evaluateRemote(
  holder: RemoteHolder,
  keyId: string,
  body: EvaluateRequest,
): Promise<WireEvaluation> {
  const { id, url, token, timeoutMs } = holder;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(`${url}/v1/keys/${keyId}/evaluate`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal,
    });
    if (answer.status !== 200) throw await refusalOf(id, answer);
    return checkAnswer(id, await readLimited(id, answer), body);
  } catch (cause) {
    if (cause instanceof HolderUnavailable) throw cause;
    throw new HolderUnavailable(id, signal.aborted ? 'slow' : 'down', { cause });
  }
}

async function refusalOf(id: string, answer: Response): Promise<HolderUnavailable> {
  await answer.body?.cancel();
  const seconds = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10);
  const retryAfter = Number.isNaN(seconds) ? undefined : seconds;
  if (answer.status === 429) return new HolderUnavailable(id, 'over-budget', { retryAfter });
  if (answer.status >= 500) return new HolderUnavailable(id, 'down', { retryAfter });
  return new HolderUnavailable(id, answer.status >= 400 ? 'refused' : 'rubbish');
}

/** The answer's text, unless it is longer than any honest one. */
async function readLimited(id: string, answer: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body ?? []) {
    length += piece.length;
    // Leaving the loop cancels the body.
    if (length > MAX_ANSWER) throw new HolderUnavailable(id, 'rubbish');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function checkAnswer(id: string, text: string, { blinded, proof }: EvaluateRequest): WireEvaluation {
  const parsed = ANSWER.safeParse(parseJson(text));
  if (!parsed.success) throw new HolderUnavailable(id, 'rubbish');
  const { evaluated, proof: givenProof } = parsed.data;
  const isWhole = evaluated.length === blinded.length && evaluated.every(isEncodedElement);
  if (!isWhole) throw new HolderUnavailable(id, 'rubbish');
  if (!proof) return { evaluated };
  if (givenProof === undefined || decodeBase64url(givenProof)?.length !== PROOF_LENGTH) {
    throw new HolderUnavailable(id, 'rubbish');
  }
  return { evaluated, proof: givenProof };
}

function isEncodedElement(text: string): boolean {
  const bytes = decodeBase64url(text);
  return bytes !== null && isElement(bytes);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
