import { defineMessages } from '../../../platform/i18n/messages.ts';
import type { FileFault } from '../../../platform/tables/fault.ts';
import type { ImportProblem } from '../import/problem.ts';

/** Why a file as a whole cannot be taken. */
export const faultWords = defineMessages(
  {
    'not-readable': 'Berkasnya tidak bisa dibaca.',
    'too-large': 'Berkasnya terlalu besar.',
    encoding: 'Simpan sebagai CSV UTF-8, lalu kirim lagi.',
    format: 'Berkas ini bukan CSV atau XLSX yang bisa dibaca.',
    'cut-off': 'Berkasnya terpotong atau rusak. Simpan lagi, lalu kirim lagi.',
    'line-too-long': 'Ada baris yang terlalu panjang; mungkin tanda kutipnya tidak ditutup.',
    header: 'Baris pertamanya tidak memuat nama kolom yang benar.',
    empty: 'Tidak ada TPS di dalam berkas.',
    'unknown-election': 'Pemilihan ini tidak tercatat.',
  } satisfies Record<FileFault['code'], string>,
  {
    'not-readable': 'The file cannot be read.',
    'too-large': 'The file is too large.',
    encoding: 'Save it as CSV UTF-8 and send it again.',
    format: 'The file is no CSV or XLSX that can be read.',
    'cut-off': 'The file is cut off or damaged. Save it again and send it again.',
    'line-too-long': 'A line is too long; perhaps a quote is not closed.',
    header: 'Its first line does not name the right columns.',
    empty: 'There is no polling place in the file.',
    'unknown-election': 'This election is not recorded.',
  },
);

/** What is wrong with one field of a line, or to be looked at. */
export const problemWords = defineMessages(
  {
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
    columns: 'Jumlah kolomnya tidak sama dengan baris pertama.',
    duplicate: 'Kodenya ada juga di baris lain.',
    damaged: 'Rusak oleh program lembar kerja; jadikan kolomnya teks.',
    'unknown-column': 'Kolom ini tidak dipakai.',
    merged: 'Selnya digabung; pisahkan dulu.',
    unfinished: 'Baris terakhir tidak selesai; pastikan berkasnya utuh.',
    'unknown-predecessor': 'TPS pemilihan sebelumnya itu tidak tercatat.',
    edited: 'Dibiarkan seperti yang ditulis di ruang kerja.',
  } satisfies Record<ImportProblem['code'], string>,
  {
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
    columns: 'Has not as many columns as the first line.',
    duplicate: 'Another line has the same code.',
    damaged: 'Damaged by the spreadsheet program; make the column text.',
    'unknown-column': 'This column is not used.',
    merged: 'The cell is merged; part it first.',
    unfinished: 'The last line is not finished; check that the file is whole.',
    'unknown-predecessor': 'That earlier polling place is not recorded.',
    edited: 'Left as it was written in the workspace.',
  },
);
