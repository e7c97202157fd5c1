import type { Feature } from '../../platform/feature.ts';
import { messages } from './messages.ts';
import { createBoundaryDirectory } from './store.ts';
import { boundaryMigrations } from './tables.ts';
import { boundaryWorkspace, CITY_PERMISSION } from './work.tsx';

/** Where the city's areas lie, for the maps of all features. The project ships none: an operator brings them. */
export const boundaries: Feature = {
  id: 'boundaries',
  owner: 'city-office',
  release: { state: 'all' },
  migrations: boundaryMigrations,
  provides: ({ db }) => ({ boundaries: createBoundaryDirectory(db) }),
  permissions: [
    {
      id: CITY_PERMISSION,
      roles: ['operator'],
      of: 'city',
      label: { id: messages('id').permission, en: messages('en').permission },
    },
  ],
  workspace: boundaryWorkspace,
};
