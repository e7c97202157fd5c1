import type { Language } from '../../domain/text.ts';

/** The languages of the interface, Indonesian first. */
export const LANGUAGES: readonly Language[] = ['id', 'en'];
export type Lang = Language;

type Message = string | ((...values: never[]) => string);
type Catalogue = Readonly<Record<string, Message>>;

/** The same keys with the same parameters, in any words. */
type SameKeys<C extends Catalogue> = {
  readonly [K in keyof C]: C[K] extends (...values: infer V) => string ? (...values: V) => string : string;
};

/**
 * A catalogue in both languages. The Indonesian one sets the keys; an English one that lacks a key, has one
 * too many, or takes other values does not pass the type check.
 *
 * @example
 * const messages = defineMessages(
 *   { daysLeft: (days: number) => `${days} hari lagi` },
 *   { daysLeft: (days: number) => `${days} days left` },
 * );
 * messages('en').daysLeft(3); // "3 days left"
 */
export function defineMessages<const C extends Catalogue>(
  id: C,
  en: SameKeys<C>,
): (lang: Lang) => SameKeys<C> {
  // `C` is the narrow type of the Indonesian words; readers want the wide one, which it satisfies by construction.
  const catalogues: Record<Lang, SameKeys<C>> = { id: id as unknown as SameKeys<C>, en };
  return (lang) => catalogues[lang];
}

/** The path of a page in a language: Indonesian at `/`, English below `/en`. */
export function localPath(lang: Lang, path: string): string {
  if (lang === 'id') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

/** The language that a path asks for, and the path without it. */
export function splitLangPath(pathname: string): { lang: Lang; path: string } {
  if (pathname === '/en' || pathname === '/en/') return { lang: 'en', path: '/' };
  if (pathname.startsWith('/en/')) return { lang: 'en', path: pathname.slice(3) };
  return { lang: 'id', path: pathname };
}
