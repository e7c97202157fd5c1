import { htmlToText } from './html-to-markdown.ts';

/** Words of some HTML, on one line. */
export function htmlToLine(html: string): string {
  return htmlToText(html);
}

/** The language that a source says its words are in; Indonesian where it says nothing that we speak. */
export function languageOf(said: string | undefined): 'id' | 'en' {
  return /^en\b/i.test(said ?? '') ? 'en' : 'id';
}
