import type { Problem } from '../platform/http/problem.ts';
import { defineMessages, type Lang } from '../platform/i18n/messages.ts';

const messages = defineMessages(
  {
    back: 'Kembali ke ruang kerja',
    title: 'Permintaan ini tidak bisa diterima',
    text: 'Kembali ke halaman sebelumnya, lalu coba lagi.',
    notAllowed: 'Halaman ini bukan untuk peran Anda',
    notAllowedText: 'Jika ini memang tugas Anda, mintalah operator kantor menambahkan perannya.',
    secondPerson: 'Perlu orang kedua',
    secondPersonText: 'Yang ikut menulis tidak bisa menerbitkannya sendiri. Mintalah rekan lain memeriksa.',
    unknown: 'Ini tidak ada',
    unknownText: 'Mungkin sudah dibuang, atau alamatnya salah ketik.',
    changed: 'Rekan lain sudah mengubahnya',
    changedText: 'Tidak ada yang ditimpa. Buka lagi halamannya untuk melihat keadaan terakhir.',
    notPossible: 'Ini tidak bisa dilakukan sekarang',
    notPossibleText:
      'Keadaannya sudah berubah sejak halaman dibuka. Buka lagi untuk melihat keadaan terakhir.',
    doesNotFit: 'Isinya tidak cocok lagi dengan data yang berlaku',
    doesNotFitText: 'Data yang dirujuk sudah berubah. Sunting lagi, lalu ajukan ulang.',
    noteMissing: 'Apa yang berubah belum ditulis',
    noteMissingText: 'Sesudah terbit, setiap perubahan disertai catatan untuk pembaca.',
    datePassed: 'Tanggalnya sudah lewat',
    datePassedText: 'Pilih tanggal yang akan datang, lalu coba lagi.',
    outsideArea: 'Wilayah ini bukan wilayah Anda',
    outsideAreaText: 'Permintaan ini dicatat. Buka petugas di wilayah sendiri dari menu.',
    tooLarge: 'Kirimannya terlalu besar',
    tooLargeText: 'Kecilkan berkasnya, lalu coba lagi. Tidak ada yang tersimpan.',
    foreign: 'Formulir ini dikirim dari situs lain',
    foreignText: 'Demi keamanan, tidak ada yang dilakukan. Buka ruang kerja, lalu coba dari sini.',
  },
  {
    back: 'Back to the workspace',
    title: 'This request cannot be accepted',
    text: 'Go back to the page before, and try again.',
    notAllowed: 'This page is not for your role',
    notAllowedText: 'If it is your task, ask your office’s operator to add the role.',
    secondPerson: 'It takes a second person',
    secondPersonText: 'Nobody publishes what they wrote themselves. Ask a colleague to review it.',
    unknown: 'There is no such thing',
    unknownText: 'It may have been discarded, or the address is mistyped.',
    changed: 'A colleague has changed it',
    changedText: 'Nothing was overwritten. Open the page again to see how it stands.',
    notPossible: 'This cannot be done now',
    notPossibleText: 'It has changed since the page was opened. Open it again to see how it stands.',
    doesNotFit: 'Its content no longer fits what is recorded',
    doesNotFitText: 'What it refers to has changed. Edit it, and submit it again.',
    noteMissing: 'What changed has not been written',
    noteMissingText: 'After publication, every change comes with a note for readers.',
    datePassed: 'The date has passed',
    datePassedText: 'Choose a date to come, and try again.',
    outsideArea: 'This area is not yours',
    outsideAreaText: 'This request has been written down. Open the officers of your own area from the menu.',
    tooLarge: 'What was sent is too large',
    tooLargeText: 'Make the file smaller, and try again. Nothing was saved.',
    foreign: 'This form was sent from another site',
    foreignText: 'To be safe, nothing was done. Open the workspace, and try from here.',
  },
);

/** What a refusal is in words of staff: what is so, and what to do about it. */
export function refusalWords(
  problem: Pick<Problem, 'code'>,
  lang: Lang,
): { readonly title: string; readonly text: string; readonly back: string } {
  const t = messages(lang);
  const words: Readonly<Record<string, readonly [string, string]>> = {
    'not-allowed': [t.notAllowed, t.notAllowedText],
    'second-person': [t.secondPerson, t.secondPersonText],
    'unknown-item': [t.unknown, t.unknownText],
    'unknown-kind': [t.unknown, t.unknownText],
    'changed-meanwhile': [t.changed, t.changedText],
    'not-possible': [t.notPossible, t.notPossibleText],
    'does-not-fit': [t.doesNotFit, t.doesNotFitText],
    'note-missing': [t.noteMissing, t.noteMissingText],
    'date-passed': [t.datePassed, t.datePassedText],
    'outside-area': [t.outsideArea, t.outsideAreaText],
    'too-large': [t.tooLarge, t.tooLargeText],
    'foreign-form': [t.foreign, t.foreignText],
  };
  const [title, text] = words[problem.code] ?? [t.title, t.text];
  return { title, text, back: t.back };
}
