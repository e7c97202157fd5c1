import { load } from 'cheerio';

/** A page of somebody who is signed in. */
export interface OwnPage {
  /** Its address with `:` for what names one of many: an id, a code, a number. */
  readonly kind: string;
  readonly path: string;
}

/** Segments that name one of many: an id, a code of an area or place, the short name of a task, lesson or body. */
const NAMES_ONE = /\d|-|^(kpps|pps|ppk|pantarlih|ketertiban)$/;
/** Addresses of pages of their own all the same. */
const PAGES = new Set(['wajib-baca', 'tatap-muka']);

/** A dashboard of an area is drawn otherwise for each level, and is asked for by this value. */
const AREA = 'wilayah';

/**
 * One page of every kind that links lead to from a first page, found as a reader would: page by page, the first link of
 * a kind. What links ask for by other values is a variant of one page, which is looked at without them.
 */
export async function followLinks(
  url: string,
  headers: Readonly<Record<string, string>>,
  start: string,
  within: (path: string) => boolean,
): Promise<readonly OwnPage[]> {
  const found = new Map<string, string>([[kindOf(start), start]]);
  for (const [kind, path] of found) {
    const answer = await fetch(url + path, {
      headers: { ...headers, accept: 'text/html' },
      redirect: 'manual',
    });
    if (!answer.headers.get('content-type')?.startsWith('text/html') || answer.status !== 200) {
      found.delete(kind);
      await answer.body?.cancel();
      continue;
    }
    const $ = load(await answer.text());
    for (const link of $('a[href]')) {
      const to = new URL($(link).attr('href') ?? '', url + path);
      if (to.origin !== url || !within(to.pathname)) continue;
      const area = to.pathname.endsWith('/kesiapan') ? to.searchParams.get(AREA) : null;
      const query = area === null ? '' : `?${AREA}=${area}`;
      const next = kindOf(to.pathname) + (area === null ? '' : `?${AREA}=${area.replaceAll(/\d+/g, ':')}`);
      if (!found.has(next)) found.set(next, to.pathname + query);
    }
  }
  return [...found].map(([kind, path]) => ({ kind, path }));
}

function kindOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (NAMES_ONE.test(segment) && !PAGES.has(segment) ? ':' : segment))
    .join('/');
}
