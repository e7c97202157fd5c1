import type { Feature, FeatureContext } from '../../platform/feature.ts';
import { markdownToHtml } from '../../platform/markdown/markdown.ts';
import { LARGEST_MEDIA_FORM } from '../../platform/media/forms.ts';
import type { StaffFormRequest, Workspace, WorkspaceRoute } from '../../platform/workspace/contract.ts';
import { typedText } from '../../ui/components/form-values.ts';
import { kindPath } from './access.ts';
import { confirm, confirmForm, discard, discardForm, submit, withdraw, withdrawForm } from './deeds.tsx';
import { createFromForm, editForm, newForm, saveFromForm } from './edit.ts';
import { itemPage } from './item-page.tsx';
import { listPage } from './list.tsx';
import { decide, reviewForm } from './review.tsx';
import { rolesPage } from './roles.tsx';
import { waitingItems, waitingPage } from './waiting.tsx';

/** The workspace of staff: what waits for whom, and how items of every kind are written, decided and published. */
export const workspace: Feature = {
  id: 'workspace',
  owner: 'city-office',
  release: { state: 'all' },
  workspace: (context) => ({
    navigation: [
      {
        group: 'content',
        order: 0,
        icon: 'inbox',
        label: { id: 'Menunggu saya', en: 'Waiting for me' },
        href: '/kerja',
      },
      ...[...context.kinds.values()].map((kind) => ({
        group: 'content' as const,
        order: kind.order,
        icon: kind.icon,
        label: kind.plural,
        href: kindPath(kind),
        permission: [`${kind.id}.write`, `${kind.id}.review`],
      })),
      {
        group: 'oversight',
        order: 90,
        icon: 'id-card',
        label: { id: 'Siapa boleh apa', en: 'Who may do what' },
        href: '/kerja/peran',
      },
    ],
    pages: pages(context),
    files: [
      {
        path: '/kerja/pratinjau',
        method: 'POST',
        permission: 'signed-in',
        answer: async (request) => previewOf(request),
      },
    ],
    waiting: (request) => waitingItems(context, request),
  }),
};

/** Rights hang on the kind and on the agency of an item, which each page asks for itself. */
function pages(context: FeatureContext): readonly WorkspaceRoute[] {
  const permission = 'signed-in';
  let known: readonly Workspace[] | undefined;
  // At the first request and not here, as this feature is one of them.
  const workspaces = () => {
    known ??= context.features().flatMap((feature) => feature.workspace?.(context) ?? []);
    return known;
  };
  return [
    { path: '/kerja', permission, get: (request) => waitingPage(context, workspaces(), request) },
    { path: '/kerja/peran', permission, get: (request) => rolesPage(context, request) },
    {
      path: '/kerja/:kind',
      query: ['q', 'keadaan', 'sebelum'],
      permission,
      get: (request) => listPage(context, request),
    },
    {
      path: '/kerja/:kind/baru',
      query: ['subjek'],
      permission,
      largestForm: LARGEST_MEDIA_FORM,
      get: (request) => newForm(context, request),
      post: (request) => createFromForm(context, request),
    },
    {
      path: '/kerja/:kind/:id',
      permission,
      get: (request) => itemPage(context, request),
      post: (request) => submit(context, request),
    },
    {
      path: '/kerja/:kind/:id/sunting',
      permission,
      largestForm: LARGEST_MEDIA_FORM,
      get: (request) => editForm(context, request),
      post: (request) => saveFromForm(context, request),
    },
    {
      path: '/kerja/:kind/:id/periksa',
      permission,
      get: (request) => reviewForm(context, request),
      post: (request) => decide(context, request),
    },
    {
      path: '/kerja/:kind/:id/tarik',
      permission,
      get: (request) => withdrawForm(context, request),
      post: (request) => withdraw(context, request),
    },
    {
      path: '/kerja/:kind/:id/konfirmasi',
      permission,
      get: (request) => confirmForm(context, request),
      post: (request) => confirm(context, request),
    },
    {
      path: '/kerja/:kind/:id/buang',
      permission,
      get: (request) => discardForm(context, request),
      post: (request) => discard(context, request),
    },
  ];
}

/** Marks as readers will see them, for the preview while one types. */
function previewOf({ form }: StaffFormRequest): Response {
  return new Response(markdownToHtml(typedText(form, 'teks')), {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}
