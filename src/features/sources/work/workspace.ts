import type { FeatureContext } from '../../../platform/feature.ts';
import type { Workspace } from '../../../platform/workspace/contract.ts';
import type { ReadParts } from '../read.ts';
import { openSource } from './access.ts';
import { newPage, nextStep } from './add-page.tsx';
import { MANAGE, NEW_PATH, WORK_PATH } from './constants.ts';
import { actOnSource } from './deeds.ts';
import { listPage, waitingSources } from './list-page.tsx';
import { workMessages } from './messages.ts';
import { sourcePage } from './source-page.tsx';

/** The pages on which operators connect their sites. */
export function sourcesWorkspace(context: FeatureContext, parts: ReadParts): Workspace {
  return {
    navigation: [
      {
        group: 'office',
        order: 60,
        icon: 'plug',
        label: { id: workMessages('id').title, en: workMessages('en').title },
        href: WORK_PATH,
        permission: MANAGE.id,
      },
    ],
    pages: [
      { path: WORK_PATH, permission: MANAGE.id, get: (request) => listPage(context, request) },
      {
        path: NEW_PATH,
        permission: MANAGE.id,
        get: (request) => newPage(context, parts, request),
        post: (request) => nextStep(context, parts, request),
      },
      {
        path: `${WORK_PATH}/:id`,
        permission: MANAGE.id,
        async get(request) {
          const source = await openSource(context, request);
          return source ? sourcePage(context, request, source) : { kind: 'missing' };
        },
        async post(request) {
          const source = await openSource(context, request);
          return source ? actOnSource(context, parts, request, source) : { kind: 'missing' };
        },
      },
    ],
    waiting: (request) => waitingSources(context, request),
  };
}
