import { defineMessages } from '../../platform/i18n/messages.ts';

/** What the page of boundaries says, and what is wrong with a file. */
export const messages = defineMessages(
  {
    title: 'Batas wilayah',
    lead: 'Batas kecamatan dan kelurahan untuk peta kesiapan petugas. Tanpa batas, peta digambar sebagai kotak.',
    permission: 'Mengganti batas wilayah',
    now: 'Batas yang dipakai',
    none: 'Belum ada batas',
    noneText: 'Peta kesiapan digambar sebagai kotak, satu untuk setiap wilayah.',
    mapLabel: (areas: string) => `Peta batas ${areas} wilayah`,
    facts: (villages: string, districts: string, moment: string) =>
      `${villages} kelurahan dan ${districts} kecamatan, diambil ${moment}`,
    missing: (count: string) => `${count} kelurahan belum punya batas:`,
    upload: 'Ambil dari berkas',
    file: 'Berkas GeoJSON',
    fileHint:
      'FeatureCollection berisi poligon kelurahan atau kecamatan, masing-masing dengan kode wilayahnya (code, kode atau KDEPUM). Paling besar 20 MB.',
    attribution: 'Sumber data',
    attributionHint:
      'Ditulis di bawah setiap peta, misalnya “Badan Informasi Geospasial 2024”. Boleh kosong jika tertulis di dalam berkas.',
    take: 'Pakai batas ini',
    remove: 'Hapus batas',
    noFile: 'Pilih berkasnya dulu.',
    problemsTitle: (count: string) => `${count} hal perlu diperbaiki. Tidak ada yang berubah.`,
    more: (count: string) => `… dan ${count} lagi`,
    source: (text: string) => `Batas wilayah: ${text}`,
    feature: (number: number) => `Fitur ke-${number}`,
  },
  {
    title: 'Boundaries',
    lead: 'Boundaries of kecamatan and kelurahan for the map of how ready officers are. Without them the map is drawn in tiles.',
    permission: 'Replace boundaries of areas',
    now: 'Boundaries in use',
    none: 'There are no boundaries yet',
    noneText: 'The map is drawn in tiles, one for each area.',
    mapLabel: (areas) => `Map of the boundaries of ${areas} areas`,
    facts: (villages, districts, moment) =>
      `${villages} kelurahan and ${districts} kecamatan, brought in ${moment}`,
    missing: (count) => `${count} kelurahan have no boundary yet:`,
    upload: 'Take from a file',
    file: 'GeoJSON file',
    fileHint:
      'A FeatureCollection of polygons of kelurahan or kecamatan, each with the code of its area (code, kode or KDEPUM). At most 20 MB.',
    attribution: 'Source of the data',
    attributionHint:
      'Stands below each map, such as “Badan Informasi Geospasial 2024”. May stay empty where the file says it.',
    take: 'Use these boundaries',
    remove: 'Remove the boundaries',
    noFile: 'Choose the file first.',
    problemsTitle: (count) => `${count} things are to be mended. Nothing changed.`,
    more: (count) => `… and ${count} more`,
    source: (text) => `Boundaries: ${text}`,
    feature: (number) => `Feature ${number}`,
  },
);
