import type { StageMark } from '../components/rail.tsx';

interface SampleStage {
  readonly name: string;
  readonly date: string;
  readonly state: StageMark;
  readonly start?: string;
  readonly end?: string;
  readonly box?: string;
}

export const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'Mei',
  'Jun',
  'Jul',
  'Agu',
  'Sep',
  'Okt',
  'Nov',
  'Des',
] as const;

/** Stages in the shape of Pilkada 2024, for pictures of the components. */
export const STAGES: readonly SampleStage[] = [
  {
    name: 'Pembentukan PPK dan PPS',
    date: '17 April – 5 November 2024',
    state: 'done',
    start: '2024-04-17',
    end: '2024-11-05',
  },
  {
    name: 'Penyusunan daftar pemilih',
    date: '31 Mei – 23 September 2024',
    state: 'done',
    start: '2024-05-31',
    end: '2024-09-23',
  },
  {
    name: 'Pemenuhan syarat calon perseorangan',
    date: '5 Mei – 19 Agustus 2024',
    state: 'done',
    start: '2024-05-05',
    end: '2024-08-19',
  },
  {
    name: 'Pendaftaran pasangan calon',
    date: '27–29 Agustus 2024',
    state: 'done',
    start: '2024-08-27',
    end: '2024-08-29',
  },
  {
    name: 'Penetapan pasangan calon',
    date: '22 September 2024',
    state: 'done',
    start: '2024-09-22',
    end: '2024-09-22',
  },
  {
    name: 'Kampanye',
    date: '25 September – 23 November 2024',
    state: 'done',
    start: '2024-09-25',
    end: '2024-11-23',
  },
  {
    name: 'Masa tenang',
    date: '24–26 November 2024',
    state: 'current',
    start: '2024-11-24',
    end: '2024-11-26',
    box: 'Periksa TPS Anda dan siapkan KTP-el. Kampanye dalam bentuk apa pun dilarang.',
  },
  {
    name: 'Pemungutan suara',
    date: 'Rabu, 27 November 2024',
    state: 'next',
    start: '2024-11-27',
    end: '2024-11-27',
  },
  {
    name: 'Penghitungan dan rekapitulasi',
    date: '27 November – 16 Desember 2024',
    state: 'next',
    start: '2024-11-27',
    end: '2024-12-16',
  },
  {
    name: 'Penetapan calon terpilih',
    date: 'Paling lama 5 hari setelah pemberitahuan MK',
    state: 'conditional',
  },
];
