/** Paths below those of the mounts. */
export const LIST_PATH = '/daftar';
export const IMPORT_PATH = '/impor';
export const ERASURE_PATH = '/penghapusan';

export const PERMISSION = {
  see: 'officers.see',
  manage: 'officers.manage',
  unmask: 'officers.unmask',
} as const;

/** Names of query values and fields. */
export const QUERY = {
  election: 'pemilihan',
  area: 'wilayah',
  body: 'badan',
  place: 'tps',
  state: 'keadaan',
  page: 'halaman',
  role: 'peran',
} as const;

/** The deed of taking a file in, in the audit log. */
export const IMPORT_ACTION = 'officers.import';

export const JOB = {
  read: 'roster.read',
  take: 'roster.take',
  erase: 'roster.erase',
  sweep: 'roster.sweep',
} as const;

/** Path of an officer's page, below a mount. */
export function officerPath(id: string): string {
  return `/orang/${id}`;
}

/** Path of a team's page: its body, and its polling place or area. */
export function teamPath(
  body: string,
  team: { readonly area: string; readonly place?: string | undefined },
): string {
  return `/tim/${body}/${team.place ?? team.area}`;
}
