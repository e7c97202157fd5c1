import { defineMessages } from '../platform/i18n/messages.ts';

export const messages = defineMessages(
  {
    asOf: (moment: string) => `Per ${moment}`,
    asOfDemo: (moment: string) => `Per ${moment}. Jam contoh, bukan waktu sebenarnya.`,
    about: 'Tentang jendela ini',
    developers: 'Untuk pengembang',
    owner: (electionOffice: string, cityOffice: string) => `${electionOffice} dan ${cityOffice}`,
    more: 'Lainnya',
    refusedTitle: 'Permintaan ini tidak bisa diterima',
    refusedText: 'Kembali ke halaman sebelumnya, lalu coba lagi.',
  },
  {
    asOf: (moment) => `As of ${moment}`,
    asOfDemo: (moment) => `As of ${moment}. The clock of an example, not the true time.`,
    about: 'About this window',
    developers: 'For developers',
    owner: (electionOffice, cityOffice) => `${electionOffice} and ${cityOffice}`,
    more: 'More',
    refusedTitle: 'This request cannot be accepted',
    refusedText: 'Go back to the page before, and try again.',
  },
);
