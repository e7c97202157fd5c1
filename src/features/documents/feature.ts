import { textIn } from '../../domain/item.ts';
import type { Feature, FeatureContext, FileAnswer, PageRequest } from '../../platform/feature.ts';
import { drawShareImage } from '../../platform/pictures/share-image.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { itemSitemap } from '../../platform/publishing/item-sitemap.ts';
import { itemRoutes, loadPublicItem, type PublicItem } from '../../platform/publishing/public-item.ts';
import { ICONS } from '../../ui/icons.ts';
import { pictureLook } from '../../ui/picture-look.ts';
import { DOCUMENTS_PATH, type DocumentContent, KIND, PUBLIC_DOCUMENT, SHARE_IMAGE } from './content.ts';
import { documentPage, documentVersionPage } from './item-page.tsx';
import { documentKind } from './kind.tsx';
import { documentsPage } from './list-page.tsx';
import { LIST_QUERY, loadDocuments } from './load.ts';
import { categoryWords, messages } from './messages.ts';

const LABEL = { id: messages('id').documents, en: messages('en').documents };

/** Decisions, forms and reports as PDF: the list, and each document with its history. */
export const documents: Feature = {
  id: 'documents',
  owner: 'election-office',
  release: { state: 'all' },
  tile: {
    icon: 'file-text',
    title: LABEL,
    href: DOCUMENTS_PATH,
    order: 60,
    note: { id: messages('id').tileNote, en: messages('en').tileNote },
  },
  navigation: { place: 'more', order: 30, icon: 'file-text', label: LABEL, href: DOCUMENTS_PATH },
  kinds: (context) => [documentKind(context)],
  pages: (context) => [
    {
      path: DOCUMENTS_PATH,
      query: LIST_QUERY,
      get: async (request) => ({
        kind: 'page',
        ...documentsPage(context, await loadDocuments(context, request.query), request),
      }),
    },
    ...itemRoutes(context, PUBLIC_DOCUMENT, {
      item: (view, request) => documentPage(context, view, request),
      version: (view, version, request) => documentVersionPage(context, view, version, request),
    }),
  ],
  files: (context) => [
    {
      path: `${DOCUMENTS_PATH}/:ref/${SHARE_IMAGE}`,
      async get(request) {
        const view = await loadPublicItem(context, PUBLIC_DOCUMENT, request.params['ref'] ?? '');
        return view && picture(context, view, request);
      },
    },
  ],
  sitemap: (context) => itemSitemap(context, KIND),
  offline: { opened: [DOCUMENTS_PATH] },
};

async function picture(
  { city }: FeatureContext,
  { item }: PublicItem<DocumentContent>,
  { lang, format }: PageRequest,
): Promise<FileAnswer | undefined> {
  const { category, date } = item.content;
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
    kind: { label: categoryWords(lang)[category], icon: ICONS['file-text'] },
    agency: agencyName({ city }, item.agency),
    date: format.date(Temporal.PlainDate.from(date), { weekday: true }),
    verdict: over,
  });
  return body && { type: 'image/png', body, shared: true };
}
