import type { IncidentDeed, IncidentKind, Severity } from '../domain/incident.ts';

/** What an officer of the demo reported, and how far it was taken care of. */
export interface DemoIncident {
  readonly kind: IncidentKind;
  readonly severity: Severity;
  readonly text: string;
  /**
   * Who reported it: the head of a KPPS or of a PPS somewhere in the city, of the KPPS whose way in the demo prints, or of
   * a KPPS in the kecamatan of the report before.
   */
  readonly by: 'kpps' | 'pps' | 'shown' | 'neighbour';
  /** Number of the polling place, where a PPS reported it of one. */
  readonly number?: string;
  /** A moment of the demo's clock. */
  readonly at: Temporal.Instant;
  readonly deeds: readonly {
    /** `duplicate`: of the report before. */
    readonly deed: Extract<IncidentDeed, 'see' | 'handle' | 'solve' | 'duplicate'>;
    readonly text: string;
    readonly afterMinutes: number;
  }[];
}

/** A moment of November 2024 in the city: `24T08:40`. */
export const november = (moment: string) => Temporal.Instant.from(`2024-11-${moment}:00+07:00`);

/** Reports in every state: solved, in hands, seen, joined with another, gone up to the office, and not looked at yet. */
export const DEMO_INCIDENTS: readonly DemoIncident[] = [
  {
    kind: 'logistics-late',
    severity: 'middle',
    text: 'Salinan DPT untuk ditempel di TPS belum kami terima.',
    by: 'shown',
    at: november('22T16:10'),
    deeds: [
      { deed: 'see', text: '', afterMinutes: 6 },
      { deed: 'handle', text: 'Dicetak ulang, diantar petugas PPS sore ini.', afterMinutes: 25 },
      { deed: 'solve', text: 'Sudah diterima pukul 18.30.', afterMinutes: 150 },
    ],
  },
  {
    kind: 'wrong-ballots',
    severity: 'high',
    text: 'Di gudang kelurahan ada satu ikat surat suara untuk kelurahan sebelah. Belum dibuka, kami simpan terkunci.',
    by: 'pps',
    at: november('23T10:20'),
    deeds: [
      { deed: 'see', text: '', afterMinutes: 3 },
      { deed: 'handle', text: 'PPK menjemput pukul 11.00 dengan berita acara.', afterMinutes: 12 },
      { deed: 'solve', text: 'Sudah ditukar, berita acara ditandatangani berdua.', afterMinutes: 95 },
    ],
  },
  {
    kind: 'ballots-short',
    severity: 'middle',
    text: 'Surat suara gubernur untuk TPS 001 kurang 40 lembar dari berita acara.',
    by: 'pps',
    number: '001',
    at: november('23T15:10'),
    deeds: [
      { deed: 'see', text: '', afterMinutes: 8 },
      { deed: 'handle', text: 'KPU mengirim kekurangannya lewat PPK pada Minggu siang.', afterMinutes: 30 },
    ],
  },
  {
    kind: 'power',
    severity: 'low',
    text: 'Lampu di balai warga sering padam. Untuk penghitungan malam perlu genset.',
    by: 'kpps',
    at: november('24T08:05'),
    deeds: [],
  },
  {
    kind: 'power',
    severity: 'low',
    text: 'Balai warga padam lagi sejak subuh. PLN sudah ditelepon.',
    by: 'neighbour',
    at: november('24T08:12'),
    deeds: [{ deed: 'duplicate', text: 'Balai yang sama, kami urus bersama.', afterMinutes: 15 }],
  },
  {
    kind: 'interference',
    severity: 'high',
    text: 'Tiga orang meminta daftar pemilih di rumah ketua dan memotretnya. Mereka bilang akan datang lagi.',
    by: 'kpps',
    at: november('24T08:16'),
    deeds: [],
  },
  {
    kind: 'sick-officer',
    severity: 'middle',
    text: 'Satu anggota demam sejak kemarin dan sudah ke puskesmas. Mohon arahan kalau perlu pengganti.',
    by: 'kpps',
    at: november('24T08:20'),
    deeds: [{ deed: 'see', text: 'Semoga lekas pulih. Kabari kami siang ini.', afterMinutes: 11 }],
  },
  {
    kind: 'other',
    severity: 'low',
    text: 'Jalan ke lapangan becek setelah hujan. Kursi roda masih bisa lewat samping masjid.',
    by: 'kpps',
    at: november('24T08:40'),
    deeds: [],
  },
];

/** Somebody of the KPPS whose way in the demo prints was unwell on the way from door to door, and is looked after. */
export const DEMO_CALL = {
  at: november('24T08:51'),
  answer: { text: 'Saya menuju ke sana. Duduk di tempat teduh dan minum.', afterMinutes: 2 },
} as const;
