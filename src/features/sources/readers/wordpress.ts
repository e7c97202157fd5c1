import { z } from 'zod';
import type { OutgoingAnswer } from '../../../platform/outgoing/outgoing.ts';
import { canonicalAddress } from './address.ts';
import { readDate } from './dates.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { type IncomingItem, type ReadContext, type Reading, SourceError } from './incoming.ts';
import { htmlToLine, languageOf } from './line.ts';
import { refuseStatus } from './status.ts';

const PER_PAGE = 50;
/** Pages of one reading; what is left comes with the next. */
const MOST_PAGES = 4;
/** The first reading takes the newest posts, and no archive. */
const FIRST_PAGES = 1;
const IDS_AT_ONCE = 100;
/** Clocks differ, and a post that is saved while we read has the time at which saving began. */
const OVERLAP = { minutes: 1 } as const;

/** What is kept of a WordPress site as a source: the root of its REST interface. */
export const wordpressSettings = z.object({
  api: z.string(),
  /** Only posts of these categories, by their numbers. */
  categories: z.array(z.number().int()).default([]),
});

const wordpressState = z.object({ modified: z.string().optional() });

const rendered = z.object({ rendered: z.string() });
const post = z.object({
  id: z.number().int(),
  link: z.string().optional(),
  status: z.string().optional(),
  date_gmt: z.string().nullish(),
  modified_gmt: z.string().nullish(),
  title: rendered,
  content: rendered.extend({ protected: z.boolean().optional() }),
  excerpt: rendered.optional(),
  _embedded: z
    .object({
      'wp:featuredmedia': z.array(z.object({ source_url: z.string().optional() }).loose()).optional(),
      'wp:term': z
        .array(z.array(z.object({ name: z.string(), taxonomy: z.string().optional() }).loose()))
        .optional(),
    })
    .loose()
    .optional(),
});

type Post = z.output<typeof post>;

/**
 * Reads the posts of a WordPress site that changed since the last reading, and asks whether those that are known are
 * still there: one that was deleted, trashed or made private is not listed any more.
 *
 * @throws SourceError `wordpress-closed`, `status`; OutgoingError
 */
export async function readWordPress(settings: unknown, context: ReadContext): Promise<Reading> {
  const { api, categories } = wordpressSettings.parse(settings);
  const before = wordpressState.safeParse(context.state).data?.modified;
  const items: IncomingItem[] = [];
  let newest = before;
  const pages = before === undefined ? FIRST_PAGES : MOST_PAGES;
  for (let page = 1; page <= pages; page += 1) {
    const { posts, last } = await listPosts(api, { before, categories, page }, context);
    for (const each of posts) {
      const modified = each.modified_gmt ?? undefined;
      if (modified !== undefined && (newest === undefined || modified > newest)) newest = modified;
      if (!each.content.protected) items.push(toIncoming(each, context));
    }
    if (last) break;
  }
  const gone = await goneKeys(api, items, context);
  return {
    kind: 'read',
    items,
    gone,
    complete: false,
    state: newest === undefined ? {} : { modified: newest },
  };
}

async function listPosts(
  api: string,
  asked: {
    readonly before: string | undefined;
    readonly categories: readonly number[];
    readonly page: number;
  },
  context: ReadContext,
): Promise<{ readonly posts: readonly Post[]; readonly last: boolean }> {
  const url = route(api, '/wp/v2/posts');
  url.searchParams.set('_embed', 'wp:featuredmedia,wp:term');
  url.searchParams.set('per_page', String(PER_PAGE));
  url.searchParams.set('page', String(asked.page));
  // From the oldest change on, so that a reading that is cut off goes on where it stopped.
  url.searchParams.set('orderby', 'modified');
  url.searchParams.set('order', asked.before === undefined ? 'desc' : 'asc');
  if (asked.categories.length > 0) url.searchParams.set('categories', asked.categories.join(','));
  if (asked.before !== undefined) {
    const since = Temporal.PlainDateTime.from(asked.before).subtract(OVERLAP);
    url.searchParams.set('modified_after', `${since.toString({ smallestUnit: 'second' })}Z`);
  }
  const answer = await context.ask({ url: url.href, signal: context.signal });
  refuseClosed(answer, context.now);
  const total = Number(answer.headers.get('x-wp-totalpages') ?? 1);
  return { posts: parsed(answer, z.array(post)), last: !(total > asked.page) };
}

