import { liesWithin } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { createLive, LIVE_CHANGES } from '../../platform/http/live.ts';

/** What tells open pages that somebody was counted in their area; made once for each window. */
export function createReadinessStream(context: FeatureContext): (area: string) => Response {
  const live = createLive({
    log: context.log,
    read: () =>
      context.db
        .selectFrom('officer_count_change')
        .select(['id as key', 'area as topic'])
        .orderBy('id', 'desc')
        .limit(LIVE_CHANGES)
        .execute(),
  });
  context.onClose(() => live.close());
  return (area) => live.stream((topic) => liesWithin(topic, area));
}
