import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { AnyFeed, AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith';
import { canonicalAddress } from './address.ts';
import { type ReadAt, readDate } from './dates.ts';
import { firstPicture, htmlToMarkdown, textToMarkdown } from './html-to-markdown.ts';
import type { IncomingItem } from './incoming.ts';
import { htmlToLine, languageOf } from './line.ts';

/** Where and when a feed was read: relative addresses and doubtful dates are known by it. */
export interface FeedPlace extends ReadAt {
  readonly url: string;
}

/** What a feed of any kind says of one article. */
interface RawItem {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly html?: string | undefined;
  readonly summary?: string | undefined;
  readonly published?: string | undefined;
  readonly updated?: string | undefined;
  readonly categories: readonly (string | undefined)[];
  readonly image?: string | undefined;
  readonly language?: string | undefined;
}

const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 400;
const LONGEST_KEY = 500;
const LONGEST_CATEGORY = 100;
const MOST_CATEGORIES = 20;
const TITLE_FROM_TEXT = 80;

/**
 * The articles of a parsed feed, each once: feeds have the newest first, and a second one of the same name is an older
 * state of it. Those without any words, or without anything that names them, are left out.
 */
export async function feedItems(parsed: AnyFeed, place: FeedPlace): Promise<readonly IncomingItem[]> {
  const items = new Map<string, IncomingItem>();
  for (const raw of rawItems(parsed)) {
    const item = toIncoming(raw, place);
    if (item && !items.has(item.key)) items.set(item.key, item);
    // Pages are served by the same process: they do not wait for all of a large feed.
    await setImmediate();
  }
  return [...items.values()];
}

function rawItems(parsed: AnyFeed): readonly RawItem[] {
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => fromRss(item, parsed.feed.language));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => fromAtom(entry, parsed.feed.xml?.lang));
    case 'rdf':
      return (parsed.feed.items ?? []).map(fromRdf);
    case 'json':
      return (parsed.feed.items ?? []).map((item) => fromJson(item, parsed.feed.language));
  }
}

function fromRss(item: RssFeed.Item<string>, language: string | undefined): RawItem {
  const enclosed = item.enclosures?.find(({ type }) => type?.startsWith('image/'))?.url;
  return {
    id: item.guid?.value ?? item.link,
    url: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
    title: item.title,
    html: item.content?.encoded ?? item.description,
    summary: item.content?.encoded === undefined ? undefined : item.description,
    published: item.pubDate ?? item.dc?.dates?.[0],
    categories: (item.categories ?? []).map(({ name }) => name),
    image: enclosed ?? mediaPicture(item.media),
    language,
  };
}

function fromAtom(entry: AtomFeed.Entry<string>, language: string | undefined): RawItem {
  const link = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0];
  return {
    id: entry.id ?? link?.href,
    url: link?.href,
    title: asHtml(entry.title),
    html: asHtml(entry.content) ?? asHtml(entry.summary),
    summary: entry.content?.value === undefined ? undefined : asHtml(entry.summary),
    published: entry.published ?? entry.updated,
    updated: entry.updated,
    categories: (entry.categories ?? []).map(({ label, term }) => label ?? term),
    image:
      entry.links?.find(({ rel, type }) => rel === 'enclosure' && type?.startsWith('image/'))?.href ??
      mediaPicture(entry.media),
    language: entry.xml?.lang ?? language,
  };
}

function fromRdf(item: RdfFeed.Item<string>): RawItem {
  return {
    id: item.rdf?.about ?? item.link,
    url: item.link,
    title: item.title,
    html: item.content?.encoded ?? item.description,
    summary: item.content?.encoded === undefined ? undefined : item.description,
    published: item.dc?.dates?.[0],
    categories: item.dc?.subjects ?? [],
    language: item.dc?.languages?.[0],
  };
}

function fromJson(item: JsonFeed.Item<string>, language: string | undefined): RawItem {
  return {
    id: item.id ?? item.url,
    url: item.url ?? item.external_url,
    title: item.title === undefined ? undefined : escapeHtml(item.title),
    html: item.content_html ?? (item.content_text === undefined ? undefined : paragraphs(item.content_text)),
    summary: item.summary === undefined ? undefined : escapeHtml(item.summary),
    published: item.date_published,
    updated: item.date_modified,
    categories: item.tags ?? [],
    image: item.image ?? item.banner_image,
    language: item.language ?? language,
  };
}

function toIncoming(raw: RawItem, place: FeedPlace): IncomingItem | undefined {
  const { url: base } = place;
  const url = canonicalAddress(raw.url, base);
  const key = keyOf(raw.id?.trim() || url);
  const html = raw.html ?? '';
  const summary = htmlToLine(raw.summary ?? '', LONGEST_SUMMARY);
  // Some write without titles; the first words stand for one then.
  const title = htmlToLine(raw.title ?? '', LONGEST_TITLE) || htmlToLine(html, TITLE_FROM_TEXT) || summary;
  if (title === '' || key === undefined) return undefined;
  const markdown = htmlToMarkdown(html, url ?? base);
  const published = readDate(raw.published, place);
  const updated = readDate(raw.updated, place);
  const imageUrl = canonicalAddress(raw.image, base) ?? firstPicture(html, url ?? base);
  return {
    key,
    title,
    // A feed of headlines alone says as much as its headline.
    markdown: markdown === '' ? textToMarkdown(summary || title) : markdown,
    categories: categoriesOf(raw.categories),
    language: languageOf(raw.language, `${title} ${markdown}`),
    ...(url === undefined ? {} : { url }),
    ...(summary === '' ? {} : { summary }),
    ...(published.at ? { publishedAt: published.at } : {}),
    ...(updated.at ? { updatedAt: updated.at } : {}),
    ...(published.doubtful || updated.doubtful ? { dateDoubtful: true } : {}),
    ...(imageUrl === undefined ? {} : { imageUrl }),
  };
}

/** A name as it is; one that is too long by its digest, as its beginning may be another's. */
function keyOf(name: string | undefined): string | undefined {
  if (name === undefined || name === '') return undefined;
  const clean = name.replace(/\p{Cc}/gu, '').toWellFormed();
  if (clean.length <= LONGEST_KEY) return clean;
  return `sha256:${createHash('sha256').update(clean).digest('base64url')}`;
}

function categoriesOf(names: RawItem['categories']): readonly string[] {
  const words = names.map((name) => htmlToLine(name ?? '', LONGEST_CATEGORY)).filter((name) => name !== '');
  return [...new Set(words)].slice(0, MOST_CATEGORIES);
}

function mediaPicture(media: RssFeed.Item<string>['media']): string | undefined {
  const contents = [
    ...(media?.contents ?? []),
    ...(media?.groups ?? []).flatMap((group) => group.contents ?? []),
  ];
  const picture = contents.find(({ medium, type }) => medium === 'image' || type?.startsWith('image/'));
  return picture?.url ?? media?.thumbnails?.[0]?.url;
}

/** Atom says of each text whether its signs are words or HTML (RFC 4287, section 3.1). */
function asHtml(text: AtomFeed.Content | undefined): string | undefined {
  if (text?.value === undefined) return undefined;
  const isWords =
    text.type === 'text' ||
    text.type === 'text/plain' ||
    // Some write HTML and do not say so.
    (text.type === undefined && !/<\/?(?:p|br|div|a|b|strong|em|i|ul|li|span|img)\b/i.test(text.value));
  return isWords ? paragraphs(text.value) : text.value;
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part)}</p>`)
    .join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
}
