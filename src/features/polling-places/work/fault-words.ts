import { defineMessages } from '../../../platform/i18n/messages.ts';
import type { FileFault } from '../../../platform/tables/fault.ts';
import { CELL_PROBLEM_WORDS, TABLE_FAULT_WORDS } from '../../../platform/tables/words.ts';
import type { ImportProblem } from '../import/problem.ts';

/** Why a file as a whole cannot be taken. */
export const faultWords = defineMessages(
  {
    ...TABLE_FAULT_WORDS.id,
    empty: 'Tidak ada TPS di dalam berkas.',
    'unknown-election': 'Pemilihan ini tidak tercatat.',
  } satisfies Record<FileFault['code'], string>,
  {
    ...TABLE_FAULT_WORDS.en,
    empty: 'There is no polling place in the file.',
    'unknown-election': 'This election is not recorded.',
  },
);

/** What is wrong with one field of a line, or to be looked at. */
export const problemWords = defineMessages(
  {
    ...CELL_PROBLEM_WORDS.id,
    missing: 'Belum diisi.',
    format: 'Tidak seperti yang diharapkan.',
    'unknown-area': 'Wilayah ini tidak ada.',
    'other-city': 'Wilayah ini bukan di kota ini.',
    'not-a-village': 'Wilayah ini bukan kelurahan atau desa.',
    mismatch: 'Tidak cocok dengan kolom lain.',
    'out-of-bounds': 'Titik itu tidak di Indonesia.',
    swapped: 'Lintang dan bujurnya tertukar.',
    'over-capacity': 'Pemilihnya lebih banyak dari yang dibolehkan.',
    repeated: 'Tertulis dua kali.',
    duplicate: 'Kodenya ada juga di baris lain.',
    'unknown-predecessor': 'TPS pemilihan sebelumnya itu tidak tercatat.',
    edited: 'Dibiarkan seperti yang ditulis di ruang kerja.',
  } satisfies Record<ImportProblem['code'], string>,
  {
    ...CELL_PROBLEM_WORDS.en,
    missing: 'Not filled in.',
    format: 'Not of the form that is expected.',
    'unknown-area': 'There is no such area.',
    'other-city': 'The area is of another city.',
    'not-a-village': 'The area is no kelurahan or desa.',
    mismatch: 'Does not fit another column.',
    'out-of-bounds': 'The point is not in Indonesia.',
    swapped: 'Latitude and longitude are swapped.',
    'over-capacity': 'More voters than the election allows.',
    repeated: 'Stands there twice.',
    duplicate: 'Another line has the same code.',
    'unknown-predecessor': 'That earlier polling place is not recorded.',
    edited: 'Left as it was written in the workspace.',
  },
);
