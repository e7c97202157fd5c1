import { mediaPath, sizeInWords } from '../../domain/media.ts';
import type { PageRequest } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import { LinkButton } from '../../ui/components/button.tsx';
import { Prose, readText } from '../../ui/components/item-page.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import type { DocumentContent } from './content.ts';
import { categoryWords, messages } from './messages.ts';

export interface DocumentBodyProps {
  readonly content: DocumentContent;
  readonly request: Pick<PageRequest, 'lang' | 'format'>;
  /** With its title, where the page around it has none. */
  readonly title?: boolean;
}

/** A document: what it is, how large, and what it is about. */
export function DocumentBody({ content, request, title }: DocumentBodyProps) {
  const { lang, format } = request;
  const t = messages(lang);
  const { category, number, date, file } = content;
  const heading = title ? readText(content.title, lang) : undefined;
  const about = readText(content.description, lang);
  return (
    <div class="article stack">
      {heading && <h2 lang={heading.lang}>{heading.text}</h2>}
      {about.text !== '' && <Prose html={markdownToHtml(about.text)} lang={lang} of={about} />}
      <Window>
        <Pane class="paper">
          <dl class="item-facts">
            <dt>{t.category}</dt>
            <dd>{categoryWords(lang)[category]}</dd>
            {number && (
              <>
                <dt>{t.number}</dt>
                <dd>{number}</dd>
              </>
            )}
            <dt>{t.dated}</dt>
            <dd>{format.date(Temporal.PlainDate.from(date), { weekday: true })}</dd>
          </dl>
          <LinkButton icon="download" href={mediaPath(file, 'pdf')} download={file.name}>
            {t.download(sizeInWords(file.bytes, lang))}
          </LinkButton>
          <p class="mute">{t.fileNote(file.name)}</p>
        </Pane>
      </Window>
    </div>
  );
}
