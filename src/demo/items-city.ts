import { type DemoItem, type DemoPlaces, envelope, on, published } from './items-story.ts';

/** Announcements of the city's own office. */
export function cityNotices({ kecamatan, city }: DemoPlaces): readonly DemoItem[] {
  const notice = (item: Omit<DemoItem, 'kind' | 'agency'>): DemoItem => ({
    kind: 'announcement',
    agency: 'kota',
    ...item,
  });
  return [
    notice({
      content: {
        category: 'announcement',
        title: {
          id: `Perekaman KTP-el di ${kecamatan.name} buka juga pada akhir pekan`,
          en: `Identity cards: ${kecamatan.name} is open at the weekend too`,
        },
        summary: {
          id: 'Khusus warga yang genap 17 tahun sampai 27 November dan belum merekam.',
          en: 'For those who turn 17 by 27 November and have no card yet.',
        },
        body: {
          id: `Kantor Kecamatan ${kecamatan.name} membuka perekaman KTP-el pada Sabtu dan Minggu, 23–24 November, pukul 08.00–14.00.

Bawa **fotokopi kartu keluarga**. Perekaman gratis dan selesai dalam sekitar sepuluh menit.`,
          en: `The office of Kecamatan ${kecamatan.name} takes pictures and fingerprints for identity cards on 23–24 November, 8:00–14:00. Bring a copy of your family card. It is free of charge.`,
        },
      },
      envelope: envelope(`Dinas Kependudukan dan Pencatatan Sipil ${city.name}`, {
        areas: [kecamatan.code],
        urgency: 'important',
        expires: on('11-24', '14:00'),
      }),
      story: published(on('11-20', '08:20')),
    }),
    notice({
      content: {
        category: 'announcement',
        title: {
          id: 'Layanan kelurahan libur pada 27 November',
          en: 'Kelurahan offices are closed on 27 November',
        },
        summary: { id: 'Hari pemungutan suara adalah hari libur nasional. Layanan buka lagi Kamis pagi.' },
        body: {
          id: `Kantor kelurahan, kecamatan, dan mal pelayanan publik tutup pada Rabu, 27 November. Layanan buka lagi pada **Kamis, 28 November pukul 08.00**.

Keadaan darurat tetap dilayani lewat nomor **112**.`,
          en: `Voting day is a national holiday. Offices open again on Thursday 28 November at 8:00. In an emergency call **112**.`,
        },
      },
      envelope: envelope('Sekretariat Daerah', { expires: on('11-28', '08:00') }),
      story: published(on('11-22', '09:05')),
    }),
    notice({
      content: {
        category: 'news',
        title: { id: 'Puskesmas menyiapkan petugas jaga di dekat TPS' },
        summary: { id: 'Petugas TPS dan warga yang mendadak sakit bisa langsung ditangani.' },
        body: {
          id: `Pada hari pemungutan suara setiap puskesmas menyiagakan perawat dan ambulans dari pukul 06.00 sampai penghitungan selesai.

Petugas TPS diminta memeriksakan tekanan darah lebih dulu, tidur cukup, dan membawa obat sendiri bila rutin minum obat.`,
        },
      },
      envelope: envelope('Dinas Kesehatan', { expires: on('11-29', '00:00') }),
      story: published(on('11-22', '15:45')),
    }),
  ];
}
