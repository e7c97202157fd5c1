import type { Feature } from '../../platform/feature.ts';
import { recognise } from './certificates.ts';
import { FEATURE_ID, PUBLIC_CERTIFICATE_PATH } from './constants.ts';
import { trainingJobs } from './jobs.ts';
import { trainingWindow } from './officer-window.ts';
import { trainingOversight } from './oversight/oversight.ts';
import { picturesAmong } from './pictures.ts';
import { publicCertificatePage } from './public-page.tsx';
import { trainingMigrations } from './tables.ts';

/** The training of officers: lessons with questions, meetings in person, and certificates that anybody can check. */
export const training: Feature = {
  id: FEATURE_ID,
  owner: 'election-office',
  release: { state: 'all' },
  migrations: trainingMigrations,
  pages: (context) => [
    {
      path: `${PUBLIC_CERTIFICATE_PATH}/:code`,
      // A certificate that was withdrawn a moment ago is not real any more.
      fresh: true,
      async get(request) {
        const recognised = await recognise(context, request.params['code'] ?? '', request);
        return recognised ? publicCertificatePage(recognised, request) : { kind: 'missing' };
      },
    },
  ],
  officers: (context) => ({ ...trainingWindow(context), ...trainingOversight(context) }),
  jobs: trainingJobs,
  usesMedia: (context, digests) => picturesAmong(context.db, digests),
  verify: (context) => (pasted, request) => recognise(context, pasted, request),
};
