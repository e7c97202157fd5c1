import type { Feature } from '../../platform/feature.ts';
import { loadHome } from './load.ts';
import { messages } from './messages.ts';
import { homePage } from './page.tsx';

/** The first page: what is on now, what comes, and every service by its agency. */
export const home: Feature = {
  id: 'home',
  owner: 'city-office',
  release: { state: 'all' },
  navigation: {
    place: 'bar',
    order: 10,
    icon: 'house',
    label: { id: messages('id').home, en: messages('en').home },
    href: '/',
  },
  pages: (context) => [
    {
      path: '/',
      async get(request) {
        return { kind: 'page', ...homePage(await loadHome(context, request), request) };
      },
    },
  ],
  offline: { first: ['/'] },
};
