import { systemClock } from '../../platform/clock.ts';
import type { Feature, FeatureContext } from '../../platform/feature.ts';
import { createOutgoing } from '../../platform/outgoing/outgoing.ts';
import { sourceJobs } from './jobs.ts';
import { mountPush } from './push.ts';
import type { ReadParts } from './read.ts';
import { sourcesMigrations } from './tables.ts';

/** Brings in what an agency publishes on its own site: read, or announced by the site itself. */
export const sources: Feature = {
  id: 'sources',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: sourcesMigrations,
  api: mountPush,
  jobs: (context) => sourceJobs(context, readPartsOf(context)),
};

/** What reading needs, once for each window. */
export function readPartsOf(context: Pick<FeatureContext, 'config' | 'onClose'>): ReadParts {
  const { ask, close } = createOutgoing(context.config);
  context.onClose(close);
  return { ask, now: systemClock, sourcesDir: context.config.SOURCES_DIR };
}
