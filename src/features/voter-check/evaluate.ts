import { evaluateRemote, HolderUnavailable } from '../../keyholder/remote.ts';
import type { Config } from '../../platform/config/config.ts';
import { Problem } from '../../platform/http/problem.ts';
import { decodeBase64url } from '../../sealed-roll/base64url.ts';
import { type EvaluateRequest, evaluateWire, type WireEvaluation } from '../../sealed-roll/evaluate.ts';
import { keyIdOf } from '../../sealed-roll/keys.ts';
import { ElementError } from '../../sealed-roll/oprf-server.ts';
import type { ServedRoll } from './open-rolls.ts';

/** Longest wait for a holder outside. */
const HOLDER_TIMEOUT_MS = 4_000;
const RETRY_AFTER_SECONDS = 10;

/** One holder's part of the answer. */
export type HolderEvaluation = { readonly holder: string } & WireEvaluation;

/**
 * Has every holder of a roll evaluate, the window's own shares here and those outside side by side. The answers stand in
 * the header's order.
 *
 * @throws Problem: element-undecodable, element-identity (400); holder-unavailable (503), which names the holder
 */
export async function evaluateByAll(
  { roll, shares }: ServedRoll,
  request: EvaluateRequest,
  outside: Config['KEYHOLDERS'] = [],
): Promise<HolderEvaluation[]> {
  // The window's own come first: an element that does not decode is refused here and reaches nobody else.
  const own = new Map<string, WireEvaluation>();
  for (const { id } of roll.header.holders) {
    const share = outside.some((holder) => holder.id === id) ? undefined : shares.get(id);
    if (share) own.set(id, evaluateOwn(share, request));
  }
  return Promise.all(
    roll.header.holders.map(async ({ id, publicKey }) => {
      const evaluation = own.get(id) ?? (await evaluateOutside(id, publicKey, request, outside));
      return { holder: id, ...evaluation };
    }),
  );
}

function evaluateOwn(share: Parameters<typeof evaluateWire>[0], request: EvaluateRequest): WireEvaluation {
  try {
    return evaluateWire(share, request);
  } catch (error) {
    if (!(error instanceof ElementError)) throw error;
    throw error.code === 'identity'
      ? new Problem(400, 'element-identity', `Element ${error.index} is the identity.`)
      : new Problem(400, 'element-undecodable', `Element ${error.index} is no encoded element of the group.`);
  }
}

async function evaluateOutside(
  id: string,
  publicKey: string,
  request: EvaluateRequest,
  outside: NonNullable<Config['KEYHOLDERS']>,
): Promise<WireEvaluation> {
  const holder = outside.find((candidate) => candidate.id === id);
  const key = decodeBase64url(publicKey);
  if (!holder || !key) throw holderProblem(id, 'unknown', RETRY_AFTER_SECONDS);
  try {
    return await evaluateRemote({ ...holder, timeoutMs: HOLDER_TIMEOUT_MS }, keyIdOf(key), request);
  } catch (error) {
    if (!(error instanceof HolderUnavailable)) throw error;
    throw holderProblem(id, error.code, error.retryAfter ?? RETRY_AFTER_SECONDS);
  }
}

function holderProblem(holder: string, why: string, retryAfter: number): Problem {
  return new Problem(
    503,
    'holder-unavailable',
    `Key holder ${holder} gave no answer that can be used: ${why}.`,
    {
      headers: { 'retry-after': String(retryAfter) },
      members: { holder, why },
    },
  );
}
