/** The languages a window speaks: Indonesian at `/`, English at `/en`. */
export type Lang = 'id' | 'en';

/** The words of the frame round every page. */
export interface ShellWords {
  readonly skip: string;
  readonly places: string;
  readonly otherLanguage: string;
  readonly theme: { readonly system: string; readonly light: string; readonly dark: string };
  readonly demo: string;
  readonly demoName: string;
}

export const SHELL_WORDS: Readonly<Record<Lang, ShellWords>> = {
  id: {
    skip: 'Langsung ke isi',
    places: 'Menu utama',
    otherLanguage: 'English',
    theme: { system: 'Warna otomatis', light: 'Warna terang', dark: 'Warna gelap' },
    demo: 'Data contoh. Bukan data pemilih sungguhan.',
    demoName: 'Data contoh',
  },
  en: {
    skip: 'Skip to content',
    places: 'Main menu',
    otherLanguage: 'Bahasa Indonesia',
    theme: { system: 'Automatic colours', light: 'Light colours', dark: 'Dark colours' },
    demo: 'Example data. These are not real voters.',
    demoName: 'Example data',
  },
};
