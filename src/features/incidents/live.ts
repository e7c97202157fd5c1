import { liesWithin } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { createLive, LIVE_CHANGES, type Live } from '../../platform/http/live.ts';

const made = new WeakMap<object, Live>();

/** What tells open lists of reports that one changed; once for each window. */
export function liveOf(context: FeatureContext): Live {
  const before = made.get(context);
  if (before) return before;
  const live = createLive({
    log: context.log,
    read: () =>
      context.db
        .selectFrom('incident_event')
        .select(['seq as key', 'area as topic'])
        .orderBy('seq', 'desc')
        .limit(LIVE_CHANGES)
        .execute(),
  });
  context.onClose(() => live.close());
  made.set(context, live);
  return live;
}

/** Streams what changes in an area. */
export function liveAnswer(context: FeatureContext, area: string): Response {
  return liveOf(context).stream((topic) => liesWithin(topic, area));
}

/** The last change that a page made now knows of. */
export async function lastChange({ db }: Pick<FeatureContext, 'db'>): Promise<number> {
  const row = await db
    .selectFrom('incident_event')
    .select((eb) => eb.fn.max('seq').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}
