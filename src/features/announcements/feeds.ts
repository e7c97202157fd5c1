import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { textIn } from '../../domain/item.ts';
import { mediaPath } from '../../domain/media.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { HUB_PATH } from '../../platform/web-sub.ts';
import { announcementPath, NEWS_PATH, type NewsFilter, withFilter } from './constants.ts';
import type { PublishedAnnouncement } from './load.ts';
import { categoryWords, messages, verdictWords } from './messages.ts';

export type FeedFormat = 'atom' | 'rss' | 'json';

/** The forms of the feed, each with its media type and its name for people. */
export const FEEDS: readonly {
  readonly format: FeedFormat;
  readonly file: string;
  readonly type: string;
  readonly name: string;
}[] = [
  { format: 'atom', file: 'atom.xml', type: 'application/atom+xml', name: 'Atom' },
  { format: 'rss', file: 'rss.xml', type: 'application/rss+xml', name: 'RSS' },
  { format: 'json', file: 'feed.json', type: 'application/feed+json', name: 'JSON Feed' },
];

/** Path of a feed of what a list shows; words that were searched for make no feed. */
export function feedPath(format: FeedFormat, filter: NewsFilter): string {
  const file = FEEDS.find((feed) => feed.format === format)?.file ?? '';
  return withFilter(`${NEWS_PATH}/${file}`, { ...filter, words: undefined });
}

/** What a feed is written from. */
export interface FeedParts {
  readonly context: Pick<FeatureContext, 'city' | 'areas' | 'config'>;
  readonly filter: NewsFilter;
  readonly items: readonly PublishedAnnouncement[];
  readonly request: Pick<PageRequest, 'lang' | 'href'>;
}

/** The addresses of a feed: its own and that of the hub, which stand in it and in its answer. */
export function feedLinks(format: FeedFormat, { context, filter, request }: Omit<FeedParts, 'items'>) {
  const { publicUrl } = context.config;
  return {
    self: publicUrl + request.href(feedPath(format, filter)),
    hub: `${publicUrl}${HUB_PATH}`,
    page: publicUrl + request.href(withFilter(NEWS_PATH, filter)),
  };
}

/** A feed of announcements. Withdrawn ones stay in it under their id, saying so, since readers have their copies. */
export function writeFeed(format: FeedFormat, parts: FeedParts): string {
  switch (format) {
    case 'atom':
      return atomFeed(parts);
    case 'rss':
      return rssFeed(parts);
    case 'json':
      return jsonFeed(parts);
  }
}

function atomFeed(parts: FeedParts): string {
  const { self, hub, page } = feedLinks('atom', parts);
  const { lang } = parts.request;
  const { city, config } = parts.context;
  return generateAtomFeed({
    id: tag(config.publicUrl, `${feedPath('atom', parts.filter)}/${lang}`),
    title: { value: feedTitle(parts) },
    subtitle: { value: messages(lang).feedSubtitle(city.name) },
    updated: date(newest(parts)),
    authors: [{ name: city.windowName, uri: config.publicUrl }],
    links: [
      { rel: 'self', type: 'application/atom+xml', href: self },
      { rel: 'alternate', type: 'text/html', href: page },
      { rel: 'hub', href: hub },
    ],
    xml: { lang },
    entries: parts.items.map((item) => {
      const entry = entryOf(item, parts);
      return {
        id: entry.id,
        title: { value: entry.title },
        updated: date(item.changedAt),
        published: date(item.publishedAt),
        authors: [{ name: entry.agency }],
        categories: [{ term: item.content.category, label: entry.category }],
        links: [{ rel: 'alternate', type: 'text/html', href: entry.url }],
        ...(entry.summary && { summary: { value: entry.summary } }),
        content: { type: 'html', value: entry.html },
      };
    }),
  });
}

function rssFeed(parts: FeedParts): string {
  const { self, hub, page } = feedLinks('rss', parts);
  const { lang } = parts.request;
  return generateRssFeed({
    title: feedTitle(parts),
    link: page,
    description: messages(lang).feedSubtitle(parts.context.city.name),
    language: lang,
    lastBuildDate: date(newest(parts)),
    atom: {
      links: [
        { rel: 'self', type: 'application/rss+xml', href: self },
        { rel: 'hub', href: hub },
      ],
    },
    items: parts.items.map((item) => {
      const entry = entryOf(item, parts);
      return {
        title: entry.title,
        link: entry.url,
        guid: { value: entry.id, isPermaLink: false },
        pubDate: date(item.publishedAt),
        // RSS itself knows no moment of the last change.
        atom: { updated: date(item.changedAt) },
        dc: { creators: [entry.agency] },
        categories: [{ name: entry.category }],
        description: entry.summary ?? entry.title,
        content: { encoded: entry.html },
      };
    }),
  });
}

