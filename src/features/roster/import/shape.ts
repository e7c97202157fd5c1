import type { CellProblem, TableShape } from '../../../platform/tables/shape.ts';

/** Columns of a file of officers. */
export const ROSTER_COLUMNS = [
  'name',
  'nik',
  'phone',
  'email',
  'body',
  'role',
  'place',
  'village',
  'district',
  'area',
] as const;
export type RosterColumn = (typeof ROSTER_COLUMNS)[number];

/** A file of officers, with the names that offices give its columns. */
export const ROSTER_TABLE: TableShape<RosterColumn> = {
  columns: ROSTER_COLUMNS,
  optional: ['phone', 'email', 'place', 'village', 'district', 'area'],
  otherNames: {
    name: ['nama', 'nama lengkap', 'nama petugas', 'nama anggota', 'full name'],
    nik: ['nomor induk kependudukan', 'no nik', 'nomor nik', 'no ktp', 'nomor ktp', 'nik ktp'],
    phone: [
      'telepon',
      'no telepon',
      'nomor telepon',
      'telp',
      'no telp',
      'hp',
      'no hp',
      'nomor hp',
      'no wa',
      'nomor wa',
      'whatsapp',
      'no whatsapp',
      'ponsel',
      'no ponsel',
      'handphone',
      'no handphone',
    ],
    email: ['e mail', 'surel', 'alamat email', 'alamat e mail', 'alamat surel'],
    body: ['badan', 'badan adhoc', 'badan ad hoc', 'jenis petugas', 'petugas', 'kelompok'],
    role: ['peran', 'jabatan', 'posisi', 'kedudukan', 'tugas'],
    place: ['tps', 'kode tps', 'no tps', 'nomor tps', 'polling place'],
    village: [
      'kelurahan',
      'desa',
      'kelurahan desa',
      'desa kelurahan',
      'kode kelurahan',
      'kode desa',
      'kel',
      'kel desa',
    ],
    district: ['kecamatan', 'kode kecamatan', 'kec'],
    area: ['wilayah', 'kode wilayah', 'wilayah kerja', 'daerah'],
  },
  skipsUnknown: true,
  // 16 digits are one more than a spreadsheet keeps.
  digits: { nik: 'text' },
  thing: 'officer',
};

/** Why a line is refused, or to be looked at. */
export type RosterProblemCode =
  | CellProblem<RosterColumn>['code']
  | 'missing'
  | 'format'
  | 'nik'
  | 'too-young'
  | 'over-age'
  | 'no-phone'
  | 'phone'
  | 'email'
  | 'unknown-body'
  | 'unknown-role'
  | 'unknown-area'
  | 'ambiguous-area'
  | 'unknown-place'
  | 'mismatch'
  | 'duplicate'
  | 'two-teams'
  | 'too-many'
  | 'too-few'
  | 'seat-taken'
  | 'other-election';

export interface RosterProblem {
  /** As the file counts: the header is line 1; in a spreadsheet it is the row. */
  readonly line: number;
  readonly field: RosterColumn | 'line';
  readonly code: RosterProblemCode;
  /** A refused line is not taken in; a warning is about one that is. */
  readonly severity: 'refused' | 'warning';
  /** For the person who mends the file; holds no number of anybody. */
  readonly why: string;
}
