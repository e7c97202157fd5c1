import { type AnnouncementCategory, CATEGORY_SLUGS } from '../../domain/announcement.ts';
import { itemRef } from '../../domain/item.ts';
import type { IconName } from '../../ui/icons.ts';

export const FEATURE_ID = 'announcements';
/** Id of the kind, which stands in permissions and settings. */
export const KIND = 'announcement';
export const NEWS_PATH = '/berita';
export const SHARE_IMAGE = 'gambar.png';

/** Address of an announcement's page. */
export function announcementPath(item: { readonly id: string; readonly slug: string }): string {
  return `${NEWS_PATH}/${itemRef(item)}`;
}

/** The icon beside the word of each category. */
export const CATEGORY_ICONS: Readonly<Record<AnnouncementCategory, IconName>> = {
  announcement: 'megaphone',
  news: 'newspaper',
  schedule: 'calendar-days',
  result: 'vote',
  vacancy: 'users',
  hoax: 'shield-check',
};

/** What a list or a feed is narrowed to. */
export interface NewsFilter {
  readonly area?: string | undefined;
  readonly category?: AnnouncementCategory | undefined;
  readonly agency?: string | undefined;
  readonly words?: string | undefined;
}

/** A path with the values of a filter behind it, always in this order, so that one list has one address. */
export function withFilter(
  path: string,
  { area, category, agency, words }: NewsFilter,
  before?: string,
): string {
  const values = new URLSearchParams();
  if (words) values.set('q', words);
  if (category) values.set('jenis', CATEGORY_SLUGS[category]);
  if (area) values.set('wilayah', area);
  if (agency) values.set('instansi', agency);
  if (before) values.set('sebelum', before);
  const query = values.toString();
  return query === '' ? path : `${path}?${query}`;
}
