import type { Announcement, HoaxCheck, Verdict } from '../../domain/announcement.ts';
import type { SomeLanguages } from '../../domain/item.ts';
import { webAddress } from '../../domain/link.ts';
import type { Language } from '../../domain/text.ts';
import type { PageRequest } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { AttachmentList, PictureView } from '../../ui/components/media.tsx';
import { Section } from '../../ui/components/text.tsx';
import type { IconName } from '../../ui/icons.ts';
import { messages, verdictWords } from './messages.ts';

/** A text with the language that it is in, which is the reader's where there is one. */
export interface ReadText {
  readonly text: string;
  /** Set where it is not the page's language. */
  readonly lang?: Language;
}

/** The text for a reader; undefined where there is none. */
export function readText(text: SomeLanguages, lang: Language): ReadText | undefined {
  const own = text[lang];
  if (own) return { text: own };
  const other = lang === 'id' ? 'en' : 'id';
  const there = text[other];
  return there ? { text: there, lang: other } : undefined;
}

/** The colour of each verdict, which never stands without its word. */
export const VERDICT_TONES: Readonly<Record<Verdict, 'ok' | 'warn' | 'bad'>> = {
  false: 'bad',
  altered: 'bad',
  misleading: 'bad',
  'out-of-context': 'warn',
  unproven: 'warn',
  true: 'ok',
};

/** The icon of each verdict. */
export const VERDICT_ICONS: Readonly<Record<Verdict, IconName>> = {
  false: 'circle-x',
  altered: 'circle-x',
  misleading: 'triangle-alert',
  'out-of-context': 'triangle-alert',
  unproven: 'circle-question-mark',
  true: 'circle-check',
};

/** A verdict as word, icon and colour. */
export function VerdictChip({ verdict, lang }: { readonly verdict: Verdict; readonly lang: Language }) {
  return (
    <Chip tone={VERDICT_TONES[verdict]} icon={VERDICT_ICONS[verdict]} label={verdictWords(lang)[verdict]} />
  );
}

export interface ArticleProps {
  readonly content: Announcement;
  readonly request: Pick<PageRequest, 'lang' | 'format'>;
  /** With its title, where the page around it has none. */
  readonly title?: boolean;
}

/** The content of an announcement: picture, what it says, what is attached. */
export function Article({ content, request, title }: ArticleProps) {
  const { lang } = request;
  const t = messages(lang);
  const { image, hoax, attachments } = content;
  const heading = title ? readText(content.title, lang) : undefined;
  const summary = readText(content.summary, lang);
  const body = readText(content.body, lang);
  return (
    <div class="article stack">
      {heading && <h2 lang={heading.lang}>{heading.text}</h2>}
      {summary && (
        <p class="lead" lang={summary.lang}>
          {summary.text}
        </p>
      )}
      {image && <PictureView picture={image} lang={lang} first />}
      {hoax && <HoaxPane hoax={hoax} request={request} />}
      {hoax && <h2>{t.explanation}</h2>}
      {body?.lang && <p class="mute">{t.onlyIn}</p>}
      {body && (
        <div class="prose" lang={body.lang} dangerouslySetInnerHTML={{ __html: markdownToHtml(body.text) }} />
      )}
      {attachments.length > 0 && (
        <Section title={t.attachments}>
          <AttachmentList attachments={attachments} lang={lang} />
        </Section>
      )}
    </div>
  );
}

/** What is being said, and what was found of it: seen at arm's length. */
function HoaxPane({
  hoax,
  request,
}: {
  readonly hoax: HoaxCheck;
  readonly request: ArticleProps['request'];
}) {
  const { lang, format } = request;
  const t = messages(lang);
  const { seen, evidence, verdict } = hoax;
  const claim = readText(hoax.claim, lang);
  const seenAt = seen.url === undefined ? undefined : webAddress(seen.url);
  const seenOn = seen.on && format.date(Temporal.PlainDate.from(seen.on));
  return (
    <div class="window hoax">
      <div class="pane">
        <small>{t.claim}</small>
        <blockquote lang={claim?.lang}>{claim?.text}</blockquote>
        <p class="mute">
          {t.seen}{' '}
          {seenAt ? (
            <a href={seenAt} rel="noopener nofollow">
              {seen.where}
            </a>
          ) : (
            seen.where
          )}
          {seenOn && `, ${seenOn}`}
        </p>
      </div>
      <div class={`pane hoax-verdict ${VERDICT_TONES[verdict]}`}>
        <small>{t.verdict}</small>
        <b>
          <Icon name={VERDICT_ICONS[verdict]} />
          {verdictWords(lang)[verdict]}
        </b>
      </div>
      <div class="pane">
        <h2>{t.evidence}</h2>
        <ul class="evidence">
          {evidence.map(({ title, url }) => (
            <li key={url}>
              <a class="link" href={webAddress(url) ?? '#'} rel="noopener">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
