import { createHash } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { ApiEnv } from '../../platform/http/api.ts';
import { Problem } from '../../platform/http/problem.ts';
import { readSoon } from './jobs.ts';
import { findSource, type Source } from './store.ts';
import { hubSecret, isSigned, noteLease } from './web-sub.ts';

/** A message says that something changed; what has changed is read at the source. */
const LARGEST_MESSAGE = 1024 * 1024;
/** How far the sender's clock may be from ours. A message that is older is a copy. */
const REPLAY_SECONDS = 300;

/** What the sender of a webhook signs with. */
export function webhookSecret(
  context: Pick<FeatureContext, 'secretFor'>,
  source: Pick<Source, 'id' | 'secretNumber'>,
): string {
  return context.secretFor(`webhook:${source.id}:${source.secretNumber}`);
}

/**
 * Where sites tell us that they have something new. A message is believed for nothing but that: the source itself is
 * read then, so that whoever learns a secret can make us look, and put no word into the window.
 */
export function mountPush(api: OpenAPIHono<ApiEnv>, context: FeatureContext): void {
  const limit = bodyLimit({
    maxSize: LARGEST_MESSAGE,
    onError: () => {
      throw new Problem(413, 'too-large', 'The message is too large.');
    },
  });

  api.get('/push/websub/:id', async (c) => {
    const source = await knownSource(context, c.req.param('id'));
    const { 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': challenge } = c.req.query();
    // Only what we asked for is confirmed: anybody can name our callback to a hub.
    if (mode !== 'subscribe' || topic !== source.push?.topic || challenge === undefined) {
      throw new Problem(404, 'source-unknown', 'There is no such subscription.');
    }
    await noteLease(context, source.id, Number(c.req.query('hub.lease_seconds') ?? 0) || 0);
    return c.text(challenge.slice(0, 1000), 200, { 'cache-control': 'no-store' });
  });

  api.post('/push/websub/:id', limit, async (c) => {
    const source = await knownSource(context, c.req.param('id'));
    const body = new Uint8Array(await c.req.arrayBuffer());
    // A hub is not told that its signature is wrong (W3C WebSub, section 7.1.2): the message is just not used.
    if (isSigned(c.req.header('x-hub-signature'), hubSecret(context, source.id), body)) {
      await readSoon(context, source.id);
    }
    return c.body(null, 202, { 'cache-control': 'no-store' });
  });

  api.post('/push/webhook/:id', limit, async (c) => {
    const source = await knownSource(context, c.req.param('id'));
    const body = new Uint8Array(await c.req.arrayBuffer());
    const timestamp = c.req.header('x-jendela-timestamp') ?? '';
    const signature = c.req.header('x-jendela-signature');
    const signed = Buffer.concat([Buffer.from(`${timestamp}.`), body]);
    if (!isSigned(signature, webhookSecret(context, source), signed)) {
      throw new Problem(401, 'signature', 'The message is not signed with the secret of this source.');
    }
    const age = Math.abs(systemClock().epochMilliseconds / 1000 - Number(timestamp));
    if (!/^\d{1,12}$/.test(timestamp) || age > REPLAY_SECONDS) {
      throw new Problem(401, 'timestamp', 'The message is too old, or the clock of its sender is wrong.');
    }
    await refuseCopy(context, `${source.id} ${signature}`);
    await readSoon(context, source.id);
    return c.body(null, 202, { 'cache-control': 'no-store' });
  });
}

async function knownSource(context: FeatureContext, id: string): Promise<Source> {
  const source = await findSource(context.db, id);
  if (source && !source.paused) return source;
  throw new Problem(404, 'source-unknown', 'There is no such source.');
}

/** Each signed message counts once, whichever window gets it. @throws Problem `replayed` */
async function refuseCopy({ db }: FeatureContext, message: string): Promise<void> {
  const now = systemClock();
  await db
    .deleteFrom('source_ping')
    .where('at', '<', now.subtract({ seconds: 2 * REPLAY_SECONDS }))
    .execute();
  const digest = createHash('sha256').update(message).digest('base64url');
  const added = await db
    .insertInto('source_ping')
    .values({ digest, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('digest')
    .executeTakeFirst();
  if (!added) throw new Problem(409, 'replayed', 'This message was received before.');
}
