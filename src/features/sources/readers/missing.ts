import { OutgoingError } from '../../../platform/outgoing/errors.ts';
import type { IncomingItem, ReadContext } from './incoming.ts';

/** Pages that are asked for in one reading whether they are still there. */
const MOST_ASKED = 10;
/** Enough of a page to know that it is one. */
const MOST_BYTES = 2 * 1024 * 1024;
const GONE = new Set([404, 410]);

/**
 * What has left a feed and not by its age: younger than the oldest article in it. Its own page says whether it was
 * deleted; where it does not say so, it stays.
 */
export async function missingFromFeed(
  items: readonly IncomingItem[],
  context: ReadContext,
): Promise<readonly string[]> {
  const oldest = oldestOf(items);
  if (!oldest) return [];
  const there = new Set(items.map(({ key }) => key));
  const missing = (context.known ?? []).filter(
    ({ key, publishedAt }) =>
      !there.has(key) && publishedAt && Temporal.Instant.compare(publishedAt, oldest) > 0,
  );
  const gone: string[] = [];
  for (const { key, url } of missing.slice(0, MOST_ASKED)) {
    if (url !== undefined && (await isGone(url, context))) gone.push(key);
  }
  return gone;
}

function oldestOf(items: readonly IncomingItem[]): Temporal.Instant | undefined {
  return items.flatMap(({ publishedAt }) => publishedAt ?? []).sort(Temporal.Instant.compare)[0];
}

async function isGone(url: string, { ask, signal }: ReadContext): Promise<boolean> {
  try {
    return GONE.has((await ask({ url, signal, maxBytes: MOST_BYTES })).status);
  } catch (error) {
    // A page that is too large is there, and one that cannot be had says nothing.
    if (error instanceof OutgoingError) return false;
    throw error;
  }
}
