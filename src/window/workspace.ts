import type { Hono } from 'hono';
import type { Feature, FeatureContext } from '../platform/feature.ts';
import type { ApiEnv } from '../platform/http/api.ts';
import { mountWorkspace } from '../platform/http/workspace.ts';
import { declaredPermissions, permissionCheck } from '../platform/workspace/permissions.ts';
import type { Documents } from './documents.tsx';
import { sessionEndedPage } from './session-ended.tsx';
import { createWorkspaceDocuments, type WorkspaceDocuments } from './workspace-documents.tsx';

/** Mounts the workspace of staff with all that features add to it, and gives the documents that its errors are shown by. */
export function openWorkspace(
  app: Hono<ApiEnv>,
  options: {
    readonly context: FeatureContext;
    readonly features: readonly Feature[];
    /** Of citizens' pages, as whose session ended is shown one. */
    readonly documents: Pick<Documents, 'render' | 'assetsOf'>;
  },
): WorkspaceDocuments {
  const { context, features, documents: citizens } = options;
  const workspaces = features.flatMap((feature) => feature.workspace?.(context) ?? []);
  const documents = createWorkspaceDocuments({
    context,
    navigation: workspaces.flatMap(({ navigation }) => navigation ?? []),
    assetsOf: citizens.assetsOf,
  });
  mountWorkspace(app, workspaces, {
    city: context.city,
    clock: context.clock,
    proxies: context.config.TRUSTED_PROXIES,
    signIn: context.signIn,
    mayOf: permissionCheck(declaredPermissions(features, context.kinds.values())),
    render: documents.render,
    missing: documents.missing,
    sessionEnded: (form, request) => citizens.render(sessionEndedPage(form, request), request),
  });
  return documents;
}
