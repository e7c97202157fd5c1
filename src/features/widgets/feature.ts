import type {
  Feature,
  FeatureContext,
  FileRoute,
  PageAnswer,
  PageRequest,
  PageRoute,
} from '../../platform/feature.ts';
import { createPageFinder } from '../../platform/http/find-page.ts';
import type { WidgetData } from '../../ui/widgets/data.ts';
import { createContents } from './contents.ts';
import { countdownFrame, listFrame, pageFrame } from './embed-pages.tsx';
import { messages } from './messages.ts';
import { OEMBED_PATH, OEMBED_TYPE, oembedAnswer } from './oembed.ts';
import { widgetMigrations } from './tables.ts';
import { createVersions } from './versions.ts';
import { widgetPage } from './widget-page.tsx';

const DAY_SECONDS = 24 * 60 * 60;
const FRAME_QUERY = ['tema', 'jumlah'];

/** What other sites show of the window: elements, frames and oEmbed. */
export const widgets: Feature = {
  id: 'widgets',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: widgetMigrations,
  navigation: {
    place: 'more',
    order: 80,
    icon: 'code',
    label: { id: messages('id').tile, en: messages('en').tile },
    href: '/widget',
  },
  onEveryPage: {
    alternate: (address, publicUrl) => ({
      href: `${publicUrl}${OEMBED_PATH}?url=${encodeURIComponent(publicUrl + address)}&format=json`,
      type: OEMBED_TYPE,
      title: 'oEmbed',
    }),
  },
  pages,
  files,
  jobs: (context) => [
    { name: 'widgets.forget', everySeconds: DAY_SECONDS, run: () => createVersions(context).forget() },
  ],
};

function pages(context: FeatureContext): PageRoute[] {
  const contents = createContents(context);
  const find = createPageFinder(context);
  return [
    { path: '/widget', get: async (request) => ({ kind: 'page', ...widgetPage(context, request) }) },
    {
      path: '/tanam/tahapan',
      query: FRAME_QUERY,
      get: async (request) => ({ kind: 'page', ...listFrame(await contents.stages(request), request) }),
    },
    {
      path: '/tanam/berita',
      query: FRAME_QUERY,
      get: async (request) => ({ kind: 'page', ...listFrame(await contents.news(request), request) }),
    },
    {
      path: '/tanam/hitung-mundur',
      query: ['tema'],
      get: async (request) => ({ kind: 'page', ...countdownFrame(await contents.countdown(request)) }),
    },
    {
      path: '/tanam/halaman',
      query: ['untuk', 'tema'],
      async get(request): Promise<PageAnswer> {
        const found = await find(request.query['untuk'] ?? '', request);
        if (!found) return { kind: 'missing' };
        return { kind: 'page', ...pageFrame(found, context.city.windowName, request) };
      },
    },
  ];
}

function files(context: FeatureContext): FileRoute[] {
  const contents = createContents(context);
  const versions = createVersions(context);
  const find = createPageFinder(context);
  const data = (path: string, get: (request: PageRequest) => Promise<WidgetData>): FileRoute => ({
    path,
    get: async (request) => ({
      type: 'application/json',
      body: JSON.stringify(await get(request)),
      shared: true,
    }),
  });
  return [
    data('/widget/tahapan.json', contents.stages),
    data('/widget/hitung-mundur.json', contents.countdown),
    data('/widget/berita.json', contents.news),
    {
      path: '/widgets/:file{[a-z-]+\\.[\\w-]{8}\\.js}',
      async get({ params }) {
        const body = await versions.read(params['file'] ?? '');
        return body === undefined
          ? undefined
          : { type: 'text/javascript; charset=utf-8', body, immutable: true, shared: true };
      },
    },
    {
      path: OEMBED_PATH,
      query: ['url', 'format', 'maxwidth', 'maxheight'],
      async get(request) {
        const found = await find(request.query['url'] ?? '', request);
        const { city, config } = context;
        return (
          found && oembedAnswer(found, { publicUrl: config.publicUrl, windowName: city.windowName }, request)
        );
      },
    },
  ];
}
