import { textIn } from '../../domain/item.ts';
import type { FeatureContext, SitemapEntry } from '../feature.ts';

/** Items of one kind that search engines are told of; older ones are found from the list. */
const MOST = 50_000;
const PER_READ = 1_000;
/** What news search engines take as news. */
const NEWS_DAYS = 2;

/** The pages of all current items of a kind, each with its own page. */
export async function itemSitemap(
  context: Pick<FeatureContext, 'publishing' | 'kinds' | 'clock'>,
  kindId: string,
  options: { readonly news?: boolean } = {},
): Promise<readonly SitemapEntry[]> {
  const kind = context.kinds.get(kindId);
  if (!kind) return [];
  const newsFrom = context.clock().subtract({ hours: 24 * NEWS_DAYS });
  const entries: SitemapEntry[] = [];
  let before: { readonly publishedAt: Temporal.Instant; readonly id: string } | undefined;
  do {
    const items = await context.publishing.reader.list({
      kinds: [kindId],
      limit: PER_READ,
      ...(before && { before }),
    });
    for (const item of items) {
      const isNews = options.news && Temporal.Instant.compare(item.publishedAt, newsFrom) >= 0;
      entries.push({
        path: kind.address(item),
        changedAt: item.changedAt,
        ...(isNews && {
          news: {
            title: { id: textIn(item.title, 'id'), en: textIn(item.title, 'en') },
            publishedAt: item.publishedAt,
          },
        }),
      });
    }
    const last = items.at(-1);
    before = last && items.length === PER_READ ? { publishedAt: last.publishedAt, id: last.id } : undefined;
  } while (before && entries.length < MOST);
  return entries;
}
