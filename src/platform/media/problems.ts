import { defineMessages } from '../i18n/messages.ts';

/** Why a file is not taken. */
export type MediaProblem =
  | 'not-a-picture'
  | 'heic-picture'
  | 'not-a-pdf'
  | 'too-large-picture'
  | 'too-large-pdf'
  | 'too-many-pixels'
  | 'cut-picture'
  | 'cut-pdf'
  | 'unreadable-picture'
  | 'locked-pdf'
  | 'active-pdf'
  | 'empty'
  | 'alt-missing'
  | 'alt-too-long'
  | 'too-many-files'
  | 'pdf-missing'
  | 'kept-missing';

const words = defineMessages(
  {
    'not-a-picture': 'Berkas ini bukan gambar JPEG, PNG, WebP, AVIF, atau GIF. Pilih gambar lain.',
    'heic-picture':
      'Foto ini berformat HEIC, yang tidak bisa dibuka di sini. Di setelan kamera pilih JPEG (iPhone: Pengaturan, Kamera, Format, Paling Kompatibel), lalu ambil foto lagi.',
    'not-a-pdf': 'Berkas ini bukan PDF. Simpan dokumennya sebagai PDF, lalu pilih lagi.',
    'too-large-picture': 'Gambar ini lebih besar dari 10 MB. Kecilkan dulu, lalu pilih lagi.',
    'too-large-pdf': 'PDF ini lebih besar dari 20 MB. Perkecil atau bagi menjadi beberapa berkas.',
    'too-many-pixels': 'Ukuran gambar ini lebih dari 40 megapiksel. Kecilkan dulu, lalu pilih lagi.',
    'cut-picture':
      'Gambar ini terpotong: bagian akhirnya tidak ada. Salin ulang dari asalnya, lalu pilih lagi.',
    'cut-pdf': 'PDF ini terpotong: bagian akhirnya tidak ada. Salin ulang dari asalnya, lalu pilih lagi.',
    'unreadable-picture':
      'Gambar ini rusak dan tidak bisa dibuka. Simpan ulang di aplikasi gambar, lalu pilih lagi.',
    'locked-pdf': 'PDF ini dikunci. Simpan tanpa kata sandi, lalu pilih lagi.',
    'active-pdf':
      'PDF ini berisi program, lampiran, atau perintah yang jalan saat dibuka. Cetak ke PDF baru, lalu pilih yang itu.',
    empty: 'Berkas ini kosong.',
    'alt-missing': 'Tulis apa yang terlihat di gambar, untuk yang tidak bisa melihatnya.',
    'alt-too-long': 'Keterangan gambar paling panjang 300 huruf.',
    'too-many-files': 'Berkasnya terlalu banyak. Paling banyak 5.',
    'pdf-missing': 'Pilih berkas PDF.',
    'kept-missing': 'Berkas yang tadi dipilih sudah tidak ada. Pilih lagi.',
  },
  {
    'not-a-picture': 'This file is no JPEG, PNG, WebP, AVIF or GIF picture. Choose another one.',
    'heic-picture':
      'This photo is in the format HEIC, which cannot be opened here. Choose JPEG in the camera’s settings (iPhone: Settings, Camera, Formats, Most Compatible) and take it again.',
    'not-a-pdf': 'This file is no PDF. Save the document as PDF and choose it again.',
    'too-large-picture': 'This picture is larger than 10 MB. Make it smaller and choose it again.',
    'too-large-pdf': 'This PDF is larger than 20 MB. Make it smaller or divide it into several files.',
    'too-many-pixels': 'This picture has more than 40 megapixels. Make it smaller and choose it again.',
    'cut-picture': 'This picture is cut off: its end is missing. Copy it again and choose it once more.',
    'cut-pdf': 'This PDF is cut off: its end is missing. Copy it again and choose it once more.',
    'unreadable-picture':
      'This picture is damaged and cannot be opened. Save it again and choose it once more.',
    'locked-pdf': 'This PDF is locked. Save it without a password and choose it again.',
    'active-pdf':
      'This PDF holds programs, attached files or commands that run when it is opened. Print it to a new PDF and choose that.',
    empty: 'This file is empty.',
    'alt-missing': 'Write what the picture shows, for those who cannot see it.',
    'alt-too-long': 'A picture’s description has 300 letters at most.',
    'too-many-files': 'These are too many files. At most 5 are taken.',
    'pdf-missing': 'Choose a PDF file.',
    'kept-missing': 'The file that was chosen before is no longer there. Choose it again.',
  },
);

/** A problem in the words of a language, with what to do about it. */
export function mediaProblemInWords(problem: MediaProblem, lang: 'id' | 'en'): string {
  return words(lang)[problem];
}
