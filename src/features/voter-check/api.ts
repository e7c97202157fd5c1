import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { FeatureContext } from '../../platform/feature.ts';
import { clientAddress } from '../../platform/http/address.ts';
import { type ApiEnv, problemAnswer } from '../../platform/http/api.ts';
import { Problem } from '../../platform/http/problem.ts';
import { evaluateBodySchema, MAX_WINDOW_ELEMENTS } from '../../sealed-roll/evaluate.ts';
import { PROOF_OF_WORK_HEADER } from '../../sealed-roll/proof-of-work.ts';
import { voterCheckOf } from './service.ts';

/** Eight elements take half a kilobyte. */
const LARGEST_BODY = 2 * 1024;
const FOREVER = 'public, max-age=31536000, immutable';

const rollId = z
  .string()
  .openapi({ param: { name: 'rollId', in: 'path' }, example: 'vJ0Z3b0T8s0mC1rJ4nUe2w' });
const octets = { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } };

const rollsRoute = createRoute({
  method: 'get',
  path: '/rolls',
  tags: ['Sealed voter rolls'],
  summary: 'Published rolls, the latest first',
  responses: {
    200: {
      description: 'Every published roll; `current` are the ones to ask',
      content: {
        'application/json': {
          schema: z.object({
            rolls: z.array(
              z
                .object({
                  rollId: z.string(),
                  election: z.string(),
                  list: z.string(),
                  area: z.string(),
                  sealedAt: z.string(),
                  count: z.number().int(),
                  current: z.boolean(),
                })
                .openapi('Roll'),
            ),
          }),
        },
      },
    },
  },
});

const headerRoute = createRoute({
  method: 'get',
  path: '/rolls/{rollId}/header',
  tags: ['Sealed voter rolls'],
  summary: 'Header and signature of a roll, as they stand in its file',
  request: { params: z.object({ rollId }) },
  responses: {
    200: { description: 'The bytes from the magic to the signature', content: octets },
    404: problemAnswer('No such roll'),
    503: problemAnswer('The file cannot be served just now'),
  },
});

const bucketRoute = createRoute({
  method: 'get',
  path: '/rolls/{rollId}/buckets/{index}',
  tags: ['Sealed voter rolls'],
  summary: 'One bucket of a roll, with the hashes that lead from it to the signed root',
  request: {
    params: z.object({
      rollId,
      index: z
        .string()
        .regex(/^(0|[1-9]\d{0,8})$/)
        .openapi({ param: { name: 'index', in: 'path' }, example: '17' }),
    }),
  },
  responses: {
    200: { description: 'Sibling hashes, the leaf’s first, then the entries', content: octets },
    400: problemAnswer('The index is no number'),
    404: problemAnswer('No such roll, or no such bucket in it'),
    503: problemAnswer('The file cannot be served just now'),
  },
});

const evaluateRoute = createRoute({
  method: 'post',
  path: '/rolls/{rollId}/evaluate',
  tags: ['Sealed voter rolls'],
  summary: 'Have all key holders evaluate blinded elements',
  description:
    `RFC 9497, ristretto255-SHA512, VOPRF. After a 429 the same request may be sent again with the header ` +
    `\`${PROOF_OF_WORK_HEADER}: <token>:<nonce>\`, where SHA-256 of \`<token>:<nonce>\` begins with \`difficulty\` zero bits.`,
  middleware: [bodyLimit({ maxSize: LARGEST_BODY, onError: bodyTooLarge }), refuseOtherThanJson] as const,
  request: {
    params: z.object({ rollId }),
    body: {
      required: true,
      content: { 'application/json': { schema: evaluateBodySchema(MAX_WINDOW_ELEMENTS) } },
    },
  },
  responses: {
    200: {
      description: 'One answer per holder, in the header’s order',
      content: {
        'application/json': {
          schema: z.object({
            evaluations: z.array(
              z.object({
                holder: z.string(),
                evaluated: z.array(z.string()),
                proof: z.string().optional(),
              }),
            ),
          }),
        },
      },
    },
    400: problemAnswer('Not JSON, too many elements, or one that does not decode or is the identity'),
    404: problemAnswer('No such roll'),
    413: problemAnswer('The body is too large'),
    415: problemAnswer('Not sent as application/json'),
    429: problemAnswer('Too many requests; `challenge` holds a proof of work'),
    503: problemAnswer('A key holder gave no answer; `holder` names it'),
  },
});

/** The routes of sealed rolls, below `/api/v1`. */
export function mountVoterCheckApi(api: OpenAPIHono<ApiEnv>, context: FeatureContext): void {
  const service = voterCheckOf(context);

  api.openapi(rollsRoute, async (c) => {
    const rolls = (await service.list()).map((roll) => ({
      rollId: roll.roll_id,
      election: roll.election,
      list: roll.list,
      area: roll.area,
      sealedAt: roll.sealed_at.toString(),
      count: roll.count,
      current: roll.current,
    }));
    return c.json({ rolls }, 200, { 'cache-control': 'public, max-age=15' });
  });

  api.openapi(headerRoute, async (c) => {
    const { rollId: id } = c.req.valid('param');
    return service.rolls.use(id, ({ roll }) => immutable(c, `"${id}"`, async () => roll.head));
  });

  api.openapi(bucketRoute, async (c) => {
    const { rollId: id, index } = c.req.valid('param');
    return service.rolls.use(id, ({ roll }) => {
      if (Number(index) >= 2 ** roll.header.bucketBits) {
        throw new Problem(404, 'bucket-unknown', 'The roll has no bucket of this index.');
      }
      return immutable(c, `"${id}-${index}"`, () => roll.bucket(Number(index)));
    });
  });

  api.openapi(
    evaluateRoute,
    async (c) => {
      const caller = {
        address: clientAddress(c, context.config.TRUSTED_PROXIES),
        work: c.req.header(PROOF_OF_WORK_HEADER),
      };
      const evaluations = await service.evaluate(c.req.valid('param').rollId, c.req.valid('json'), caller);
      return c.json({ evaluations }, 200, { 'cache-control': 'no-store' });
    },
    (result) => {
      if (result.success) return;
      const isTooMany = result.error.issues.some(
        ({ code, path }) => code === 'too_big' && path.length === 1 && path[0] === 'blinded',
      );
      if (isTooMany) {
        throw new Problem(400, 'too-many-elements', `A request has at most ${MAX_WINDOW_ELEMENTS} elements.`);
      }
      throw new Problem(400, 'body', 'The body is not {"blinded": [base64url, …], "proof": true or false}.');
    },
  );
}

/** Bytes that never change under their address. */
async function immutable(c: Context<ApiEnv>, etag: string, read: () => Promise<Uint8Array>) {
  const headers = { 'cache-control': FOREVER, etag };
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers);
  return c.body(new Uint8Array(await read()), 200, {
    ...headers,
    'content-type': 'application/octet-stream',
  });
}

function bodyTooLarge(): never {
  throw new Problem(413, 'too-large', `The body is larger than ${LARGEST_BODY} bytes.`);
}

async function refuseOtherThanJson(c: Context, next: Next): Promise<void> {
  try {
    // Hono keeps the text, so the validator behind this reads it again.
    JSON.parse(await c.req.text());
  } catch {
    throw new Problem(400, 'not-json', 'The body is not JSON.');
  }
  await next();
}
