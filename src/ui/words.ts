import type { Language } from '../domain/text.ts';

/** The words of the frame round every page. */
export interface ShellWords {
  readonly skip: string;
  readonly places: string;
  readonly otherLanguage: string;
  readonly theme: { readonly system: string; readonly light: string; readonly dark: string };
  /** Before the time of a page that the phone kept. */
  readonly kept: string;
  readonly demo: string;
  readonly demoName: string;
}

export const SHELL_WORDS: Readonly<Record<Language, ShellWords>> = {
  id: {
    skip: 'Langsung ke isi',
    places: 'Menu utama',
    otherLanguage: 'English',
    theme: { system: 'Warna otomatis', light: 'Warna terang', dark: 'Warna gelap' },
    kept: 'Dari simpanan HP ini.',
    demo: 'Data contoh. Bukan data pemilih sungguhan.',
    demoName: 'Data contoh',
  },
  en: {
    skip: 'Skip to content',
    places: 'Main menu',
    otherLanguage: 'Bahasa Indonesia',
    theme: { system: 'Automatic colours', light: 'Light colours', dark: 'Dark colours' },
    kept: 'Kept on this phone.',
    demo: 'Example data. These are not real voters.',
    demoName: 'Example data',
  },
};
