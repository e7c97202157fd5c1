import type { Feature } from '../../platform/feature.ts';
import { rosterMigrations } from './tables.ts';

/** The officers of each election: who has which seat, how they come in and go, and when what is personal is erased. */
export const roster: Feature = {
  id: 'roster',
  owner: 'election-office',
  release: { state: 'all' },
  migrations: rosterMigrations,
  permissions: [
    {
      id: 'officers.see',
      roles: ['editor', 'reviewer', 'operator'],
      of: 'agency',
      label: { id: 'Melihat petugas', en: 'See officers' },
    },
    {
      id: 'officers.manage',
      roles: ['editor', 'operator'],
      of: 'agency',
      label: { id: 'Mengelola petugas', en: 'Manage officers' },
    },
    {
      id: 'officers.unmask',
      roles: ['operator'],
      of: 'agency',
      label: {
        id: 'Melihat NIK dan telepon petugas; setiap kali dicatat',
        en: 'See identity numbers and telephones of officers; each time is recorded',
      },
    },
  ],
};
