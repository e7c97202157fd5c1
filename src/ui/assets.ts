import type { PageAssets } from './shell.tsx';

/**
 * What the build made, by logical name: `app.css`, `signed.css`, `theme.js`, `plus-jakarta-sans.woff2`, `icon.svg`, `icon-192.png`,
 * `icon-512.png`, `icon-maskable.png`, `apple-touch-icon.png`, `service-worker.js`, `islands/<name>.js`. A file that
 * is `immutable` has a hash in its address and may be kept for a year; `bytes` are before compression.
 */
export type AssetIndex = Readonly<Record<string, BuiltAsset>>;

/** A built file. */
export interface BuiltAsset {
  readonly url: string;
  readonly integrity: string;
  readonly bytes: number;
  readonly immutable: boolean;
}

/** Whom a page is for: anybody, or those who are signed in, whose pages have more parts. */
export type PageFrame = 'citizen' | 'signed';

/**
 * The assets of one page.
 *
 * @param islands names of the islands on the page, such as `check` for `src/ui/islands/check.tsx`
 * @param cityCss address of the city's own ink, when it sets one
 * @throws {Error} when the build has no such file: the build and the code do not belong together
 */
export function pageAssets(
  index: AssetIndex,
  islands: readonly string[] = [],
  cityCss?: string,
  frame: PageFrame = 'citizen',
): PageAssets {
  const url = (name: string): string => {
    const asset = index[name];
    if (!asset) throw new Error(`The build holds no ${name}.`);
    return asset.url;
  };
  return {
    css: [
      url('app.css'),
      ...(frame === 'signed' ? [url('signed.css')] : []),
      ...(cityCss === undefined ? [] : [cityCss]),
    ],
    font: url('plus-jakarta-sans.woff2'),
    themeScript: url('theme.js'),
    scripts: islands.map((name) => url(`islands/${name}.js`)),
    icons: { svg: url('icon.svg'), apple: url('apple-touch-icon.png'), share: url('icon-512.png') },
    manifest: '/manifest.webmanifest',
  };
}
