import type { FeatureContext } from '../../platform/feature.ts';
import type { OfficerWindow, OverseerRoute } from '../../platform/officers/contract.ts';
import { ERASURE_PATH, IMPORT_PATH, LIST_PATH, officerPath, PERMISSION, QUERY } from './constants.ts';
import { messages } from './messages.ts';
import { erasurePage } from './pages/erasure-page.tsx';
import {
  importDeed,
  importPage,
  LARGEST_IMPORT_FORM,
  reportFile,
  sendFile,
  uploadPage,
} from './pages/import-pages.tsx';
import { listPage, searchPage } from './pages/list-page.tsx';
import { officerPage, unmaskedPage } from './pages/officer-page.tsx';
import { correct, correctForm, fill, fillForm, replace, replaceForm } from './pages/person-pages.tsx';
import { teamPage } from './pages/team-page.tsx';
import { areaAsked } from './scope.ts';
import { areaOfTeam } from './teams.ts';

/** What the roster adds for those who watch over officers. */
export function rosterWindow(context: FeatureContext): OfficerWindow {
  const ofOfficer: OverseerRoute['areaOf'] = async ({ params }) =>
    (await context.officers.find(params['officer'] ?? ''))?.area;
  const ofTeam: OverseerRoute['areaOf'] = async ({ params }) => areaOfTeam(context, params['team'] ?? '');
  // PPK and PPS see who serves in their area; who serves is decided by the election office.
  const seen = { permission: PERMISSION.see, overseers: true } as const;
  const managed = { permission: PERMISSION.manage, overseers: false } as const;
  const officer = officerPath(':officer');
  return {
    oversight: [
      {
        ...seen,
        path: LIST_PATH,
        query: [QUERY.election, QUERY.area, QUERY.body, QUERY.place, QUERY.state, QUERY.page],
        areaOf: (request) => areaAsked(context, request),
        get: (request) => listPage(context, request),
        post: (request) => searchPage(context, request),
      },
      {
        ...seen,
        path: '/tim/:body/:team',
        query: [QUERY.election],
        areaOf: ofTeam,
        get: (request) => teamPage(context, request),
      },
      {
        ...managed,
        path: '/tim/:body/:team/isi',
        query: [QUERY.election, QUERY.role],
        areaOf: ofTeam,
        get: (request) => fillForm(context, request),
        post: (request) => fill(context, request),
      },
      { ...seen, path: officer, areaOf: ofOfficer, get: (request) => officerPage(context, request) },
      {
        permission: PERMISSION.unmask,
        overseers: true,
        path: `${officer}/nomor`,
        areaOf: ofOfficer,
        // Reached by a form alone; who comes back by an address sees the page with its numbers masked.
        get: async (request) => ({
          kind: 'moved',
          to: request.here(officerPath(request.params['officer'] ?? '')),
        }),
        post: (request) => unmaskedPage(context, request),
      },
      {
        ...managed,
        path: `${officer}/ubah`,
        areaOf: ofOfficer,
        get: (request) => correctForm(context, request),
        post: (request) => correct(context, request),
      },
      {
        ...managed,
        path: `${officer}/ganti`,
        areaOf: ofOfficer,
        get: (request) => replaceForm(context, request),
        post: (request) => replace(context, request),
      },
      {
        ...managed,
        path: IMPORT_PATH,
        query: [QUERY.election],
        areaOf: 'own',
        largestForm: LARGEST_IMPORT_FORM,
        get: (request) => uploadPage(context, request),
        post: (request) => sendFile(context, request),
      },
      {
        ...managed,
        path: `${IMPORT_PATH}/:import`,
        areaOf: 'own',
        get: (request) => importPage(context, request),
        post: (request) => importDeed(context, request),
      },
      {
        permission: PERMISSION.see,
        overseers: false,
        path: ERASURE_PATH,
        query: [QUERY.election],
        areaOf: 'own',
        get: (request) => erasurePage(context, request),
      },
    ],
    oversightFiles: [
      {
        ...managed,
        method: 'GET',
        path: `${IMPORT_PATH}/:import/laporan.csv`,
        areaOf: 'own',
        answer: (request) => reportFile(context, request),
      },
    ],
    oversightNavigation: [
      {
        ...seen,
        order: 10,
        icon: 'users',
        label: { id: messages('id').title, en: messages('en').title },
        path: LIST_PATH,
      },
    ],
  };
}
