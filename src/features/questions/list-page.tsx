import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { itemAddress } from '../../platform/publishing/public-item.ts';
import { SearchBox } from '../../ui/components/button.tsx';
import { FilterChips } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Prose, readText } from '../../ui/components/item-page.tsx';
import { Empty, Section, Title } from '../../ui/components/text.tsx';
import { QUESTIONS_PATH, slugOfTopic } from './content.ts';
import type { PublishedQuestion, QuestionsView } from './load.ts';
import { messages, topicWords } from './messages.ts';
import { faqPage } from './schema-org.ts';

type Context = Pick<FeatureContext, 'city' | 'config'>;

/** All questions by topic; each opens where it stands. */
export function questionsPage(context: Context, view: QuestionsView, request: PageRequest): Page {
  const { lang, href, format } = request;
  const t = messages(lang);
  const { words, topics, count } = view;
  const topicNames = topicWords(lang);
  return {
    title: words === undefined ? t.questions : t.titleFor(words),
    description: t.description(context.city.name),
    within: QUESTIONS_PATH,
    ...(words === undefined ? {} : { noindex: true }),
    ...(words === undefined && count > 0
      ? {
          schema: faqPage(
            context,
            topics.flatMap(({ items }) => items),
            request,
          ),
        }
      : {}),
    body: (
      <div class="stack">
        <Title title={t.questions} lead={t.lead} />
        <SearchBox
          action={href(QUESTIONS_PATH)}
          label={t.search}
          {...(words === undefined ? {} : { value: words })}
        />
        {words !== undefined && count > 0 && (
          <p role="status">
            {t.found(format.number(count), words)}.{' '}
            <a class="link" href={href(QUESTIONS_PATH)}>
              {t.showAll}
            </a>
          </p>
        )}
        {topics.length > 1 && words === undefined && (
          <FilterChips
            label={t.topics}
            items={topics.map(({ topic }) => ({
              label: topicNames[topic],
              href: `#${slugOfTopic(topic)}`,
            }))}
          />
        )}
        {count === 0 && <Nothing words={words} request={request} />}
        {topics.map(({ topic, items }) => (
          <Section key={topic} title={topicNames[topic]} id={slugOfTopic(topic)}>
            <div class="window qa">
              {items.map((item) => (
                <Entry key={item.id} item={item} context={context} request={request} />
              ))}
            </div>
          </Section>
        ))}
      </div>
    ),
  };
}

function Nothing({ words, request }: { readonly words: string | undefined; readonly request: PageRequest }) {
  const t = messages(request.lang);
  return words === undefined ? (
    <Empty icon="circle-question-mark" title={t.nothing}>
      <p>{t.nothingWhy}</p>
    </Empty>
  ) : (
    <Empty icon="search" title={t.nothingFound}>
      <p>{t.nothingFoundWhy}</p>
      <a class="link" href={request.href(QUESTIONS_PATH)}>
        {t.showAll}
      </a>
    </Empty>
  );
}

/** One question, closed at first. */
function Entry(props: {
  readonly item: PublishedQuestion;
  readonly context: Context;
  readonly request: PageRequest;
}) {
  const { item, context, request } = props;
  const { lang, format, href } = request;
  const t = messages(lang);
  const question = readText(item.content.question, lang);
  const answer = readText(item.content.answer, lang);
  const moment = format.dateTime(item.changedAt);
  return (
    <details>
      <summary>
        <span lang={question.lang}>{question.text}</span>
        <Icon name="chevron-down" />
      </summary>
      <div class="stack">
        <Prose html={markdownToHtml(answer.text)} lang={lang} of={answer} />
        <p class="mute">
          {agencyName(context, item.agency)}.{' '}
          {item.shown === 'corrected' ? t.corrected(moment) : t.asOf(moment)}
        </p>
        <p>
          <a class="link" href={href(itemAddress(QUESTIONS_PATH, item))}>
            {t.open}
            <span class="vh">: {question.text}</span>
          </a>
        </p>
      </div>
    </details>
  );
}
