import { type DemoItem, envelope, on, published } from './items-story.ts';

interface Asked {
  readonly topic: string;
  readonly question: { readonly id: string; readonly en?: string };
  readonly answer: { readonly id: string; readonly en?: string };
}

const ASKED: readonly Asked[] = [
  {
    topic: 'voting-day',
    question: { id: 'Apa saja yang dibawa ke TPS?', en: 'What do I bring to the polling place?' },
    answer: {
      id: `**KTP-el.** Itu sudah cukup untuk warga yang ada di daftar pemilih.

Surat pemberitahuan dibawa kalau ada, supaya nama lebih cepat ditemukan. Pemilih yang pindah memilih juga membawa **surat pindah memilih**.`,
      en: `Your **identity card** (KTP-el) is enough if you are on the voter list. Bring the notification letter if you have it. Who moved their vote also brings the letter that says so.`,
    },
  },
  {
    topic: 'voting-day',
    question: { id: 'Jam berapa TPS buka?', en: 'When are polling places open?' },
    answer: {
      id: `Pukul **07.00 sampai 13.00** waktu setempat. Yang sudah antre sebelum pukul 13.00 tetap dilayani.

Warga yang belum ada di daftar pemilih dilayani pada satu jam terakhir, **12.00–13.00**.`,
      en: `From **7:00 to 13:00** local time. Whoever stands in the queue by 13:00 will vote. Those who are not on the list vote in the last hour, from 12:00.`,
    },
  },
  {
    topic: 'voter-list',
    question: {
      id: 'Bagaimana cara tahu nama saya ada di daftar pemilih?',
      en: 'How do I see whether I am on the voter list?',
    },
    answer: {
      id: `Buka [Cek Pemilih](/cek), ketik NIK, dan jawabannya muncul di layar beserta letak TPS.

Bisa juga melihat daftar di papan pengumuman kelurahan, atau bertanya kepada PPS di kantor kelurahan.`,
      en: `Open [Voter check](/en/cek) and type your number. You may also look at the notice board of your kelurahan, or ask its PPS.`,
    },
  },
  {
    topic: 'voter-list',
    question: { id: 'Nama saya tidak ada di daftar. Masih bisa memilih?' },
    answer: {
      id: `Masih bisa, kalau sudah punya hak pilih dan punya KTP-el. Datang ke TPS **sesuai RT dan RW di KTP-el** pada pukul **12.00–13.00**, selama surat suara masih ada.

Cek dulu sekali lagi dengan NIK yang benar: salah satu angka saja sudah mengubah jawabannya.`,
    },
  },
  {
    topic: 'moving',
    question: { id: 'Saya sedang di kota lain. Masih bisa mengurus pindah memilih?' },
    answer: {
      id: `Untuk pemilihan 27 November **sudah tidak bisa**. Batas umum adalah 30 hari sebelumnya. Untuk yang sakit, terkena bencana, ditahan, atau bertugas, batasnya tujuh hari sebelumnya, yaitu 20 November.

Yang sudah punya surat pindah memilih datang ke TPS yang tertulis di surat itu.`,
    },
  },
  {
    topic: 'moving',
    question: { id: 'Saya baru pindah rumah. Memilih di TPS mana?' },
    answer: {
      id: `Cek dulu di [Cek Pemilih](/cek). **TPS yang tertulis di sana yang berlaku**, walaupun masih dekat rumah lama.

Kalau KTP-el sudah beralamat baru dan nama tidak ada di daftar mana pun, datang ke TPS sesuai alamat KTP-el pada pukul 12.00–13.00.`,
    },
  },
  {
    topic: 'voting-day',
    question: { id: 'KTP saya hilang. Bagaimana?' },
    answer: {
      id: `Segera urus penggantinya di Dinas Kependudukan dan Pencatatan Sipil (Disdukcapil); biayanya gratis. Biasanya diperlukan surat kehilangan dari kepolisian.

Kalau kartunya belum jadi pada hari pemungutan suara, mintalah dokumen kependudukan resmi dari Disdukcapil, dan **tanyakan lebih dulu kepada PPS** di kelurahan apakah dokumen itu bisa dipakai di TPS.`,
    },
  },
  {
    topic: 'access',
    question: {
      id: 'Bantuan apa yang ada untuk pemilih disabilitas?',
      en: 'What help is there for voters with disabilities?',
    },
    answer: {
      id: `- **Pendamping.** Boleh dibantu orang yang dipilih sendiri, atau petugas. Pendamping wajib merahasiakan pilihan.
- **Alat bantu baca** untuk pemilih tunanetra tersedia di TPS.
- **Kursi roda.** Pintu dan bilik dibuat supaya bisa dilewati. Kalau ada yang menghalangi, sampaikan kepada petugas.

Pemilih disabilitas, lanjut usia, dan ibu hamil boleh didahulukan.`,
      en: `- Somebody of your own choice, or an officer, may help you, and has to keep your choice secret.
- There is a template to read the ballot by touch.
- Doors and booths are made for wheelchairs. You may go first.`,
    },
  },
];

/** Questions that people ask before voting, in their own words. */
export function demoQuestions(): readonly DemoItem[] {
  return ASKED.map((content, at) => ({
    kind: 'question',
    agency: 'kpu',
    content,
    envelope: envelope('Layanan informasi KPU'),
    story: published(on('10-21', '09:00').add({ hours: 3 * at })),
  }));
}
