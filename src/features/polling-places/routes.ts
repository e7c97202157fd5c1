import { isAreaCode } from '../../domain/area.ts';
import type { Election } from '../../domain/election.ts';
import { isPollingPlaceCode } from '../../domain/polling-place.ts';
import type {
  FeatureContext,
  FileRoute,
  PageAnswer,
  PageRequest,
  PageRoute,
} from '../../platform/feature.ts';
import { votingEvent } from './calendar.ts';
import { currentElection, listElections, standingOf } from './elections.ts';
import { loadPlace } from './load.ts';
import { districtPage, villagePage } from './pages/area.tsx';
import { noElectionPage, overviewPage } from './pages/overview.tsx';
import { placePage } from './pages/place.tsx';
import { countByDistrict, countByVillage, listPlaces, MOST_IN_VILLAGE, readList } from './store.ts';

const MISSING: PageAnswer = { kind: 'missing' };

export function pollingPlacePages(context: FeatureContext): readonly PageRoute[] {
  return [
    {
      path: '/tps',
      async get(request) {
        const elections = await listElections(context);
        const election = currentElection(elections, request.now);
        if (!election) return { kind: 'page', ...noElectionPage(request) };
        return overview(context, election, elections, request);
      },
    },
    {
      // Where search leads for an area, whichever election is the current one by then.
      path: '/tps/area/:area',
      async get(request) {
        const election = currentElection(await listElections(context), request.now);
        const code = request.params['area'] ?? '';
        if (!election || !context.areas.get(code)) return MISSING;
        return { kind: 'moved', to: request.href(`/tps/${election.id}/${code}`) };
      },
    },
    {
      path: '/tps/:election',
      async get(request) {
        const elections = await listElections(context);
        const election = elections.find(({ id }) => id === request.params['election']);
        return election ? overview(context, election, elections, request) : MISSING;
      },
    },
    {
      path: '/tps/:election/:code',
      async get(request) {
        const { election = '', code = '' } = request.params;
        if (isPollingPlaceCode(code)) {
          const view = await loadPlace(context, election, code, request);
          return view ? { kind: 'page', ...placePage(view, context.areas, request) } : MISSING;
        }
        return isAreaCode(code) ? area(context, election, code, request) : MISSING;
      },
    },
  ];
}

export function pollingPlaceFiles(context: FeatureContext): readonly FileRoute[] {
  return [
    {
      path: '/tps/:election/:code/kalender.ics',
      async get(request) {
        const { election = '', code = '' } = request.params;
        if (!isPollingPlaceCode(code)) return undefined;
        const view = await loadPlace(context, election, code, request);
        if (!view) return undefined;
        return votingEvent(view, request, {
          zone: context.city.zone,
          publicUrl: context.config.publicUrl,
        });
      },
    },
  ];
}

async function overview(
  context: FeatureContext,
  election: Election,
  elections: readonly Election[],
  request: PageRequest,
): Promise<PageAnswer> {
  const { db, areas, city } = context;
  const [list, counts] = await Promise.all([readList(db, election.id), countByDistrict(db, election.id)]);
  const districts = areas
    .children(city.area)
    .map(({ code, name }) => ({ code, name, places: counts.get(code) ?? 0 }));
  return {
    kind: 'page',
    ...overviewPage(
      {
        cityName: city.name,
        office: city.electionOffice.name,
        standing: standingOf(election, request),
        elections,
        current: currentElection(elections, request.now),
        list,
        districts,
      },
      request,
    ),
  };
}

async function area(
  context: FeatureContext,
  electionId: string,
  code: string,
  request: PageRequest,
): Promise<PageAnswer> {
  const elections = await listElections(context);
  const election = elections.find(({ id }) => id === electionId);
  const found = context.areas.get(code);
  if (!election || !found) return MISSING;
  const base = {
    standing: standingOf(election, request),
    current: currentElection(elections, request.now),
    list: await readList(context.db, electionId),
    office: context.city.electionOffice.name,
  };
  if (code === context.city.area) return { kind: 'moved', to: request.href(`/tps/${electionId}`) };
  if (found.kind === 'kecamatan') {
    const counts = await countByVillage(context.db, electionId, code);
    const villages = context.areas
      .children(code)
      .map((village) => ({ ...village, places: counts.get(village.code) ?? 0 }));
    return { kind: 'page', ...districtPage({ ...base, district: found, villages }, request) };
  }
  const district = context.areas.get(found.parent ?? '');
  if (!district || (found.kind !== 'kelurahan' && found.kind !== 'desa')) return MISSING;
  const places = await listPlaces(context.db, { election: electionId, area: code, limit: MOST_IN_VILLAGE });
  const namesakes = namesakesOf(context, found.code);
  return { kind: 'page', ...villagePage({ ...base, village: found, district, namesakes, places }, request) };
}

/** Kelurahan of the same name in another kecamatan of the city, as there are two called Curug in Depok. */
function namesakesOf({ areas }: FeatureContext, code: string) {
  return areas.findByName(areas.get(code)?.name ?? '').flatMap((village) => {
    const district = areas.get(village.parent ?? '');
    const isVillage = village.kind === 'kelurahan' || village.kind === 'desa';
    return isVillage && district && village.code !== code ? [{ village, district }] : [];
  });
}
