import { electionPhase } from '../../domain/election.ts';
import type { Feature, FeatureContext, LatestItem, PageRequest } from '../../platform/feature.ts';
import { mountPollingPlaceApi } from './api.ts';
import { createDirectory } from './directory.ts';
import { currentElection, listElections } from './elections.ts';
import { words } from './messages.ts';
import { pollingPlaceFiles, pollingPlacePages } from './routes.ts';
import { pollingPlacesSitemap } from './sitemap.ts';
import { readList, readLists } from './store.ts';
import { pollingPlaceMigrations } from './tables.ts';
import { pollingPlaceKind } from './work/kind.tsx';
import { sweepUploads } from './work/uploads.ts';
import { importPermission, pollingPlacesWorkspace } from './work/workspace.ts';

const SWEEP_SECONDS = 600;

/** Polling places: found by kecamatan and kelurahan, each with a page, a card and a way there. */
export const pollingPlaces: Feature = {
  id: 'polling-places',
  owner: 'election-office',
  release: { state: 'all' },
  tile: {
    icon: 'map-pinned',
    title: { id: words('id').findTitle, en: words('en').findTitle },
    href: '/tps',
    note: tileNote,
    order: 20,
  },
  navigation: {
    place: 'more',
    order: 20,
    icon: 'map-pinned',
    label: { id: words('id').findTitle, en: words('en').findTitle },
    href: '/tps',
  },
  migrations: pollingPlaceMigrations,
  provides: (context) => ({ pollingPlaces: createDirectory(context) }),
  kinds: (context) => [pollingPlaceKind(context)],
  permissions: [importPermission],
  workspace: pollingPlacesWorkspace,
  pages: pollingPlacePages,
  files: pollingPlaceFiles,
  jobs: ({ db, clock }) => [
    {
      name: 'polling-places.sweep',
      everySeconds: SWEEP_SECONDS,
      retries: 0,
      run: () => sweepUploads(db, clock()),
    },
  ],
  api: mountPollingPlaceApi,
  home: (context) => ({ latest: (request) => latest(context, request) }),
  sitemap: pollingPlacesSitemap,
  offline: { opened: ['/tps'], data: ['/api/v1/polling-places/'] },
};

async function tileNote(context: FeatureContext, { lang, now, format }: PageRequest): Promise<string> {
  const t = words(lang);
  const election = currentElection(await listElections(context), now);
  const list = election && (await readList(context.db, election.id));
  return list ? t.tileNote(format.number(list.places)) : t.tileNone;
}

/** What an import changed for an election that is still ahead; of one that is over it is no news. */
async function latest(context: FeatureContext, { lang, now, format }: PageRequest): Promise<LatestItem[]> {
  const t = words(lang);
  const [lists, elections] = await Promise.all([readLists(context.db), listElections(context)]);
  return lists.flatMap(({ election: id, places, changedAt }) => {
    const election = elections.find((one) => one.id === id);
    if (!election || electionPhase(election, now) === 'past') return [];
    const note = t.latestNote(format.number(places), election.name[lang]);
    return [{ title: t.latestTitle, note, href: `/tps/${id}`, at: changedAt }];
  });
}