function jsonFeed(parts: FeedParts): string {
  const { self, hub, page } = feedLinks('json', parts);
  const { lang } = parts.request;
  const { city, config } = parts.context;
  const feed = generateJsonFeed({
    title: feedTitle(parts),
    description: messages(lang).feedSubtitle(city.name),
    home_page_url: page,
    feed_url: self,
    language: lang,
    hubs: [{ type: 'WebSub', url: hub }],
    authors: [{ name: city.windowName, url: config.publicUrl }],
    items: parts.items.map((item) => {
      const entry = entryOf(item, parts);
      const { image, attachments } = item.content;
      const gone = item.shown === 'withdrawn';
      return {
        id: entry.id,
        url: entry.url,
        title: entry.title,
        content_html: entry.html,
        ...(entry.summary && { summary: entry.summary }),
        date_published: date(item.publishedAt),
        date_modified: date(item.changedAt),
        language: lang,
        authors: [{ name: entry.agency }],
        tags: [entry.category],
        ...(image && !gone && { image: config.publicUrl + mediaPath(image, 'picture') }),
        ...(attachments.length > 0 &&
          !gone && {
            attachments: attachments.map((file) => ({
              url: config.publicUrl + mediaPath(file, 'pdf'),
              mime_type: 'application/pdf',
              title: file.name,
              size_in_bytes: file.bytes,
            })),
          }),
      };
    }),
  });
  // The format wants its list even where it is empty, and the library leaves it out then.
  return JSON.stringify({ items: [], ...Object.fromEntries(Object.entries(feed ?? {})) });
}

/** An announcement as every form of the feed tells it. */
function entryOf(item: PublishedAnnouncement, { context, request }: FeedParts) {
  const { lang, href } = request;
  const t = messages(lang);
  const { publicUrl } = context.config;
  const { category, summary } = item.content;
  const title = textIn(item.title, lang);
  const gone = item.shown === 'withdrawn';
  const short = gone ? undefined : textIn(summary, lang);
  return {
    id: tag(publicUrl, `${NEWS_PATH}/${item.id}/${lang}`),
    url: publicUrl + href(announcementPath(item)),
    title: gone ? t.withdrawnTitle(title) : title,
    agency: agencyName(context, item.agency),
    category: categoryWords(lang)[category],
    ...(short && { summary: short }),
    html: gone
      ? `<p>${escapeText(textIn(item.note ?? {}, lang) || t.withdrawnText)}</p>`
      : entryHtml(item, lang),
  };
}

function entryHtml({ content, shown, note }: PublishedAnnouncement, lang: 'id' | 'en'): string {
  const t = messages(lang);
  const { hoax, body } = content;
  const paragraph = (label: string, text: string) =>
    `<p><strong>${escapeText(label)}:</strong> ${escapeText(text)}</p>`;
  return [
    shown === 'corrected' && note ? paragraph(t.versions, textIn(note, lang)) : '',
    hoax ? paragraph(t.claim, textIn(hoax.claim, lang)) : '',
    hoax ? paragraph(t.verdict, verdictWords(lang)[hoax.verdict]) : '',
    markdownToHtml(textIn(body, lang)),
  ].join('');
}

function feedTitle({ context, filter, request }: FeedParts): string {
  const { lang } = request;
  const what = [
    filter.category && categoryWords(lang)[filter.category],
    filter.area && context.areas.label(filter.area),
    filter.agency && agencyName(context, filter.agency),
  ].filter(Boolean);
  const name = what.length === 0 ? messages(lang).news : messages(lang).feedOf(what.join(', '));
  return `${name} · ${context.city.windowName}`;
}

function newest({ items }: FeedParts): Temporal.Instant {
  return items[0]?.changedAt ?? Temporal.Instant.fromEpochMilliseconds(0);
}

/** A tag URI (RFC 4151), which stays when the title changes and the address with it. */
function tag(publicUrl: string, specific: string): string {
  return `tag:${new URL(publicUrl).hostname},2026:${specific.replace(/^\//, '')}`;
}

function date(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
