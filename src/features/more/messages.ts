import { defineMessages } from '../../platform/i18n/messages.ts';

export const messages = defineMessages(
  {
    more: 'Lainnya',
    services: 'Layanan',
    window: 'Jendela ini',
    about: 'Tentang jendela ini',
    aboutNote: 'Pemilik, sumber data, dan privasi',
    developers: 'Untuk pengembang',
    developersNote: 'API terbuka, kalender, dan umpan berita',
    aboutLead: (name: string) =>
      `${name} menyatukan layanan kota dan kantor pemilihan di satu tempat. Tanpa akun, tanpa iklan.`,
    owners: 'Siapa yang mengelola',
    ownersText: (electionOffice: string, cityOffice: string) =>
      `${electionOffice} mengisi dan bertanggung jawab atas data pemilihan. ${cityOffice} menjaga agar jendela ini tetap menyala.`,
    privacy: 'Privasi',
    privacyText:
      'Kami tidak memasang pelacak dan tidak memakai cookie. NIK Anda tidak meninggalkan HP, kecuali Anda sendiri memilih cek lewat server. Kartu TPS yang Anda simpan hanya ada di HP Anda.',
    privacyLink: 'Bagaimana NIK tetap di HP',
    sources: 'Sumber data',
    sourcesAreas: 'Kode dan nama wilayah: idn-area-data, lisensi Open Database License (ODbL) 1.0.',
    sourcesStages: 'Tahapan: disusun dari peraturan dan pengumuman yang disebut di setiap tahap.',
    fonts: 'Huruf: Plus Jakarta Sans, lisensi SIL Open Font License 1.1. Ikon: Lucide, lisensi ISC.',
    accessibility: 'Aksesibilitas',
    accessibilityText:
      'Jendela ini dibuat agar bisa dipakai dengan papan tombol, pembaca layar, dan huruf yang dibesarkan, sesuai WCAG 2.2 tingkat AA.',
    code: 'Kode sumber',
    codeText: 'Perangkat lunak ini bernama Jendela, berlisensi MIT, dan boleh dipakai kota mana pun.',
  },
  {
    more: 'More',
    services: 'Services',
    window: 'This window',
    about: 'About this window',
    aboutNote: 'Owners, sources of data, and privacy',
    developers: 'For developers',
    developersNote: 'Open API, calendars and feeds',
    aboutLead: (name) =>
      `${name} brings the services of the city and its election office together in one place. No account, no advertising.`,
    owners: 'Who runs it',
    ownersText: (electionOffice, cityOffice) =>
      `${electionOffice} provides the election data and answers for it. ${cityOffice} keeps this window running.`,
    privacy: 'Privacy',
    privacyText:
      'We use no trackers and no cookies. Your identity number does not leave your phone, unless you choose the check by the server. A polling place card that you keep is on your phone alone.',
    privacyLink: 'How the number stays on the phone',
    sources: 'Sources of data',
    sourcesAreas: 'Codes and names of areas: idn-area-data, Open Database License (ODbL) 1.0.',
    sourcesStages: 'Stages: compiled from the regulations and announcements named at each stage.',
    fonts: 'Typeface: Plus Jakarta Sans, SIL Open Font License 1.1. Icons: Lucide, ISC licence.',
    accessibility: 'Accessibility',
    accessibilityText:
      'This window is made to be used with a keyboard, a screen reader and enlarged text, to WCAG 2.2 level AA.',
    code: 'Source code',
    codeText: 'The software is called Jendela. It has the MIT licence, and any city may use it.',
  },
);
