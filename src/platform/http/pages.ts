import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../../domain/clock.ts';
import { LANGUAGES, localPath } from '../../domain/language.ts';
import type { City } from '../city.ts';
import type {
  FileAnswer,
  FileRoute,
  FormRequest,
  Page,
  PageAnswer,
  PageRequest,
  PageRoute,
} from '../feature.ts';
import { formatterOf } from '../i18n/format.ts';
import type { Lang } from '../i18n/messages.ts';
import type { ViewCounter } from '../views/counter.ts';
import { clientAddress } from './address.ts';
import type { ApiEnv } from './api.ts';
import { formTooLarge, readForm } from './form.ts';
import { pageHeaders } from './headers.ts';
import { encode, keptResponse, type PageCache } from './page-cache.ts';

const FORM_BYTES = 8 * 1024;
const LONGEST_VALUE = 200;
/** Browsers ask again after a minute; a proxy may serve what it has while it asks, or while the window is away. */
const KEPT_HEADERS = {
  'cache-control': 'public, max-age=30, stale-while-revalidate=30, stale-if-error=43200',
};
const FRESH_HEADERS = { 'cache-control': 'no-store' };

/** What stands round the pages of one kind of readers. */
export interface Frame<Request extends PageRequest> {
  /** The whole document of a page. */
  readonly render: (page: Page, request: Request) => string;
  readonly missing: (request: Request) => Page;
}

/** What the pages of all features are mounted with. */
export interface PageHost extends Frame<PageRequest> {
  readonly city: City;
  readonly clock: Clock;
  readonly cache: PageCache;
  readonly proxies: number;
  /** Told of every page that was answered, but of none that answers one person. */
  readonly views: Pick<ViewCounter, 'see'>;
}

/** Mounts pages in every language: Indonesian at their path, English below `/en`. */
export function mountPages(app: Hono<ApiEnv>, routes: readonly PageRoute[], host: PageHost): void {
  for (const lang of LANGUAGES) {
    for (const route of routes) {
      const path = localPath(lang, route.path);
      app.get(path, (c) => answerGet(c, route, lang, host));
      const { post } = route;
      if (post) {
        app.post(
          path,
          bodyLimit({ maxSize: route.largestForm ?? FORM_BYTES, onError: formTooLarge }),
          async (c) => {
            const request = { ...requestOf(c, route, lang, host), form: await formOf(c) };
            const answer = await post({
              ...request,
              address: clientAddress(c, host.proxies),
              headers: c.req.raw.headers,
            } satisfies FormRequest);
            return freshAnswer(c, answer, request, host);
          },
        );
      }
    }
  }
}

/** Mounts answers that are no pages, in every language. */
export function mountFiles(app: Hono<ApiEnv>, routes: readonly FileRoute[], host: PageHost): void {
  for (const lang of LANGUAGES) {
    for (const route of routes) {
      app.get(localPath(lang, route.path), async (c) => {
        const request = requestOf(c, route, lang, host);
        const kept = await host.cache.get(cacheKey(c, route), async () => {
          const file = await route.get(request);
          return file && { status: 200, ...file, headers: headersOf(file) };
        });
        return kept ? keptResponse(c, kept, KEPT_HEADERS) : missingAnswer(c, request, host);
      });
    }
  }
}

