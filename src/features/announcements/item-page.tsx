import type { Announcement } from '../../domain/announcement.ts';
import { textIn } from '../../domain/item.ts';
import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { itemFacts, itemVersions } from '../../platform/publishing/item-facts.ts';
import { stateSince } from '../../platform/publishing/public-item.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { ItemNotice, OldVersionNotice, UrgencyChip } from '../../ui/components/item.tsx';
import { ItemPage, VERSIONS_ID } from '../../ui/components/item-page.tsx';
import { Article } from './article.tsx';
import { announcementPath, CATEGORY_ICONS, NEWS_PATH } from './constants.ts';
import { FEEDS, feedPath } from './feeds.ts';
import type { AnnouncementVersion, AnnouncementView } from './load.ts';
import { categoryWords, messages } from './messages.ts';
import { announcementSchemaOrg, sharePath } from './schema-org.ts';

type Context = Pick<FeatureContext, 'city' | 'areas' | 'config'>;

/** Longest description that search engines show. */
const DESCRIPTION = 160;

/** The page of an announcement, in whatever state it is. */
export function announcementPage(context: Context, view: AnnouncementView, request: PageRequest): Page {
  const { item } = view;
  const { lang } = request;
  const t = messages(lang);
  const title = textIn(item.title, lang);
  const gone = item.shown === 'withdrawn';
  const isOver = gone || item.shown === 'expired';
  const description = descriptionOf(item, lang);
  return {
    title: gone ? t.withdrawnTitle(title) : title,
    ...(description && !gone ? { description } : {}),
    within: NEWS_PATH,
    ...(isOver ? { noindex: true } : {}),
    ...(gone
      ? {}
      : {
          schema: announcementSchemaOrg(item, context, request),
          image: { href: request.href(sharePath(item)), alt: t.imageAlt(title) },
          published: { at: item.publishedAt, changedAt: item.changedAt },
        }),
    feeds: FEEDS.map(({ format, type, name }) => ({
      href: request.href(feedPath(format, {})),
      type,
      title: `${t.news} (${name})`,
    })),
    body: (
      <ItemPage {...frameOf(context, view, request, item.content)} current={item.version}>
        <ItemNotice
          lang={lang}
          shown={item.shown}
          when={request.format.dateTime(stateSince(item))}
          note={textIn(item.note ?? {}, lang) || (gone ? t.noReason : undefined)}
          {...(view.versions.length > 1 ? { versionsHref: `#${VERSIONS_ID}` } : {})}
        />
        {gone ? <p class="mute">{t.withdrawnText}</p> : <Article content={item.content} request={request} />}
      </ItemPage>
    ),
  };
}

/** An earlier version, as it stood. */
export function versionPage(
  context: Context,
  view: AnnouncementView,
  version: AnnouncementVersion,
  request: PageRequest,
): Page {
  const t = messages(request.lang);
  return {
    title: t.versionTitle(textIn(version.title, request.lang), version.version),
    within: NEWS_PATH,
    noindex: true,
    body: (
      <ItemPage {...frameOf(context, view, request, version.content)} current={version.version}>
        <OldVersionNotice
          lang={request.lang}
          number={version.version}
          when={request.format.dateTime(version.at)}
          currentHref={request.href(announcementPath(view.item))}
        />
        <Article content={version.content} request={request} />
      </ItemPage>
    ),
  };
}

/** What stands round the content, and which of its versions it is. */
function frameOf(
  context: Context,
  { item, versions }: AnnouncementView,
  request: PageRequest,
  content: Announcement,
) {
  const { lang, href } = request;
  const { urgency, ...facts } = itemFacts(item, context, request);
  const history = itemVersions(versions, announcementPath(item), request);
  return {
    lang,
    facts,
    title: content.title,
    back: { href: href(NEWS_PATH), label: messages(lang).back },
    chips: (
      <>
        <Chip
          tone="plain"
          icon={CATEGORY_ICONS[content.category]}
          label={categoryWords(lang)[content.category]}
        />
        <UrgencyChip urgency={urgency} lang={lang} />
      </>
    ),
    versions:
      item.shown === 'withdrawn' ? history.map((version) => ({ ...version, href: undefined })) : history,
  };
}

/** The summary, or the beginning of the text up to a whole word. */
function descriptionOf(item: AnnouncementView['item'], lang: PageRequest['lang']): string {
  const text = textIn(item.content.summary, lang) || textIn(item.text, lang).replaceAll('\n', ' ');
  if (text.length <= DESCRIPTION) return text;
  return `${text.slice(0, text.lastIndexOf(' ', DESCRIPTION))} …`;
}
