import { z } from 'zod';
import type { SomeLanguages } from '../../domain/item.ts';
import { attachmentSchema } from '../../domain/media.ts';
import type { PublicKind } from '../../platform/publishing/public-item.ts';

/** Id of the kind, which stands in permissions and settings. */
export const KIND = 'document';
export const DOCUMENTS_PATH = '/dokumen';
export const SHARE_IMAGE = 'gambar.png';

export const LONGEST_TITLE = 200;
export const LONGEST_NUMBER = 80;
export const LONGEST_DESCRIPTION = 20_000;

/** What sort of document it is (`jenis`). */
export const DOCUMENT_CATEGORIES = [
  'decision',
  'regulation',
  'letter',
  'form',
  'guide',
  'report',
  'data',
  'other',
] as const;

export type DocumentCategory = (typeof DOCUMENT_CATEGORIES)[number];

const CATEGORY_SLUGS: Readonly<Record<DocumentCategory, string>> = {
  decision: 'keputusan',
  regulation: 'peraturan',
  letter: 'surat',
  form: 'formulir',
  guide: 'panduan',
  report: 'laporan',
  data: 'data',
  other: 'lainnya',
};

/** A category as it stands in an address. */
export function slugOfCategory(category: DocumentCategory): string {
  return CATEGORY_SLUGS[category];
}

/** The category of a word in an address. */
export function categoryOfSlug(slug: string | undefined): DocumentCategory | undefined {
  return DOCUMENT_CATEGORIES.find((category) => CATEGORY_SLUGS[category] === slug);
}

function someLanguages(longest: number) {
  const text = z.string().trim().max(longest).optional();
  return z
    .object({ id: text, en: text })
    .transform(({ id, en }): SomeLanguages => ({ ...(id && { id }), ...(en && { en }) }));
}

/** What a document contains. */
export const documentSchema = z.object({
  category: z.enum(DOCUMENT_CATEGORIES),
  title: someLanguages(LONGEST_TITLE).refine(({ id, en }) => id !== undefined || en !== undefined),
  /** Its own number: "1234/PL.02.4-Kpt/3276/2024". */
  number: z.string().trim().max(LONGEST_NUMBER).optional(),
  /** The day that it bears. */
  date: z.iso.date(),
  /** Markdown. */
  description: someLanguages(LONGEST_DESCRIPTION),
  file: attachmentSchema,
});

export type DocumentContent = z.output<typeof documentSchema>;

/** Documents as the pages of items know them. */
export const PUBLIC_DOCUMENT: PublicKind<DocumentContent> = {
  id: KIND,
  schema: documentSchema,
  path: DOCUMENTS_PATH,
};
