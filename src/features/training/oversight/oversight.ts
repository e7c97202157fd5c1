import type { FeatureContext, PageRequest } from '../../../platform/feature.ts';
import type { OfficerWindow, OverseerRoute } from '../../../platform/officers/contract.ts';
import { COURSES_PATH, MANAGE, OVERSIGHT_PATH, SEE, SESSIONS_PATH } from '../constants.ts';
import { courseRoutes } from '../courses/routes.ts';
import { findSession } from '../sessions.ts';
import { oversightMessages } from './messages.ts';
import { missingCsv, overviewPage } from './overview.tsx';
import { changePerson, personPage, trainingPane } from './person-page.tsx';
import { addSession, changeSession, sessionPage, sessionsPage, sheetPage } from './session-pages.tsx';
import { areaAsked } from './words.ts';

const LIST_QUERY = ['wilayah', 'kursus', 'halaman'];

/** What those have who watch over the training of officers, and what the office writes for it. */
export function trainingOversight(
  context: FeatureContext,
): Pick<OfficerWindow, 'oversight' | 'oversightFiles' | 'oversightNavigation' | 'onOfficerPage'> {
  const asked = (request: Pick<PageRequest, 'query'>) => areaAsked(context, request);
  const ofSession = async ({ params }: Pick<PageRequest, 'params'>) =>
    (await findSession(context.db, params['code'] ?? ''))?.area;
  const ofOfficer = async ({ params }: Pick<PageRequest, 'params'>) =>
    (await context.officers.find(params['officer'] ?? ''))?.area;
  const seen = { permission: SEE, overseers: true } as const;
  const sessions: OverseerRoute[] = [
    {
      ...seen,
      path: SESSIONS_PATH,
      query: ['wilayah'],
      areaOf: asked,
      get: (request) => sessionsPage(context, request),
      post: (request) => addSession(context, request),
    },
    {
      ...seen,
      path: `${SESSIONS_PATH}/:code`,
      query: ['q', 'halaman'],
      areaOf: ofSession,
      get: (request) => sessionPage(context, request),
      post: (request) => changeSession(context, request),
    },
    {
      ...seen,
      path: `${SESSIONS_PATH}/:code/lembar`,
      areaOf: ofSession,
      get: (request) => sheetPage(context, request),
    },
  ];
  return {
    oversight: [
      {
        ...seen,
        path: OVERSIGHT_PATH,
        query: LIST_QUERY,
        areaOf: asked,
        get: (request) => overviewPage(context, request),
        post: (request) => overviewPage(context, request, true),
      },
      {
        ...seen,
        path: `${OVERSIGHT_PATH}/petugas/:officer`,
        areaOf: ofOfficer,
        get: (request) => personPage(context, request),
        post: (request) => changePerson(context, request),
      },
      ...sessions,
      ...courseRoutes(context),
    ],
    oversightFiles: [
      {
        ...seen,
        path: `${OVERSIGHT_PATH}/belum-lulus.csv`,
        method: 'GET',
        query: LIST_QUERY,
        areaOf: asked,
        answer: (request) => missingCsv(context, request),
      },
    ],
    oversightNavigation: [
      {
        order: 40,
        icon: 'graduation-cap',
        label: { id: oversightMessages('id').training, en: oversightMessages('en').training },
        path: OVERSIGHT_PATH,
        permission: SEE,
        overseers: true,
      },
      {
        order: 41,
        icon: 'book-open',
        label: { id: oversightMessages('id').courses, en: oversightMessages('en').courses },
        path: COURSES_PATH,
        permission: MANAGE,
        overseers: false,
      },
    ],
    onOfficerPage: (officer, request) => trainingPane(context, officer, request),
  };
}
