import type { Language } from '../../domain/text.ts';

/** A language of the interface. */
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
