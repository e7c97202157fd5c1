/**
 * A key holder: evaluates blinded elements under its share, for the windows it was told of and within its own budget.
 * It learns neither who asked nor what was asked, and logs counts alone.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../domain/clock.ts';
import { encodeBase64url } from '../sealed-roll/base64url.ts';
import { evaluateBodySchema, evaluateWire, MAX_HOLDER_ELEMENTS } from '../sealed-roll/evaluate.ts';
import type { KeyShare } from '../sealed-roll/keys.ts';
import { ElementError } from '../sealed-roll/oprf-server.ts';
import { createBudget } from './budget.ts';

/** Where a holder writes what it did; pino's loggers fit. */
type KeyholderLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** What a holder needs. `tokens` are the bearer tokens of the windows it answers. */
export type KeyholderOptions = {
  readonly shares: readonly KeyShare[];
  readonly tokens: readonly string[];
  /** Elements evaluated per minute, and per day (UTC), at most. */
  readonly budgetPerMinute: number;
  readonly budgetPerDay: number;
  readonly log: KeyholderLog;
  readonly clock: Clock;
};

/** Why a holder refuses: the `code` of its problem documents. */
type KeyholderProblem =
  | 'unauthorized'
  | 'unknown-key'
  | 'not-found'
  | 'too-large'
  | 'not-json'
  | 'body'
  | 'too-many-elements'
  | 'element-undecodable'
  | 'element-identity'
  | 'over-budget'
  | 'internal';

const TITLES: {
  readonly [code in KeyholderProblem]: readonly [status: 400 | 401 | 404 | 413 | 429 | 500, title: string];
} = {
  unauthorized: [401, 'This holder answers only the windows it was told of'],
  'unknown-key': [404, 'This holder has no key of this id'],
  'not-found': [404, 'There is nothing at this address'],
  'too-large': [413, 'The body is too large'],
  'not-json': [400, 'The body is not JSON'],
  body: [400, 'The body is not an evaluate request'],
  'too-many-elements': [400, `A request has at most ${MAX_HOLDER_ELEMENTS} elements`],
  'element-undecodable': [400, 'An element does not decode'],
  'element-identity': [400, 'An element is the identity'],
  'over-budget': [429, 'This holder has used up its budget'],
  internal: [500, 'The holder failed'],
};

/** 256 elements of 46 bytes each fit four times over. */
const MAX_BODY = 48 * 1024;
const EVALUATE_BODY = evaluateBodySchema(MAX_HOLDER_ELEMENTS);

/** The holder as a Hono app: `GET /v1/keys`, `POST /v1/keys/{keyId}/evaluate`, `GET /healthz`. */
export function createKeyholder(options: KeyholderOptions): Hono {
  const { shares, log } = options;
  const byKeyId = new Map(shares.map((share) => [share.keyId, share]));
  const isKnownToken = tokenCheck(options.tokens);
  const takeBudget = createBudget(options.budgetPerMinute, options.budgetPerDay, options.clock);
  const app = new Hono();

  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.use('/v1/*', async function onlyKnownWindows(c, next) {
    if (isKnownToken(c.req.header('Authorization'))) return next();
    log.warn({ status: 401 }, 'refused a caller without a known token');
    c.header('WWW-Authenticate', 'Bearer');
    return problem(c, 'unauthorized');
  });
  app.get('/v1/keys', (c) =>
    c.json({
      keys: shares.map(({ holder, keyId, publicKey }) => ({
        holder,
        keyId,
        publicKey: encodeBase64url(publicKey),
      })),
    }),
  );
  app.post(
    '/v1/keys/:keyId/evaluate',
    bodyLimit({ maxSize: MAX_BODY, onError: (c) => problem(c, 'too-large') }),
    async function evaluate(c) {
      const share = byKeyId.get(c.req.param('keyId'));
      if (share === undefined) return problem(c, 'unknown-key');
      const json = await c.req.text().then(parseJson);
      if (json === undefined) return problem(c, 'not-json');
      const body = EVALUATE_BODY.safeParse(json);
      if (!body.success) {
        const isTooMany = body.error.issues.some(({ code, path }) => code === 'too_big' && path.length === 1);
        return problem(c, isTooMany ? 'too-many-elements' : 'body');
      }
      const count = body.data.blinded.length;
      const budget = takeBudget(count);
      if (!budget.granted) {
        log.warn({ keyId: share.keyId, elements: count }, 'over budget');
        c.header('Retry-After', String(budget.retryAfter));
        return problem(c, 'over-budget');
      }
      const answer = evaluateWire(share, body.data);
      log.info({ keyId: share.keyId, elements: count, proof: body.data.proof }, 'evaluated');
      return c.json(answer);
    },
  );
  app.notFound((c) => problem(c, 'not-found'));
  app.onError(function nameTheError(error, c) {
    if (error instanceof ElementError) {
      return problem(c, error.code === 'identity' ? 'element-identity' : 'element-undecodable');
    }
    log.error({ error: error.name }, 'failed');
    return problem(c, 'internal');
  });
  return app;
}

function problem(c: Context, code: KeyholderProblem): Response {
  const [status, title] = TITLES[code];
  return c.body(JSON.stringify({ type: 'about:blank', title, status, code }), status, {
    'Content-Type': 'application/problem+json',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Compares digests in constant time and goes through all tokens, so that timing tells nothing of any of them. */
function tokenCheck(tokens: readonly string[]): (authorization: string | undefined) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const known = tokens.map(digest);
  return (authorization) => {
    const given = digest(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
    return known.reduce((isKnown, token) => timingSafeEqual(token, given) || isKnown, false);
  };
}
