import type { FeatureContext, Navigation, Page, PageRequest } from '../platform/feature.ts';
import type { Assets } from '../platform/http/assets.ts';
import { Problem } from '../platform/http/problem.ts';
import { withChannel } from '../platform/views/channels.ts';
import { type PageFrame, pageAssets } from '../ui/assets.ts';
import { Title } from '../ui/components/text.tsx';
import { EmbedPage } from '../ui/embed.tsx';
import { ErrorPage, errorTitle } from '../ui/error-page.tsx';
import { iconName } from '../ui/icons.ts';
import {
  Page as Document,
  type HeadLink,
  type NavItem,
  type PageAssets,
  type PageProps,
  renderPage,
} from '../ui/shell.tsx';
import { messages } from './messages.ts';
import { documentTitle } from './page-title.ts';

/** Writes whole documents: a feature's page in the frame of the window. */
export interface Documents {
  render(page: Page, request: PageRequest): string;
  missing(request: PageRequest): Page;
  /** What the browser loads on a page with these islands. */
  assetsOf(scripts: readonly string[], frame?: PageFrame): PageAssets;
  /** The page of a problem that a handler threw. */
  failure(problem: Problem, request: PageRequest): string;
  /** The problem of an address below `/api` that does not exist. */
  readonly unknownAddress: Problem;
}

/** Documents of one window. */
export function createDocuments(options: {
  readonly context: FeatureContext;
  readonly assets: Assets;
  /** Address of the city's own ink, where it has one. */
  readonly inkUrl: string | undefined;
}): Documents {
  const { context, assets, inkUrl } = options;
  const { city } = context;
  const places = context
    .features()
    .flatMap((feature) => feature.navigation ?? [])
    .sort((a, b) => a.order - b.order);
  const bar = places.filter(({ place }) => place === 'bar');
  const more = places.filter(({ place }) => place === 'more');

  const assetsByScripts = new Map<string, PageAssets>();

  function assetsOf(names: readonly string[], frame: PageFrame = 'citizen'): PageAssets {
    const key = [frame, ...names].join(' ');
    const known = assetsByScripts.get(key);
    if (known) return known;
    // Every page loads the island that registers the service worker; it is small and nothing waits for it.
    const reload = context.config.DEV_RELOAD === 'on' ? ['dev-reload'] : [];
    const made = pageAssets(assets.index, ['app', ...names, ...reload], inkUrl, frame);
    assetsByScripts.set(key, made);
    return made;
  }

  const additions = context.features().flatMap((feature) => feature.onEveryPage ?? []);

  function embedded(page: Page, request: PageRequest, asOf: string): string {
    const { tema: theme } = request.query;
    return renderPage(
      <EmbedPage
        lang={request.lang}
        title={page.title}
        path={request.path}
        city={city}
        assets={assetsOf([])}
        theme={theme === 'terang' ? 'light' : theme === 'gelap' ? 'dark' : undefined}
        home={withChannel(request.href('/'), 'widget')}
        asOf={asOf}
      >
        {page.body}
      </EmbedPage>,
    );
  }

  /** What is added to a page that can be passed on: none that answers one person, or says that something is missing. */
  function addedTo(
    page: Page,
    request: PageRequest,
  ): Pick<PageProps, 'foot'> & { links: readonly HeadLink[] } {
    if (page.noindex || page.status) return { links: [] };
    const area = request.query['wilayah'];
    const address = request.href(request.path) + (area ? `?wilayah=${encodeURIComponent(area)}` : '');
    return {
      foot: additions.flatMap(({ foot }) => {
        const link = foot?.(address, request.lang);
        return link ? [{ icon: iconName(link.icon), label: link.label, href: request.href(link.href) }] : [];
      }),
      links: additions.flatMap(({ alternate }) => {
        const link = alternate?.(address, context.config.publicUrl);
        return link ? [{ rel: 'alternate' as const, ...link }] : [];
      }),
    };
  }

  function render(page: Page, request: PageRequest): string {
    const t = messages(request.lang);
    const asOf = (city.demoClockStart ? t.asOfDemo : t.asOf)(
      request.format.dateTime(request.now.toInstant()),
    );
    if (page.embed) return embedded(page, request, asOf);
    const added = addedTo(page, request);
    const current = page.within ?? request.path;
    const item = (place: Navigation) => navItem(place, request, current);
    return renderPage(
      <Document
        lang={request.lang}
        title={documentTitle(page, request.lang)}
        {...(page.description ? { description: page.description } : {})}
        path={request.path}
        query={request.query}
        origin={context.config.publicUrl}
        city={{ name: city.name, windowName: city.windowName, demo: city.demo }}
        nav={bar.map(item)}
        navGroups={[{ title: t.more, items: more.map(item) }]}
        assets={assetsOf(page.scripts ?? [])}
        head={{
          links: [
            ...(page.feeds ?? []).map((feed) => ({ rel: 'alternate' as const, ...feed })),
            ...added.links,
          ],
          ...(page.noindex || page.status ? { noindex: true } : {}),
          ...(page.schema ? { schema: page.schema } : {}),
          ...(page.image ? { image: page.image } : {}),
          ...(page.published
            ? {
                published: {
                  at: page.published.at.toString(),
                  changedAt: page.published.changedAt.toString(),
                },
              }
            : {}),
        }}
        footer={{
          owner: t.owner(city.electionOffice.name, city.cityOffice.name),
          links: [
            { label: t.about, href: request.href('/tentang') },
            { label: t.developers, href: request.href('/developers') },
          ],
        }}
        {...(added.foot ? { foot: added.foot } : {})}
        asOf={asOf}
      >
        {page.body}
      </Document>,
    );
  }

  const error = (
    kind: 'not-found' | 'fault' | 'unavailable',
    request: PageRequest,
    requestId?: string,
  ): Page => ({
    title: errorTitle(kind, request.lang),
    noindex: true,
    body: <ErrorPage kind={kind} lang={request.lang} {...(requestId ? { requestId } : {})} />,
  });

  return {
    render,
    assetsOf,
    missing: (request) => error('not-found', request),
    failure(problem, request) {
      if (problem.status === 503) return render(error('unavailable', request), request);
      if (problem.status >= 500) return render(error('fault', request), request);
      const t = messages(request.lang);
      return render(
        {
          title: t.refusedTitle,
          noindex: true,
          body: (
            <div class="stack">
              <Title title={t.refusedTitle} lead={t.refusedText} />
            </div>
          ),
        },
        request,
      );
    },
    unknownAddress: new Problem(404, 'unknown-address', 'There is nothing at this address.'),
  };
}

function navItem(place: Navigation, request: PageRequest, current: string): NavItem {
  const isHere =
    place.href === '/' ? current === '/' : current === place.href || current.startsWith(`${place.href}/`);
  return {
    icon: iconName(place.icon),
    label: place.label[request.lang],
    href: request.href(place.href),
    ...(isHere ? { current: true } : {}),
  };
}
