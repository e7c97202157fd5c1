import type { ComponentChildren } from 'preact';
import { type SomeLanguages, textIn } from '../../domain/item.ts';
import { mediaPath } from '../../domain/media.ts';
import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { agencyName, itemFacts, itemVersions } from '../../platform/publishing/item-facts.ts';
import { itemAddress, type PublicItem, stateSince } from '../../platform/publishing/public-item.ts';
import type { PublishedVersion } from '../../platform/publishing/reader.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { ItemNotice, OldVersionNotice, UrgencyChip } from '../../ui/components/item.tsx';
import { ItemPage, VERSIONS_ID } from '../../ui/components/item-page.tsx';
import { DOCUMENTS_PATH, type DocumentContent, SHARE_IMAGE } from './content.ts';
import { DocumentBody } from './document.tsx';
import { categoryWords, messages } from './messages.ts';

type Context = Pick<FeatureContext, 'city' | 'areas' | 'config'>;
type View = PublicItem<DocumentContent>;

/** Longest description that search engines show. */
const DESCRIPTION = 160;

/** The page of a document, in whatever state it is. */
export function documentPage(context: Context, view: View, request: PageRequest): Page {
  const { item, versions } = view;
  const { lang, href, format } = request;
  const t = messages(lang);
  const title = textIn(item.title, lang);
  const gone = item.shown === 'withdrawn';
  const address = itemAddress(DOCUMENTS_PATH, item);
  const note = textIn(item.note ?? {}, lang) || (gone ? t.noReason : undefined);
  return {
    title: gone ? t.withdrawnTitle(title) : title,
    within: DOCUMENTS_PATH,
    ...(gone || item.shown === 'expired' ? { noindex: true } : {}),
    ...(gone
      ? {}
      : {
          description: descriptionOf(item.content, request),
          schema: schemaOrg(context, view, request),
          image: { href: href(`${address}/${SHARE_IMAGE}`), alt: t.imageAlt(title) },
          published: { at: item.publishedAt, changedAt: item.changedAt },
        }),
    body: (
      <Frame context={context} view={view} request={request} current={item.version} title={item.title}>
        <ItemNotice
          lang={lang}
          shown={item.shown}
          when={format.dateTime(stateSince(item))}
          note={note}
          {...(versions.length > 1 ? { versionsHref: `#${VERSIONS_ID}` } : {})}
        />
        {gone ? (
          <p class="mute">{t.withdrawnText}</p>
        ) : (
          <DocumentBody content={item.content} request={request} />
        )}
      </Frame>
    ),
  };
}

/** An earlier version, as it stood. */
export function documentVersionPage(
  context: Context,
  view: View,
  version: PublishedVersion<DocumentContent>,
  request: PageRequest,
): Page {
  const { lang, format, href } = request;
  return {
    title: messages(lang).versionTitle(textIn(version.title, lang), version.version),
    within: DOCUMENTS_PATH,
    noindex: true,
    body: (
      <Frame context={context} view={view} request={request} current={version.version} title={version.title}>
        <OldVersionNotice
          lang={lang}
          number={version.version}
          when={format.dateTime(version.at)}
          currentHref={href(itemAddress(DOCUMENTS_PATH, view.item))}
        />
        <DocumentBody content={version.content} request={request} />
      </Frame>
    ),
  };
}

function Frame(props: {
  readonly context: Context;
  readonly view: View;
  readonly request: PageRequest;
  readonly current: number;
  readonly title: SomeLanguages;
  readonly children: ComponentChildren;
}) {
  const { context, view, request, current, title } = props;
  const { item, versions } = view;
  const { lang, href } = request;
  const { urgency, ...facts } = itemFacts(item, context, request);
  const history = itemVersions(versions, itemAddress(DOCUMENTS_PATH, item), request);
  return (
    <ItemPage
      lang={lang}
      back={{ href: href(DOCUMENTS_PATH), label: messages(lang).back }}
      chips={
        <>
          <Chip tone="plain" icon="file-text" label={categoryWords(lang)[item.content.category]} />
          <UrgencyChip urgency={urgency} lang={lang} />
        </>
      }
      title={title}
      facts={facts}
      versions={
        item.shown === 'withdrawn' ? history.map((version) => ({ ...version, href: undefined })) : history
      }
      current={current}
    >
      {props.children}
    </ItemPage>
  );
}

function descriptionOf(
  { category, number, date, description }: DocumentContent,
  request: PageRequest,
): string {
  const { lang, format } = request;
  const text = [
    [categoryWords(lang)[category], number].filter(Boolean).join(' '),
    format.date(Temporal.PlainDate.from(date)),
    textIn(description, lang)
      .replace(/[*_#>`[\]]/g, '')
      .replace(/\s+/g, ' '),
  ]
    .filter(Boolean)
    .join('. ');
  return text.length <= DESCRIPTION ? text : `${text.slice(0, text.lastIndexOf(' ', DESCRIPTION))} …`;
}

/** The document as schema.org describes it. */
function schemaOrg(
  context: Context,
  { item }: View,
  { lang, href }: PageRequest,
): Readonly<Record<string, unknown>> {
  const { publicUrl } = context.config;
  const { number, date, file } = item.content;
  return {
    '@context': 'https://schema.org',
    '@type': 'DigitalDocument',
    name: textIn(item.title, lang),
    ...(number && { identifier: number }),
    dateCreated: date,
    datePublished: item.publishedAt.toString(),
    dateModified: item.changedAt.toString(),
    inLanguage: lang,
    isAccessibleForFree: true,
    url: publicUrl + href(itemAddress(DOCUMENTS_PATH, item)),
    encoding: {
      '@type': 'MediaObject',
      contentUrl: publicUrl + mediaPath(file, 'pdf'),
      encodingFormat: 'application/pdf',
      contentSize: `${file.bytes} B`,
    },
    publisher: {
      '@type': 'GovernmentOrganization',
      name: agencyName(context, item.agency),
      url: publicUrl,
    },
    ...(item.envelope.expiresAt ? { expires: item.envelope.expiresAt.toString() } : {}),
  };
}
