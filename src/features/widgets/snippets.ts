import { localPath } from '../../domain/language.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { escapeHtml } from '../../ui/escape.ts';
import type { WidgetFile, WidgetName } from './versions.ts';

/** The page that a site's readers are led to where a widget cannot be shown. */
export const FALLBACK_PAGES: Readonly<Record<WidgetName, string>> = {
  tahapan: '/tahapan',
  'hitung-mundur': '/',
  berita: '/berita',
  cek: '/cek',
};

/** What a site puts into its page: the module with its integrity, and the element with a plain link in it. */
export function elementSnippet(
  name: WidgetName,
  file: WidgetFile,
  place: { readonly publicUrl: string; readonly lang: Lang; readonly label: string },
): string {
  const { publicUrl, lang, label } = place;
  const page = `${publicUrl}${localPath(lang, FALLBACK_PAGES[name])}?dari=widget`;
  return [
    `<script type="module" crossorigin="anonymous"`,
    `  src="${escapeHtml(publicUrl + file.url)}"`,
    `  integrity="${escapeHtml(file.integrity)}"></script>`,
    `<jendela-${name} data-lang="${lang}" data-theme="auto">`,
    `  <a href="${escapeHtml(page)}">${escapeHtml(label)}</a>`,
    `</jendela-${name}>`,
  ].join('\n');
}

/** The same for a site that allows no script. */
export function frameSnippet(
  path: string,
  place: { readonly publicUrl: string; readonly lang: Lang; readonly label: string; readonly height: number },
): string {
  const { publicUrl, lang, label, height } = place;
  return [
    `<iframe src="${escapeHtml(publicUrl + localPath(lang, path))}"`,
    `  title="${escapeHtml(label)}" width="100%" height="${height}" loading="lazy"></iframe>`,
  ].join('\n');
}

/** What a site's own policy has to allow. */
export function policyLines(publicUrl: string): string {
  return `script-src ${publicUrl}\nconnect-src ${publicUrl}`;
}
