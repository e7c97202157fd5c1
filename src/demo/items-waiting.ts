import { type DemoItem, type DemoPlaces, envelope, on } from './items-story.ts';

/** What stands in the workspace and not yet before readers. */
export function waitingItems({ kelurahan, city }: DemoPlaces): readonly DemoItem[] {
  return [
    {
      kind: 'announcement',
      agency: 'kpu',
      content: {
        category: 'news',
        title: { id: 'Boleh melihat penghitungan suara? Boleh, dan ini caranya' },
        summary: { id: 'Penghitungan di TPS terbuka untuk umum, dari lembar pertama sampai selesai.' },
        body: {
          id: `Setelah TPS ditutup pukul 13.00, surat suara dihitung satu per satu di depan saksi, pengawas, dan warga.

- Berdiri di luar garis batas, supaya petugas bisa bekerja.
- Memotret papan hasil boleh.
- Ada yang tampak keliru? Sampaikan kepada saksi atau pengawas TPS saat itu juga.`,
        },
      },
      envelope: envelope('Divisi teknis penyelenggaraan', { expires: on('11-28', '12:00') }),
      story: [
        { deed: 'create', at: on('11-24', '07:45') },
        { deed: 'submit', at: on('11-24', '08:15') },
      ],
    },
    {
      kind: 'announcement',
      agency: 'kpu',
      content: {
        category: 'schedule',
        title: {
          id: 'Besok memilih: tiga hal yang disiapkan malam ini',
          en: 'Tomorrow we vote: three things to prepare tonight',
        },
        summary: {
          id: 'KTP-el, letak TPS, dan jam berangkat.',
          en: 'Identity card, polling place, and when to go.',
        },
        body: {
          id: `1. Taruh **KTP-el** di tempat yang mudah diambil.
2. Lihat sekali lagi **letak TPS**. Ada beberapa yang pindah.
3. Berangkat pagi kalau bisa: antrean biasanya paling pendek sebelum pukul 09.00.`,
          en: `1. Put your **identity card** where you find it.
2. Look once more **where your polling place is**. Some have moved.
3. Go early if you can.`,
        },
      },
      envelope: envelope(`KPU ${city.name}`, { urgency: 'important', expires: on('11-27', '13:00') }),
      story: [
        { deed: 'create', at: on('11-22', '13:10') },
        { deed: 'submit', at: on('11-22', '13:40') },
        { deed: 'schedule', at: on('11-22', '14:30'), for: on('11-26', '18:00') },
      ],
    },
    {
      kind: 'announcement',
      agency: 'kpu',
      content: {
        category: 'announcement',
        title: { id: `Gladi pemungutan suara di ${kelurahan.name}` },
        summary: { id: 'Warga boleh datang dan mencoba alurnya.' },
        body: {
          id: `Petugas TPS berlatih bersama warga di ${kelurahan.name}. Warga diajak mencoba alur dari pintu masuk sampai tinta.`,
        },
      },
      envelope: envelope(`PPS ${kelurahan.name}`, { areas: [kelurahan.code], expires: on('11-26', '12:00') }),
      story: [
        { deed: 'create', at: on('11-22', '10:05') },
        { deed: 'submit', at: on('11-22', '10:30') },
        {
          deed: 'send-back',
          at: on('11-22', '11:15'),
          reason: 'Hari, jam, dan tempatnya belum disebut. Tolong dilengkapi dulu.',
        },
      ],
    },
    {
      kind: 'announcement',
      agency: 'kota',
      content: {
        category: 'announcement',
        title: { id: 'Angkutan kota gratis untuk pemilih lanjut usia' },
        summary: { id: 'Beberapa trayek mengantar warga lanjut usia ke TPS tanpa bayar.' },
        body: { id: 'Daftar trayek masih menunggu kepastian dari Dinas Perhubungan.' },
      },
      envelope: envelope('Dinas Perhubungan', { expires: on('11-27', '14:00') }),
      story: [{ deed: 'create', at: on('11-23', '09:30') }],
    },
  ];
}
