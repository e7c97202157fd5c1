import type { ComponentChildren } from 'preact';
import { type SomeLanguages, textIn } from '../../domain/item.ts';
import type { Language } from '../../domain/text.ts';
import { ItemFacts, type ItemFactsProps, type ItemVersion, VersionList } from './item.tsx';
import { BackLink, Section } from './text.tsx';
import { Pane, Window } from './window.tsx';

/** A text with the language that it is in, set where it is not the reader's. */
export interface ReadText {
  readonly text: string;
  readonly lang?: Language;
}

/** A text for a reader, in their language or else in the other one. */
export function readText(text: SomeLanguages, lang: Language): ReadText {
  const other = lang === 'id' ? 'en' : 'id';
  return text[lang] === undefined && text[other] !== undefined
    ? { text: textIn(text, lang), lang: other }
    : { text: textIn(text, lang) };
}

const WORDS: Record<
  Language,
  { readonly facts: string; readonly versions: string; readonly onlyIn: string }
> = {
  id: {
    facts: 'Keterangan',
    versions: 'Riwayat perubahan',
    onlyIn: 'Bagian ini hanya ada dalam bahasa Inggris.',
  },
  en: { facts: 'About this', versions: 'What changed', onlyIn: 'This part is in Indonesian only.' },
};

/** Where the versions stand on the page of an item. */
export const VERSIONS_ID = 'riwayat';

export interface ItemPageProps {
  readonly lang: Language;
  readonly back: { readonly href: string; readonly label: string };
  /** What it is and how urgent, as chips. */
  readonly chips: ComponentChildren;
  readonly title: SomeLanguages;
  readonly facts: Omit<ItemFactsProps, 'lang'>;
  readonly versions: readonly ItemVersion[];
  /** Number of the version that is shown. */
  readonly current: number;
  readonly children: ComponentChildren;
}

/** What stands round an item's content: title above, who says it and what changed beside it. */
export function ItemPage(props: ItemPageProps) {
  const { lang, back, chips, facts, versions, current } = props;
  const words = WORDS[lang];
  const title = readText(props.title, lang);
  return (
    <div class="stack">
      <BackLink {...back} />
      <div class="news-head">
        <p class="news-chips">{chips}</p>
        <h1 lang={title.lang}>{title.text}</h1>
        <p class="mute">
          {facts.owner}, {facts.published}
        </p>
      </div>
      <div class="duo stack">
        <article class="stack">{props.children}</article>
        <div class="stack">
          <Window>
            <Pane title={words.facts}>
              <ItemFacts lang={lang} {...facts} />
            </Pane>
          </Window>
          {versions.length > 1 && (
            <Section title={words.versions} id={VERSIONS_ID}>
              <VersionList lang={lang} versions={versions} current={current} />
            </Section>
          )}
        </div>
      </div>
    </div>
  );
}

/** Running text that was made from marks. It says so where it is not in the reader's language. */
export function Prose({
  html,
  lang,
  of,
}: {
  readonly html: string;
  readonly lang: Language;
  readonly of: ReadText;
}) {
  return (
    <>
      {of.lang && <p class="mute">{WORDS[lang].onlyIn}</p>}
      <div class="prose" lang={of.lang} dangerouslySetInnerHTML={{ __html: html }} />
    </>
  );
}