/** Of the keys that are known, those that the site lists no more. */
async function goneKeys(
  api: string,
  items: readonly IncomingItem[],
  context: ReadContext,
): Promise<readonly string[]> {
  const read = new Set(items.map(({ key }) => key));
  const known = context.knownKeys.filter((key) => /^wp:\d+$/.test(key) && !read.has(key));
  const gone: string[] = [];
  for (let at = 0; at < known.length; at += IDS_AT_ONCE) {
    const part = known.slice(at, at + IDS_AT_ONCE);
    const url = route(api, '/wp/v2/posts');
    url.searchParams.set('include', part.map((key) => key.slice('wp:'.length)).join(','));
    url.searchParams.set('per_page', String(IDS_AT_ONCE));
    url.searchParams.set('_fields', 'id');
    const answer = await context.ask({ url: url.href, signal: context.signal });
    refuseClosed(answer, context.now);
    const there = new Set(parsed(answer, z.array(z.object({ id: z.number() }))).map(({ id }) => `wp:${id}`));
    gone.push(...part.filter((key) => !there.has(key)));
  }
  return gone;
}

function toIncoming(each: Post, { now }: ReadContext): IncomingItem {
  const url = canonicalAddress(each.link);
  const published = readDate(zulu(each.date_gmt), now);
  const updated = readDate(zulu(each.modified_gmt), now);
  const title = htmlToLine(each.title.rendered).slice(0, 200);
  const summary = htmlToLine(each.excerpt?.rendered ?? '').slice(0, 400);
  const markdown = htmlToMarkdown(each.content.rendered, url);
  const image = canonicalAddress(each._embedded?.['wp:featuredmedia']?.[0]?.source_url);
  const terms = (each._embedded?.['wp:term'] ?? []).flat();
  return {
    key: `wp:${each.id}`,
    title: title === '' ? '…' : title,
    markdown: markdown === '' ? summary || title || '…' : markdown,
    categories: terms.filter(({ taxonomy }) => taxonomy === 'category').map(({ name }) => htmlToLine(name)),
    language: languageOf(undefined),
    ...(url === undefined ? {} : { url }),
    ...(summary === '' ? {} : { summary }),
    ...(published.at ? { publishedAt: published.at } : {}),
    ...(updated.at ? { updatedAt: updated.at } : {}),
    ...(published.doubtful || updated.doubtful ? { dateDoubtful: true } : {}),
    ...(image === undefined ? {} : { imageUrl: image }),
  };
}

/** Dates of the interface are in UTC and do not say so. */
function zulu(text: string | null | undefined): string | undefined {
  return text ? `${text}Z` : undefined;
}

/** A route of the interface, whether it stands in the path (`/wp-json/`) or in the query (`?rest_route=/`). */
function route(api: string, path: string): URL {
  const url = new URL(api);
  const asked = url.searchParams.get('rest_route');
  if (asked !== null) url.searchParams.set('rest_route', asked.replace(/\/+$/, '') + path);
  else url.pathname = url.pathname.replace(/\/+$/, '') + path;
  return url;
}

function refuseClosed(answer: OutgoingAnswer, now: Temporal.Instant): void {
  if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
    throw new SourceError('wordpress-closed', 'The site does not let its posts be read.', {
      status: answer.status,
    });
  }
  refuseStatus(answer, now);
}

function parsed<T>(answer: OutgoingAnswer, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(answer.bytes)));
  } catch {
    throw new SourceError('wordpress-closed', 'The site answered something else than posts.');
  }
}
