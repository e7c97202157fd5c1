import { type AnyFeed, parseFeed as parseAnyFeed } from 'feedsmith';
import { z } from 'zod';
import { decodeText } from './charset.ts';
import { type FeedPlace, feedItems } from './feed-items.ts';
import { type IncomingItem, type ReadContext, type Reading, SourceError } from './incoming.ts';
import { missingFromFeed } from './missing.ts';
import { refuseOtherThanFeed } from './prolog.ts';
import { refuseStatus } from './status.ts';

/** Articles of one feed that are looked at. */
const MOST_ITEMS = 200;
const MOST_BYTES = 3 * 1024 * 1024;

/** What is kept of a feed as a source. */
export const feedSettings = z.object({ url: z.url({ protocol: /^https?$/ }).max(2_000) });

const feedState = z.object({ etag: z.string().optional(), lastModified: z.string().optional() });

/**
 * Reads a feed, where it has changed since the last reading. A feed holds the newest articles: what has left it is gone
 * only where its page says so as well.
 *
 * @throws SourceError `not-a-feed`, `status`; OutgoingError
 */
export async function readFeed(settings: unknown, context: ReadContext): Promise<Reading> {
  const { url } = feedSettings.parse(settings);
  const isWanted = context.known?.some((one) => one.isWanted) ?? false;
  const before = isWanted ? {} : (feedState.safeParse(context.state).data ?? {});
  const answer = await context.ask({
    url,
    maxBytes: MOST_BYTES,
    signal: context.signal,
    headers: {
      accept:
        'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
      ...(before.etag ? { 'if-none-match': before.etag } : {}),
      ...(before.lastModified ? { 'if-modified-since': before.lastModified } : {}),
    },
  });
  if (answer.status === 304) {
    return { kind: 'unchanged', items: [], gone: [], complete: false, state: before };
  }
  refuseStatus(answer, context.now);
  const place = { url: answer.url, now: context.now, zone: context.zone };
  const items = await parseFeed(answer.bytes, answer.headers.get('content-type'), place);
  const etag = answer.headers.get('etag');
  const lastModified = answer.headers.get('last-modified');
  return {
    kind: 'read',
    items,
    gone: await missingFromFeed(items, context),
    complete: false,
    state: { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) },
  };
}

/**
 * The articles of a feed's bytes, whichever of its kinds it is.
 *
 * @throws SourceError `not-a-feed`: a page, a feed that defines entities, or something cut off
 */
export async function parseFeed(
  bytes: Uint8Array,
  contentType: string | null,
  place: FeedPlace,
): Promise<readonly IncomingItem[]> {
  const text = decodeText(bytes, contentType);
  refuseOtherThanFeed(text);
  let parsed: AnyFeed;
  try {
    parsed = parseAnyFeed<string>(text, { maxItems: MOST_ITEMS });
  } catch {
    throw new SourceError('not-a-feed', 'There is no feed at this address.');
  }
  return feedItems(parsed, place);
}
