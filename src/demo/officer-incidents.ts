import type { IncidentDeed, IncidentKind, Severity } from '../domain/incident.ts';

/** What an officer of the demo reported, and how far it was taken care of. */
export interface DemoIncident {
  readonly kind: IncidentKind;
  readonly severity: Severity;
  readonly text: string;
  /** A moment of the demo's clock. */
  readonly at: Temporal.Instant;
  readonly deeds: readonly {
    readonly deed: Extract<IncidentDeed, 'see' | 'handle' | 'solve'>;
    readonly text: string;
    readonly afterMinutes: number;
  }[];
}

const at = (moment: string) => Temporal.Instant.from(`2024-11-${moment}:00+07:00`);

/** Reports in every state: solved, in hands, seen, and one that nobody has looked at yet. */
export const DEMO_INCIDENTS: readonly DemoIncident[] = [
  {
    kind: 'logistics-late',
    severity: 'middle',
    text: 'Bilik suara baru datang dua, seharusnya empat.',
    at: at('22T16:10'),
    deeds: [
      { deed: 'see', text: '', afterMinutes: 6 },
      { deed: 'handle', text: 'Dua bilik diambil dari gudang kecamatan.', afterMinutes: 25 },
      { deed: 'solve', text: 'Sudah diterima pukul 18.30.', afterMinutes: 150 },
    ],
  },
  {
    kind: 'wrong-ballots',
    severity: 'high',
    text: 'Satu ikat surat suara di kotak kami untuk kelurahan sebelah. Belum dibuka, kami simpan di tempat terkunci.',
    at: at('23T10:20'),
    deeds: [
      { deed: 'see', text: '', afterMinutes: 3 },
      { deed: 'handle', text: 'PPK menjemput pukul 11.00 dengan berita acara.', afterMinutes: 12 },
    ],
  },
  {
    kind: 'sick-officer',
    severity: 'middle',
    text: 'Satu anggota demam sejak kemarin dan dibawa ke puskesmas. Mohon arahan kalau perlu pengganti.',
    at: at('23T19:40'),
    deeds: [{ deed: 'see', text: 'Semoga lekas pulih. Kabari kami besok pagi.', afterMinutes: 9 }],
  },
  {
    kind: 'power',
    severity: 'low',
    text: 'Lampu di balai warga sering padam. Untuk penghitungan malam perlu genset.',
    at: at('24T08:05'),
    deeds: [],
  },
  {
    kind: 'other',
    severity: 'low',
    text: 'Jalan ke lapangan becek setelah hujan. Kursi roda masih bisa lewat samping masjid.',
    at: at('24T08:40'),
    deeds: [],
  },
];
