import type { Language } from '../../domain/text.ts';

interface OfficerFrameWords {
  readonly name: string;
  readonly queue: string;
  readonly areaPlaces: string;
  readonly areaOthers: string;
  readonly result: Readonly<Record<'done' | 'conflict' | 'refused', string>>;
}

/** Words of the frame round the pages of officers. */
export const OFFICER_FRAME_WORDS: Readonly<Record<Language, OfficerFrameWords>> = {
  id: {
    name: 'Petugas',
    queue: 'Antrean kirim',
    areaPlaces: 'Yang bisa dilihat di wilayah ini',
    areaOthers: 'Pilih yang ingin dilihat',
    result: { done: 'Sudah tercatat', conflict: 'Ada catatan lain', refused: 'Tidak bisa dihitung' },
  },
  en: {
    name: 'Officers',
    queue: 'What waits to be sent',
    areaPlaces: 'What there is to see in this area',
    areaOthers: 'Choose what to see',
    result: { done: 'Recorded', conflict: 'There is another record', refused: 'It cannot count' },
  },
};
