import type { Feature } from '../../platform/feature.ts';
import { mountVoterCheckApi } from './api.ts';
import { latestRolls } from './latest.ts';
import { messages } from './messages.ts';
import { voterCheckPages } from './pages.tsx';
import { migrations } from './tables.ts';

const both = (key: 'tile' | 'tileNote' | 'navigation') => ({
  id: messages('id')[key],
  en: messages('en')[key],
});

/** Whether a person is on the voter list, without anybody learning who asked. */
export const voterCheck: Feature = {
  id: 'voter-check',
  owner: 'election-office',
  release: { state: 'all' },
  tile: { icon: 'scan-search', title: both('tile'), href: '/cek', note: both('tileNote'), order: 10 },
  navigation: { place: 'bar', order: 30, icon: 'scan-search', label: both('navigation'), href: '/cek' },
  migrations,
  pages: voterCheckPages,
  api: mountVoterCheckApi,
  home: (context) => ({ latest: (request) => latestRolls(context, request) }),
  offline: { first: ['/cek', '/cek/kartu'], opened: ['/cek/bagaimana'] },
};
