import type { HoaxCheck, Verdict } from '../../domain/announcement.ts';
import { textIn } from '../../domain/item.ts';
import { webAddress } from '../../domain/link.ts';
import { mediaPath } from '../../domain/media.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { announcementPath, SHARE_IMAGE } from './constants.ts';
import type { PublishedAnnouncement } from './load.ts';
import { verdictWords } from './messages.ts';

/** Five is true, one is false (schema.org ClaimReview, `reviewRating`). */
const RATINGS: Readonly<Record<Verdict, number>> = {
  false: 1,
  altered: 1,
  misleading: 2,
  'out-of-context': 2,
  unproven: 3,
  true: 5,
};

/** An announcement as schema.org describes it: a NewsArticle, and for a hoax notice the ClaimReview. */
export function announcementSchemaOrg(
  item: PublishedAnnouncement,
  context: Pick<FeatureContext, 'city' | 'config'>,
  { lang, href }: Pick<PageRequest, 'lang' | 'href'>,
): Readonly<Record<string, unknown>> {
  const { publicUrl } = context.config;
  const { content, envelope } = item;
  const url = publicUrl + href(announcementPath(item));
  const publisher = {
    '@type': 'GovernmentOrganization',
    name: agencyName(context, item.agency),
    url: publicUrl,
    areaServed: context.city.name,
  };
  const source = envelope.source.url && webAddress(envelope.source.url);
  const article = {
    '@type': 'NewsArticle',
    '@id': `${url}#berita`,
    headline: textIn(item.title, lang).slice(0, 110),
    ...(textIn(content.summary, lang) && { description: textIn(content.summary, lang) }),
    datePublished: item.publishedAt.toString(),
    dateModified: item.changedAt.toString(),
    inLanguage: lang,
    isAccessibleForFree: true,
    mainEntityOfPage: url,
    url,
    image: [publicUrl + (content.image ? mediaPath(content.image, 'picture') : href(sharePath(item)))],
    author: publisher,
    publisher,
    ...(source ? { isBasedOn: source } : {}),
    ...(envelope.expiresAt ? { expires: envelope.expiresAt.toString() } : {}),
  };
  const parts = content.hoax
    ? [article, claimReview(item, content.hoax, { url, publisher, lang })]
    : [article];
  return { '@context': 'https://schema.org', '@graph': parts };
}

/** Path of the picture that a link to the item is shown with. */
export function sharePath(item: PublishedAnnouncement): string {
  return `${announcementPath(item)}/${SHARE_IMAGE}`;
}

function claimReview(
  item: PublishedAnnouncement,
  { claim, verdict, seen, evidence }: HoaxCheck,
  page: { readonly url: string; readonly publisher: object; readonly lang: 'id' | 'en' },
) {
  const appearance = seen.url && webAddress(seen.url);
  return {
    '@type': 'ClaimReview',
    '@id': `${page.url}#klaim`,
    url: page.url,
    claimReviewed: textIn(claim, page.lang),
    datePublished: item.publishedAt.toString(),
    inLanguage: page.lang,
    author: page.publisher,
    reviewRating: {
      '@type': 'Rating',
      ratingValue: RATINGS[verdict],
      bestRating: 5,
      worstRating: 1,
      alternateName: verdictWords(page.lang)[verdict],
    },
    itemReviewed: {
      '@type': 'Claim',
      ...(seen.on && { datePublished: seen.on }),
      author: { '@type': 'Thing', name: seen.where },
      ...(appearance && { appearance: { '@type': 'CreativeWork', url: appearance } }),
    },
    citation: evidence.map(({ title, url }) => ({ '@type': 'CreativeWork', name: title, url })),
  };
}
