import { villageOfPlace } from '../../domain/officer.ts';
import type { Feature, FeatureContext, PageAnswer, PageRequest } from '../../platform/feature.ts';
import type { OfficerWindow, OverseerRequest } from '../../platform/officers/contract.ts';
import { OVERSIGHT_ROOTS, oversightPath } from '../../platform/officers/oversight.ts';
import { addUpChanges } from './counts.ts';
import { readinessCsv } from './csv.ts';
import { createReadinessStream } from './live.ts';
import { createCounter, loadBoard } from './load.ts';
import { messages } from './messages.ts';
import { missingPage } from './missing-page.tsx';
import { boardPage, emptyPage } from './page.tsx';
import { placePage } from './place-page.tsx';
import {
  AREA,
  areaAsked,
  BODY,
  ELECTION,
  MAP,
  MEASURE,
  MISSING,
  PAGE,
  PLACE,
  ROOT,
  SORT,
  scopeOf,
  TARGETS,
} from './scope.ts';
import { readinessMigrations } from './tables.ts';
import { saveTargets, targetPage } from './target-page.tsx';
import { electionName } from './voice.ts';

const SEE = 'officers.see';
const MANAGE = 'officers.manage';
const ADD_UP_SECONDS = 60;

/** How ready officers and polling places are: for the election office, PPK and PPS, each for its own area. */
export const readiness: Feature = {
  id: 'readiness',
  owner: 'election-office',
  release: { state: 'all' },
  migrations: readinessMigrations,
  officers: readinessWindow,
  // Where staff arrive who type the beginning of these addresses; PPK and PPS have a first page of their own.
  workspace: ({ city }) => ({
    pages: [
      {
        path: OVERSIGHT_ROOTS.staff,
        permission: SEE,
        agency: city.electionOffice.id,
        get: async ({ href }) => ({ kind: 'moved', to: href(oversightPath('staff', ROOT)) }),
      },
    ],
  }),
  jobs: ({ db }) => [
    { name: 'readiness.add-up', everySeconds: ADD_UP_SECONDS, retries: 0, run: () => addUpChanges(db) },
  ],
};

function readinessWindow(context: FeatureContext): OfficerWindow {
  const counter = createCounter(context);
  const stream = createReadinessStream(context);
  const seen = { permission: SEE, overseers: true } as const;
  const ofArea = (request: Pick<PageRequest, 'query'>) => areaAsked(context, request);
  const ofPlace = async (code: string | undefined) => {
    const village = villageOfPlace(code ?? '');
    return village !== undefined && context.areas.get(village) ? village : undefined;
  };
  return {
    oversight: [
      {
        ...seen,
        path: ROOT,
        query: [ELECTION, AREA, BODY, MEASURE, SORT, MAP],
        areaOf: ofArea,
        get: (request) => showBoard(request),
      },
      {
        ...seen,
        path: MISSING,
        query: [ELECTION, AREA, BODY, MEASURE, PLACE, PAGE],
        areaOf: ({ query }) => (query[PLACE] === undefined ? ofArea({ query }) : ofPlace(query[PLACE])),
        get: (request) => missingPage(context, counter, request),
        post: (request) => missingPage(context, counter, request),
      },
      {
        ...seen,
        path: `${ROOT}/tps/:place`,
        query: [ELECTION, BODY, MEASURE],
        areaOf: ({ params }) => ofPlace(params['place']),
        get: (request) => placePage(context, request),
        post: (request) => placePage(context, request),
      },
      {
        path: TARGETS,
        query: [ELECTION],
        permission: MANAGE,
        overseers: false,
        areaOf: 'own',
        get: (request) => targetPage(context, request),
        post: (request) => saveTargets(context, request),
      },
    ],
    oversightFiles: [
      {
        ...seen,
        path: `${ROOT}/data.csv`,
        method: 'GET',
        query: [ELECTION, AREA, BODY],
        areaOf: ofArea,
        answer: (request) => readinessCsv(context, counter, request),
      },
      {
        ...seen,
        path: `${ROOT}/langsung`,
        method: 'GET',
        query: [ELECTION, AREA, BODY],
        areaOf: ofArea,
        answer: async ({ area }) => stream(area),
      },
    ],
    oversightNavigation: [
      {
        ...seen,
        order: 5,
        icon: 'chart-column',
        label: { id: messages('id').title, en: messages('en').title },
        path: ROOT,
      },
    ],
  };

  async function showBoard(request: OverseerRequest): Promise<PageAnswer> {
    const scope = await scopeOf(context, request);
    if (!scope) return { kind: 'page', ...emptyPage(request) };
    const [board, boundaries, election] = await Promise.all([
      loadBoard(context, counter, request, scope),
      context.capabilities.boundaries?.current(),
      electionName(context, request),
    ]);
    return { kind: 'page', ...boardPage({ context, board, boundaries, election }, request) };
  }
}
