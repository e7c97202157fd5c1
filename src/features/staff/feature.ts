import { systemClock } from '../../platform/clock.ts';
import type { Feature, FeatureContext, PageRoute } from '../../platform/feature.ts';
import { sweepLinks } from '../../platform/sign-in/links.ts';
import { ACCOUNT_PATH, accountRoute } from './account-page.tsx';
import { COLLEAGUES_PATH, colleaguesRoute, waitingLosses } from './colleagues-page.tsx';
import { inviteRoute } from './invite-page.tsx';
import { letterJob } from './letter.ts';
import { letterRoutes } from './letter-page.tsx';
import { linkRoute } from './link-page.tsx';
import { MANAGE } from './manage.ts';
import { personRoute } from './person-page.tsx';
import { signInRoute } from './sign-in-page.tsx';
import { signOutRoute } from './sign-out.ts';
import { STAFF_PATH, staffRoute } from './staff-page.tsx';

const SWEEP_SECONDS = 600;

/** How staff get into the workspace, and out of it. */
export const staff: Feature = {
  id: 'staff',
  owner: 'city-office',
  release: { state: 'all' },
  pages: (context: FeatureContext): PageRoute[] => [
    signInRoute(context),
    ...letterRoutes(context),
    linkRoute(context),
    signOutRoute(context),
  ],
  permissions: [MANAGE],
  workspace: (context) => ({
    navigation: [
      {
        group: 'office',
        order: 70,
        icon: 'users',
        label: { id: 'Staf', en: 'Staff' },
        href: STAFF_PATH,
        permission: MANAGE.id,
      },
      {
        group: 'office',
        order: 80,
        icon: 'user-check',
        label: { id: 'Rekan', en: 'Colleagues' },
        href: COLLEAGUES_PATH,
      },
      {
        group: 'office',
        order: 90,
        icon: 'key-round',
        label: { id: 'Akun saya', en: 'My account' },
        href: ACCOUNT_PATH,
      },
    ],
    pages: [
      accountRoute(context),
      colleaguesRoute(context),
      staffRoute(context),
      inviteRoute(context),
      personRoute(context),
    ],
    waiting: (request) => waitingLosses(context, request),
  }),
  jobs: (context) => [
    ...letterJob(context),
    {
      name: 'sign-in.sweep',
      everySeconds: SWEEP_SECONDS,
      retries: 0,
      run: () => sweepLinks(context.db, systemClock()),
    },
  ],
};
