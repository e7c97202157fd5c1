import type { Feature } from '../../platform/feature.ts';
import { staffOversight } from '../../platform/officers/oversight.ts';
import { homePage } from './home-page.tsx';
import { offlineList } from './offline-list.ts';
import { oversightHomePage } from './oversight-page.tsx';
import { photoOf, photoOfOverseer } from './photos.ts';
import { queuePage } from './queue-page.tsx';

/**
 * The window of field officers: their first page with what every feature adds to it, what their phone has not sent yet,
 * and the way of those into it who watch over them.
 */
export const officerWindow: Feature = {
  id: 'officer-window',
  owner: 'election-office',
  release: { state: 'all' },
  // Staff have what watches over officers as part of their workspace, by the same admission as all of it.
  workspace: staffOversight,
  officers: (context) => ({
    pages: [
      { path: '/petugas', for: 'former', offline: true, get: (request) => homePage(context, request) },
      {
        path: '/petugas/antrean',
        for: 'former',
        offline: true,
        get: (request) => queuePage(context, request),
      },
      {
        path: '/petugas/wilayah',
        for: 'serving',
        get: (request) => oversightHomePage(context, request),
      },
    ],
    files: [
      {
        path: '/petugas/luring.json',
        for: 'former',
        answer: (request) => offlineList(context, request),
      },
      {
        path: '/petugas/foto/:id',
        for: 'former',
        offline: true,
        answer: (request) => photoOf(context, request),
      },
    ],
    oversightFiles: [photoOfOverseer(context)],
    offline: async () => ['/petugas', '/petugas/antrean'],
  }),
};
