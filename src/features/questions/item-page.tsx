import type { ComponentChildren } from 'preact';
import { type SomeLanguages, textIn } from '../../domain/item.ts';
import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import { itemFacts, itemVersions } from '../../platform/publishing/item-facts.ts';
import { itemAddress, type PublicItem, stateSince } from '../../platform/publishing/public-item.ts';
import type { PublishedVersion } from '../../platform/publishing/reader.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { ItemNotice, OldVersionNotice, UrgencyChip } from '../../ui/components/item.tsx';
import { ItemPage, Prose, readText, VERSIONS_ID } from '../../ui/components/item-page.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { QUESTIONS_PATH, type QuestionContent, SHARE_IMAGE } from './content.ts';
import { answerText } from './kind.tsx';
import { messages, topicWords } from './messages.ts';
import { faqPage } from './schema-org.ts';

type Context = Pick<FeatureContext, 'city' | 'areas' | 'config'>;
type View = PublicItem<QuestionContent>;

/** Longest description that search engines show. */
const DESCRIPTION = 160;

/** The page of a question, in whatever state it is. */
export function questionPage(context: Context, view: View, request: PageRequest): Page {
  const { item, versions } = view;
  const { lang, href, format } = request;
  const t = messages(lang);
  const title = textIn(item.title, lang);
  const gone = item.shown === 'withdrawn';
  const address = itemAddress(QUESTIONS_PATH, item);
  const note = textIn(item.note ?? {}, lang) || (gone ? t.noReason : undefined);
  return {
    title: gone ? t.withdrawnTitle(title) : title,
    within: QUESTIONS_PATH,
    ...(gone || item.shown === 'expired' ? { noindex: true } : {}),
    ...(gone
      ? {}
      : {
          description: descriptionOf(item.content, request),
          schema: faqPage(context, [item], request),
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
        {gone ? <p class="mute">{t.withdrawnText}</p> : <Answer content={item.content} request={request} />}
      </Frame>
    ),
  };
}

/** An earlier version, as it stood. */
export function questionVersionPage(
  context: Context,
  view: View,
  version: PublishedVersion<QuestionContent>,
  request: PageRequest,
): Page {
  const { lang, format, href } = request;
  return {
    title: messages(lang).versionTitle(textIn(version.title, lang), version.version),
    within: QUESTIONS_PATH,
    noindex: true,
    body: (
      <Frame context={context} view={view} request={request} current={version.version} title={version.title}>
        <OldVersionNotice
          lang={lang}
          number={version.version}
          when={format.dateTime(version.at)}
          currentHref={href(itemAddress(QUESTIONS_PATH, view.item))}
        />
        <Answer content={version.content} request={request} />
      </Frame>
    ),
  };
}

function Answer({ content, request }: { readonly content: QuestionContent; readonly request: PageRequest }) {
  const { lang } = request;
  const answer = readText(content.answer, lang);
  return (
    <Window>
      <Pane title={messages(lang).answer} class="article">
        <Prose html={markdownToHtml(answer.text)} lang={lang} of={answer} />
      </Pane>
    </Window>
  );
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
  const history = itemVersions(versions, itemAddress(QUESTIONS_PATH, item), request);
  return (
    <ItemPage
      lang={lang}
      back={{ href: href(QUESTIONS_PATH), label: messages(lang).back }}
      chips={
        <>
          <Chip tone="plain" icon="circle-question-mark" label={topicWords(lang)[item.content.topic]} />
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

function descriptionOf(content: QuestionContent, { lang }: PageRequest): string {
  const text = textIn(answerText(content), lang).replace(/\s+/g, ' ');
  return text.length <= DESCRIPTION ? text : `${text.slice(0, text.lastIndexOf(' ', DESCRIPTION))} …`;
}
