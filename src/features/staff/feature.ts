import { systemClock } from '../../platform/clock.ts';
import type { Feature, FeatureContext, PageRoute } from '../../platform/feature.ts';
import { sweepLinks } from '../../platform/sign-in/links.ts';
import { ACCOUNT_PATH, accountRoute } from './account-page.tsx';
import { linkRoute } from './link-page.tsx';
import { signInRoute } from './sign-in-page.tsx';
import { signOutRoute } from './sign-out.ts';

const SWEEP_SECONDS = 600;

/** How staff get into the workspace, and out of it. */
export const staff: Feature = {
  id: 'staff',
  owner: 'city-office',
  release: { state: 'all' },
  pages: (context: FeatureContext): PageRoute[] => [
    signInRoute(context),
    linkRoute(context),
    signOutRoute(context),
  ],
  workspace: (context) => ({
    navigation: [
      {
        group: 'office',
        order: 90,
        icon: 'key-round',
        label: { id: 'Akun saya', en: 'My account' },
        href: ACCOUNT_PATH,
      },
    ],
    pages: [accountRoute(context)],
  }),
  jobs: ({ db }) => [
    {
      name: 'sign-in.sweep',
      everySeconds: SWEEP_SECONDS,
      retries: 0,
      run: () => sweepLinks(db, systemClock()),
    },
  ],
};
