import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import type { SomeLanguages } from '../../domain/item.ts';
import { type Attachment, isMediaDigest, type Picture } from '../../domain/media.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import type { Upload } from '../workspace/contract.ts';
import { pdfProblem } from './pdf-file.ts';
import { readPictureFile } from './picture-file.ts';
import type { MediaProblem } from './problems.ts';
import { type Rendition, reEncode } from './re-encode.ts';

export const LARGEST_PICTURE = 10_000_000;
export const LARGEST_PDF = 20_000_000;
const MOST_PIXELS = 40_000_000;
/** Longest sides in pixels: for a desk and for a phone. */
const SIDES = [1600, 640] as const;
const LONGEST_ALT = 300;
const LONGEST_NAME = 120;

/** What storing needs: a feature's context has it. */
export interface MediaParts {
  /** The database, or a transaction: where it is undone, nothing is stored. */
  readonly db: Kysely<DatabaseSchema>;
  readonly clock: Clock;
}

/** Who brings a file: a member of staff or a source, by id, for an agency. */
export interface MediaOrigin {
  readonly agency: string;
  readonly by: string;
}

export type Stored<File> =
  | { readonly ok: true; readonly file: File }
  /** `alt`: the description is missing, the file itself is good. */
  | { readonly ok: false; readonly about: 'file' | 'alt'; readonly problem: MediaProblem };

/** A picture without its description. */
export type StoredPicture = Omit<Picture, 'alt'>;

/**
 * Stores a picture that somebody sent: decoded, turned upright, at most 1600 pixels long, and written anew as WebP,
 * once more for phones. Nothing else of the file is kept, neither where it was taken nor what was appended to it.
 */
export async function storeImage(
  parts: MediaParts,
  upload: Pick<Upload, 'bytes'>,
  options: MediaOrigin & { readonly alt: SomeLanguages },
): Promise<Stored<Picture>> {
  const alt = altOf(options.alt);
  if (!alt.ok) return { ok: false, about: 'alt', problem: alt.problem };
  const stored = await storePicture(parts, upload, options);
  return stored.ok ? { ok: true, file: { ...stored.file, alt: alt.alt } } : stored;
}

/** The same without a description, for a form whose description is still missing while its picture is good. */
export async function storePicture(
  parts: MediaParts,
  { bytes }: Pick<Upload, 'bytes'>,
  origin: MediaOrigin,
): Promise<Stored<StoredPicture>> {
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > LARGEST_PICTURE) return refused('too-large-picture');
  const read = readPictureFile(bytes);
  if (!read.ok) return refused(read.problem);
  if (read.width * read.height > MOST_PIXELS) return refused('too-many-pixels');
  const answer = await reEncode({
    bytes,
    mostPixels: MOST_PIXELS,
    sides: SIDES,
    format: 'webp',
  });
  const [large, small] = answer.ok ? answer.renditions : [];
  if (!large) return refused('unreadable-picture');
  const smallStored = small && (await insertRendition(parts, small, origin, undefined));
  const largeStored = await insertRendition(parts, large, origin, smallStored?.digest);
  return { ok: true, file: { ...largeStored, ...(smallStored && { small: smallStored }) } };
}

/** Stores a PDF as it is, where it is whole, open to everybody and does nothing by itself. */
export async function storePdf(
  parts: MediaParts,
  { bytes, name }: Pick<Upload, 'bytes' | 'name'>,
  origin: MediaOrigin,
): Promise<Stored<Attachment>> {
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > LARGEST_PDF) return refused('too-large-pdf');
  const problem = pdfProblem(bytes);
  if (problem) return refused(problem);
  const file = { digest: digestOf(bytes), name: cleanName(name), bytes: bytes.length };
  await insert(
    parts,
    { ...file, kind: 'pdf', width: null, height: null, small: null, content: bytes },
    origin,
  );
  return { ok: true, file };
}

