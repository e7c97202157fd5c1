import { type DemoItem, type DemoPlaces, envelope, on, published } from './items-story.ts';

const EXAMPLE = 'Contoh. Semua isi halaman ini dikarang untuk kota percontohan.';

/** Documents, each with one page. */
export function demoDocuments({ city }: DemoPlaces): readonly DemoItem[] {
  return [
    {
      kind: 'document',
      agency: 'kpu',
      content: {
        category: 'guide',
        title: { id: 'Panduan satu halaman: memilih di TPS', en: 'Voting on one page' },
        date: '2024-11-11',
        description: {
          id: 'Untuk ditempel di rumah atau di papan RT: apa yang dibawa, jam buka, dan urutan di dalam TPS.',
          en: 'To put on the wall: what to bring, the hours, and what happens inside.',
        },
      },
      file: {
        name: 'panduan-memilih.pdf',
        title: 'Memilih di TPS',
        lines: [
          'Rabu, 27 November 2024, pukul 07.00 sampai 13.00',
          '',
          '1. Bawa KTP-el. Surat pemberitahuan dibawa kalau ada.',
          '2. Tunjukkan kepada petugas, lalu tunggu nama dipanggil.',
          '3. Terima surat suara. Buka dan periksa: tidak rusak, sudah ditandatangani ketua.',
          '4. Coblos di bilik, sendirian. Lipat kembali.',
          '5. Masukkan ke kotak suara sesuai warnanya.',
          '6. Celupkan satu jari ke tinta. Selesai.',
          '',
          EXAMPLE,
        ],
      },
      envelope: envelope('Divisi sosialisasi'),
      story: published(on('11-11', '10:20')),
    },
    {
      kind: 'document',
      agency: 'kpu',
      content: {
        category: 'decision',
        title: { id: `Penetapan tempat pemungutan suara di ${city.name}` },
        number: '000/CONTOH/2024',
        date: '2024-10-01',
        description: {
          id: 'Keputusan yang menjadi dasar daftar TPS di jendela ini. Letak tiap TPS bisa dicari di menu Cari TPS.',
        },
      },
      file: {
        name: 'penetapan-tps.pdf',
        title: 'Penetapan tempat pemungutan suara',
        lines: [
          `KPU ${city.name}`,
          'Nomor 000/CONTOH/2024',
          '',
          'Menetapkan tempat pemungutan suara untuk pemilihan kepala daerah tahun 2024',
          'sebagaimana tercantum dalam daftar yang diumumkan di setiap kelurahan.',
          '',
          EXAMPLE,
        ],
      },
      envelope: envelope('Rapat pleno KPU'),
      story: published(on('10-14', '11:30')),
    },
    {
      kind: 'document',
      agency: 'kota',
      content: {
        category: 'letter',
        title: { id: 'Imbauan kepada pengelola gedung: beri jalan untuk kursi roda' },
        number: '001/CONTOH/2024',
        date: '2024-11-13',
        description: {
          id: 'Surat kepada pengelola sekolah, balai warga, dan gedung lain yang dipakai sebagai TPS.',
        },
      },
      file: {
        name: 'imbauan-akses.pdf',
        title: 'Imbauan akses ke TPS',
        lines: [
          `Pemerintah ${city.name}`,
          'Nomor 001/CONTOH/2024',
          '',
          'Kepada pengelola gedung yang dipakai sebagai TPS:',
          '- pintu masuk tanpa anak tangga, atau dengan papan landai;',
          '- jalan yang rata dan cukup lebar untuk kursi roda;',
          '- kursi untuk warga lanjut usia dan ibu hamil.',
          '',
          EXAMPLE,
        ],
      },
      envelope: envelope('Sekretariat Daerah'),
      story: published(on('11-13', '14:05')),
    },
  ];
}
