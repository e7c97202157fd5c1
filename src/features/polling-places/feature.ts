import type { Feature, FeatureContext, PageRequest } from '../../platform/feature.ts';
import { mountPollingPlaceApi } from './api.ts';
import { createDirectory } from './directory.ts';
import { currentElection, electionNameOf, listElections } from './elections.ts';
import { words } from './messages.ts';
import { pollingPlaceFiles, pollingPlacePages } from './routes.ts';
import { readList, readLists } from './store.ts';
import { pollingPlaceMigrations } from './tables.ts';

const MOST_LATEST = 2;

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
  pages: pollingPlacePages,
  files: pollingPlaceFiles,
  api: mountPollingPlaceApi,
  home: (context) => ({ latest: (request) => latest(context, request) }),
  offline: { opened: ['/tps/'] },
};

async function tileNote(context: FeatureContext, { lang, now, format }: PageRequest): Promise<string> {
  const t = words(lang);
  const election = currentElection(await listElections(context), now);
  const list = election && (await readList(context.db, election.id));
  return list ? t.tileNote(format.number(list.places)) : t.tileNone;
}

async function latest(context: FeatureContext, { lang, format }: PageRequest) {
  const t = words(lang);
  const [lists, elections] = await Promise.all([readLists(context.db), listElections(context)]);
  return lists.slice(0, MOST_LATEST).map(({ election, places, changedAt }) => ({
    title: t.latestTitle,
    note: t.latestNote(format.number(places), electionNameOf(elections, election, lang)),
    href: `/tps/${election}`,
    at: changedAt,
  }));
}
