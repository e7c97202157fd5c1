import { textIn } from '../../domain/item.ts';
import type { FeatureContext, Page, PageRequest } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import { Actions, LinkButton } from '../../ui/components/button.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Section } from '../../ui/components/text.tsx';
import { WordChanges } from '../../ui/components/word-changes.tsx';
import { noteIn, type VerdictWords, wordsOf } from './answer-words.ts';
import { messages } from './messages.ts';
import { VERIFY_PATH } from './page.tsx';
import type { Answer, FoundItem, LinkVerdict, Verdict } from './verdict.ts';

/** Words shown on either side of a difference. */
const AROUND = 8;

type AnswerContext = Pick<FeatureContext, 'city' | 'config'>;

/** The answer to one person: the verdict, what it is about, how it differs, and what to do next. */
export function answerPage(answer: Answer, context: AnswerContext, request: PageRequest): Page {
  const t = messages(request.lang);
  const { verdict, links } = answer;
  const words = wordsOf(verdict, context, request);
  return {
    title: t.answerTitle(words.title),
    noindex: true,
    body: (
      <div class="stack">
        <VerdictPane words={words} link={answer.link} />
        {'item' in verdict && <ItemPane verdict={verdict} context={context} request={request} />}
        <Differences verdict={verdict} request={request} />
        {links.length > 0 && <Links links={links} context={context} request={request} />}
        <Next verdict={verdict} request={request} />
      </div>
    ),
  };
}

function VerdictPane({ words, link }: { readonly words: VerdictWords; readonly link: URL | undefined }) {
  return (
    <div class={`verdict ${words.tone}`} role="status">
      <Icon name={words.icon} />
      <h1>{words.title}</h1>
      {words.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {link && <p class="verdict-link">{link.host + (link.pathname === '/' ? '' : link.pathname)}</p>}
    </div>
  );
}

type ItemVerdict = Extract<Verdict, { readonly item: FoundItem }>;

function ItemPane(props: {
  readonly verdict: ItemVerdict;
  readonly context: AnswerContext;
  readonly request: PageRequest;
}) {
  const { verdict, context, request } = props;
  const { item } = verdict;
  const { lang, format } = request;
  const t = messages(lang);
  const standing = verdict.kind === 'item' ? verdict.standing : 'current';
  const corrections = verdict.kind === 'item' ? item.corrections : [];
  const why = standing === 'withdrawn' || standing === 'expired' ? noteIn(item.note, lang) : undefined;
  return (
    <Section title={standing === 'outdated' ? t.newest : t.original}>
      <article class="window">
        <div class="pane found">
          <h3>{textIn(item.title, lang)}</h3>
          <dl class="item-facts">
            <dt>{t.office}</dt>
            <dd>{agencyName(context, item.agency)}</dd>
            <dt>{t.published}</dt>
            <dd>{format.dateTime(item.publishedAt)}</dd>
            {item.newest > 1 && (
              <>
                <dt>{t.changed}</dt>
                <dd>{format.dateTime(item.changedAt)}</dd>
              </>
            )}
            {why && (
              <>
                <dt>{t.why}</dt>
                <dd>{why}</dd>
              </>
            )}
            {corrections.length > 0 && (
              <>
                <dt>{t.whatChanged}</dt>
                {corrections.map(({ version, note }) => (
                  <dd key={version}>{noteIn(note, lang)}</dd>
                ))}
              </>
            )}
          </dl>
        </div>
      </article>
    </Section>
  );
}

function Differences({ verdict, request }: { readonly verdict: Verdict; readonly request: PageRequest }) {
  if (verdict.kind !== 'item' || !verdict.changes) return null;
  const t = messages(request.lang);
  const isForged = verdict.by === 'close';
  return (
    <Section title={isForged ? t.differences : t.differencesSince}>
      <div class={isForged ? 'window forged' : 'window'}>
        <div class="pane">
          <WordChanges changes={verdict.changes} added={t.added} removed={t.removed} around={AROUND} />
        </div>
        <div class="pane words-key words">
          <span>
            <ins>{t.word}</ins> {isForged ? t.keyAdded : t.keyNew}
          </span>
          <span>
            <del>{t.word}</del> {isForged ? t.keyRemoved : t.keyOld}
          </span>
        </div>
      </div>
    </Section>
  );
}

function Links(props: {
  readonly links: readonly LinkVerdict[];
  readonly context: AnswerContext;
  readonly request: PageRequest;
}) {
  const { links, request } = props;
  const t = messages(request.lang);
  return (
    <Section title={t.linksTitle}>
      <ul class="window list">
        {links.map(({ url, verdict }) => {
          const isForeign = verdict.kind === 'foreign';
          const likeness = isForeign ? verdict.likeness : undefined;
          const isSource = verdict.kind === 'item' && verdict.by === 'source';
          const label = isSource
            ? t.linkSource
            : likeness
              ? t.linkLooksLike
              : isForeign
                ? t.linkForeign
                : wordsOf(verdict, props.context, request).title;
          return (
            <li key={url.href}>
              <div class={`list-line ${likeness ? 'bad' : ''}`}>
                <Icon name={isForeign ? 'triangle-alert' : 'badge-check'} />
                <div>
                  <b class="verdict-host">{url.host}</b>
                  <small>{label}</small>
                </div>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Next({ verdict, request }: { readonly verdict: Verdict; readonly request: PageRequest }) {
  const t = messages(request.lang);
  const path = 'item' in verdict ? verdict.item.path : verdict.kind === 'own-page' ? verdict.path : undefined;
  const more = verdict.kind === 'recognised' ? verdict.recognised.href : path;
  return (
    <Actions>
      {more && (
        <LinkButton icon="arrow-right" href={request.href(more)}>
          {t.open}
        </LinkButton>
      )}
      {verdict.kind === 'own-missing' && (
        <LinkButton icon="search" href={request.href('/cari')}>
          {t.search}
        </LinkButton>
      )}
      <LinkButton alt icon="arrow-left" href={request.href(VERIFY_PATH)}>
        {t.again}
      </LinkButton>
    </Actions>
  );
}
