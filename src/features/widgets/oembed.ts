import { splitLocalPath } from '../../domain/language.ts';
import type { FileAnswer, PageRequest } from '../../platform/feature.ts';
import type { FoundPage } from '../../platform/http/find-page.ts';
import { escapeHtml } from '../../ui/escape.ts';

export const OEMBED_PATH = '/oembed';
export const OEMBED_TYPE = 'application/json+oembed';
const USUAL_WIDTH = 560;
const NARROWEST = 200;
const LARGEST = 2_000;
const CACHE_SECONDS = 3_600;

/** Pages that have a frame of their own; every other page is shown as a card. */
const FRAMES: Readonly<Record<string, { readonly path: string; readonly height: number }>> = {
  '/': { path: '/tanam/hitung-mundur', height: 380 },
  '/tahapan': { path: '/tanam/tahapan', height: 480 },
  '/berita': { path: '/tanam/berita', height: 480 },
};
const CARD = { path: '/tanam/halaman', height: 240 };

export interface OembedPlace {
  readonly publicUrl: string;
  readonly windowName: string;
}

/**
 * The answer of an oEmbed provider (oembed.com, version 1.0) for a page of this window: an iframe, since a site that
 * pastes an address runs no script of ours. Undefined for a format that oEmbed does not have.
 */
export function oembedAnswer(
  found: FoundPage,
  { publicUrl, windowName }: OembedPlace,
  { query }: PageRequest,
): FileAnswer | undefined {
  const frame = FRAMES[found.path] ?? CARD;
  const prefix = splitLocalPath(found.address).language === 'en' ? '/en' : '';
  const src =
    `${publicUrl}${prefix}${frame.path}` +
    (frame === CARD ? `?untuk=${encodeURIComponent(found.address)}` : '');
  const width = sizeOf(query['maxwidth'], USUAL_WIDTH);
  const height = sizeOf(query['maxheight'], frame.height);
  const title = found.page.title;
  const html =
    `<iframe src="${escapeHtml(src)}" title="${escapeHtml(`${title} · ${windowName}`)}"` +
    ` width="${width}" height="${height}" loading="lazy" referrerpolicy="no-referrer"></iframe>`;
  const answer = {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: windowName,
    provider_url: publicUrl,
    cache_age: CACHE_SECONDS,
    width,
    height,
    html,
  };
  const format = query['format'] ?? 'json';
  if (format === 'json') return { type: 'application/json', body: JSON.stringify(answer), shared: true };
  if (format === 'xml') return { type: 'text/xml; charset=utf-8', body: xmlOf(answer), shared: true };
  return undefined;
}

function xmlOf(answer: Readonly<Record<string, string | number>>): string {
  const members = Object.entries(answer).map(
    ([name, value]) => `<${name}>${escapeHtml(String(value))}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${members.join('')}</oembed>\n`;
}

/** No larger than the site has room for, nor so small that nothing can be read. */
function sizeOf(most: string | undefined, usual: number): number {
  const wanted = Number.parseInt(most ?? '', 10);
  return Number.isNaN(wanted) ? usual : Math.min(usual, Math.max(NARROWEST, Math.min(wanted, LARGEST)));
}
