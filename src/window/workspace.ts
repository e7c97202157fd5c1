import type { Hono } from 'hono';
import type { Feature, FeatureContext } from '../platform/feature.ts';
import type { ApiEnv } from '../platform/http/api.ts';
import { mountWorkspace } from '../platform/http/workspace.ts';
import { declaredPermissions, permissionCheck } from '../platform/workspace/permissions.ts';
import type { PageFrame } from '../ui/assets.ts';
import type { PageAssets } from '../ui/shell.tsx';
import { createWorkspaceDocuments, type WorkspaceDocuments } from './workspace-documents.tsx';

/** Mounts the workspace of staff with all that features add to it, and gives the documents that its errors are shown by. */
export function openWorkspace(
  app: Hono<ApiEnv>,
  options: {
    readonly context: FeatureContext;
    readonly features: readonly Feature[];
    readonly assetsOf: (scripts: readonly string[], frame: PageFrame) => PageAssets;
  },
): WorkspaceDocuments {
  const { context, features, assetsOf } = options;
  const workspaces = features.flatMap((feature) => feature.workspace?.(context) ?? []);
  const documents = createWorkspaceDocuments({
    context,
    navigation: workspaces.flatMap(({ navigation }) => navigation ?? []),
    assetsOf,
  });
  mountWorkspace(app, workspaces, {
    city: context.city,
    clock: context.clock,
    proxies: context.config.TRUSTED_PROXIES,
    signIn: context.signIn,
    mayOf: permissionCheck(declaredPermissions(features, context.kinds.values())),
    render: documents.render,
    missing: documents.missing,
  });
  return documents;
}
