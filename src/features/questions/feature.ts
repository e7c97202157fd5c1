import { textIn } from '../../domain/item.ts';
import type { Feature, FeatureContext, FileAnswer, PageRequest } from '../../platform/feature.ts';
import { drawShareImage } from '../../platform/pictures/share-image.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { itemSitemap } from '../../platform/publishing/item-sitemap.ts';
import { itemRoutes, loadPublicItem, type PublicItem } from '../../platform/publishing/public-item.ts';
import { ICONS } from '../../ui/icons.ts';
import { pictureLook } from '../../ui/picture-look.ts';
import { KIND, PUBLIC_QUESTION, QUESTIONS_PATH, type QuestionContent, SHARE_IMAGE } from './content.ts';
import { questionPage, questionVersionPage } from './item-page.tsx';
import { questionKind } from './kind.tsx';
import { questionsPage } from './list-page.tsx';
import { loadQuestions } from './load.ts';
import { messages, topicWords } from './messages.ts';

const LABEL = { id: messages('id').questions, en: messages('en').questions };

/** What people often ask, with the answer of the office in charge. */
export const questions: Feature = {
  id: 'questions',
  owner: 'election-office',
  release: { state: 'all' },
  tile: {
    icon: 'circle-question-mark',
    title: LABEL,
    href: QUESTIONS_PATH,
    order: 70,
    note: { id: messages('id').tileNote, en: messages('en').tileNote },
  },
  navigation: { place: 'more', order: 40, icon: 'circle-question-mark', label: LABEL, href: QUESTIONS_PATH },
  kinds: () => [questionKind()],
  pages: (context) => [
    {
      path: QUESTIONS_PATH,
      query: ['q'],
      get: async (request) => ({
        kind: 'page',
        ...questionsPage(context, await loadQuestions(context, request.query), request),
      }),
    },
    ...itemRoutes(context, PUBLIC_QUESTION, {
      item: (view, request) => questionPage(context, view, request),
      version: (view, version, request) => questionVersionPage(context, view, version, request),
    }),
  ],
  files: (context) => [
    {
      path: `${QUESTIONS_PATH}/:ref/${SHARE_IMAGE}`,
      async get(request) {
        const view = await loadPublicItem(context, PUBLIC_QUESTION, request.params['ref'] ?? '');
        return view && picture(context, view, request);
      },
    },
  ],
  sitemap: (context) => itemSitemap(context, KIND),
  offline: { opened: [QUESTIONS_PATH] },
};

async function picture(
  { city }: FeatureContext,
  { item }: PublicItem<QuestionContent>,
  { lang, format, now }: PageRequest,
): Promise<FileAnswer | undefined> {
  const t = messages(lang);
  const over =
    item.shown === 'withdrawn'
      ? { label: t.withdrawn, tone: 'bad' as const, icon: ICONS['circle-x'] }
      : item.shown === 'expired'
        ? { label: t.expired, tone: 'warn' as const, icon: ICONS.clock }
        : undefined;
  const body = await drawShareImage({
    look: pictureLook(city.ink),
    windowName: city.windowName,
    title: textIn(item.title, lang),
    kind: { label: topicWords(lang)[item.content.topic], icon: ICONS['circle-question-mark'] },
    agency: agencyName({ city }, item.agency),
    date: format.date(item.changedAt.toZonedDateTimeISO(now.timeZoneId).toPlainDate()),
    verdict: over,
  });
  return body && { type: 'image/png', body, shared: true };
}
