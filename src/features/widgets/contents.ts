import { textIn } from '../../domain/item.ts';
import type { FeatureContext, HomeParts, PageRequest } from '../../platform/feature.ts';
import { withChannel } from '../../platform/views/channels.ts';
import { inkTokens } from '../../ui/city-ink.ts';
import { MOST_ITEMS, type WidgetData } from '../../ui/widgets/data.ts';
import { messages } from './messages.ts';

/** Kinds whose items are news, as their feature calls them. */
const NEWS_KINDS = ['announcement'];

/** What the widgets show, in words that are ready. */
export interface WidgetContents {
  stages(request: PageRequest): Promise<WidgetData>;
  countdown(request: PageRequest): Promise<WidgetData>;
  news(request: PageRequest): Promise<WidgetData>;
}

/**
 * Gathers what other sites show from what the open features give to the home page, and from what was published: a
 * feature that is off is not shown on other sites either.
 */
export function createContents(context: FeatureContext): WidgetContents {
  const { city, publishing, kinds } = context;
  const ink = city.ink === null ? {} : { ink: inkTokens(city.ink) };
  let known: readonly HomeParts[] | undefined;
  const parts = () => {
    known ??= context.features().flatMap((feature) => feature.home?.(context) ?? []);
    return known;
  };

  function frame(request: PageRequest): Pick<WidgetData, 'windowName' | 'asOf' | 'ink'> {
    const { lang, format, now } = request;
    return {
      windowName: city.windowName,
      // Nobody on another site is to take an invented city for a real one.
      asOf: messages(lang)[city.demo ? 'asOfDemo' : 'asOf'](format.dateTime(now.toInstant())),
      ...ink,
    };
  }

  const link = (request: PageRequest, path: string) => withChannel(request.href(path), 'widget');

  return {
    async stages(request) {
      const t = messages(request.lang);
      const running = (await Promise.all(parts().map((part) => part.running?.(request) ?? []))).flat();
      return {
        ...frame(request),
        title: t.running,
        items: running
          .slice(0, MOST_ITEMS)
          .map(({ title, note, href }) => ({ title, note, href: withChannel(href, 'widget') })),
        none: t.noneRunning,
        more: { label: t.allStages, href: link(request, '/tahapan') },
      };
    },

    async countdown(request) {
      const t = messages(request.lang);
      const cards = await Promise.all(parts().map((part) => part.now?.(request)));
      const card = cards.find((one) => one !== undefined);
      return {
        ...frame(request),
        title: card?.label ?? t.countdown,
        items: card
          ? [{ title: card.title, note: card.lines.join('\n'), href: withChannel(card.href, 'widget') }]
          : [],
        ...(card?.figure ? { count: card.figure } : {}),
        none: t.noCountdown,
        more: {
          label: t.openWindow(city.windowName),
          href: card ? withChannel(card.href, 'widget') : link(request, '/'),
        },
      };
    },

    async news(request) {
      const t = messages(request.lang);
      const open = NEWS_KINDS.filter((kind) => kinds.has(kind));
      const items = open.length > 0 ? await publishing.reader.list({ kinds: open, limit: MOST_ITEMS }) : [];
      return {
        ...frame(request),
        title: t.news,
        items: items.flatMap((item) => {
          const address = kinds.get(item.kind)?.address(item);
          if (address === undefined) return [];
          const day = item.publishedAt.toZonedDateTimeISO(city.zone).toPlainDate();
          return [
            {
              title: textIn(item.title, request.lang),
              note: request.format.date(day),
              href: link(request, address),
            },
          ];
        }),
        none: t.noNews,
        more: { label: t.allNews, href: link(request, open.length > 0 ? '/berita' : '/') },
      };
    },
  };
}
