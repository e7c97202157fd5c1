import { systemClock } from '../../platform/clock.ts';
import type { Feature, FeatureContext } from '../../platform/feature.ts';
import { createOutgoing } from '../../platform/outgoing/outgoing.ts';
import { sourceJobs } from './jobs.ts';
import { mountPush } from './push.ts';
import type { ReadParts } from './read.ts';
import { sourcesMigrations } from './tables.ts';
import { MANAGE } from './work/constants.ts';
import { withdrawJob } from './work/withdraw-all.ts';
import { sourcesWorkspace } from './work/workspace.ts';

/** Brings in what an agency publishes on its own site: read, or announced by the site itself. */
export const sources: Feature = {
  id: 'sources',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: sourcesMigrations,
  api: mountPush,
  permissions: [MANAGE],
  workspace: (context) => sourcesWorkspace(context, readPartsOf(context)),
  jobs: (context) => [...sourceJobs(context, readPartsOf(context)), withdrawJob(context)],
};

const made = new WeakMap<object, ReadParts>();

/** What reading needs, once for each window: jobs and pages wait for the same turns. */
function readPartsOf(context: FeatureContext): ReadParts {
  const before = made.get(context);
  if (before) return before;
  const { ask, close } = createOutgoing(context.config);
  context.onClose(close);
  const parts = { ask, now: systemClock, zone: context.city.zone, sourcesDir: context.config.SOURCES_DIR };
  made.set(context, parts);
  return parts;
}
