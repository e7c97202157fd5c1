import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LANGUAGES, localPath } from '../../domain/language.ts';
import type { PageAnswer } from '../feature.ts';
import type {
  OfficerRequest,
  OfficerWindow,
  OverseerFile,
  OverseerFormRequest,
  OverseerRequest,
  OverseerRoute,
} from '../officers/contract.ts';
import { officerAsks, oversightPath } from '../officers/oversight.ts';
import type { ApiEnv } from './api.ts';
import { formTooLarge, readForm } from './form.ts';
import { type Admission, officerRequestOf, ofOfficer } from './officers-admission.ts';
import { type Frame, freshAnswer } from './pages.ts';
import { Problem } from './problem.ts';
import { compareSegments } from './workspace.ts';

const FORM_BYTES = 256 * 1024;

/** What the pages of PPK and PPS are mounted with. */
export interface OversightHost extends Frame<OfficerRequest> {
  /** The request with its area, refused where that is not theirs; see `withArea` of platform/officers/oversight.ts. */
  readonly withArea: (
    route: OverseerRoute | OverseerFile,
    request: Omit<OverseerRequest, 'area'>,
  ) => Promise<OverseerRequest | undefined>;
}

/** Mounts for PPK and PPS what features add for them, below `/petugas/wilayah`, each asker's area checked first. */
export function mountOversight(
  app: Hono<ApiEnv>,
  windows: readonly OfficerWindow[],
  host: OversightHost,
  admit: (route: Admission, lang: OfficerRequest['lang']) => MiddlewareHandler<ApiEnv>,
): void {
  const routes = [
    ...windows.flatMap(({ oversight = [] }) => oversight),
    ...windows.flatMap(({ oversightFiles = [] }) => oversightFiles),
  ]
    .filter(({ overseers }) => overseers)
    .toSorted((a, b) => compareSegments(a.path, b.path));
  for (const lang of LANGUAGES) {
    for (const route of routes) {
      const path = localPath(lang, oversightPath('officer', route.path));
      const admitted = admit({ ...route, for: 'serving' }, lang);
      const limit = bodyLimit({ maxSize: route.largestForm ?? FORM_BYTES, onError: formTooLarge });
      if ('answer' in route) mountFile(app, route, path, admitted, limit, host);
      else mountPage(app, route, path, admitted, limit, host);
    }
  }
}

function mountPage(
  app: Hono<ApiEnv>,
  route: OverseerRoute,
  path: string,
  admitted: MiddlewareHandler<ApiEnv>,
  limit: MiddlewareHandler<ApiEnv>,
  host: OversightHost,
): void {
  const answered = (answerTo: (asked: OverseerRequest, c: Context<ApiEnv>) => Promise<PageAnswer>) => {
    return async (c: Context<ApiEnv>) => {
      const officer = officerRequestOf(c);
      const asked = await askedBy(officer, route, host);
      const answer: PageAnswer = asked ? await answerTo(asked, c) : { kind: 'missing' };
      return ofOfficer(await freshAnswer(c, answer, officer, host), officer);
    };
  };
  app.get(
    path,
    admitted,
    answered((asked) => route.get(asked)),
  );
  const { post } = route;
  if (!post) return;
  app.post(
    path,
    admitted,
    limit,
    answered(async (asked, c) => post(await withForm(c, asked))),
  );
}

function mountFile(
  app: Hono<ApiEnv>,
  file: OverseerFile,
  path: string,
  admitted: MiddlewareHandler<ApiEnv>,
  limit: MiddlewareHandler<ApiEnv>,
  host: OversightHost,
): void {
  app.on(file.method, path, admitted, limit, async (c) => {
    const officer = officerRequestOf(c);
    const asked = await askedBy(officer, file, host);
    if (!asked) throw new Problem(404, 'unknown-item', 'There is no such thing.');
    const request = file.method === 'GET' ? { ...asked, form: {}, uploads: [] } : await withForm(c, asked);
    const made = await file.answer(request);
    const response = new Response(made.body, made);
    response.headers.set('cache-control', 'no-store');
    return ofOfficer(response, officer);
  });
}

async function withForm(c: Context<ApiEnv>, asked: OverseerRequest): Promise<OverseerFormRequest> {
  const { values, uploads } = await readForm(c);
  return { ...asked, form: values, uploads };
}

/** Before anything of a form is read: whoever may not is told so, whatever they sent. */
async function askedBy(
  request: OfficerRequest,
  route: OverseerRoute | OverseerFile,
  host: OversightHost,
): Promise<OverseerRequest | undefined> {
  if (!request.seat.body.oversees) throw new Problem(403, 'not-overseer', 'This is for PPK and PPS.');
  return host.withArea(route, officerAsks(request));
}
