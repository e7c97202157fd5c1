import { sql } from 'kysely';
import type { Db } from './store.ts';

/** Which of some public files lessons have, as their picture or within their text. */
export async function picturesAmong(db: Db, digests: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly digest: string }>`
    select distinct digest
    from training_lesson, unnest(media_digests(jsonb_build_array(picture, body))) as found (digest)
    where digest = any(${[...digests]}::text[])
    limit ${digests.length}`.execute(db);
  return rows.map(({ digest }) => digest);
}
