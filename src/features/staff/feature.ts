import type { Feature, FeatureContext, PageRoute } from '../../platform/feature.ts';
import { linkRoute } from './link-page.tsx';
import { signInRoute } from './sign-in-page.tsx';
import { signOutRoute } from './sign-out.ts';

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
};
