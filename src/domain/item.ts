import type { Bilingual, Language } from './text.ts';

/** Whom an item is meant for. */
export type Audience = 'public' | 'officers';

/** How soon a reader should know. */
export type Urgency = 'normal' | 'important' | 'urgent';

export const AUDIENCES: readonly Audience[] = ['public', 'officers'];
export const URGENCIES: readonly Urgency[] = ['normal', 'important', 'urgent'];

/** A text in one language or both. At least one is there. */
export type SomeLanguages = Partial<Bilingual>;

/** What every item says beside its content. */
export interface ItemEnvelope {
  /** Where the facts come from: a decree, an office, a page. */
  readonly source: { readonly title: string; readonly url?: string | undefined };
  /** Codes of the kecamatan and kelurahan that it concerns; empty: the whole city. */
  readonly areas: readonly string[];
  readonly audience: Audience;
  readonly urgency: Urgency;
  /** From when on it is no longer true. One of the two is always there. */
  readonly expiresAt?: Temporal.Instant | undefined;
  /** The day by which somebody looks whether it is still true. */
  readonly reviewOn?: Temporal.PlainDate | undefined;
}

/** The text in a language, or in the other one where it has none. */
export function textIn(text: SomeLanguages, language: Language): string {
  return text[language] ?? text[language === 'id' ? 'en' : 'id'] ?? '';
}

/** The last part of an item's address: its id, and words of its title for people. */
export function itemRef(item: { readonly id: string; readonly slug: string }): string {
  return item.slug === '' ? item.id : `${item.id}-${item.slug}`;
}

/** The id in the last part of an address. */
export function idOfRef(ref: string): string {
  return ref.split('-', 1)[0] ?? '';
}

const LONGEST_SLUG = 80;

/** Words of a title as they stand in an address: "Jadwal kampanye 2024" gives `jadwal-kampanye-2024`. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let slug = '';
  for (const word of words ?? []) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > LONGEST_SLUG) break;
    slug = longer;
  }
  return slug;
}
