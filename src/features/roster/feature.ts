import type { Feature } from '../../platform/feature.ts';
import { JOB, PERMISSION } from './constants.ts';
import { eraseOfficers } from './erase.ts';
import { failStuck, readUpload, takeUpload } from './import/jobs.ts';
import { rosterMigrations } from './tables.ts';
import { rosterWindow } from './window.ts';

const DAY_SECONDS = 24 * 60 * 60;
const SWEEP_SECONDS = 600;
/** 60,000 lines on a busy machine. */
const IMPORT_TIMEOUT = 15 * 60;

/** The officers of each election: who has which seat, how they come in and go, and when what is personal is erased. */
export const roster: Feature = {
  id: 'roster',
  owner: 'election-office',
  release: { state: 'all' },
  migrations: rosterMigrations,
  permissions: [
    {
      id: PERMISSION.see,
      roles: ['editor', 'reviewer', 'operator'],
      of: 'agency',
      label: { id: 'Melihat petugas', en: 'See officers' },
    },
    {
      id: PERMISSION.manage,
      roles: ['editor', 'operator'],
      of: 'agency',
      label: { id: 'Mengelola petugas', en: 'Manage officers' },
    },
    {
      id: PERMISSION.unmask,
      roles: ['operator'],
      of: 'agency',
      label: {
        id: 'Melihat NIK dan telepon petugas; setiap kali dicatat',
        en: 'See identity numbers and telephones of officers; each time is recorded',
      },
    },
  ],
  officers: rosterWindow,
  jobs: (context) => [
    { name: JOB.read, timeoutSeconds: IMPORT_TIMEOUT, run: (data) => readUpload(context, data) },
    { name: JOB.take, timeoutSeconds: IMPORT_TIMEOUT, run: (data) => takeUpload(context, data) },
    {
      name: JOB.erase,
      everySeconds: DAY_SECONDS,
      timeoutSeconds: IMPORT_TIMEOUT,
      run: async (_, signal) => void (await eraseOfficers(context, signal)),
    },
    { name: JOB.sweep, everySeconds: SWEEP_SECONDS, retries: 0, run: () => failStuck(context) },
  ],
};
