import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Officer } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { Db } from './store.ts';
import { readVideoFile, type VideoProblem } from './video-file.ts';

/** What one request gets at most: a phone asks on while it plays, and a poor network need not hold it all. */
const MOST_AT_ONCE = 2_000_000;
/** Its bytes never change: its name is their digest. Kept by this person's browser alone. */
const KEPT = 'private, max-age=31536000, immutable';

export interface StoredVideo {
  readonly digest: string;
  readonly type: 'video/mp4' | 'video/webm';
  readonly bytes: number;
}

/** Stores a film that staff sent, apart from what everybody may fetch. */
export async function storeVideo(
  { db, clock }: Pick<FeatureContext, 'db' | 'clock'>,
  upload: Uint8Array,
  by: string,
): Promise<
  { readonly ok: true; readonly video: StoredVideo } | { readonly ok: false; readonly problem: VideoProblem }
> {
  const read = readVideoFile(upload);
  if (!read.ok) return read;
  const { type, bytes } = read;
  const digest = createHash('sha256').update(bytes).digest('base64url');
  await db
    .insertInto('training_video')
    .values({
      digest,
      type,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      byte_length: bytes.length,
      stored_by: by,
      stored_at: clock(),
    })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  return { ok: true, video: { digest, type, bytes: bytes.length } };
}

/** A stored film by its digest, as a form gives it back. */
export async function findVideo(db: Db, digest: string): Promise<StoredVideo | undefined> {
  const row = await db
    .selectFrom('training_video')
    .select(['digest', 'type', 'byte_length as bytes'])
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row;
}

/** Whether a film belongs to an open course of the officer's body. */
export async function mayWatch(db: Db, officer: Officer, digest: string): Promise<boolean> {
  const row = await db
    .selectFrom('training_lesson as lesson')
    .innerJoin('training_course as course', 'course.id', 'lesson.course')
    .select('lesson.id')
    .where('course.election', '=', officer.election)
    .where('course.state', '=', 'open')
    .where(sql<boolean>`${officer.body} = any(course.bodies)`)
    .where(sql<boolean>`lesson.video->>'digest' = ${digest}`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A film, or the part of it that is asked for: read from the database a part at a time. */
export async function videoAnswer(
  db: Db,
  digest: string,
  range: string | undefined,
): Promise<Response | undefined> {
  const video = await findVideo(db, digest);
  if (!video) return undefined;
  const headers = { 'content-type': video.type, 'accept-ranges': 'bytes', 'cache-control': KEPT };
  if (range === undefined) {
    return new Response(partsOf(db, video), {
      headers: { ...headers, 'content-length': String(video.bytes) },
    });
  }
  const asked = readRange(range, video.bytes);
  if (!asked) {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${video.bytes}`, 'cache-control': 'no-store' },
    });
  }
  const { from, to } = asked;
  return new Response(await readPart(db, digest, from, to - from + 1), {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${from}-${to}/${video.bytes}`,
      'content-length': String(to - from + 1),
    },
  });
}

/** First and last byte of one range, never more than is sent at once; undefined where it lies outside or is none. */
export function readRange(
  header: string,
  length: number,
): { readonly from: number; readonly to: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(header.replace(/\s/g, '')) ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(length - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  const to = Math.min(end, from + MOST_AT_ONCE - 1);
  return from > to ? undefined : { from, to };
}

async function readPart(
  db: Db,
  digest: string,
  from: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const row = await db
    .selectFrom('training_video')
    .select(sql<Buffer>`substring(bytes from ${from + 1}::integer for ${length}::integer)`.as('part'))
    .where('digest', '=', digest)
    .executeTakeFirst();
  return new Uint8Array(row?.part ?? []);
}

function partsOf(db: Db, { digest, bytes }: StoredVideo): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      const part = await readPart(db, digest, at, MOST_AT_ONCE);
      at += part.length;
      if (part.length > 0) controller.enqueue(part);
      if (part.length === 0 || at >= bytes) controller.close();
    },
  });
}
