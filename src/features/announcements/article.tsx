import type { Announcement, HoaxCheck, Verdict } from '../../domain/announcement.ts';
import { webAddress } from '../../domain/link.ts';
import type { Language } from '../../domain/text.ts';
import type { PageRequest } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { Prose, readText } from '../../ui/components/item-page.tsx';
import { AttachmentList, PictureView } from '../../ui/components/media.tsx';
import { Section } from '../../ui/components/text.tsx';
import type { IconName } from '../../ui/icons.ts';
import { messages, verdictWords } from './messages.ts';

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
      {summary.text && (
        <p class="lead" lang={summary.lang}>
          {summary.text}
        </p>
      )}
      {image && <PictureView picture={image} lang={lang} first />}
      {hoax && <HoaxPane hoax={hoax} request={request} />}
      {hoax && <h2>{t.explanation}</h2>}
      <Prose html={markdownToHtml(body.text)} lang={lang} of={body} />
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
        <blockquote lang={claim.lang}>{claim.text}</blockquote>
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
