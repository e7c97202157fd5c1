import type { Hono } from 'hono';
import { LANGUAGES, localPath } from '../domain/language.ts';
import type { City } from '../platform/city.ts';
import type { Feature } from '../platform/feature.ts';
import type { ApiEnv } from '../platform/http/api.ts';
import type { Assets } from '../platform/http/assets.ts';
import type { OfficerWindow } from '../platform/officers/contract.ts';
import { cityInkCss } from '../ui/city-ink.ts';

const FOREVER = { 'cache-control': 'public, max-age=31536000, immutable' };
const ASK_AGAIN = { 'cache-control': 'no-cache' };

/** A stylesheet that sets the city's own ink. */
export interface InkStyles {
  readonly url: string;
  readonly css: string;
}

/** The city's own ink as a stylesheet whose address changes with it; undefined where it has the window's. */
export function inkStyles(city: City): InkStyles | undefined {
  if (!city.ink) return undefined;
  return { url: `/assets/ink-${city.ink.slice(1)}.css`, css: cityInkCss(city.ink) };
}

/**
 * What makes the window an app of the phone: the manifest that lets it be installed, and the service worker with
 * the list of what it keeps.
 */
export function mountAppFiles(
  app: Hono<ApiEnv>,
  options: {
    readonly assets: Assets;
    readonly city: City;
    readonly features: readonly Feature[];
    readonly officers: readonly OfficerWindow[];
    readonly ink: InkStyles | undefined;
    /** For developers: lets open pages know that the window has started anew. */
    readonly reload: boolean;
  },
): void {
  const { assets, city, ink } = options;
  if (ink)
    app.get(ink.url, (c) => c.body(ink.css, 200, { 'content-type': 'text/css; charset=utf-8', ...FOREVER }));

  if (options.reload) mountReload(app);
  app.get('/manifest.webmanifest', (c) =>
    c.body(JSON.stringify(manifestOf(city, assets)), 200, {
      'content-type': 'application/manifest+json',
      ...ASK_AGAIN,
    }),
  );

  // The list stands in the worker itself: a browser looks for a new worker by comparing its bytes.
  const worker = assets.has('service-worker.js') ? assets.text('service-worker.js') : '';
  const script = `self.KEEP = ${JSON.stringify(keepOf(options))};\n${worker}`;
  app.get('/service-worker.js', (c) =>
    c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8', ...ASK_AGAIN }),
  );
}

/** A stream that says nothing: that it ends and can be opened again is the message (see islands/dev-reload.ts). */
function mountReload(app: Hono<ApiEnv>): void {
  app.get('/dev/reload', (c) =>
    c.body(
      new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode(': open\n\n')) }),
      200,
      {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
      },
    ),
  );
}

function manifestOf(city: City, assets: Assets) {
  return {
    id: '/',
    name: city.windowName,
    short_name: city.windowName,
    lang: 'id',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#fbfaf7',
    theme_color: '#fbfaf7',
    icons: [
      { src: assets.url('icon-192.png'), sizes: '192x192', type: 'image/png' },
      { src: assets.url('icon-512.png'), sizes: '512x512', type: 'image/png' },
      { src: assets.url('icon-maskable.png'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}

/** What the service worker keeps: `first` at once, `opened` once a person has been there. */
function keepOf({
  features,
  officers,
  assets,
  ink,
}: {
  readonly features: readonly Feature[];
  readonly officers: readonly OfficerWindow[];
  readonly assets: Assets;
  readonly ink: InkStyles | undefined;
}) {
  const inEachLanguage = (paths: readonly string[]) =>
    LANGUAGES.flatMap((lang) => paths.map((path) => localPath(lang, path)));
  return {
    version: ink ? `${assets.version}-${ink.url}` : assets.version,
    assets: [
      // Each is a request of the first visit: what serves developers alone is left out.
      ...assets.urls().filter((url) => /^\/assets\/(?!islands\/dev-).*\.(css|js|woff2|svg)$/.test(url)),
      ...(ink ? [ink.url] : []),
    ],
    first: inEachLanguage(features.flatMap((feature) => feature.offline?.first ?? [])),
    opened: inEachLanguage(features.flatMap((feature) => feature.offline?.opened ?? [])),
    data: features.flatMap((feature) => feature.offline?.data ?? []),
    officer: inEachLanguage(
      officers
        .flatMap(({ pages = [], files = [] }) => [...pages, ...files])
        .filter(({ offline }) => offline)
        .map(({ path }) => path),
    ),
  };
}
