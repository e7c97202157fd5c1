import { sizeInWords } from '../../domain/media.ts';
import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { itemAddress } from '../../platform/publishing/public-item.ts';
import { SearchBox } from '../../ui/components/button.tsx';
import { FilterChips } from '../../ui/components/chip.tsx';
import { readText } from '../../ui/components/item-page.tsx';
import { Empty, LinkList, Pagination, Title } from '../../ui/components/text.tsx';
import { DOCUMENT_CATEGORIES, DOCUMENTS_PATH } from './content.ts';
import { type DocumentsView, listPath, type PublishedDocument } from './load.ts';
import { categoryWords, messages } from './messages.ts';

/** All documents, the newest first, narrowed by what a reader asked for. */
export function documentsPage(
  { city }: Pick<FeatureContext, 'city'>,
  view: DocumentsView,
  request: PageRequest,
): Page {
  const { lang, href } = request;
  const t = messages(lang);
  const { filter, items, isFirst } = view;
  const isNarrowed = filter.category !== undefined || filter.words !== undefined;
  const title = filter.category ? t.listTitle(categoryWords(lang)[filter.category]) : t.documents;
  return {
    title: filter.words === undefined ? title : t.titleFor(title, filter.words),
    description: t.description(city.name),
    within: DOCUMENTS_PATH,
    // Searches and later pages are many, and each leads to pages that are listed themselves.
    ...(filter.words !== undefined || !isFirst ? { noindex: true } : {}),
    body: (
      <div class="stack">
        <Title title={t.documents} lead={t.lead} />
        <SearchBox
          action={href(DOCUMENTS_PATH)}
          label={t.search}
          {...(filter.words !== undefined ? { value: filter.words } : {})}
        />
        <FilterChips label={t.categories} items={chips(view, request)} />
        {items.length === 0 ? (
          <Empty icon={isNarrowed ? 'search' : 'file-text'} title={isNarrowed ? t.nothingFound : t.nothing}>
            <p>{isNarrowed ? t.nothingFoundWhy : t.nothingWhy}</p>
            {isNarrowed && (
              <a class="link" href={href(DOCUMENTS_PATH)}>
                {t.showAll}
              </a>
            )}
          </Empty>
        ) : (
          <LinkList items={items.map((item) => line(item, request))} />
        )}
        <Turning view={view} request={request} />
      </div>
    ),
  };
}

function chips({ filter }: DocumentsView, { lang, href }: PageRequest) {
  const words = categoryWords(lang);
  return [undefined, ...DOCUMENT_CATEGORIES].map((category) => ({
    label: category ? words[category] : messages(lang).all,
    href: href(listPath({ ...filter, category })),
    current: filter.category === category,
  }));
}

function line(item: PublishedDocument, { lang, format, href }: PageRequest) {
  const { category, number, date, file } = item.content;
  const title = readText(item.title, lang);
  return {
    href: href(itemAddress(DOCUMENTS_PATH, item)),
    icon: 'file-text' as const,
    title: <span lang={title.lang}>{title.text}</span>,
    note: [
      categoryWords(lang)[category],
      number,
      format.date(Temporal.PlainDate.from(date)),
      `PDF ${sizeInWords(file.bytes, lang)}`,
      item.shown === 'corrected' ? messages(lang).corrected : undefined,
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

function Turning({ view, request }: { readonly view: DocumentsView; readonly request: PageRequest }) {
  const { filter, older, isFirst, items } = view;
  if (isFirst && older === undefined) return null;
  const t = messages(request.lang);
  return (
    <Pagination
      label={t.pages}
      position={t.position(request.format.number(items.length))}
      {...(isFirst ? {} : { previous: { href: request.href(listPath(filter)), label: t.newer } })}
      {...(older === undefined
        ? {}
        : { next: { href: request.href(listPath(filter, older)), label: t.older } })}
    />
  );
}
