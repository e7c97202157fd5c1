import { LANGUAGES, localPath } from '../../domain/language.ts';
import type { SitemapEntry } from '../../platform/feature.ts';
import { escapeHtml } from '../../ui/escape.ts';

/** Addresses that one file may hold (sitemaps.org); each page has one for each language. */
export const PAGES_PER_FILE = 50_000 / LANGUAGES.length;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACES =
  'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" ' +
  'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"';

/** What the addresses of a sitemap are written with. */
export interface SitemapPlace {
  readonly publicUrl: string;
  /** Name of the publication, for news. */
  readonly windowName: string;
}

/** The entries, each path once, in parts that fit into one file. */
export function partsOf(
  entries: readonly SitemapEntry[],
  perFile = PAGES_PER_FILE,
): readonly (readonly SitemapEntry[])[] {
  const byPath = new Map<string, SitemapEntry>();
  for (const entry of entries) byPath.set(entry.path, { ...byPath.get(entry.path), ...entry });
  const once = [...byPath.values()];
  const parts = Array.from({ length: Math.ceil(once.length / perFile) }, (_, part) =>
    once.slice(part * perFile, (part + 1) * perFile),
  );
  return parts.length > 0 ? parts : [[]];
}

/** One file: every page in every language, each naming the others (`hreflang`), with news as news. */
export function writeSitemap(entries: readonly SitemapEntry[], place: SitemapPlace): string {
  return `${HEAD}<urlset ${NAMESPACES}>${entries.map((entry) => urlsOf(entry, place)).join('')}</urlset>`;
}

/** The file that names the parts. */
export function writeSitemapIndex(
  parts: readonly (readonly SitemapEntry[])[],
  { publicUrl }: SitemapPlace,
): string {
  const files = parts.map((entries, index) => {
    const changed = entries
      .flatMap(({ changedAt }) => changedAt ?? [])
      .reduce<Temporal.Instant | undefined>(later, undefined);
    return `<sitemap><loc>${escapeHtml(`${publicUrl}/sitemap/${index + 1}.xml`)}</loc>${lastChange(changed)}</sitemap>`;
  });
  return `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${files.join('')}</sitemapindex>`;
}

function urlsOf({ path, changedAt, news }: SitemapEntry, { publicUrl, windowName }: SitemapPlace): string {
  const addressIn = (lang: 'id' | 'en') => escapeHtml(publicUrl + localPath(lang, path));
  const others = [
    ...LANGUAGES.map((lang) => [lang, addressIn(lang)] as const),
    ['x-default', addressIn('id')] as const,
  ]
    .map(([lang, href]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${href}"/>`)
    .join('');
  return LANGUAGES.map((lang) => {
    const told = news
      ? '<news:news>' +
        `<news:publication><news:name>${escapeHtml(windowName)}</news:name>` +
        `<news:language>${lang}</news:language></news:publication>` +
        `<news:publication_date>${news.publishedAt}</news:publication_date>` +
        `<news:title>${escapeHtml(news.title[lang])}</news:title></news:news>`
      : '';
    return `<url><loc>${addressIn(lang)}</loc>${lastChange(changedAt)}${others}${told}</url>`;
  }).join('');
}

function lastChange(at: Temporal.Instant | undefined): string {
  return at ? `<lastmod>${at}</lastmod>` : '';
}

function later(one: Temporal.Instant | undefined, other: Temporal.Instant): Temporal.Instant {
  return one && Temporal.Instant.compare(one, other) > 0 ? one : other;
}
