import { defineMessages } from '../platform/i18n/messages.ts';

export const messages = defineMessages(
  {
    asOf: (moment: string) => `Per ${moment}`,
    demoNote: (moment: string) => `Data contoh. Bukan data pemilih sungguhan. Jam contoh mulai ${moment}.`,
    about: 'Tentang jendela ini',
    developers: 'Untuk pengembang',
    owner: (electionOffice: string, cityOffice: string) => `${electionOffice} dan ${cityOffice}`,
    more: 'Lainnya',
    refusedTitle: 'Permintaan ini tidak bisa diterima',
    refusedText: 'Kembali ke halaman sebelumnya, lalu coba lagi.',
  },
  {
    asOf: (moment) => `As of ${moment}`,
    demoNote: (moment) =>
      `Example data. These are not real voters. The clock of the example starts at ${moment}.`,
    about: 'About this window',
    developers: 'For developers',
    owner: (electionOffice, cityOffice) => `${electionOffice} and ${cityOffice}`,
    more: 'More',
    refusedTitle: 'This request cannot be accepted',
    refusedText: 'Go back to the page before, and try again.',
  },
);
