import type { Feature, FeatureContext } from '../../platform/feature.ts';
import { mountHub } from './api.ts';
import { callSubscriber } from './call.ts';
import { ANNOUNCE, hubJobs } from './jobs.ts';
import { hasSubscribers } from './store.ts';
import { hubMigrations } from './tables.ts';
import { type Topic, topicFinder } from './topics.ts';

const finders = new WeakMap<FeatureContext, (address: string) => Topic | undefined>();

/** The feeds of a window are known once all of its features are. */
function finderOf(context: FeatureContext): (address: string) => Topic | undefined {
  const finder = finders.get(context) ?? topicFinder(context);
  finders.set(context, finder);
  return finder;
}

/** The hub (W3C WebSub): whoever subscribes to a feed gets it sent when it changes, and need not ask. */
export const hub: Feature = {
  id: 'hub',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: hubMigrations,
  api: (api, context) => mountHub(api, context, () => finderOf(context)),
  jobs: (context) => hubJobs({ context, findTopic: () => finderOf(context), call: callSubscriber(context) }),
  async onPublication(trx, { item, event }, { clock, jobs }) {
    // What leaves the house is sent by a job, once what it tells of is there.
    if (await hasSubscribers(trx, clock())) await jobs.send(trx, ANNOUNCE, { item: item.id, event });
  },
};
