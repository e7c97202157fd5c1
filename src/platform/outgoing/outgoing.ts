import { Agent, fetch, type Response } from 'undici';
import type { Config } from '../config/config.ts';
import { OutgoingError } from './errors.ts';
import { publicLookup, refuseAddress } from './public-address.ts';

const MOST_REDIRECTS = 5;
const DEFAULT_TIMEOUT_MS = 20_000;
const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;
const CONNECT_MS = 10_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** A request to another site. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Most bytes of the answer, counted after it was unpacked; 5 MB unless told. */
  readonly maxBytes?: number;
  /** For all of it, redirects and slow bodies included; 20 s unless told. */
  readonly timeoutMs?: number;
  /** 5 unless told. */
  readonly maxRedirects?: number;
  readonly signal?: AbortSignal;
}

export interface OutgoingAnswer {
  /** The address that answered in the end. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Asks other sites, and no machine of the inside network. */
export interface Outgoing {
  /** @throws OutgoingError */
  ask(request: OutgoingRequest): Promise<OutgoingAnswer>;
  close(): Promise<void>;
}

/**
 * Asks other sites politely and safely: one request at a time per host, with who asks and whom to tell about it; an
 * address is looked at after it was resolved, and is the one that is connected to; each redirect is looked at anew.
 */
export function createOutgoing(
  config: Pick<Config, 'OUTGOING_ALLOW_HOSTS' | 'SECURITY_CONTACT' | 'publicUrl'>,
): Outgoing {
  const guarded = new Agent({ connect: { lookup: publicLookup, timeout: CONNECT_MS } });
  const named = new Agent({ connect: { timeout: CONNECT_MS } });
  const allowed = new Set(config.OUTGOING_ALLOW_HOSTS);
  const userAgent = `Jendela (+${config.publicUrl}; ${config.SECURITY_CONTACT})`;
  const turns = new Map<string, Promise<unknown>>();

  async function askOnce(url: URL, request: OutgoingRequest, signal: AbortSignal): Promise<Response> {
    const isNamed = allowed.has(url.hostname) || allowed.has(url.host);
    refuseAddress(url, isNamed);
    return fetch(url, {
      dispatcher: isNamed ? named : guarded,
      method: request.method ?? 'GET',
      redirect: 'manual',
      signal,
      headers: { 'user-agent': userAgent, ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
    });
  }

  async function follow(request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> {
    const seen = new Set<string>();
    let url = parsedAddress(request.url);
    for (;;) {
      if (seen.has(url.href)) throw new OutgoingError('redirect-cycle', 'The site redirects in a circle.');
      seen.add(url.href);
      if (seen.size > (request.maxRedirects ?? MOST_REDIRECTS) + 1) {
        throw new OutgoingError('too-many-redirects', 'The site redirects too often.');
      }
      const answer = await inTurn(turns, url.host, () => askOnce(url, request, signal));
      const to = REDIRECTS.has(answer.status) ? answer.headers.get('location') : null;
      if (to === null) {
        const bytes = await boundedBytes(answer, request.maxBytes ?? DEFAULT_MAX_BYTES);
        return { url: url.href, status: answer.status, headers: new Headers([...answer.headers]), bytes };
      }
      await answer.body?.cancel();
      url = parsedAddress(to, url);
    }
  }

  return {
    async ask(request) {
      const timeout = AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
      try {
        return await follow(request, signal);
      } catch (error) {
        throw asOutgoingError(error, timeout);
      }
    },
    async close() {
      await Promise.all([guarded.destroy(), named.destroy()]);
    },
  };
}

/** Waits until whoever asked this host before has an answer, and asks then. */
async function inTurn<Value>(
  turns: Map<string, Promise<unknown>>,
  host: string,
  ask: () => Promise<Value>,
): Promise<Value> {
  const before = turns.get(host) ?? Promise.resolve();
  const asking = before.then(ask, ask);
  const over = asking.catch(() => undefined);
  turns.set(host, over);
  try {
    return await asking;
  } finally {
    if (turns.get(host) === over) turns.delete(host);
  }
}

/** Stops reading at the limit, however much more would come. */
async function boundedBytes(answer: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > most) {
      throw new OutgoingError('too-large', `The answer has more than ${most} bytes.`);
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function parsedAddress(text: string, base?: URL): URL {
  const url = URL.parse(text, base);
  if (!url) throw new OutgoingError('address-refused', 'The address is none.');
  url.hash = '';
  return url;
}

/** fetch wraps what went wrong; the reason is somewhere below. */
function asOutgoingError(error: unknown, timeout: AbortSignal): OutgoingError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof OutgoingError) return cause;
  }
  if (timeout.aborted) return new OutgoingError('timeout', 'The site took too long.', { cause: error });
  return new OutgoingError('unreachable', 'The site could not be reached.', { cause: error });
}
