import type { Lang } from '../i18n/messages.ts';
import type { FileFaultCode } from './fault.ts';
import type { CellProblem } from './shape.ts';

type Words<Code extends string> = Readonly<Record<Lang, Readonly<Record<Code, string>>>>;

/** Why a file as a whole cannot be taken; what is not in it, whoever takes it says. */
export const TABLE_FAULT_WORDS: Words<Exclude<FileFaultCode, 'empty' | 'unknown-election'>> = {
  id: {
    'not-readable': 'Berkasnya tidak bisa dibaca.',
    'too-large': 'Berkasnya terlalu besar.',
    encoding: 'Simpan sebagai CSV UTF-8, lalu kirim lagi.',
    format: 'Berkas ini bukan CSV atau XLSX yang bisa dibaca.',
    'cut-off': 'Berkasnya terpotong atau rusak. Simpan lagi, lalu kirim lagi.',
    'line-too-long': 'Ada baris yang terlalu panjang; mungkin tanda kutipnya tidak ditutup.',
    header: 'Baris pertamanya tidak memuat nama kolom yang benar.',
  },
  en: {
    'not-readable': 'The file cannot be read.',
    'too-large': 'The file is too large.',
    encoding: 'Save it as CSV UTF-8 and send it again.',
    format: 'The file is no CSV or XLSX that can be read.',
    'cut-off': 'The file is cut off or damaged. Save it again and send it again.',
    'line-too-long': 'A line is too long; perhaps a quote is not closed.',
    header: 'Its first line does not name the right columns.',
  },
};

/** What is wrong with a cell or a line of any table. */
export const CELL_PROBLEM_WORDS: Words<CellProblem<string>['code']> = {
  id: {
    columns: 'Jumlah kolomnya tidak sama dengan baris pertama.',
    damaged: 'Rusak oleh program lembar kerja; jadikan kolomnya teks.',
    merged: 'Selnya digabung; pisahkan dulu.',
    unfinished: 'Baris terakhir tidak selesai; pastikan berkasnya utuh.',
    'unknown-column': 'Kolom ini tidak dipakai.',
  },
  en: {
    columns: 'Has not as many columns as the first line.',
    damaged: 'Damaged by the spreadsheet program; make the column text.',
    merged: 'The cell is merged; part it first.',
    unfinished: 'The last line is not finished; check that the file is whole.',
    'unknown-column': 'This column is not used.',
  },
};
