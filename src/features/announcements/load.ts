import {
  type Announcement,
  type AnnouncementCategory,
  announcementSchema,
  categoryOfSlug,
} from '../../domain/announcement.ts';
import { isAreaCode } from '../../domain/area.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { agencyName } from '../../platform/publishing/item-facts.ts';
import {
  cursorFrom,
  cursorOf,
  type PublicItem,
  type PublicKind,
} from '../../platform/publishing/public-item.ts';
import type { PublishedItem, PublishedVersion } from '../../platform/publishing/reader.ts';
import { KIND, NEWS_PATH, type NewsFilter } from './constants.ts';

export type PublishedAnnouncement = PublishedItem<Announcement>;
export type AnnouncementVersion = PublishedVersion<Announcement>;
export type AnnouncementView = PublicItem<Announcement>;

/** Announcements as they have pages of their own. */
export const PUBLIC_ANNOUNCEMENT: PublicKind<Announcement> = {
  id: KIND,
  schema: announcementSchema,
  path: NEWS_PATH,
};

const PER_PAGE = 20;
const MOST_IN_FEED = 50;
/** Newest urgent items that the home page looks at. */
const MOST_URGENT = 3;
const LONGEST_WORDS = 100;

/** One page of the list. */
export interface NewsView {
  readonly filter: NewsFilter;
  readonly items: readonly PublishedAnnouncement[];
  /** Cursor of the next page. */
  readonly older?: string;
  /** Whether it is the first page. */
  readonly first: boolean;
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
}

/** Reads the filter of an address; values that mean nothing are as if they were not there. */
export function filterOf(
  query: PageRequest['query'],
  { city, areas }: Pick<FeatureContext, 'city' | 'areas'>,
): NewsFilter {
  const area = query['wilayah'];
  const agency = query['instansi'];
  const words = query['q']?.trim().slice(0, LONGEST_WORDS);
  const category = categoryOfSlug(query['jenis']);
  const inCity =
    area !== undefined && isAreaCode(area) && area.startsWith(`${city.area}.`) && areas.get(area);
  return {
    ...(inCity && { area }),
    ...(category && { category }),
    ...(agency && /^[a-z0-9-]{1,60}$/.test(agency) && { agency }),
    ...(words && { words }),
  };
}

/** The announcements of a filter, twenty at a time. */
export async function loadNews(context: FeatureContext, query: PageRequest['query']): Promise<NewsView> {
  const filter = filterOf(query, context);
  const before = cursorOf(query['sebelum']);
  const found = await context.publishing.reader.list({
    kinds: [KIND],
    ...queryOf(filter),
    ...(before && { before }),
    limit: PER_PAGE + 1,
  });
  const items = found.slice(0, PER_PAGE).map(announcementOf);
  const last = items.at(-1);
  const { electionOffice, cityOffice } = context.city;
  const named = filter.agency ? [{ id: filter.agency, name: agencyName(context, filter.agency) }] : [];
  const agencies = new Map([electionOffice, cityOffice, ...named].map((agency) => [agency.id, agency]));
  return {
    filter,
    items,
    first: before === undefined,
    agencies: [...agencies.values()],
    ...(found.length > PER_PAGE && last ? { older: cursorFrom(last) } : {}),
  };
}

function queryOf({ area, category, agency, words }: NewsFilter) {
  return {
    ...(area && { area }),
    ...(category && { category }),
    ...(agency && { agency }),
    ...(words && { words }),
  };
}

/** What a feed tells: the last changes, and what was withdrawn, so that readers' copies say so. */
export async function loadFeed(
  context: FeatureContext,
  filter: NewsFilter,
): Promise<readonly PublishedAnnouncement[]> {
  const found = await context.publishing.reader.list({
    kinds: [KIND],
    shown: ['published', 'corrected', 'withdrawn'],
    ...queryOf(filter),
    newest: 'changed',
    limit: MOST_IN_FEED,
  });
  return found.map(announcementOf);
}

/** What nobody should miss. */
export async function loadUrgent(context: FeatureContext): Promise<readonly PublishedAnnouncement[]> {
  const found = await context.publishing.reader.list({
    kinds: [KIND],
    urgency: 'urgent',
    limit: MOST_URGENT,
  });
  return found.map(announcementOf);
}

/** The newest, for the home page. */
export async function loadLatest(
  context: FeatureContext,
  limit: number,
): Promise<readonly PublishedAnnouncement[]> {
  return (await context.publishing.reader.list({ kinds: [KIND], limit })).map(announcementOf);
}

/** A published item whose content is an announcement's. */
export function announcementOf(item: PublishedItem): PublishedAnnouncement {
  return { ...item, content: announcementSchema.parse(item.content) };
}

/** Whether a publication changes a feed that is narrowed so. */
export function changesFeed(item: PublishedItem, filter: NewsFilter): boolean {
  if (item.kind !== KIND || item.envelope.audience !== 'public') return false;
  const { category }: { category: AnnouncementCategory } = announcementOf(item).content;
  if (filter.category && filter.category !== category) return false;
  if (filter.agency && filter.agency !== item.agency) return false;
  const { area } = filter;
  const { areas } = item.envelope;
  return (
    area === undefined ||
    areas.length === 0 ||
    areas.some((code) => area === code || area.startsWith(`${code}.`))
  );
}
