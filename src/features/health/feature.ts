import type { Feature } from '../../platform/feature.ts';
import { eraseOverdue } from './erasing.ts';
import { healthMigrations } from './tables.ts';
import { healthWindow } from './window.ts';

const ERASE_SECONDS = 3600;

/** What keeps officers well: questions before service, pauses on the day, a call for help, a card for an emergency. */
export const health: Feature = {
  id: 'health',
  owner: 'election-office',
  release: { state: 'all' },
  migrations: healthMigrations,
  officers: healthWindow,
  jobs: (context) => [
    {
      name: 'health.erase',
      everySeconds: ERASE_SECONDS,
      retries: 0,
      run: async () => {
        const erased = await eraseOverdue(context, context.clock());
        context.log.info({ erased }, 'health data past its time was erased');
      },
    },
  ],
};
