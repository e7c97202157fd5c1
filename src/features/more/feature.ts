import type { Feature } from '../../platform/feature.ts';
import { messages } from './messages.ts';
import { aboutPage, morePage, offlinePage } from './pages.tsx';

/** The last place of the bar: every service, and what there is to know about the window itself. */
export const more: Feature = {
  id: 'more',
  owner: 'city-office',
  release: { state: 'all' },
  navigation: {
    place: 'bar',
    order: 90,
    icon: 'menu',
    label: { id: messages('id').more, en: messages('en').more },
    href: '/lainnya',
  },
  pages: (context) => [
    { path: '/lainnya', get: async (request) => ({ kind: 'page', ...morePage(context, request) }) },
    { path: '/tentang', get: async (request) => ({ kind: 'page', ...aboutPage(context, request) }) },
    // What the service worker shows for a page that was never opened while there was a network.
    { path: '/luring', get: async (request) => ({ kind: 'page', ...offlinePage(request) }) },
  ],
  offline: { first: ['/lainnya', '/luring'], opened: ['/tentang'] },
};