function headersOf(file: FileAnswer): Record<string, string> {
  return {
    ...(file.immutable ? { 'cache-control': 'public, max-age=31536000, immutable' } : {}),
    ...(file.maxAge === undefined
      ? {}
      : { 'cache-control': `public, max-age=${file.maxAge}, stale-if-error=43200` }),
    ...(file.shared
      ? { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
      : {}),
    ...(file.links ? { link: file.links.map(({ rel, href }) => `<${href}>; rel="${rel}"`).join(', ') } : {}),
  };
}

/** The answer for a path that no feature has. */
export async function missingAnswer<Request extends PageRequest>(
  c: Context<ApiEnv>,
  request: Request,
  host: Frame<Request>,
): Promise<Response> {
  const page = { status: 404, type: HTML, body: host.render(host.missing(request), request) };
  return keptResponse(c, await encode(page), FRESH_HEADERS);
}

/** A request for a page in a language, for handlers outside the features. */
export function requestOf(
  c: Context<ApiEnv>,
  route: { readonly path: string; readonly query?: readonly string[] },
  lang: Lang,
  host: Pick<PageHost, 'city' | 'clock'>,
): PageRequest {
  const query: Record<string, string> = {};
  for (const name of route.query ?? []) {
    const value = c.req.query(name);
    if (value) query[name] = withoutNul(value.slice(0, LONGEST_VALUE));
  }
  return {
    lang,
    path: withoutLanguage(c.req.path, lang),
    params: Object.fromEntries(
      Object.entries<string>(c.req.param()).map(([name, value]) => [name, withoutNul(value)]),
    ),
    query,
    now: host.clock().toZonedDateTimeISO(host.city.zone),
    format: formatterOf(lang, host.city.zone),
    href: (path) => (path.startsWith('/') ? localPath(lang, path) : path),
  };
}

/** The database takes none, and no address of ours holds one. */
function withoutNul(value: string): string {
  return value.replaceAll('\0', '');
}

async function answerGet(
  c: Context<ApiEnv>,
  route: PageRoute,
  lang: Lang,
  host: PageHost,
): Promise<Response> {
  const key = cacheKey(c, route);
  const known = host.cache.fresh(key);
  if (known) {
    host.views.see(c, withoutLanguage(c.req.path, lang));
    return keptResponse(c, known, KEPT_HEADERS);
  }

  const request = requestOf(c, route, lang, host);
  if (route.fresh) {
    const answer = await route.get({ ...request, headers: c.req.raw.headers });
    return freshAnswer(c, answer, request, host);
  }
  let other: PageAnswer | undefined;
  const kept = await host.cache.get(key, async () => {
    const answer = await route.get(request);
    if (answer.kind === 'page') {
      return {
        status: answer.status ?? 200,
        type: HTML,
        body: host.render(answer, request),
        headers: pageHeaders(c.get('headers'), answer),
      };
    }
    other = answer;
    return undefined;
  });
  if (kept) {
    if (kept.status === 200) host.views.see(c, request.path);
    return keptResponse(c, kept, kept.status === 200 ? KEPT_HEADERS : FRESH_HEADERS);
  }
  // Whoever waited for another's rendering has no answer of their own yet.
  return freshAnswer(c, other ?? (await route.get(request)), request, host);
}

const HTML = 'text/html; charset=utf-8';

/** An answer to one person, kept nowhere. */
export async function freshAnswer<Request extends PageRequest>(
  c: Context<ApiEnv>,
  answer: PageAnswer,
  request: Request,
  host: Frame<Request>,
): Promise<Response> {
  if (answer.kind === 'missing') return missingAnswer(c, request, host);
  if (answer.kind === 'moved') {
    c.header('cache-control', 'no-store');
    for (const cookie of [answer.cookie ?? []].flat()) c.header('set-cookie', cookie, { append: true });
    return c.redirect(answer.to, answer.status ?? 303);
  }
  const page = {
    status: answer.status ?? 200,
    type: HTML,
    // What answers one person is nothing for a search engine, nor to be passed on.
    body: host.render({ ...answer, noindex: true }, request),
    headers: {
      ...pageHeaders(c.get('headers'), answer),
      ...(answer.refreshSeconds === undefined ? {} : { refresh: String(answer.refreshSeconds) }),
    },
  };
  return keptResponse(c, await encode(page, c.req.header('accept-encoding') ?? ''), FRESH_HEADERS);
}

function withoutLanguage(pathname: string, lang: Lang): string {
  return lang === 'id' ? pathname : pathname.slice('/en'.length) || '/';
}

function cacheKey(c: Context<ApiEnv>, route: Pick<PageRoute, 'query'>): string {
  if (!route.query) return c.req.path;
  const values = route.query.map((name) => c.req.query(name)?.slice(0, LONGEST_VALUE) ?? '');
  return `${c.req.path}?${values.map(encodeURIComponent).join('&')}`;
}

/** The one value of each name: pages of citizens ask for nothing twice. */
async function formOf(c: Context<ApiEnv>): Promise<Record<string, string>> {
  const { values } = await readForm(c);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (value.at(-1) ?? ''),
    ]),
  );
}
