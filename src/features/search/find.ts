import { localPath } from '../../domain/language.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { findEntries, type SearchHit } from '../../platform/search.ts';

export const MOST_HITS = 20;

/** Services by their name, and then everything that features have entered, with addresses in the language. */
export async function findEverywhere(
  context: FeatureContext,
  lang: Lang,
  words: string,
): Promise<readonly SearchHit[]> {
  const services = findServices(context, lang, words);
  const entries = await findEntries(context.db, lang, words, MOST_HITS - services.length);
  return [...services, ...entries].map((hit) => ({
    ...hit,
    href: hit.href.startsWith('/') ? localPath(lang, hit.href) : hit.href,
  }));
}

/** Features are few and stand in the code, so they are looked through here and not in the database. */
function findServices(context: FeatureContext, lang: Lang, words: string): SearchHit[] {
  const asked = words.toLowerCase().split(/\s+/);
  return context
    .features()
    .flatMap((feature) => {
      const entry = feature.tile ?? feature.navigation;
      if (!entry) return [];
      const title = 'title' in entry ? entry.title[lang] : entry.label[lang];
      return [{ feature: feature.id, title, text: '', href: entry.href }];
    })
    .filter((hit) => asked.every((word) => hit.title.toLowerCase().includes(word)));
}
