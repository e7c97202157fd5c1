import type { Transaction } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';
import type { PublishingParts } from './create-publishing.ts';
import { sendDraftBack } from './draft-commands.ts';
import { openItem } from './open-item.ts';
import { PublishingRefusal } from './publishing.ts';
import { endItem, releaseScheduled } from './version-commands.ts';

/** Items that one run takes up; the next run takes the rest. */
const AT_ONCE = 100;

/**
 * Publishes what is scheduled for a moment that has come, and ends what is over. Each item is a transaction of its
 * own; two windows that run this at once do each item once, since its state says whether it is still to be done.
 */
export async function releaseDue(parts: PublishingParts, now: Temporal.Instant): Promise<number> {
  let changed = 0;
  for (const id of await dueIds(parts, now, 'scheduled')) changed += await release(parts, id, now);
  for (const id of await dueIds(parts, now, 'expired')) changed += await expire(parts, id, now);
  return changed;
}

async function dueIds(
  { db }: PublishingParts,
  now: Temporal.Instant,
  what: 'scheduled' | 'expired',
): Promise<readonly string[]> {
  if (what === 'scheduled') {
    const rows = await db
      .selectFrom('item_draft')
      .innerJoin('item', 'item.id', 'item_draft.item')
      .select('item.id')
      .where('scheduled_for', '<=', now)
      .where('work', '=', 'scheduled')
      .orderBy('scheduled_for')
      .limit(AT_ONCE)
      .execute();
    return rows.map(({ id }) => id);
  }
  const rows = await db
    .selectFrom('item')
    .select('id')
    .where('shown', 'in', ['published', 'corrected'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
}

/** What no longer fits goes back to its editor with the reason, instead of being tried for ever. */
async function release(parts: PublishingParts, id: string, now: Temporal.Instant): Promise<number> {
  try {
    return await parts.db.transaction().execute(async (trx) => {
      const item = await openItem(trx, id, parts.kinds());
      const scheduled = item.draft?.scheduledFor;
      if (!item.draft || item.row.work !== 'scheduled') return 0;
      if (!scheduled || Temporal.Instant.compare(scheduled, now) > 0) return 0;
      await releaseScheduled(trx, parts, item, item.draft);
      return 1;
    });
  } catch (error) {
    if (!(error instanceof PublishingRefusal) || error.code === 'unknown-kind') throw error;
    return parts.db.transaction().execute((trx) => giveBack(trx, parts, id, error.message));
  }
}

async function giveBack(
  trx: Transaction<DatabaseSchema>,
  parts: PublishingParts,
  id: string,
  reason: string,
): Promise<number> {
  const { draft } = await openItem(trx, id, parts.kinds());
  if (draft?.work !== 'scheduled') return 0;
  await sendDraftBack(trx, parts, { kind: 'clock' }, id, draft.revision, reason);
  return 1;
}

async function expire(parts: PublishingParts, id: string, now: Temporal.Instant): Promise<number> {
  return parts.db.transaction().execute(async (trx) => {
    const item = await openItem(trx, id, parts.kinds());
    const { expires_at, shown } = item.row;
    const stands = shown === 'published' || shown === 'corrected';
    if (!stands || !expires_at || Temporal.Instant.compare(expires_at, now) > 0) return 0;
    await endItem(trx, parts, { kind: 'clock' }, item, 'expire');
    return 1;
  });
}
