import type { DeclaredPermission } from '../../../platform/workspace/contract.ts';

/** Where sources stand in the workspace. */
export const WORK_PATH = '/kerja/sumber';
export const NEW_PATH = `${WORK_PATH}/baru`;

/** Who adds, changes and removes sources: the operators of the agency whose name their items bear. */
export const MANAGE: DeclaredPermission = {
  id: 'sources.manage',
  roles: ['operator'],
  of: 'agency',
  label: { id: 'Mengatur sumber konten', en: 'Manage content sources' },
};

/** Names of the fields and deeds of the forms. */
export const FIELD = {
  step: 'langkah',
  agency: 'agency',
  kind: 'kind',
  choice: 'pilihan',
  address: 'address',
  folder: 'folder',
  title: 'title',
  mode: 'mode',
  every: 'every',
  categories: 'categories',
  items: 'isi',
} as const;

/** How often a source is read, in seconds, as an operator chooses it. */
export const INTERVALS = [40, 300, 900, 3_600] as const;
