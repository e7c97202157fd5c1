import type { FeatureContext } from '../../platform/feature.ts';
import { mediaOfItems } from '../../platform/publishing/media-uses.ts';

/** A file is stored before what it stands in is saved, and a form may lie open for long. */
const KEPT_UNUSED_HOURS = 30 * 24;
const BATCH = 200;

/**
 * Whether a stored file is given to everybody. One of a withdrawn item is not, unless something else has it that is not
 * withdrawn; a draft is nothing yet. One that nothing has is, as whoever writes wants to see what they chose.
 */
export async function isOpen(context: FeatureContext, digest: string): Promise<boolean> {
  const [use] = await mediaOfItems(context.db, [digest]);
  if (!use?.withdrawn || use.published) return true;
  return (await usedByFeatures(context, [digest])).includes(digest);
}

/** Removes files that nothing has: chosen and not saved, or of a draft that was put away. Gives how many. */
export async function removeUnused(context: FeatureContext, signal: AbortSignal): Promise<number> {
  const { db, clock } = context;
  const storedBefore = clock().subtract({ hours: KEPT_UNUSED_HOURS });
  let removed = 0;
  let last = '';
  while (!signal.aborted) {
    const rows = await db
      .selectFrom('media')
      .select('digest')
      .where('digest', '>', last)
      .where('stored_at', '<', storedBefore)
      // A picture for phones goes after the one that it was made of.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('media as large').select('large.digest').whereRef('large.small', '=', 'media.digest'),
          ),
        ),
      )
      .orderBy('digest')
      .limit(BATCH)
      .execute();
    const digests = rows.map(({ digest }) => digest);
    if (digests.length === 0) break;
    const inItems = await mediaOfItems(db, digests);
    const used = new Set([
      ...inItems.map(({ digest }) => digest),
      ...(await usedByFeatures(context, digests)),
    ]);
    const unused = digests.filter((digest) => !used.has(digest));
    if (unused.length > 0) {
      const { numDeletedRows } = await db
        .deleteFrom('media')
        .where('digest', 'in', unused)
        // Who stores the same bytes meanwhile wants them.
        .where('stored_at', '<', storedBefore)
        .executeTakeFirst();
      removed += Number(numDeletedRows);
    }
    last = digests.at(-1) ?? last;
  }
  return removed;
}

async function usedByFeatures(
  context: FeatureContext,
  digests: readonly string[],
): Promise<readonly string[]> {
  const used = await Promise.all(
    context.features().map(({ usesMedia }) => usesMedia?.(context, digests) ?? []),
  );
  return used.flat();
}
