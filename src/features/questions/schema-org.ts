import { textIn } from '../../domain/item.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { itemAddress } from '../../platform/publishing/public-item.ts';
import { QUESTIONS_PATH } from './content.ts';
import type { PublishedQuestion } from './load.ts';

/** Questions with their answers as schema.org describes them: a FAQPage. */
export function faqPage(
  context: Pick<FeatureContext, 'city' | 'config'>,
  items: readonly PublishedQuestion[],
  { lang, href }: Pick<PageRequest, 'lang' | 'href'>,
): Readonly<Record<string, unknown>> {
  const { publicUrl } = context.config;
  return {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    inLanguage: lang,
    mainEntity: items.map((item) => ({
      '@type': 'Question',
      name: textIn(item.content.question, lang),
      url: publicUrl + href(itemAddress(QUESTIONS_PATH, item)),
      datePublished: item.publishedAt.toString(),
      dateModified: item.changedAt.toString(),
      author: { '@type': 'GovernmentOrganization', name: agencyName(context, item.agency) },
      acceptedAnswer: {
        '@type': 'Answer',
        text: markdownToHtml(textIn(item.content.answer, lang)),
        dateModified: item.changedAt.toString(),
      },
    })),
  };
}
