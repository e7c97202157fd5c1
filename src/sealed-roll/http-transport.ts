/** The transport of a browser: a window's `/api/v1` over fetch. */
import { type EvaluateBody, type Transport, Unavailable } from './client.ts';
import { type Challenge, PROOF_OF_WORK_HEADER } from './proof-of-work.ts';

/** How the window is reached, and what is done when it wants work first. */
export type HttpTransportOptions = {
  /** Address of the API without a slash at its end, `https://jendela.example/api/v1`. */
  readonly base: string;
  /** Ends everything under way. */
  readonly signal?: AbortSignal;
  /** Longest wait for one answer, in milliseconds. */
  readonly timeout?: number;
  /** Solves a proof-of-work challenge; without it, being refused for asking too often is final. */
  readonly solve?: (challenge: Challenge, signal?: AbortSignal) => Promise<string>;
};

const DEFAULT_TIMEOUT = 20_000;

/** A transport for `checkRegistration`. No request carries an identity number in any form that can be turned back. */
export function httpTransport(options: HttpTransportOptions): Transport {
  const roll = (rollId: string) => `${options.base}/rolls/${encodeURIComponent(rollId)}`;
  const bytes = (url: string) =>
    request(options, url, {}, async (answer) => new Uint8Array(await answer.arrayBuffer()));
  return {
    header: (rollId) => bytes(`${roll(rollId)}/header`),
    bucket: (rollId, index) => bytes(`${roll(rollId)}/buckets/${index}`),
    evaluate: (rollId, body) => evaluate(options, `${roll(rollId)}/evaluate`, body),
  };
}

async function evaluate(options: HttpTransportOptions, url: string, body: EvaluateBody): Promise<unknown> {
  const send = (headers: Record<string, string>) =>
    request(
      options,
      url,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      },
      (answer) => answer.json() as Promise<unknown>,
    );
  try {
    return await send({});
  } catch (error) {
    const challenge = error instanceof Unavailable ? error.detail.challenge : undefined;
    if (challenge === undefined || options.solve === undefined) throw error;
    const nonce = await solved(options, challenge);
    return send({ [PROOF_OF_WORK_HEADER]: `${challenge.token}:${nonce}` });
  }
}

async function solved(
  { solve, signal }: HttpTransportOptions,
  challenge: Challenge,
): Promise<string | undefined> {
  try {
    return await solve?.(challenge, signal);
  } catch (cause) {
    throw new Unavailable('too-many', { challenge }, { cause });
  }
}

/** Sends, and reads the answer within the same time limit: a body that never ends is no answer either. */
async function request<T>(
  { signal, timeout = DEFAULT_TIMEOUT }: HttpTransportOptions,
  url: string,
  init: RequestInit,
  read: (answer: Response) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(timeout);
  try {
    const answer = await fetch(url, { ...init, signal: signal ? AbortSignal.any([signal, limit]) : limit });
    if (!answer.ok) throw await refusalOf(answer);
    return await read(answer);
  } catch (error) {
    throw error instanceof Unavailable ? error : new Unavailable('network', {}, { cause: error });
  }
}

async function refusalOf(answer: Response): Promise<Unavailable> {
  const problem = Object(await answer.json().catch(() => null)) as { holder?: unknown; challenge?: unknown };
  const seconds = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10);
  const retryAfter = Number.isNaN(seconds) ? undefined : seconds;
  if (answer.status === 429)
    return new Unavailable('too-many', { retryAfter, challenge: asChallenge(problem.challenge) });
  if (answer.status === 503 && typeof problem.holder === 'string') {
    return new Unavailable('holder', { holder: problem.holder, retryAfter });
  }
  return new Unavailable(answer.status === 404 ? 'no-such-roll' : 'server', { retryAfter });
}

function asChallenge(value: unknown): Challenge | undefined {
  const { token, difficulty } = Object(value) as { token: unknown; difficulty: unknown };
  return typeof token === 'string' && typeof difficulty === 'number' ? { token, difficulty } : undefined;
}
