import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { FeatureContext, FileAnswer } from '../../platform/feature.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { HUB_PATH, hubSignature } from '../../platform/web-sub.ts';
import type { CallSubscriber } from './call.ts';
import {
  clean,
  dropSubscription,
  findRequest,
  findSubscription,
  forgetRequest,
  fulfil,
  type HubRequest,
  noteDelivery,
  type Subscription,
  subscribedTopics,
  subscriptionsOf,
} from './store.ts';
import type { Topic } from './topics.ts';

/** Asks a callback whether it wants what was asked for. */
export const VERIFY = 'hub.verify';
/** Finds the feeds that a publication changes. */
export const ANNOUNCE = 'hub.announce';
/** Sends one feed to its subscribers, a page of them at a time. */
const DELIVER = 'hub.deliver';
/** Sends a feed once more to one whom it did not reach, with growing pauses. */
const AGAIN = 'hub.again';
const CLEAN = 'hub.clean';

const PER_PAGE = 100;
const AT_ONCE = 10;
/** Further tries after a failure: the last about an hour after the first. */
const TRIES = 10;
const GONE = 410;

const verifyData = z.object({ request: z.string() });
const announceData = z.object({
  item: z.string(),
  event: z.enum(['published', 'corrected', 'expired', 'withdrawn']),
});
const deliverData = z.object({ topic: z.string(), after: z.string() });
const againData = z.object({ subscription: z.string() });

export interface HubParts {
  readonly context: FeatureContext;
  readonly findTopic: () => (address: string) => Topic | undefined;
  readonly call: CallSubscriber;
}

/** The hub's work beside requests. */
export function hubJobs(parts: HubParts): readonly Job[] {
  const { db, clock } = parts.context;
  return [
    {
      name: VERIFY,
      retries: 3,
      atOnce: 4,
      run: (data, signal) => verify(parts, verifyData.parse(data), signal),
    },
    { name: ANNOUNCE, run: (data) => announce(parts, announceData.parse(data)) },
    {
      name: DELIVER,
      timeoutSeconds: 300,
      atOnce: 2,
      run: (data, signal) => deliver(parts, deliverData.parse(data), signal),
    },
    {
      name: AGAIN,
      retries: TRIES,
      atOnce: 4,
      run: (data, signal) => deliverAgain(parts, againData.parse(data), signal),
    },
    { name: CLEAN, everySeconds: 3600, run: async () => clean(db, clock()) },
  ];
}

/** Section 5.3 of WebSub: only the callback itself can say that it wants this. */
async function verify(parts: HubParts, { request: id }: z.output<typeof verifyData>, signal: AbortSignal) {
  const { db, clock } = parts.context;
  const request = await findRequest(db, id);
  if (!request) return;
  const challenge = randomBytes(24).toString('base64url');
  const answer = await parts.call({ url: verificationAddress(request, challenge), method: 'GET', signal });
  if (answer.kind === 'refused') return forgetRequest(db, id);
  // A server that has a fault of its own is asked again, by the queue.
  if (answer.status >= 500) throw new Error(`The callback answered ${answer.status}.`);
  const confirmed = answer.status >= 200 && answer.status < 300 && isSame(answer.text, challenge);
  if (confirmed) await fulfil(db, request, clock());
  else await forgetRequest(db, id);
}

function verificationAddress(request: HubRequest, challenge: string): string {
  const url = new URL(request.callback);
  url.searchParams.append('hub.mode', request.mode);
  url.searchParams.append('hub.topic', request.topic);
  url.searchParams.append('hub.challenge', challenge);
  if (request.mode === 'subscribe')
    url.searchParams.append('hub.lease_seconds', String(request.lease_seconds));
  return url.href;
}

function isSame(text: string, challenge: string): boolean {
  const [given, expected] = [Buffer.from(text), Buffer.from(challenge)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function announce(
  { context, findTopic }: HubParts,
  { item: id, event }: z.output<typeof announceData>,
) {
  const { db, clock, jobs, publishing } = context;
  const item = await publishing.reader.find(id);
  if (!item) return;
  const find = findTopic();
  for (const address of await subscribedTopics(db, clock())) {
    const topic = find(address);
    if (!topic?.changes({ item, event }, topic.query)) continue;
    await jobs.send(db, DELIVER, { topic: address, after: '' }, { key: address });
  }
}

async function deliver(parts: HubParts, { topic, after }: z.output<typeof deliverData>, signal: AbortSignal) {
  const { db, clock, jobs } = parts.context;
  const file = await parts.findTopic()(topic)?.read();
  if (!file) return;
  const page = await subscriptionsOf(db, topic, { now: clock(), after, limit: PER_PAGE });
  const last = page.at(-1);
  if (last && page.length === PER_PAGE) {
    await jobs.send(db, DELIVER, { topic, after: last.id }, { key: `${topic} ${last.id}` });
  }
  const waiting = [...page];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const reached = await send(parts, next, file, signal).catch((error: unknown) => {
        parts.context.log.debug({ err: error }, 'a subscriber could not be reached');
        return false;
      });
      if (!reached) await jobs.send(db, AGAIN, { subscription: next.id }, { key: next.id, afterSeconds: 2 });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function deliverAgain(parts: HubParts, data: z.output<typeof againData>, signal: AbortSignal) {
  const { db, clock } = parts.context;
  const subscription = await findSubscription(db, data.subscription, clock());
  const file = subscription && (await parts.findTopic()(subscription.topic)?.read());
  // What it gets is what the feed says now, also where more was published meanwhile.
  if (subscription && file && !(await send(parts, subscription, file, signal))) {
    throw new Error('The subscriber could not be reached.');
  }
}

/** Whether there is nothing more to do for this one: it has it, or wants nothing any more. */
async function send(
  { context, call }: HubParts,
  { id, topic, callback, secret }: Subscription,
  file: FileAnswer,
  signal: AbortSignal,
): Promise<boolean> {
  const { db, clock, config } = context;
  const answer = await call({
    url: callback,
    method: 'POST',
    headers: {
      'content-type': file.type,
      link: `<${config.publicUrl}${HUB_PATH}>; rel="hub", <${topic}>; rel="self"`,
      ...(secret ? { 'x-hub-signature': hubSignature(secret, file.body) } : {}),
    },
    body: file.body,
    signal,
  });
  if (answer.kind === 'refused' || answer.status === GONE) {
    await dropSubscription(db, id);
    return true;
  }
  if (answer.status < 200 || answer.status >= 300) return false;
  await noteDelivery(db, id, clock());
  return true;
}
