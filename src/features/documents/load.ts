import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { cursorFrom, cursorOf } from '../../platform/publishing/public-item.ts';
import type { PublishedItem } from '../../platform/publishing/reader.ts';
import {
  categoryOfSlug,
  DOCUMENTS_PATH,
  type DocumentCategory,
  type DocumentContent,
  documentSchema,
  KIND,
  slugOfCategory,
} from './content.ts';

export type PublishedDocument = PublishedItem<DocumentContent>;

const PER_PAGE = 20;
const LONGEST_WORDS = 100;

/** What a list of documents is narrowed to. */
export interface DocumentFilter {
  readonly category?: DocumentCategory | undefined;
  readonly words?: string | undefined;
}

/** One page of the list. */
export interface DocumentsView {
  readonly filter: DocumentFilter;
  readonly items: readonly PublishedDocument[];
  readonly isFirst: boolean;
  /** Where the next page begins. */
  readonly older?: string | undefined;
}

/** Names of query values that the list uses. */
export const LIST_QUERY = ['q', 'jenis', 'sebelum'];

/** The documents of an address, twenty at a time; values that mean nothing are as if they were not there. */
export async function loadDocuments(
  { publishing }: Pick<FeatureContext, 'publishing'>,
  query: PageRequest['query'],
): Promise<DocumentsView> {
  const words = query['q']?.trim().slice(0, LONGEST_WORDS) || undefined;
  const category = categoryOfSlug(query['jenis']);
  const before = cursorOf(query['sebelum']);
  const found = await publishing.reader.list({ kinds: [KIND], category, words, before, limit: PER_PAGE + 1 });
  const items = found.slice(0, PER_PAGE);
  const last = items.at(-1);
  return {
    filter: { category, words },
    items: items.map((item) => ({ ...item, content: documentSchema.parse(item.content) })),
    isFirst: before === undefined,
    older: found.length > PER_PAGE && last ? cursorFrom(last) : undefined,
  };
}

/** Path of a list, without a language. */
export function listPath({ category, words }: DocumentFilter, before?: string): string {
  const values = new URLSearchParams();
  if (words) values.set('q', words);
  if (category) values.set('jenis', slugOfCategory(category));
  if (before) values.set('sebelum', before);
  const query = values.toString();
  return query === '' ? DOCUMENTS_PATH : `${DOCUMENTS_PATH}?${query}`;
}
