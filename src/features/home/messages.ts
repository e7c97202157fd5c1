import { defineMessages } from '../../platform/i18n/messages.ts';

export const messages = defineMessages(
  {
    home: 'Beranda',
    description: (office: string) => `Tahapan pemilihan, cek daftar pemilih, dan lokasi TPS dari ${office}.`,
    search: 'Cari layanan, TPS, tahapan',
    next: 'Berikutnya',
    coming: 'akan datang',
    latest: 'Terbaru',
    quietLabel: 'Saat ini',
    quietTitle: 'Tidak ada tahapan yang berjalan',
    seeMore: 'Lihat',
  },
  {
    home: 'Home',
    description: (office) => `Election stages, voter check and polling places from ${office}.`,
    search: 'Search services, TPS, stages',
    next: 'Next',
    coming: 'to come',
    latest: 'Latest',
    quietLabel: 'Just now',
    quietTitle: 'No stage is running',
    seeMore: 'Have a look',
  },
);
