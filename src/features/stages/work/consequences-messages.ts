import { defineMessages } from '../../../platform/i18n/messages.ts';
import type { Tie } from './consequences.ts';

/** What staff read about what follows from a change of a stage. */
export const consequenceMessages = defineMessages(
  {
    chart: (name: string) =>
      `Letak ${name} dan tahap yang berkaitan di garis waktu. Tanggalnya ada dalam daftar di bawah gambar.`,
    now: 'Sesudah perubahan',
    was: 'Sebelumnya',
    offDay: 'Hari libur atau cuti bersama',
    noHolidays: (years: string) =>
      `Hari libur ${years} belum tercatat, jadi hanya Sabtu dan Minggu yang dihitung.`,
    moved: (name: string, before: string, after: string) => `${name}: dari ${before} menjadi ${after}.`,
    isNew: (name: string, after: string) => `${name} ditambahkan: ${after}.`,
    workingDays: (after: string) => `${after} hari kerja.`,
    workingDaysChange: (before: string, after: string) => `${after} hari kerja, sebelumnya ${before}.`,
    startsOff: (day: string, why: string, next: string) =>
      `Hari mulainya ${day}, ${why}. Hari kerja berikutnya ${next}.`,
    endsOff: (day: string, why: string, next: string) =>
      `Batas akhirnya ${day}, ${why}. Hari kerja berikutnya ${next}.`,
    weekend: 'akhir pekan',
    offTitle: 'Jatuh pada hari libur',
    votingTitle: 'Hari pemungutan suara',
    votingText: (day: string) =>
      `Data pemilihan tetap mencatat pemungutan suara ${day}. Kartu TPS dan hitungan hari mengikuti itu sampai berkas tahapannya diperbarui.`,
    dependents: 'Tahap yang berkaitan',
    none: 'Tidak ada tahap lain yang bergantung padanya.',
    more: (count: string) => `dan ${count} tahap lain`,
    gap: (days: string) => `kini berselang ${days} hari`,
    overlap: (days: string) => `kini bertumpuk ${days} hari`,
    outside: 'tidak lagi di dalam tanggalnya',
  },
  {
    chart: (name: string) =>
      `Where ${name} and the stages that hang on it lie in time. Their dates are in the list below the drawing.`,
    now: 'After the change',
    was: 'Before',
    offDay: 'Holiday or collective leave',
    noHolidays: (years: string) =>
      `Holidays of ${years} are not recorded, so that only Saturdays and Sundays count.`,
    moved: (name: string, before: string, after: string) => `${name}: from ${before} to ${after}.`,
    isNew: (name: string, after: string) => `${name} is added: ${after}.`,
    workingDays: (after: string) => `${after} working days.`,
    workingDaysChange: (before: string, after: string) => `${after} working days, ${before} before.`,
    startsOff: (day: string, why: string, next: string) =>
      `It begins on ${day}, ${why}. The next working day is ${next}.`,
    endsOff: (day: string, why: string, next: string) =>
      `Its last day is ${day}, ${why}. The next working day is ${next}.`,
    weekend: 'at a weekend',
    offTitle: 'Falls on a day off',
    votingTitle: 'Voting day',
    votingText: (day: string) =>
      `The election is still recorded to be voted on ${day}. Cards of polling places and counted days follow that until its stage file is renewed.`,
    dependents: 'Stages that hang on it',
    none: 'No other stage hangs on it.',
    more: (count: string) => `and ${count} more`,
    gap: (days: string) => `${days} days now lie between them`,
    overlap: (days: string) => `they now overlap by ${days} days`,
    outside: 'no longer within its dates',
  },
);

/** What ties another stage to the one that changes. */
export const tieWords = defineMessages(
  {
    inside: 'ada di dalam tahap ini',
    around: 'memuat tahap ini',
    'starts-after': 'mulai sesudah tahap ini',
    'ends-before': 'selesai sebelum tahap ini',
    'same-start': 'mulai pada hari yang sama',
    'same-end': 'selesai pada hari yang sama',
    mentions: 'menyebut tahap ini dalam aturan atau syaratnya',
    'voting-day': 'mengikuti hari pemungutan suara',
  } satisfies Record<Tie, string>,
  {
    inside: 'is part of this stage',
    around: 'holds this stage',
    'starts-after': 'begins after this stage',
    'ends-before': 'ends before this stage',
    'same-start': 'begins on the same day',
    'same-end': 'ends on the same day',
    mentions: 'names this stage in its rule or condition',
    'voting-day': 'follows voting day',
  },
);
