import { localPath } from '../../domain/language.ts';
import { servicePhase } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { OfficerRequest } from '../../platform/officers/contract.ts';
import { opensFor } from '../../platform/officers/own-routes.ts';

/** Addresses that a phone fetches at once, so that they open without a network, in the language it reads. */
export async function offlineList(context: FeatureContext, request: OfficerRequest): Promise<Response> {
  const windows = context.officerWindows();
  const all = await Promise.all(windows.map(({ offline }) => offline?.(request) ?? []));
  const phase = servicePhase(request.officer, request.now.toPlainDate());
  const paths = [...new Set(all.flat())].filter((path) => opensFor(windows, path, phase));
  return Response.json({
    officer: request.officer.id,
    paths: paths.map((path) => localPath(request.lang, path)),
  });
}
