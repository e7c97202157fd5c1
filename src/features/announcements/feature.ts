import { textIn } from '../../domain/item.ts';
import type { Feature, FeatureContext, FileRoute, PageRequest, PageRoute } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { itemSitemap } from '../../platform/publishing/item-sitemap.ts';
import { itemRoutes, loadPublicItem } from '../../platform/publishing/public-item.ts';
import { announcementPath, FEATURE_ID, KIND, NEWS_PATH, SHARE_IMAGE } from './constants.ts';
import { FEEDS, feedLinks, writeFeed } from './feeds.ts';
import { announcementPage, versionPage } from './item-page.tsx';
import { announcementKind } from './kind.tsx';
import { newsPage } from './list-page.tsx';
import {
  changesFeed,
  filterOf,
  loadFeed,
  loadLatest,
  loadNews,
  loadUrgent,
  PUBLIC_ANNOUNCEMENT,
} from './load.ts';
import { categoryWords, messages } from './messages.ts';
import { announcementPicture } from './share-image.ts';

const ITEM = `${NEWS_PATH}/:ref`;
const LABEL = { id: messages('id').news, en: messages('en').news };
const MOST_LATEST = 4;
/** What the address of a feed may narrow it to. */
const FEED_QUERY = ['jenis', 'wilayah', 'instansi'];

/** What agencies announce: the list, each item with its history, feeds, and hoax notices among them. */
export const announcements: Feature = {
  id: FEATURE_ID,
  owner: 'election-office',
  release: { state: 'all' },
  tile: {
    icon: 'newspaper',
    title: LABEL,
    href: NEWS_PATH,
    order: 40,
    note: { id: messages('id').tileNote, en: messages('en').tileNote },
  },
  navigation: { place: 'more', order: 10, icon: 'newspaper', label: LABEL, href: NEWS_PATH },
  kinds: (context) => [announcementKind(context)],
  pages,
  files,
  home: (context) => ({
    notices: async (request) =>
      (await loadUrgent(context)).map((item) => ({
        title: textIn(item.title, request.lang),
        note: [
          messages(request.lang).urgentHome,
          ...item.envelope.areas.map((code) => context.areas.label(code)),
          agencyName(context, item.agency),
          request.format.dateTime(item.changedAt),
        ].join(', '),
        href: request.href(announcementPath(item)),
      })),
    latest: async (request) => {
      const items = await loadLatest(context, MOST_LATEST);
      return items.map((item) => ({
        title: textIn(item.title, request.lang),
        note: [
          categoryWords(request.lang)[item.content.category],
          agencyName(context, item.agency),
          request.format.date(dayOf(item.publishedAt, request)),
        ].join(', '),
        href: request.href(announcementPath(item)),
        at: item.publishedAt,
      }));
    },
  }),
  sitemap: (context) => itemSitemap(context, KIND, { news: true }),
  offline: { opened: [NEWS_PATH] },
};

function dayOf(at: Temporal.Instant, { now }: PageRequest): Temporal.PlainDate {
  return at.toZonedDateTimeISO(now.timeZoneId).toPlainDate();
}

function pages(context: FeatureContext): PageRoute[] {
  return [
    {
      path: NEWS_PATH,
      query: ['q', ...FEED_QUERY, 'sebelum'],
      get: async (request) => ({
        kind: 'page',
        ...newsPage(context, await loadNews(context, request.query), request),
      }),
    },
    ...itemRoutes(context, PUBLIC_ANNOUNCEMENT, {
      item: (view, request) => announcementPage(context, view, request),
      version: (view, version, request) => versionPage(context, view, version, request),
    }),
  ];
}

function files(context: FeatureContext): FileRoute[] {
  return [
    ...FEEDS.map(
      ({ format, file, type }): FileRoute => ({
        path: `${NEWS_PATH}/${file}`,
        query: FEED_QUERY,
        async get(request) {
          const filter = filterOf(request.query, context);
          const parts = { context, filter, request };
          const { hub, self } = feedLinks(format, parts);
          return {
            type: `${type}; charset=utf-8`,
            body: writeFeed(format, { ...parts, items: await loadFeed(context, filter) }),
            shared: true,
            links: [
              { rel: 'hub', href: hub },
              { rel: 'self', href: self },
            ],
          };
        },
        // What has expired leaves the feed without a word: readers keep their copy, which says until when it holds.
        changes: ({ item, event }, query) =>
          event !== 'expired' && changesFeed(item, filterOf(query, context)),
      }),
    ),
    {
      path: `${ITEM}/${SHARE_IMAGE}`,
      async get(request) {
        const view = await loadPublicItem(context, PUBLIC_ANNOUNCEMENT, request.params['ref'] ?? '');
        return view && announcementPicture(view.item, context, request);
      },
    },
  ];
}
