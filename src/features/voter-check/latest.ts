import type { FeatureContext, LatestItem, PageRequest } from '../../platform/feature.ts';
import { messages } from './messages.ts';
import { ELECTION } from './props.ts';
import { listCurrentRolls } from './store.ts';

const MOST = 3;

/** The rolls that were published last, for the home page. */
export async function latestRolls(context: FeatureContext, request: PageRequest): Promise<LatestItem[]> {
  const words = messages(request.lang);
  const rolls = (await listCurrentRolls(context.db)).slice(0, MOST);
  const elections = (await context.capabilities.elections?.list()) ?? [];
  return rolls.map((roll) => {
    const name = elections.find(({ id }) => id === roll.election)?.name[request.lang] ?? roll.election;
    return {
      title: words.latestTitle(roll.list, name),
      note: words.latestNote(request.format.number(roll.count)),
      href: request.href(`/cek?${ELECTION}=${encodeURIComponent(roll.election)}`),
      at: roll.published_at,
    };
  });
}
