import { type Kysely, sql } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';

/** What items make of a file. One that is in a draft alone is neither published nor withdrawn. */
export interface MediaUse {
  readonly digest: string;
  /** An item has it, now or in an earlier version, that is not withdrawn. */
  readonly published: boolean;
  /** An item has it that is withdrawn. */
  readonly withdrawn: boolean;
}

/** Which of some files items have, in what was published or is being written; by the digests that stand in them. */
export async function mediaOfItems(
  db: Kysely<DatabaseSchema>,
  digests: readonly string[],
): Promise<readonly MediaUse[]> {
  const { rows } = await sql<MediaUse>`
    with wanted as (select digest from unnest(${[...digests]}::text[]) as given (digest)),
    uses as (
      select wanted.digest, item.shown <> 'withdrawn' as published, item.shown = 'withdrawn' as withdrawn
      from wanted
      join item_version on media_digests(item_version.content) @> array[wanted.digest]
      join item on item.id = item_version.item
      union all
      select wanted.digest, false, false
      from wanted
      join item_draft on media_digests(item_draft.content) @> array[wanted.digest]
    )
    select digest, bool_or(published) as published, bool_or(withdrawn) as withdrawn
    from uses group by digest`.execute(db);
  return rows;
}
