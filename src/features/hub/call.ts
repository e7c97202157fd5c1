import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';
import type { FeatureContext } from '../../platform/feature.ts';

const TIMEOUT_MS = 10_000;
/** A challenge is echoed; nothing longer is read. */
const LONGEST_ANSWER = 4 * 1024;

/** One request to a subscriber. */
export interface SubscriberCall {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal: AbortSignal;
}

export type SubscriberAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly text: string }
  /** It lies in a network that nobody outside may have called. */
  | { readonly kind: 'refused' };

/** Calls a subscriber's callback; follows no redirect. @throws Error where it cannot be reached in time */
export type CallSubscriber = (call: SubscriberCall) => Promise<SubscriberAnswer>;

/**
 * Calls callbacks at public addresses, and at hosts that the operator has named (`OUTGOING_ALLOW_HOSTS`). The address
 * is looked at when it has been resolved, and it is the one that is connected to: a name that changes what it stands
 * for between the two leads nowhere else.
 */
export function callSubscriber({
  config,
  onClose,
}: Pick<FeatureContext, 'config' | 'onClose'>): CallSubscriber {
  const guarded = new Agent({ connect: { lookup: publicLookup, timeout: TIMEOUT_MS } });
  const named = new Agent({ connect: { timeout: TIMEOUT_MS } });
  const allowed = new Set(config.OUTGOING_ALLOW_HOSTS);
  onClose(async () => {
    await Promise.all([guarded.destroy(), named.destroy()]);
  });

  return async ({ url, method, headers, body, signal }) => {
    const { host, hostname } = new URL(url);
    const isNamed = allowed.has(hostname) || allowed.has(host);
    // A literal address is never looked up.
    if (!isNamed && isInsideLiteral(hostname)) return { kind: 'refused' };
    try {
      const answer = await request(url, {
        dispatcher: isNamed ? named : guarded,
        method,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
        headers: { 'user-agent': `Jendela hub (+${config.publicUrl})`, ...headers },
        ...(body !== undefined && { body }),
      });
      return { kind: 'answer', status: answer.statusCode, text: await beginningOf(answer.body) };
    } catch (error) {
      if (error instanceof NotPublic) return { kind: 'refused' };
      throw error;
    }
  };
}

class NotPublic extends Error {
  override readonly name = 'NotPublic';
  readonly code = 'not-public';
}

const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '');
    if (addresses.some(({ address }) => !isPublic(address))) {
      return done(new NotPublic('The callback lies inside a network.'), '');
    }
    return done(null, addresses);
  });
};

function isInsideLiteral(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return isIP(address) !== 0 && !isPublic(address);
}

/** Neither this machine, nor a private or reserved network, nor one of those written as IPv6. */
function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}

async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    pieces.push(piece);
    length += piece.length;
    if (length > LONGEST_ANSWER) break;
  }
  return Buffer.concat(pieces).subarray(0, LONGEST_ANSWER).toString('utf8');
}
