import type { FeatureContext } from '../../../platform/feature.ts';
import type { DeclaredPermission, Workspace } from '../../../platform/workspace/contract.ts';
import { IMPORT_PERMISSION, WORK_PATH } from '../constants.ts';
import { confirmPlaces, waitingReviews } from './confirm.ts';
import { KIND } from './content.ts';
import { IMPORT_PATH, importForm, LARGEST_IMPORT_FORM, takeIn } from './import-page.tsx';
import { AFTER, AREA, ELECTION, WORDS } from './list-names.ts';
import { listPage } from './list-page.tsx';
import { workMessages } from './messages.ts';

/** A file replaces every polling place of an election, which is more than an editor decides. */
export const importPermission: DeclaredPermission = {
  id: IMPORT_PERMISSION,
  roles: ['operator'],
  of: 'agency',
  label: { id: 'Mengambil TPS dari berkas', en: 'Take polling places from a file' },
};

/** Where staff find polling places, change one, and bring in files of all. */
export function pollingPlacesWorkspace(context: FeatureContext): Workspace {
  return {
    navigation: [
      {
        group: 'content',
        order: 23,
        icon: 'map-pinned',
        label: { id: workMessages('id').title, en: workMessages('en').title },
        href: WORK_PATH,
        permission: [`${KIND}.write`, IMPORT_PERMISSION],
      },
    ],
    pages: [
      {
        path: WORK_PATH,
        query: [ELECTION, AREA, WORDS, AFTER],
        permission: 'signed-in',
        get: (request) => listPage(context, request),
        post: (request) => confirmPlaces(context, request),
      },
      {
        path: IMPORT_PATH,
        query: [ELECTION],
        permission: IMPORT_PERMISSION,
        largestForm: LARGEST_IMPORT_FORM,
        get: (request) => importForm(context, request),
        post: (request) => takeIn(context, request),
      },
    ],
    waiting: (request) => waitingReviews(context, request),
  };
}
