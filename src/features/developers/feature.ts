import type { Feature } from '../../platform/feature.ts';
import { developersPage } from './page.tsx';

/** The API as a page that people can read, drawn from the same description that programs read. */
export const developers: Feature = {
  id: 'developers',
  owner: 'city-office',
  release: { state: 'all' },
  pages: (context) => [
    {
      path: '/developers',
      get: async (request) => ({ kind: 'page', ...developersPage(context.describeApi(), request) }),
    },
  ],
};
