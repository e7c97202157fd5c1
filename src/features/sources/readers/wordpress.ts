import { z } from 'zod';
import type { OutgoingAnswer } from '../../../platform/outgoing/outgoing.ts';
import { canonicalAddress } from './address.ts';
import { readDate } from './dates.ts';
import { firstPicture, htmlToMarkdown, textToMarkdown } from './html-to-markdown.ts';
import { type IncomingItem, type ReadContext, type Reading, SourceError } from './incoming.ts';
import { htmlToLine, languageOf } from './line.ts';
import { refuseStatus } from './status.ts';

const PER_PAGE = 50;
/** Pages of one reading; what is left comes with the next. */
const MOST_PAGES = 4;
/** More are read only where so many posts have one moment of change that the next reading would begin at the same. */
const MOST_PAGES_OF_ONE_MOMENT = 40;
/** The first reading takes the newest posts, and no archive. */
const FIRST_PAGES = 1;
const IDS_AT_ONCE = 100;
/** Requests of one reading that ask whether known posts are still there; the others have their turn next time. */
const MOST_CHECKS = 2;
/** Clocks differ, and a post that is saved while we read has the time at which saving began. */
const OVERLAP = { minutes: 1 } as const;
/**
 * A planned post goes out without a new time of change, and later than planned where nobody visits the site; so the
 * posts of these hours are looked at whenever they were changed.
 */
const PLANNED_WITHIN = { hours: 26 } as const;
const MOST_BYTES = 15 * 1024 * 1024;

/** What is kept of a WordPress site as a source: the root of its REST interface. */
export const wordpressSettings = z.object({
  api: z.url({ protocol: /^https?$/ }).max(2_000),
  /** Only posts of these categories, by their numbers. */
  categories: z.array(z.number().int().positive()).max(50).default([]),
});

const wordpressState = z.object({
  modified: z.string().optional(),
  /** The last post that was asked whether it is still there. */
  checked: z.number().int().optional(),
});

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
      'wp:featuredmedia': z
        .array(z.object({ source_url: z.string().optional(), alt_text: z.string().optional() }).loose())
        .optional(),
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
  const source = wordpressSettings.parse(settings);
  const before = wordpressState.safeParse(context.state).data ?? {};
  const changed = await changedPosts(source, before.modified, context);
  const planned = before.modified === undefined ? [] : await plannedPosts(source, context);
  const wanted = await wantedPosts(source, context);
  const posts = [
    ...new Map([...planned, ...wanted, ...changed.posts].map((each) => [each.id, each])).values(),
  ];
  const shown = posts.filter(({ content }) => !content.protected);
  const check = await missingPosts(source, posts, before.checked, context);
  // Behind a password it is gone for everybody who has none.
  const hidden = posts.filter(({ content }) => content.protected).map(({ id }) => keyOf(id));
  return {
    kind: 'read',
    items: shown.map((each) => toIncoming(each, context)),
    gone: [...check.gone, ...hidden.filter((key) => context.knownKeys.includes(key))],
    there: check.there,
    complete: false,
    state: {
      ...(changed.modified === undefined ? {} : { modified: changed.modified }),
      ...(check.checked === undefined ? {} : { checked: check.checked }),
    },
  };
}

type Settings = z.output<typeof wordpressSettings>;

/** The posts that changed since a moment, the oldest change first, and the moment from which the next reading goes on. */
async function changedPosts(
  source: Settings,
  before: string | undefined,
  context: ReadContext,
): Promise<{ readonly posts: readonly Post[]; readonly modified: string | undefined }> {
  const posts: Post[] = [];
  // A post from the future would hide all that comes before it.
  const latest = zoneless(context.now);
  let modified = before;
  const query: Record<string, string> = { orderby: 'modified', order: before === undefined ? 'desc' : 'asc' };
  if (before !== undefined) {
    query['modified_after'] = `${zoneless(Temporal.Instant.from(`${before}Z`).subtract(OVERLAP))}Z`;
  }
  for (let page = 1; page <= MOST_PAGES_OF_ONE_MOMENT; page += 1) {
    const listed = await listPosts(source, { page: String(page), ...query }, context);
    posts.push(...listed.posts);
    for (const { modified_gmt: at } of listed.posts) {
      if (at && isMoment(at) && at <= latest && (modified === undefined || at > modified)) modified = at;
    }
    const isEnough = before === undefined ? page >= FIRST_PAGES : page >= MOST_PAGES && modified !== before;
    if (listed.last || isEnough) break;
  }
  return { posts, modified };
}

/** The newest posts by the time for which they were planned. */
async function plannedPosts(source: Settings, context: ReadContext): Promise<readonly Post[]> {
  const after = `${zoneless(context.now.subtract(PLANNED_WITHIN))}Z`;
  return (await listPosts(source, { page: '1', orderby: 'date', order: 'desc', after }, context)).posts;
}

/** Posts whose last change could not be taken in. */
async function wantedPosts(source: Settings, context: ReadContext): Promise<readonly Post[]> {
  const ids = idsOf((context.known ?? []).flatMap(({ key, isWanted }) => (isWanted ? [key] : [])));
  if (ids.length === 0) return [];
  return (await listPosts(source, { page: '1', include: ids.slice(0, PER_PAGE).join(',') }, context)).posts;
}

