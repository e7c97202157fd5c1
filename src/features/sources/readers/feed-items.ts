import type { AnyFeed, AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith';
import { canonicalAddress } from './address.ts';
import { readDate } from './dates.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import type { IncomingItem } from './incoming.ts';
import { htmlToLine, languageOf } from './line.ts';

/** Where and when a feed was read: relative addresses and doubtful dates are known by it. */
export interface FeedPlace {
  readonly url: string;
  readonly now: Temporal.Instant;
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

/** The articles of a parsed feed. Those without a title, or without anything that names them, are left out. */
export function feedItems(parsed: AnyFeed, place: FeedPlace): readonly IncomingItem[] {
  return rawItems(parsed).flatMap((raw) => toIncoming(raw, place) ?? []);
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
  const picture = item.enclosures?.find(({ type }) => type?.startsWith('image/'));
  return {
    id: item.guid?.value ?? item.link,
    url: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
    title: item.title,
    html: item.content?.encoded ?? item.description,
    summary: item.content?.encoded === undefined ? undefined : item.description,
    published: item.pubDate ?? item.dc?.dates?.[0],
    categories: (item.categories ?? []).map(({ name }) => name),
    image: picture?.url,
    language,
  };
}

function fromAtom(entry: AtomFeed.Entry<string>, language: string | undefined): RawItem {
  const link = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0];
  return {
    id: entry.id ?? link?.href,
    url: link?.href,
    title: entry.title?.value,
    html: entry.content?.value ?? entry.summary?.value,
    summary: entry.content?.value === undefined ? undefined : entry.summary?.value,
    published: entry.published ?? entry.updated,
    updated: entry.updated,
    categories: (entry.categories ?? []).map(({ label, term }) => label ?? term),
    language,
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
    title: item.title,
    html: item.content_html ?? (item.content_text === undefined ? undefined : paragraphs(item.content_text)),
    summary: item.summary,
    published: item.date_published,
    updated: item.date_modified,
    categories: item.tags ?? [],
    image: item.image ?? item.banner_image,
    language: item.language ?? language,
  };
}

function toIncoming(raw: RawItem, { url: base, now }: FeedPlace): IncomingItem | undefined {
  const title = htmlToLine(raw.title ?? '').slice(0, LONGEST_TITLE);
  const url = canonicalAddress(raw.url, base);
  const key = raw.id?.trim() || url;
  if (title === '' || key === undefined) return undefined;
  const markdown = htmlToMarkdown(raw.html ?? '', url ?? base);
  const summary = htmlToLine(raw.summary ?? '').slice(0, LONGEST_SUMMARY);
  const published = readDate(raw.published, now);
  const updated = readDate(raw.updated, now);
  const imageUrl = canonicalAddress(raw.image, base);
  return {
    key: key.slice(0, 500),
    title,
    // A feed of headlines alone says as much as its headline.
    markdown: markdown === '' ? summary || title : markdown,
    categories: raw.categories.flatMap((name) => htmlToLine(name ?? '') || []).slice(0, 20),
    language: languageOf(raw.language),
    ...(url === undefined ? {} : { url }),
    ...(summary === '' ? {} : { summary }),
    ...(published.at ? { publishedAt: published.at } : {}),
    ...(updated.at ? { updatedAt: updated.at } : {}),
    ...(published.doubtful || updated.doubtful ? { dateDoubtful: true } : {}),
    ...(imageUrl === undefined ? {} : { imageUrl }),
  };
}

function paragraphs(text: string): string {
  const escaped = text.replace(
    /[&<>]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign,
  );
  return escaped
    .split(/\n{2,}/)
    .map((part) => `<p>${part}</p>`)
    .join('');
}
