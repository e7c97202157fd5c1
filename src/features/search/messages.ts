import { defineMessages } from '../../platform/i18n/messages.ts';

export const messages = defineMessages(
  {
    title: 'Cari',
    titleFor: (words: string) => `Hasil untuk “${words}”`,
    label: 'Cari layanan, TPS, tahapan',
    hint: 'Ketik nama kelurahan, nomor TPS, atau nama tahapan.',
    count: (count: string) => `${count} hasil`,
    most: (count: string) => `Menampilkan ${count} hasil teratas. Tambahkan kata agar lebih tepat.`,
    noneTitle: 'Tidak ada yang cocok',
    noneText: 'Coba kata lain atau kata yang lebih pendek. Untuk TPS, ketik nama kelurahannya.',
  },
  {
    title: 'Search',
    titleFor: (words) => `Results for “${words}”`,
    label: 'Search services, TPS, stages',
    hint: 'Type the name of a kelurahan, the number of a polling place, or a stage.',
    count: (count) => `${count} results`,
    most: (count) => `Showing the first ${count} results. Add a word to narrow them.`,
    noneTitle: 'Nothing fits',
    noneText: 'Try another word, or a shorter one. For a polling place, type its kelurahan.',
  },
);
