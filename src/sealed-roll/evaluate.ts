/** One holder's evaluation as it goes over the wire: the same for the window's own holder and for those outside. */
import { z } from 'zod';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { ElementError, evaluateElements, generateProof, type KeyPair } from './oprf-server.ts';

/** Elements in one request to a window. */
export const MAX_WINDOW_ELEMENTS = 8;
/** Elements in one request to a key holder. */
export const MAX_HOLDER_ELEMENTS = 256;

/** Body of an evaluate request with 1 to `maxElements` blinded elements in base64url. */
export function evaluateBodySchema(maxElements: number) {
  return z.object({
    blinded: z.array(z.string().max(64)).min(1).max(maxElements),
    proof: z.boolean().default(false),
  });
}

/** A checked evaluate body. */
export type EvaluateRequest = z.output<ReturnType<typeof evaluateBodySchema>>;

/** A holder's evaluated elements in the request's order, and the proof over the whole batch if it was asked for. */
export type WireEvaluation = { readonly evaluated: string[]; readonly proof?: string };

/** The blinded elements of a request. Throws ElementError for one that is not 32 bytes in base64url. */
function decodeElements(blinded: readonly string[]): Uint8Array[] {
  return blinded.map((text, index) => {
    const bytes = decodeBase64url(text);
    if (bytes?.length !== 32) throw new ElementError('undecodable', index);
    return bytes;
  });
}

/**
 * Evaluates a batch under one share. Throws ElementError for the first element that does not decode or is the identity.
 */
export function evaluateBatch(
  share: KeyPair,
  elements: readonly Uint8Array[],
  proof: boolean,
): { readonly evaluated: Uint8Array[]; readonly proof?: Uint8Array } {
  const evaluated = evaluateElements(share.secret, elements);
  return proof ? { evaluated, proof: generateProof(share, elements, evaluated) } : { evaluated };
}

/** The same from and to base64url. */
export function evaluateWire(share: KeyPair, { blinded, proof }: EvaluateRequest): WireEvaluation {
  const result = evaluateBatch(share, decodeElements(blinded), proof);
  const evaluated = result.evaluated.map(encodeBase64url);
  return result.proof === undefined ? { evaluated } : { evaluated, proof: encodeBase64url(result.proof) };
}
