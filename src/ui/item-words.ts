import type { Language } from '../domain/text.ts';

interface ItemWords {
  readonly urgent: string;
  readonly important: string;
  readonly owner: string;
  readonly source: string;
  readonly areas: string;
  readonly wholeCity: (city: string) => string;
  readonly published: string;
  readonly asOf: string;
  readonly expires: string;
  readonly review: string;
  readonly notice: Readonly<Record<'corrected' | 'expired' | 'withdrawn', (when: string) => string>>;
  readonly expiredText: string;
  readonly toVersions: string;
  readonly oldVersion: (number: number, when: string) => string;
  readonly toCurrent: string;
  readonly version: (number: number) => string;
  readonly event: Readonly<Record<'published' | 'corrected' | 'expired' | 'withdrawn', string>>;
}

/** The words round every published item. */
export const ITEM_WORDS: Readonly<Record<Language, ItemWords>> = {
  id: {
    urgent: 'Mendesak',
    important: 'Penting',
    owner: 'Penanggung jawab',
    source: 'Sumber',
    areas: 'Wilayah',
    wholeCity: (city) => `Seluruh ${city}`,
    published: 'Terbit',
    asOf: 'Per',
    expires: 'Berlaku sampai',
    review: 'Ditinjau lagi',
    notice: {
      corrected: (when) => `Diperbaiki ${when}`,
      expired: (when) => `Tidak berlaku lagi sejak ${when}`,
      withdrawn: (when) => `Ditarik ${when}`,
    },
    expiredText: 'Isinya tetap bisa dibaca, tetapi jangan dijadikan pegangan.',
    toVersions: 'Lihat semua versi',
    oldVersion: (number, when) => `Versi ${number}, ${when}. Sudah ada yang lebih baru.`,
    toCurrent: 'Buka versi terbaru',
    version: (number) => `Versi ${number}`,
    event: {
      published: 'Terbit pertama kali',
      corrected: 'Diperbaiki',
      expired: 'Tidak berlaku lagi',
      withdrawn: 'Ditarik',
    },
  },
  en: {
    urgent: 'Urgent',
    important: 'Important',
    owner: 'Published by',
    source: 'Source',
    areas: 'Area',
    wholeCity: (city) => `All of ${city}`,
    published: 'Published',
    asOf: 'As of',
    expires: 'Valid until',
    review: 'Looked at again',
    notice: {
      corrected: (when) => `Corrected ${when}`,
      expired: (when) => `No longer valid since ${when}`,
      withdrawn: (when) => `Withdrawn ${when}`,
    },
    expiredText: 'It can still be read, but do not rely on it.',
    toVersions: 'See all versions',
    oldVersion: (number, when) => `Version ${number}, ${when}. There is a newer one.`,
    toCurrent: 'Open the newest version',
    version: (number) => `Version ${number}`,
    event: {
      published: 'First published',
      corrected: 'Corrected',
      expired: 'No longer valid',
      withdrawn: 'Withdrawn',
    },
  },
};
