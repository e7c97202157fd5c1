import type { FeatureContext } from '../../../platform/feature.ts';
import type { Workspace } from '../../../platform/workspace/contract.ts';
import { WORK_PATH } from '../constants.ts';
import { confirmStages, waitingReviews } from './confirm.ts';
import { KIND } from './content.ts';
import { ELECTION } from './list-names.ts';
import { listPage } from './list-page.tsx';
import { workMessages } from './messages.ts';
import { begin, newPage } from './new-page.tsx';

/** Where staff see the stages as they are recorded, and begin to change them. */
export function stagesWorkspace(context: FeatureContext): Workspace {
  const query = [ELECTION];
  return {
    navigation: [
      {
        group: 'content',
        order: 21,
        icon: 'calendar-days',
        label: { id: workMessages('id').title, en: workMessages('en').title },
        href: WORK_PATH,
        permission: [`${KIND}.write`, `${KIND}.review`],
      },
    ],
    pages: [
      {
        path: WORK_PATH,
        query,
        permission: `${KIND}.write`,
        get: (request) => listPage(context, request),
        post: (request) => confirmStages(context, request),
      },
      {
        path: `${WORK_PATH}/baru`,
        query,
        permission: `${KIND}.write`,
        get: (request) => newPage(context, request),
        post: (request) => begin(context, request),
      },
    ],
    waiting: (request) => waitingReviews(context, request),
  };
}
