import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LANGUAGES, localPath } from '../../domain/language.ts';
import type { PageRequest } from '../feature.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type {
  StaffFormRequest,
  StaffRequest,
  Workspace,
  WorkspaceFile,
  WorkspaceRoute,
} from '../workspace/contract.ts';
import { clientAddress } from './address.ts';
import type { ApiEnv } from './api.ts';
import { formTooLarge, type PostedForm, readForm } from './form.ts';
import { type Frame, freshAnswer, missingAnswer, type PageHost, requestOf } from './pages.ts';
import { Problem } from './problem.ts';

/** Where the workspace begins. */
const ROOT = '/kerja';
const FORM_BYTES = 256 * 1024;

/** What the pages of staff are mounted with. */
export interface WorkspaceHost extends Pick<PageHost, 'city' | 'clock' | 'proxies'>, Frame<StaffRequest> {
  readonly signIn: Pick<SignIn, 'staffOf'>;
  /** Whether a person may do something; made by `permissionCheck`. */
  readonly mayOf: (staff: StaffRequest['staff']) => StaffRequest['may'];
  /** The document that gives a form back to whose session ended while they wrote. */
  readonly sessionEnded: (form: PostedForm, request: PageRequest) => string;
}

type Route = Pick<WorkspaceRoute, 'path' | 'query' | 'permission' | 'agency' | 'largestForm'>;

/**
 * Mounts what features add to the workspace, in both languages. Whoever is not signed in is led to the sign-in page;
 * whoever may not is refused before anything of the form is read. All else below `/kerja` is asked for the same way, so
 * that an address tells nothing to those who are not signed in.
 */
export function mountWorkspace(
  app: Hono<ApiEnv>,
  workspaces: readonly Workspace[],
  host: WorkspaceHost,
): void {
  const routes: (WorkspaceRoute | WorkspaceFile)[] = [
    ...workspaces.flatMap(({ pages }) => pages),
    ...workspaces.flatMap(({ files = [] }) => files),
  ];
  for (const { path } of routes) {
    if (path !== ROOT && !path.startsWith(`${ROOT}/`)) throw new Error(`${path} is not below ${ROOT}.`);
  }
  // Words stand before parameters, whichever feature comes first: `/kerja/peran` is no kind of item.
  routes.sort((a, b) => compareSegments(a.path, b.path));
  for (const lang of LANGUAGES) {
    for (const route of routes) {
      if ('method' in route) {
        mountFile(app, route, localPath(lang, route.path), admitted(route, lang, host));
      } else mountPage(app, route, lang, host);
    }
    const elsewhere: Route = { path: `${ROOT}/*`, permission: 'signed-in' };
    app.all(localPath(lang, elsewhere.path), admitted(elsewhere, lang, host), (c) =>
      missingAnswer(c, staffRequestOf(c), host),
    );
  }
}

function mountPage(
  app: Hono<ApiEnv>,
  route: WorkspaceRoute,
  lang: StaffRequest['lang'],
  host: WorkspaceHost,
): void {
  const path = localPath(lang, route.path);
  app.get(path, admitted(route, lang, host), async (c) => {
    const request = staffRequestOf(c);
    return freshAnswer(c, await route.get(request), request, host);
  });
  const { post } = route;
  if (!post) return;
  const giveBack = (c: Context<ApiEnv>) => formGivenBack(c, route, lang, host);
  app.post(path, admitted(route, lang, host, giveBack), limit(route), async (c) => {
    const request = await formRequestOf(c);
    return freshAnswer(c, await post(request), request, host);
  });
}

function mountFile(
  app: Hono<ApiEnv>,
  route: WorkspaceFile,
  path: string,
  admit: MiddlewareHandler<ApiEnv>,
): void {
  const answer = async (request: StaffFormRequest) => {
    const made = await route.answer(request);
    const response = new Response(made.body, made);
    response.headers.set('cache-control', 'no-store');
    return response;
  };
  if (route.method === 'GET') {
    app.get(path, admit, (c) => answer({ ...staffRequestOf(c), form: {}, uploads: [] }));
  } else {
    app.post(path, admit, limit(route), async (c) => answer(await formRequestOf(c)));
  }
}

function limit({ largestForm = FORM_BYTES }: Route): MiddlewareHandler<ApiEnv> {
  return bodyLimit({ maxSize: largestForm, onError: formTooLarge });
}

/** Lets in who is signed in and may, and keeps who that is for the handlers after it and for the page of an error. */
function admitted(
  route: Route,
  lang: StaffRequest['lang'],
  host: WorkspaceHost,
  signedOut = (c: Context<ApiEnv>): Response | Promise<Response> => toSignIn(c, lang),
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const staff = await host.signIn.staffOf(c.req.raw);
    if (!staff) return signedOut(c);
    const may = host.mayOf(staff);
    c.set('staffRequest', {
      ...requestOf(c, route, lang, host),
      staff,
      address: clientAddress(c, host.proxies),
      may,
    });
    if (route.permission !== 'signed-in' && !may(route.permission, route.agency)) {
      throw new Problem(403, 'not-allowed', 'Your role does not include this.');
    }
    await next();
  };
}

function toSignIn(c: Context<ApiEnv>, lang: StaffRequest['lang']): Response {
  const { pathname, search } = new URL(c.req.url);
  c.header('cache-control', 'no-store');
  const back = c.req.method === 'GET' ? pathname + search : pathname;
  return c.redirect(`${localPath(lang, '/masuk')}?${new URLSearchParams({ ke: back })}`, 303);
}

/** Whoever wrote for longer than their session lasts does not lose it; of anybody, no more is read than a text is long. */
async function formGivenBack(
  c: Context<ApiEnv>,
  route: Route,
  lang: StaffRequest['lang'],
  host: WorkspaceHost,
): Promise<Response> {
  const length = Number(c.req.header('content-length') ?? Number.NaN);
  if (!(length <= FORM_BYTES)) return toSignIn(c, lang);
  const body = host.sessionEnded(await readForm(c), requestOf(c, route, lang, host));
  return c.html(body, 401, { 'cache-control': 'no-store' });
}

function staffRequestOf(c: Context<ApiEnv>): StaffRequest {
  const request = c.get('staffRequest');
  if (!request) throw new Error('A handler of the workspace ran without its admission.');
  return request;
}

async function formRequestOf(c: Context<ApiEnv>): Promise<StaffFormRequest> {
  const { values, uploads } = await readForm(c);
  return { ...staffRequestOf(c), form: values, uploads };
}

/**
 * Order of paths: segment by segment, a word before a parameter. Words of one place are ordered too: an order in which
 * all others are alike does not hold over three paths.
 */
export function compareSegments(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [one = '', other = ''] = [left[i], right[i]];
    const rank = Number(one.startsWith(':')) - Number(other.startsWith(':'));
    if (rank !== 0) return rank;
    if (one !== other && !one.startsWith(':')) return one < other ? -1 : 1;
  }
  return left.length - right.length;
}
