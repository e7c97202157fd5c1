import { htmlToText } from './html-to-markdown.ts';

/** Words of some HTML, on one line; cut at a word where they are more than told. */
export function htmlToLine(html: string, longest?: number): string {
  return htmlToText(html, longest);
}

const INDONESIAN = wordsOf(
  'yang dan di untuk dengan dari pada akan ini itu dalam tidak oleh telah adalah juga para',
);
const ENGLISH = wordsOf('the and of to in is for with that on are was by this it will has have from');
const WORDS_LOOKED_AT = 400;
/** As many more words of one language than of the other are no accident. */
const CLEAR = 4;

/**
 * The language of some words: what the small words in them tell, since many a site says that it is English and only its
 * program is; else what the site says; Indonesian where it says nothing that we speak.
 */
export function languageOf(said: string | undefined, text = ''): 'id' | 'en' {
  const words =
    text
      .slice(0, 10_000)
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.slice(0, WORDS_LOOKED_AT) ?? [];
  const indonesian = words.filter((word) => INDONESIAN.has(word)).length;
  const english = words.filter((word) => ENGLISH.has(word)).length;
  if (indonesian >= english + CLEAR) return 'id';
  if (english >= indonesian + CLEAR) return 'en';
  return /^en\b/i.test(said ?? '') ? 'en' : 'id';
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
