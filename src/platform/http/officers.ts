import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LANGUAGES, localPath } from '../../domain/language.ts';
import type { PageAnswer } from '../feature.ts';
import type {
  OfficerFile,
  OfficerFormRequest,
  OfficerRequest,
  OfficerRoute,
  OfficerWindow,
} from '../officers/contract.ts';
import type { ApiEnv } from './api.ts';
import { formTooLarge, readForm } from './form.ts';
import { type ActionHost, mountActions } from './officers-actions.ts';
import {
  type Admission,
  type AdmissionHost,
  admitOfficer,
  officerRequestOf,
  ofOfficer,
  RESULT,
  OFFICER_ROOT as ROOT,
} from './officers-admission.ts';
import { mountOversight, type OversightHost } from './officers-oversight.ts';
import { type Frame, freshAnswer, missingAnswer } from './pages.ts';
import { compareSegments } from './workspace.ts';

const FORM_BYTES = 64 * 1024;

/** What the pages of officers are mounted with. */
export interface OfficerHost
  extends AdmissionHost,
    Frame<OfficerRequest>,
    Pick<ActionHost, 'act' | 'limit' | 'problemsPage'>,
    Pick<OversightHost, 'withArea'> {
  /** What became of a plain form, where it was this officer's. */
  readonly outcomeOf: (id: string, officer: string) => Promise<OfficerRequest['notice'] | undefined>;
}

/**
 * Mounts what features add for officers, in both languages. Whose phone has no session is led to the sign-in page; whose
 * service is over has what is their own and nothing else. All else below `/petugas` is asked for the same way.
 */
export function mountOfficers(app: Hono<ApiEnv>, windows: readonly OfficerWindow[], host: OfficerHost): void {
  const routes = [
    ...windows.flatMap(({ pages = [] }) => pages),
    ...windows.flatMap(({ files = [] }) => files),
  ].toSorted((a, b) => compareSegments(a.path, b.path));
  for (const { path } of routes) {
    if (path !== ROOT && !path.startsWith(`${ROOT}/`)) throw new Error(`${path} is not below ${ROOT}.`);
  }
  mountActions(
    app,
    windows.flatMap(({ actions = [] }) => actions),
    host,
    (route, lang) => admitOfficer(route, lang, host),
  );
  mountOversight(app, windows, host, (route, lang) => admitOfficer(route, lang, host));
  for (const lang of LANGUAGES) {
    for (const route of routes) {
      const admit = admitOfficer(route, lang, host);
      if ('answer' in route) mountFile(app, route, localPath(lang, route.path), admit);
      else mountPage(app, route, localPath(lang, route.path), admit, host);
    }
    const elsewhere: Admission = { path: `${ROOT}/*`, for: 'former' };
    app.all(localPath(lang, elsewhere.path), admitOfficer(elsewhere, lang, host), (c) =>
      missingAnswer(c, officerRequestOf(c), host),
    );
  }
}

function mountPage(
  app: Hono<ApiEnv>,
  route: OfficerRoute,
  path: string,
  admit: MiddlewareHandler<ApiEnv>,
  host: OfficerHost,
): void {
  app.get(path, admit, async (c) => {
    const request = await noticed(c, host);
    const answer = await route.get(request);
    const response = await freshAnswer(c, answer, request, host);
    if (route.offline && isWhole(answer) && !request.notice) keepOnPhone(response);
    return ofOfficer(response, request);
  });
  const { post } = route;
  if (!post) return;
  app.post(
    path,
    admit,
    bodyLimit({ maxSize: route.largestForm ?? FORM_BYTES, onError: formTooLarge }),
    async (c) => {
      const { values, uploads } = await readForm(c);
      const request: OfficerFormRequest = { ...officerRequestOf(c), form: values, uploads };
      return ofOfficer(await freshAnswer(c, await post(request), request, host), request);
    },
  );
}

function mountFile(
  app: Hono<ApiEnv>,
  route: OfficerFile,
  path: string,
  admit: MiddlewareHandler<ApiEnv>,
): void {
  app.get(path, admit, async (c) => {
    const request = officerRequestOf(c);
    const made = await route.answer({ ...request, range: c.req.header('range') });
    const response = new Response(made.body, made);
    const isPrivate = response.headers.get('cache-control')?.startsWith('private') ?? false;
    if (!isPrivate) response.headers.set('cache-control', 'no-store');
    if (route.offline && response.status === 200) keepOnPhone(response, isPrivate);
    return ofOfficer(response, request);
  });
}

/** Only what says the whole: a page of an error is nothing to keep. */
function isWhole(answer: PageAnswer): boolean {
  return answer.kind === 'page' && (answer.status ?? 200) === 200;
}

/** The service worker keeps what says so, and nothing else of officers (see ui/service-worker/officers.ts). */
function keepOnPhone(response: Response, hasControl = false): void {
  if (!hasControl) response.headers.set('cache-control', 'private, no-cache');
  response.headers.set('jendela-keep', 'officer');
}

/** The request with what became of the plain form that led here. */
async function noticed(c: Context<ApiEnv>, host: OfficerHost): Promise<OfficerRequest> {
  const request = officerRequestOf(c);
  const id = c.req.query(RESULT);
  const notice = id === undefined ? undefined : await host.outcomeOf(id.slice(0, 64), request.officer.id);
  return notice ? { ...request, notice } : request;
}
