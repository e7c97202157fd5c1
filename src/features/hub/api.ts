import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { webAddress } from '../../domain/link.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { clientAddress } from '../../platform/http/address.ts';
import { type ApiEnv, problemAnswer } from '../../platform/http/api.ts';
import { Problem } from '../../platform/http/problem.ts';
import { createRateLimit } from '../../platform/http/rate-limit.ts';
import { VERIFY } from './jobs.ts';
import { addRequest, countSubscriptions } from './store.ts';
import type { Topic } from './topics.ts';

const LARGEST_BODY = 8 * 1024;
const LONGEST_ADDRESS = 1_000;
/** A secret is shorter than 200 bytes (WebSub, section 5.1). */
const LONGEST_SECRET = 199;
const DAY = 24 * 60 * 60;
const LEASE = { shortest: 60 * 60, usual: 10 * DAY, longest: 30 * DAY } as const;
/** Requests of one address in a minute, and about callbacks at one host: a hub is no means to knock at others' doors. */
const PER_MINUTE = 30;
const MOST_SUBSCRIPTIONS = 20_000;

const form = z
  .object({
    'hub.mode': z.enum(['subscribe', 'unsubscribe']),
    'hub.topic': z.string().max(LONGEST_ADDRESS),
    'hub.callback': z.string().max(LONGEST_ADDRESS),
    'hub.lease_seconds': z
      .string()
      .regex(/^\d{0,9}$/)
      .optional(),
    'hub.secret': z
      .string()
      .refine((secret) => Buffer.byteLength(secret) <= LONGEST_SECRET)
      .optional(),
  })
  .openapi('HubRequest');

const hubRoute = createRoute({
  method: 'post',
  path: '/hub',
  tags: ['Feeds'],
  summary: 'Subscribe to a feed of this window, or end it (W3C WebSub)',
  request: { body: { content: { 'application/x-www-form-urlencoded': { schema: form } }, required: true } },
  responses: {
    202: { description: 'The callback will be asked whether it wants this' },
    400: problemAnswer('No topic of this window, or no callback that can be reached'),
    429: problemAnswer('Too many requests from this address, or about this callback'),
    503: problemAnswer('The hub takes no more subscriptions'),
  },
});

/** Adds the hub's endpoint. What is asked for is confirmed by the callback first, in a job. */
export function mountHub(
  api: OpenAPIHono<ApiEnv>,
  context: FeatureContext,
  findTopic: () => (address: string) => Topic | undefined,
): void {
  const { db, clock, jobs, config } = context;
  const byAddress = createRateLimit(PER_MINUTE, clock);
  const byHost = createRateLimit(PER_MINUTE, clock);

  api.use('/hub', bodyLimit({ maxSize: LARGEST_BODY, onError: refuseLarge }));
  api.openapi(hubRoute, async (c) => {
    const asked = c.req.valid('form');
    await spend(byAddress, clientAddress(c, config.TRUSTED_PROXIES));
    const callback = callbackOf(asked['hub.callback']);
    await spend(byHost, callback.host);
    await refuseUnknownTopic(findTopic()(asked['hub.topic']));
    if (asked['hub.mode'] === 'subscribe' && (await countSubscriptions(db)) >= MOST_SUBSCRIPTIONS) {
      throw new Problem(503, 'hub-full', 'The hub takes no more subscriptions.');
    }
    await db.transaction().execute(async (trx) => {
      const request = await addRequest(trx, {
        mode: asked['hub.mode'],
        topic: asked['hub.topic'],
        callback: callback.href,
        lease_seconds: leaseOf(asked['hub.lease_seconds']),
        secret: asked['hub.secret'] || null,
        created_at: clock(),
      });
      await jobs.send(trx, VERIFY, { request });
    });
    return c.body(null, 202);
  });
}

function callbackOf(text: string): URL {
  const address = webAddress(text);
  const url = address === undefined ? null : URL.parse(address);
  if (url?.hash !== '') {
    throw new Problem(400, 'callback', 'The callback is no address of the web.');
  }
  return url;
}

/** Each feed has one address, the one that it names itself: anything else would be a subscription of its own. */
async function refuseUnknownTopic(topic: Topic | undefined): Promise<void> {
  const self = (await topic?.read())?.links?.find(({ rel }) => rel === 'self')?.href;
  if (!topic || self !== topic.address) {
    throw new Problem(
      400,
      'topic',
      'The topic is no feed of this window. Take the address that the feed names as its own.',
    );
  }
}

async function spend(limit: ReturnType<typeof createRateLimit>, key: string): Promise<void> {
  const { allowed, retryAfter } = await limit.take(key, 1);
  if (allowed) return;
  throw new Problem(429, 'too-many-requests', 'Too many requests.', {
    headers: { 'retry-after': String(retryAfter) },
  });
}

function leaseOf(text: string | undefined): number {
  const asked = text ? Number(text) : LEASE.usual;
  return Math.min(Math.max(asked, LEASE.shortest), LEASE.longest);
}

function refuseLarge(): never {
  throw new Problem(413, 'too-large', 'The request is too large.');
}
