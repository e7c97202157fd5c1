import { isAreaCode } from '../../domain/area.ts';
import { localPath, splitLocalPath } from '../../domain/language.ts';
import type { FeatureContext, Page, PageRequest, PageRoute } from '../feature.ts';
import { formatterOf } from '../i18n/format.ts';
import type { Lang } from '../i18n/messages.ts';

/** A page of this window that may be passed on. */
export interface FoundPage {
  /** Its address without an origin, in its language, with the area that it lists: `/en/berita?wilayah=32.76.01`. */
  readonly address: string;
  /** The same without a language and without what it lists. */
  readonly path: string;
  readonly lang: Lang;
  readonly page: Page;
}

/** The one query value that makes another page of it. Others are words of a search or the state of a view. */
const AREA_QUERY = 'wilayah';

/**
 * Finds the page of an address by the routes of all open features, and asks it whether it is there. Nothing is found
 * outside this window, so that what is made of an address leads to no other site; nor a page that answers one person,
 * says that something is missing, or is not for search engines.
 */
export function createPageFinder(
  context: FeatureContext,
): (address: string, request: PageRequest) => Promise<FoundPage | undefined> {
  let known: readonly PageRoute[] | undefined;
  const routes = () => {
    known ??= context.features().flatMap((feature) => feature.pages?.(context) ?? []);
    return known;
  };

  return async (address, request) => {
    const url = ownUrl(address, context.config.publicUrl);
    if (!url) return undefined;
    const { language: lang, path } = splitLocalPath(url.pathname);
    const match = firstMatch(routes(), path);
    if (!match || match.route.fresh) return undefined;
    const area = url.searchParams.get(AREA_QUERY) ?? '';
    const listed =
      match.route.query?.includes(AREA_QUERY) === true &&
      isAreaCode(area) &&
      context.areas.get(area) !== undefined;
    const answer = await match.route.get({
      lang,
      path,
      params: match.params,
      query: listed ? { [AREA_QUERY]: area } : {},
      now: request.now,
      format: formatterOf(lang, context.city.zone),
      href: (to) => (to.startsWith('/') ? localPath(lang, to) : to),
    });
    if (answer.kind !== 'page' || answer.noindex || answer.embed || (answer.status ?? 200) !== 200)
      return undefined;
    return {
      address: localPath(lang, path) + (listed ? `?${AREA_QUERY}=${area}` : ''),
      path,
      lang,
      page: answer,
    };
  };
}

/** The address as one of this window; undefined where it leads elsewhere, or nowhere. */
function ownUrl(address: string, publicUrl: string): URL | undefined {
  const url = address === '' ? null : URL.parse(address, `${publicUrl}/`);
  return url?.origin === new URL(publicUrl).origin ? url : undefined;
}

export interface Match {
  readonly route: PageRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** The first route that fits, as the router takes the first that was mounted. */
export function firstMatch(routes: readonly PageRoute[], path: string): Match | undefined {
  for (const route of routes) {
    const params = paramsOf(route.path, path);
    if (params) return { route, params };
  }
  return undefined;
}

/** What a path puts into the places of a pattern such as `/tahapan/:election`; undefined where it does not fit. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = decoded(given[at] ?? '');
    const [, name, form] = /^:(\w+)(?:\{(.+)\})?$/.exec(part) ?? [];
    if (name === undefined) {
      if (value !== part) return undefined;
    } else {
      if (value === undefined || value === '') return undefined;
      if (form !== undefined && !new RegExp(`^(?:${form})$`).test(value)) return undefined;
      params[name] = value;
    }
  }
  return params;
}

function decoded(part: string): string | undefined {
  try {
    const text = decodeURIComponent(part);
    return text.includes('\0') ? undefined : text; // the database takes none
  } catch {
    return undefined;
  }
}
