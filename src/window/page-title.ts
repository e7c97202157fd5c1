import type { Language } from '../domain/text.ts';
import type { Page } from '../platform/feature.ts';

const NOT_ACCEPTED: Readonly<Record<Language, string>> = { id: 'Salah isi', en: 'Error' };

/**
 * Title of the document of a page. Where what was sent was not accepted it says so first: who hears the page read out
 * knows it before the heading, and who has several windows open sees it among their names.
 */
export function documentTitle({ title, status }: Pick<Page, 'title' | 'status'>, lang: Language): string {
  return status === 422 ? `${NOT_ACCEPTED[lang]}: ${title}` : title;
}
