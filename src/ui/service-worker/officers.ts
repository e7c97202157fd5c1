import { sendAll } from '../islands/officer/send.ts';
import { officersWaiting } from '../islands/officer/store.ts';
import { OFFICER_WORDS } from '../islands/officer/words.ts';
import { markKept } from './keep.ts';

/**
 * Pages of officers on their phone, apart from those of everybody: each officer's in a cache of their own, of which
 * there is one at a time. Kept is only what the window says may be (`jendela-keep`), whose it is (`jendela-officer`),
 * and nothing of it outlives signing out or the next officer.
 */

const PREFIX = 'officer-';
const MOST_KEPT = 200;
/** The notice of a form is of one moment. */
const OF_A_MOMENT = 'hasil';
/** How many addresses of a list are fetched at once: the phone's own page comes first. */
const AT_ONCE = 3;

/** Whether a cache is one of these, which a new build leaves alone. */
export function isOfficerCache(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** Nothing of any officer stays. */
export async function dropOfficers(but?: string): Promise<void> {
  for (const name of await caches.keys()) {
    if (isOfficerCache(name) && name !== `${PREFIX}${but}`) await caches.delete(name);
  }
}

/** Keeps an answer of the window where it says so. */
export async function keepForOfficer(request: Request, response: Response): Promise<void> {
  const officer = response.headers.get('jendela-officer');
  if (officer === null) return;
  await dropOfficers(officer);
  const url = new URL(request.url);
  const isWhole = response.status === 200 && response.type === 'basic' && !response.redirected;
  if (!isWhole || response.headers.get('jendela-keep') !== 'officer' || url.searchParams.has(OF_A_MOMENT))
    return;
  const cache = await caches.open(PREFIX + officer);
  await cache.put(url.href, response);
  const keys = await cache.keys();
  for (const oldest of keys.slice(0, Math.max(0, keys.length - MOST_KEPT))) await cache.delete(oldest);
}

/** What is kept for a request; a page says of itself that it comes from the phone. */
export async function keptForOfficer(request: Request): Promise<Response | undefined> {
  const url = new URL(request.url);
  url.searchParams.delete(OF_A_MOMENT);
  for (const name of (await caches.keys()).filter(isOfficerCache)) {
    const kept = await caches.match(url.href, { cacheName: name });
    if (kept) return asAsked(kept, request);
  }
  return undefined;
}

/** The same of a file that never changes, which is not fetched again: a film costs whoever plays it. */
export async function keptForGood(request: Request): Promise<Response | undefined> {
  for (const name of (await caches.keys()).filter(isOfficerCache)) {
    const kept = await caches.match(request.url, { cacheName: name });
    if (kept?.headers.get('cache-control')?.includes('immutable')) return asAsked(kept, request);
  }
  return undefined;
}

async function asAsked(kept: Response, request: Request): Promise<Response> {
  const type = kept.headers.get('content-type') ?? '';
  const headers = {
    'content-type': type,
    'content-security-policy': kept.headers.get('content-security-policy') ?? '',
  };
  if (type.startsWith('text/html')) return new Response(markKept(await kept.text()), { headers });
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!range) return kept;
  // A film is asked for in parts, and some players take nothing else.
  const whole = await kept.blob();
  const from = Number(range[1]);
  const to = Math.min(range[2] ? Number(range[2]) : whole.size - 1, whole.size - 1);
  if (from > to)
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${whole.size}` } });
  return new Response(whole.slice(from, to + 1, type), {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${whole.size}`, 'accept-ranges': 'bytes' },
  });
}

/** Pictures of a page, which are everybody's, in each of their sizes: which one is shown is known once it is opened. */
const PICTURE = /\/media\/[\w-]{43}\.webp/g;

/**
 * Fetches the addresses of a list that a page of an officer passes on, and the pictures on those pages; one that cannot
 * be had keeps out no other.
 */
export async function fetchForOfficer(
  list: unknown,
  keepShared: (path: string) => Promise<void>,
): Promise<void> {
  const paths = pathsIn(list);
  const next = paths[Symbol.iterator]();
  const work = async () => {
    for (const path of next) {
      const request = new Request(path, { credentials: 'same-origin', cache: 'no-cache' });
      const response = await fetch(request).catch(() => undefined);
      if (!response) continue;
      const pictures = isPage(response) ? await picturesOf(response.clone()) : [];
      await keepForOfficer(request, response).catch(() => undefined);
      for (const picture of pictures) await keepShared(picture).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function isPage(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/html') ?? false;
}

async function picturesOf(page: Response): Promise<ReadonlySet<string>> {
  const html = await page.text().catch(() => '');
  return new Set(html.match(PICTURE));
}

function pathsIn(list: unknown): readonly string[] {
  if (typeof list !== 'object' || list === null || !('paths' in list) || !Array.isArray(list.paths))
    return [];
  return list.paths.filter(
    (path): path is string => typeof path === 'string' && /^(\/en)?\/petugas(\/|\?|$)/.test(path),
  );
}

/** Sends what waits on the phone though no page is open. @throws Error where something still waits: the browser tries again */
export async function sendForOfficers(): Promise<void> {
  for (const officer of await officersWaiting()) {
    // Words for what is refused are shown by a page, which has the officer's language; here they are kept in Indonesian.
    const round = await sendAll(officer, OFFICER_WORDS.id);
    if (round === 'later' || round === 'pause') throw new Error('Something waits to be sent.');
  }
}
