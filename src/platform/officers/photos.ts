import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';
import { readPictureFile } from '../media/picture-file.ts';
import type { MediaProblem } from '../media/problems.ts';
import { reEncode } from '../media/re-encode.ts';

/** Most bytes of a photo as it comes; phones make it smaller before, where they can. */
export const LARGEST_PHOTO = 12 * 1024 * 1024;
const MOST_PIXELS = 60_000_000;
const LONGEST_SIDE = 1600;

/** A photo that was decoded and written anew: nothing of the file but the picture is left. */
export interface CleanPhoto {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Where a photo was taken, as the phone says. */
export interface PhotoPlace {
  readonly latitude: number;
  readonly longitude: number;
}

type PhotoProblem = Extract<
  MediaProblem,
  'not-a-picture' | 'heic-picture' | 'cut-picture' | 'unreadable-picture' | 'too-many-pixels'
>;

/** Decodes a photo in a process of its own and writes it anew as JPEG, at most 1600 pixels long. */
export async function cleanPhoto(
  bytes: Uint8Array,
): Promise<
  { readonly ok: true; readonly photo: CleanPhoto } | { readonly ok: false; readonly problem: PhotoProblem }
> {
  const file = readPictureFile(bytes);
  if (!file.ok) return file;
  if (file.width * file.height > MOST_PIXELS) return { ok: false, problem: 'too-many-pixels' };
  const answer = await reEncode({ bytes, mostPixels: MOST_PIXELS, sides: [LONGEST_SIDE], format: 'jpeg' });
  const [made] = answer.ok ? answer.renditions : [];
  if (!made) return { ok: false, problem: 'unreadable-picture' };
  return { ok: true, photo: { ...made, bytes: Buffer.from(made.bytes) } };
}

/** Stores a photo of an officer and gives its id. */
export async function storePhoto(
  trx: Transaction<DatabaseSchema>,
  photo: CleanPhoto,
  of: { readonly officer: string; readonly place: PhotoPlace | undefined; readonly at: Temporal.Instant },
): Promise<string> {
  const id = randomUUID();
  await trx
    .insertInto('officer_photo')
    .values({
      id,
      officer: of.officer,
      bytes: photo.bytes,
      width: photo.width,
      height: photo.height,
      latitude: of.place?.latitude ?? null,
      longitude: of.place?.longitude ?? null,
      created_at: of.at,
    })
    .execute();
  return id;
}

/** Whose photo it is, and in which area their team works. */
export async function photoOwner(
  db: Kysely<DatabaseSchema>,
  id: string,
): Promise<{ readonly officer: string; readonly area: string } | undefined> {
  return db
    .selectFrom('officer_photo')
    .innerJoin('officer', 'officer.id', 'officer_photo.officer')
    .select(['officer.id as officer', 'officer.area'])
    .where('officer_photo.id', '=', id)
    .executeTakeFirst();
}

/** The picture itself, as JPEG, as a file of the window answers it. */
export async function photoAnswer(db: Kysely<DatabaseSchema>, id: string): Promise<Response | undefined> {
  const row = await db.selectFrom('officer_photo').select('bytes').where('id', '=', id).executeTakeFirst();
  return row && new Response(new Uint8Array(row.bytes), { headers: { 'content-type': 'image/jpeg' } });
}
