import type { Language } from '../../domain/text.ts';

interface FormWords {
  readonly problems: string;
  readonly optional: string;
  readonly inIndonesian: string;
  readonly inEnglish: string;
  readonly preview: (label: string) => string;
  readonly previewAway: string;
  readonly marks: string;
  readonly markList: readonly (readonly [mark: string, meaning: string])[];
}

/** Words that all forms of the workspace share. */
export const FORM_WORDS: Readonly<Record<Language, FormWords>> = {
  id: {
    problems: 'Belum bisa disimpan',
    optional: '(boleh kosong)',
    inIndonesian: 'Dalam bahasa Indonesia',
    inEnglish: 'Dalam bahasa Inggris (boleh kosong)',
    preview: (label) => `${label}: begini pembaca melihatnya`,
    previewAway: 'Pratinjau belum bisa diambil. Tulisan di atas tidak hilang.',
    marks: 'Cara memberi tanda pada tulisan',
    markList: [
      ['## Judul bagian', 'untuk judul di dalam tulisan'],
      ['**tebal**', 'untuk kata yang ditebalkan'],
      ['- butir', 'di awal baris, untuk daftar'],
      ['1. langkah', 'di awal baris, untuk daftar bernomor'],
      ['[teks](https://alamat)', 'untuk tautan'],
      ['> kutipan', 'di awal baris, untuk kutipan'],
    ],
  },
  en: {
    problems: 'It cannot be saved yet',
    optional: '(may be empty)',
    inIndonesian: 'In Indonesian',
    inEnglish: 'In English (may be empty)',
    preview: (label) => `${label}: what readers will see`,
    previewAway: 'The preview could not be had. Your text above is not lost.',
    marks: 'How to mark up the text',
    markList: [
      ['## Heading', 'for a heading within the text'],
      ['**bold**', 'for words in bold'],
      ['- item', 'at the start of a line, for a list'],
      ['1. step', 'at the start of a line, for a numbered list'],
      ['[text](https://address)', 'for a link'],
      ['> quote', 'at the start of a line, for a quotation'],
    ],
  },
};
