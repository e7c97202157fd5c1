import { createHmac, timingSafeEqual } from 'node:crypto';
import { systemClock } from '../../platform/clock.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { OutgoingError } from '../../platform/outgoing/errors.ts';
import type { Outgoing } from '../../platform/outgoing/outgoing.ts';

/** A lease that is asked for; a hub may give a shorter one. */
const LEASE_SECONDS = 7 * 24 * 60 * 60;
/** A lease is renewed while it still holds this long. */
const RENEW_BEFORE = { hours: 24 } as const;
const MOST_AT_ONCE = 50;

/** Path at which a hub tells us of changes of a source (W3C WebSub, section 5.1: one that cannot be guessed). */
export function callbackPath(source: string): string {
  return `/api/v1/push/websub/${source}`;
}

/** What a hub signs its messages with. */
export function hubSecret(context: Pick<FeatureContext, 'secretFor'>, source: string): string {
  return context.secretFor(`websub:${source}`);
}

/** Subscribes to the hub of each source whose lease is over or ends soon. A hub that is away is asked again later. */
export async function renewLeases(context: FeatureContext, ask: Outgoing['ask']): Promise<void> {
  const { db, config, log } = context;
  const sources = await db
    .selectFrom('source')
    .select(['id', 'hub', 'topic'])
    .where('paused', '=', false)
    .where('hub', 'is not', null)
    .where((eb) =>
      eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', systemClock().add(RENEW_BEFORE))]),
    )
    .limit(MOST_AT_ONCE)
    .execute();
  for (const { id, hub, topic } of sources) {
    if (hub === null || topic === null) continue;
    const form = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': `${config.publicUrl}${callbackPath(id)}`,
      'hub.lease_seconds': String(LEASE_SECONDS),
      'hub.secret': hubSecret(context, id),
    });
    try {
      const { status } = await ask({
        url: hub,
        method: 'POST',
        body: form.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      if (status >= 300) log.warn({ source: id, status }, 'a hub refused a subscription');
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error;
      log.warn({ source: id, why: error.code }, 'a hub could not be asked');
    }
  }
}

/** Notes that a hub has verified a subscription of ours, and for how long. */
export async function noteLease(
  { db }: Pick<FeatureContext, 'db'>,
  source: string,
  seconds: number,
): Promise<void> {
  await db
    .updateTable('source')
    .set({ lease_until: systemClock().add({ seconds: Math.min(Math.max(seconds, 60), 2 * LEASE_SECONDS) }) })
    .where('id', '=', source)
    .execute();
}

const METHODS = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/** Whether `X-Hub-Signature` is by somebody who has the secret (W3C WebSub, section 7.1.2). */
export function isSigned(header: string | undefined, secret: string, body: Uint8Array): boolean {
  const [method = '', hex = ''] = header?.split('=', 2) ?? [];
  if (!METHODS.has(method) || !/^[0-9a-f]+$/i.test(hex)) return false;
  const expected = createHmac(method, secret).update(body).digest();
  const given = Buffer.from(hex, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