/** A stored picture by the digest of its large rendition, as a form gives it back. */
export async function findPicture(
  db: Kysely<DatabaseSchema>,
  digest: string,
): Promise<StoredPicture | undefined> {
  if (!isMediaDigest(digest)) return undefined;
  const row = await db
    .selectFrom('media as large')
    .leftJoin('media as small', 'small.digest', 'large.small')
    .select(['large.digest', 'large.width', 'large.height', 'large.byte_length as bytes'])
    .select(['small.digest as small', 'small.width as smallWidth'])
    .select(['small.height as smallHeight', 'small.byte_length as smallBytes'])
    .where('large.digest', '=', digest)
    .where('large.kind', '=', 'picture')
    .executeTakeFirst();
  if (!row || row.width === null || row.height === null) return undefined;
  const { small, smallWidth, smallHeight, smallBytes } = row;
  return {
    digest: row.digest,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    ...(small && smallWidth && smallHeight && smallBytes
      ? { small: { digest: small, width: smallWidth, height: smallHeight, bytes: smallBytes } }
      : {}),
  };
}

/** A stored PDF by its digest, as a form gives it back. */
export async function findPdf(db: Kysely<DatabaseSchema>, digest: string): Promise<Attachment | undefined> {
  if (!isMediaDigest(digest)) return undefined;
  const row = await db
    .selectFrom('media')
    .select(['digest', 'name', 'byte_length as bytes'])
    .where('digest', '=', digest)
    .where('kind', '=', 'pdf')
    .executeTakeFirst();
  return row && row.name !== null ? { ...row, name: row.name } : undefined;
}

/** A stored file's bytes, to be served. */
export async function readMedia(
  db: Kysely<DatabaseSchema>,
  kind: 'picture' | 'pdf',
  digest: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string | null } | undefined> {
  if (!isMediaDigest(digest)) return undefined;
  const row = await db
    .selectFrom('media')
    .select(['bytes', 'name'])
    .where('digest', '=', digest)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row && { bytes: new Uint8Array(row.bytes), name: row.name };
}

/** A description of a picture, without spaces around it. */
export function altOf(
  alt: SomeLanguages,
):
  | { readonly ok: true; readonly alt: Picture['alt'] }
  | { readonly ok: false; readonly problem: MediaProblem } {
  const id = alt.id?.trim();
  const en = alt.en?.trim();
  if (!id && !en) return { ok: false, problem: 'alt-missing' };
  if ([id, en].some((text) => text && text.length > LONGEST_ALT))
    return { ok: false, problem: 'alt-too-long' };
  return { ok: true, alt: { ...(id && { id }), ...(en && { en }) } };
}

function refused(problem: MediaProblem) {
  return { ok: false, about: 'file', problem } as const;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

async function insertRendition(
  parts: MediaParts,
  { bytes, width, height }: Rendition,
  origin: MediaOrigin,
  small: string | undefined,
) {
  const file = { digest: digestOf(bytes), width, height, bytes: bytes.length };
  await insert(parts, { ...file, kind: 'picture', name: null, small: small ?? null, content: bytes }, origin);
  return file;
}

async function insert(
  { db, clock }: MediaParts,
  file: {
    readonly digest: string;
    readonly kind: 'picture' | 'pdf';
    readonly content: Uint8Array;
    readonly bytes: number;
    readonly width: number | null;
    readonly height: number | null;
    readonly small: string | null;
    readonly name: string | null;
  },
  { agency, by }: MediaOrigin,
): Promise<void> {
  const { content, bytes, ...row } = file;
  await db
    .insertInto('media')
    .values({
      ...row,
      bytes: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      byte_length: bytes,
      agency,
      stored_by: by,
      stored_at: clock(),
    })
    // The same bytes are the same file, which somebody wants again.
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ stored_at: clock() }))
    .execute();
}

/** A file's name without folders and signs that mean something to a system, ending in `.pdf`. */
export function cleanName(name: string): string {
  const [last = ''] = name.split(/[/\\]/).slice(-1);
  const plain = last
    .normalize('NFC')
    .replace(/\.pdf$/i, '')
    .replace(/[^\p{L}\p{M}\p{N} ._()-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, LONGEST_NAME);
  return `${plain || 'dokumen'}.pdf`;
}