/** The numbers of posts in their keys. */
function idsOf(keys: readonly string[]): readonly number[] {
  return keys.flatMap((key) => (/^wp:\d{1,15}$/.test(key) ? [Number(key.slice('wp:'.length))] : []));
}

async function listPosts(
  { api, categories }: Settings,
  query: Readonly<Record<string, string>>,
  context: ReadContext,
): Promise<{ readonly posts: readonly Post[]; readonly last: boolean }> {
  const url = route(api, '/wp/v2/posts', {
    _embed: 'wp:featuredmedia,wp:term',
    per_page: String(PER_PAGE),
    ...(categories.length > 0 ? { categories: categories.join(',') } : {}),
    ...query,
  });
  const answer = await context.ask({ url, maxBytes: MOST_BYTES, signal: context.signal });
  // Posts that go while we turn pages leave fewer pages than were told.
  if (answer.status === 400 && query['page'] !== '1') return { posts: [], last: true };
  refuseClosed(answer, context.now);
  const total = Number(answer.headers.get('x-wp-totalpages') ?? 1);
  return { posts: parsed(answer, z.array(post)), last: !(total > Number(query['page'])) };
}

/** Of the posts that are known, those that the site lists no more; some at each reading, all of them in turn. */
async function missingPosts(
  { api, categories }: Settings,
  read: readonly Post[],
  checked: number | undefined,
  context: ReadContext,
): Promise<{
  readonly gone: readonly string[];
  readonly there: readonly string[];
  readonly checked: number | undefined;
}> {
  const there = new Set(read.map(({ id }) => id));
  const known = idsOf(context.knownKeys)
    .filter((id) => !there.has(id))
    .sort((a, b) => b - a);
  // The newest first, and on from where the last reading stopped.
  const rest = checked === undefined ? known : known.filter((id) => id < checked);
  const turn = (rest.length > 0 ? rest : known).slice(0, MOST_CHECKS * IDS_AT_ONCE);
  const gone: string[] = [];
  const still: string[] = [];
  for (let at = 0; at < turn.length; at += IDS_AT_ONCE) {
    const part = turn.slice(at, at + IDS_AT_ONCE);
    const url = route(api, '/wp/v2/posts', {
      include: part.join(','),
      per_page: String(IDS_AT_ONCE),
      _fields: 'id',
      ...(categories.length > 0 ? { categories: categories.join(',') } : {}),
    });
    const answer = await context.ask({ url, signal: context.signal });
    refuseClosed(answer, context.now);
    const listed = new Set(parsed(answer, z.array(z.object({ id: z.number() }))).map(({ id }) => id));
    gone.push(...part.filter((id) => !listed.has(id)).map(keyOf));
    still.push(...part.filter((id) => listed.has(id)).map(keyOf));
  }
  return { gone, there: still, checked: turn.at(-1) };
}

function toIncoming(each: Post, context: ReadContext): IncomingItem {
  const url = canonicalAddress(each.link);
  const published = readDate(zulu(each.date_gmt), context);
  const updated = readDate(zulu(each.modified_gmt), context);
  const title = htmlToLine(each.title.rendered, 200) || htmlToLine(each.content.rendered, 80) || '…';
  const summary = htmlToLine(each.excerpt?.rendered ?? '', 400);
  const markdown = htmlToMarkdown(each.content.rendered, url);
  const featured = each._embedded?.['wp:featuredmedia']?.[0];
  const alt = htmlToLine(featured?.alt_text ?? '');
  const image = canonicalAddress(featured?.source_url) ?? firstPicture(each.content.rendered, url);
  const terms = (each._embedded?.['wp:term'] ?? []).flat();
  return {
    key: keyOf(each.id),
    title,
    markdown: markdown === '' ? textToMarkdown(summary || title) : markdown,
    categories: terms.filter(({ taxonomy }) => taxonomy === 'category').map(({ name }) => htmlToLine(name)),
    language: languageOf(undefined, `${title} ${markdown}`),
    ...(url === undefined ? {} : { url }),
    ...(summary === '' ? {} : { summary }),
    ...(published.at ? { publishedAt: published.at } : {}),
    ...(updated.at ? { updatedAt: updated.at } : {}),
    ...(published.doubtful || updated.doubtful ? { dateDoubtful: true } : {}),
    ...(image === undefined ? {} : { imageUrl: image }),
    ...(alt === '' || image === undefined ? {} : { imageAlt: alt }),
  };
}

function keyOf(id: number): string {
  return `wp:${id}`;
}

/** Dates of the interface are in UTC and do not say so. */
function zulu(text: string | null | undefined): string | undefined {
  return text ? `${text}Z` : undefined;
}

function zoneless(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' }).slice(0, -1);
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(text) && !text.startsWith('0');
}

/** A route of the interface, whether it stands in the path (`/wp-json/`) or in the query (`?rest_route=/`). */
function route(api: string, path: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(api);
  const asked = url.searchParams.get('rest_route');
  if (asked !== null) url.searchParams.set('rest_route', asked.replace(/\/+$/, '') + path);
  else url.pathname = url.pathname.replace(/\/+$/, '') + path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
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
