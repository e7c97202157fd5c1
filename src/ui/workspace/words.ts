import type { Role } from '../../domain/staff.ts';
import type { Language } from '../../domain/text.ts';

interface FrameWords {
  readonly name: string;
  readonly places: string;
  /** To the pages of citizens. */
  readonly window: string;
  readonly officers: string;
  readonly oversight: string;
  readonly office: string;
}

/** Words of the frame round the workspace. */
export const FRAME_WORDS: Readonly<Record<Language, FrameWords>> = {
  id: {
    name: 'Ruang kerja',
    places: 'Menu',
    window: 'Lihat jendela warga',
    officers: 'Petugas pemilihan',
    oversight: 'Pengawasan',
    office: 'Kantor',
  },
  en: {
    name: 'Workspace',
    places: 'Menu',
    window: 'See the citizens’ window',
    officers: 'Field officers',
    oversight: 'Oversight',
    office: 'Office',
  },
};

/** What a role is called. */
export const ROLE_WORDS: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  id: { editor: 'Penyunting', reviewer: 'Pemeriksa', operator: 'Operator' },
  en: { editor: 'Editor', reviewer: 'Reviewer', operator: 'Operator' },
};
