/// <reference lib="webworker" />
import { splitLocalPath } from '../../domain/language.ts';
import { type KeepList, markKept, namesakeOf, treatmentOf } from './keep.ts';
import {
  dropOfficers,
  fetchForOfficer,
  isOfficerCache,
  keepForOfficer,
  keptForGood,
  keptForOfficer,
  sendForOfficers,
} from './officers.ts';

declare const self: ServiceWorkerGlobalScope & { readonly KEEP: KeepList };

const keep = self.KEEP;
const ASSETS = `assets-${keep.version}`;
const PAGES = 'pages';
const MOST_PAGES = 200;
/** A weak network is worse than none: after this long a kept page is better than a blank one. */
const PATIENCE_MS = 8_000;
const OFFLINE_PAGES = { id: '/luring', en: '/en/luring' };
/** Whoever is led there is signed in no more, or about to be somebody else. */
const OFFICERS_LEAVE = /^(\/en)?\/petugas\/(masuk|keluar)$/;

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const treatment = treatmentOf(
    {
      method: request.method,
      pathname: url.pathname,
      sameOrigin: url.origin === self.location.origin,
      isNavigation: request.mode === 'navigate',
    },
    keep,
  );
  if (treatment === 'asset') event.respondWith(answerAsset(request));
  else if (treatment === 'old-asset') event.respondWith(answerOldAsset(request, url.pathname));
  else if (treatment === 'page' || treatment === 'data') event.respondWith(answerKept(event, treatment));
  else if (treatment === 'officer') event.respondWith(answerOfficer(event));
  else if (OFFICERS_LEAVE.test(url.pathname) && url.origin === self.location.origin) {
    event.respondWith(answerLeaving(request));
  } else if (request.mode === 'navigate' && request.method === 'GET')
    event.respondWith(answerOnline(request));
});

self.addEventListener('message', (event) => {
  const { data } = event;
  if (typeof data !== 'object' || data === null || !('keepForOfficer' in data)) return;
  event.waitUntil(fetchForOfficer(data.keepForOfficer, keepShared));
});

self.addEventListener('sync', (event: Event) => {
  if (event instanceof ExtendableEvent) event.waitUntil(sendForOfficers());
});

async function install(): Promise<void> {
  const assets = await caches.open(ASSETS);
  await assets.addAll([...keep.assets]);
  const pages = await caches.open(PAGES);
  // One page that cannot be had must not keep the others from being there.
  await Promise.all(
    keep.first.map(async (path) => {
      // A copy from before this build would name files that are about to be dropped.
      const response = await fetch(path, { credentials: 'omit', cache: 'no-cache' }).catch(() => undefined);
      if (response?.ok) await pages.put(path, response);
    }),
  );
  await self.skipWaiting();
}

async function dropOldCaches(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name !== ASSETS && name !== PAGES && !isOfficerCache(name)) await caches.delete(name);
  }
  await self.clients.claim();
}

async function answerAsset(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: ASSETS })) ?? fetch(request);
}

async function answerOldAsset(request: Request, pathname: string): Promise<Response> {
  const response = await fetch(request).catch(() => undefined);
  if (response?.ok) return response;
  const namesake = namesakeOf(pathname, keep.assets) ?? '';
  return (await caches.match(namesake, { cacheName: ASSETS })) ?? response ?? Response.error();
}

async function answerKept(event: FetchEvent, treatment: 'page' | 'data'): Promise<Response> {
  const { request } = event;
  const answered = fetch(request).then((response) => ({
    response,
    copy: mayBeKept(response) ? response.clone() : undefined,
  }));
  const fromNetwork = answered.then(({ response }) => response);
  // Waited for from now on, so that an answer that comes after patience is over is kept all the same.
  event.waitUntil(
    answered.then(
      ({ copy }) => copy && keepPage(request, copy),
      () => undefined,
    ),
  );
  const kept = await caches.match(request, { cacheName: PAGES });
  const answer = await firstToCome(request, fromNetwork, kept, treatment === 'page');
  return answer === kept && treatment === 'page' ? markedCopy(kept) : answer;
}

/** An officer's page: from the network, and without one, or with one that is too weak, as it was kept. */
async function answerOfficer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const forGood = request.mode === 'navigate' ? undefined : await keptForGood(request);
  if (forGood) return forGood;
  const fromNetwork = fetch(request);
  event.waitUntil(
    fromNetwork.then(
      (response) => keepForOfficer(request, response.clone()),
      () => undefined,
    ),
  );
  const kept = await keptForOfficer(request);
  return firstToCome(request, fromNetwork, kept, request.mode === 'navigate');
}

/** What the network answers, or what was kept where it fails or is too weak; `isPage` where neither: one that says so. */
async function firstToCome(
  request: Request,
  fromNetwork: Promise<Response>,
  kept: Response | undefined,
  isPage: boolean,
): Promise<Response> {
  if (!kept) return isPage ? fromNetwork.catch(() => offlinePage(request)) : fromNetwork;
  const response = await Promise.race([fromNetwork.catch(() => undefined), afterPatience()]);
  // A gateway that fails is no better than no network; a page that is gone is gone.
  return response && response.status < 500 ? response : kept;
}

/** Once the window has answered, the next who opens this phone finds nothing of whom it was. */
async function answerLeaving(request: Request): Promise<Response> {
  const response = await fetch(request).catch(() => undefined);
  if (!response) return offlinePage(request);
  if (response.ok || response.type === 'opaqueredirect') await dropOfficers();
  return response;
}

async function answerOnline(request: Request): Promise<Response> {
  return fetch(request).catch(() => offlinePage(request));
}

async function offlinePage(request: Request): Promise<Response> {
  const { language } = splitLocalPath(new URL(request.url).pathname);
  return (await caches.match(OFFLINE_PAGES[language], { cacheName: PAGES })) ?? Response.error();
}

/** What the window says is for everybody, and nothing else. */
function mayBeKept(response: Response): boolean {
  const control = response.headers.get('cache-control') ?? '';
  return response.ok && response.type === 'basic' && control.includes('public') && !response.redirected;
}

async function keepPage(request: Request, response: Response): Promise<void> {
  const pages = await caches.open(PAGES);
  await pages.put(request, response);
  const kept = (await pages.keys()).filter(({ url }) => !keep.first.includes(new URL(url).pathname));
  for (const oldest of kept.slice(0, Math.max(0, kept.length - MOST_PAGES))) await pages.delete(oldest);
}

/** What a page shows and everybody may have, fetched before the page is opened. */
async function keepShared(path: string): Promise<void> {
  if (await caches.match(path, { cacheName: PAGES })) return;
  const response = await fetch(path);
  if (mayBeKept(response)) await keepPage(new Request(path), response);
}

async function markedCopy(page: Response): Promise<Response> {
  return new Response(markKept(await page.text()), {
    status: page.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': page.headers.get('content-security-policy') ?? '',
    },
  });
}

function afterPatience(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}
