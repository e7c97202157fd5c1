import type { ComponentChildren } from 'preact';
import { textIn } from '../../domain/item.ts';
import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { itemFacts, itemVersions } from '../../platform/publishing/item-facts.ts';
import { Chip } from '../../ui/components/chip.tsx';
import {
  ItemFacts,
  ItemNotice,
  OldVersionNotice,
  UrgencyChip,
  VersionList,
} from '../../ui/components/item.tsx';
import { BackLink, Section } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { Article, readText } from './article.tsx';
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
      <Frame context={context} view={view} request={request} shown={item.version}>
        <ItemNotice
          lang={lang}
          shown={item.shown}
          when={request.format.dateTime(endOf(view))}
          note={textIn(item.note ?? {}, lang) || (gone ? t.noReason : undefined)}
          {...(view.versions.length > 1 ? { versionsHref: '#riwayat' } : {})}
        />
        {gone ? <p class="mute">{t.withdrawnText}</p> : <Article content={item.content} request={request} />}
      </Frame>
    ),
  };
}

/** When the item came into the state that it is in. */
function endOf({ item }: AnnouncementView): Temporal.Instant {
  const { expiresAt } = item.envelope;
  return item.shown === 'expired' && expiresAt ? expiresAt : item.changedAt;
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
      <Frame context={context} view={view} request={request} shown={version.version} title={version.title}>
        <OldVersionNotice
          lang={request.lang}
          number={version.version}
          when={request.format.dateTime(version.at)}
          currentHref={request.href(announcementPath(view.item))}
        />
        <Article content={version.content} request={request} />
      </Frame>
    ),
  };
}

/** What stands round the content: title above, facts and versions beside it. */
function Frame(props: {
  readonly context: Context;
  readonly view: AnnouncementView;
  readonly request: PageRequest;
  /** Number of the version that is shown. */
  readonly shown: number;
  readonly title?: AnnouncementVersion['title'];
  readonly children: ComponentChildren;
}) {
  const { context, view, request } = props;
  const { item, versions } = view;
  const { lang } = request;
  const t = messages(lang);
  const title = readText(props.title ?? item.title, lang);
  const { category } = item.content;
  const { urgency: _, ...facts } = itemFacts(item, context, request);
  const history = itemVersions(versions, announcementPath(item), request).map((version) =>
    item.shown === 'withdrawn' ? { ...version, href: undefined } : version,
  );
  return (
    <div class="stack">
      <BackLink href={request.href(NEWS_PATH)} label={t.back} />
      <div class="news-head">
        <p class="news-chips">
          <Chip tone="plain" icon={CATEGORY_ICONS[category]} label={categoryWords(lang)[category]} />
          <UrgencyChip urgency={item.envelope.urgency} lang={lang} />
        </p>
        <h1 lang={title?.lang}>{title?.text}</h1>
        <p class="mute">
          {facts.owner}, {facts.published}
        </p>
      </div>
      <div class="duo stack">
        <article class="stack">{props.children}</article>
        <div class="stack">
          <Window>
            <Pane title={t.facts}>
              <ItemFacts lang={lang} {...facts} />
            </Pane>
          </Window>
          {history.length > 1 && (
            <Section title={t.versions} id="riwayat">
              <VersionList lang={lang} versions={history} current={props.shown} />
            </Section>
          )}
        </div>
      </div>
    </div>
  );
}

/** The summary, or the beginning of the text up to a whole word. */
function descriptionOf(item: AnnouncementView['item'], lang: PageRequest['lang']): string {
  const text = textIn(item.content.summary, lang) || textIn(item.text, lang).replaceAll('\n', ' ');
  if (text.length <= DESCRIPTION) return text;
  return `${text.slice(0, text.lastIndexOf(' ', DESCRIPTION))} …`;
}
