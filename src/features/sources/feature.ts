import type { Feature } from '../../platform/feature.ts';
import { sourcesMigrations } from './tables.ts';

/** Brings in what an agency publishes on its own site: read, or announced by the site itself. */
export const sources: Feature = {
  id: 'sources',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: sourcesMigrations,
};
