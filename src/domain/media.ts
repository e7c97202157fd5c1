import { z } from 'zod';
import type { Language } from './text.ts';

/** SHA-256 of a file's bytes in base64url: the name under which it is stored and served. */
const digestSchema = z.string().regex(/^[\w-]{43}$/);

const renditionSchema = z.object({
  digest: digestSchema,
  width: z.int().positive(),
  height: z.int().positive(),
  /** Bytes of the file. */
  bytes: z.int().positive(),
});

/** A stored picture as an item's content holds it. */
export const pictureSchema = renditionSchema.extend({
  /** The same for phones; absent where the picture is small itself. */
  small: renditionSchema.optional(),
  /** What it shows, for those who do not see it. */
  alt: z
    .object({ id: z.string().min(1).optional(), en: z.string().min(1).optional() })
    .refine(({ id, en }) => id !== undefined || en !== undefined),
});

export type Picture = z.infer<typeof pictureSchema>;

/** A stored PDF as an item's content holds it. */
export const attachmentSchema = z.object({
  digest: digestSchema,
  /** Its file name without folders, as it is shown and saved. */
  name: z.string().min(1),
  bytes: z.int().positive(),
});

export type Attachment = z.infer<typeof attachmentSchema>;

/** Whether a text can be the name of a stored file. */
export function isMediaDigest(text: string): boolean {
  return digestSchema.safeParse(text).success;
}

/** Path of a stored file, without a language: its bytes never change. */
export function mediaPath(file: { readonly digest: string }, kind: 'picture' | 'pdf'): string {
  return `/media/${file.digest}.${kind === 'picture' ? 'webp' : 'pdf'}`;
}

const LOCALES: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/** A file's size as people say it: "840 kB", "2,4 MB". */
export function sizeInWords(bytes: number, language: Language): string {
  const [unit, value] = bytes < 1_000_000 ? ['kilobyte', bytes / 1000] : ['megabyte', bytes / 1_000_000];
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'unit',
    unit,
    // Never "0 kB" of a file that is there.
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(Math.max(value, 0.1));
}
