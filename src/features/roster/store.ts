import { sql, type Transaction } from 'kysely';
import type { LeavingReason } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';

type Trx = Transaction<DatabaseSchema>;

/** Ends the service of officers on a day. What they did stays, with the marks of it: who left is not counted. */
export async function endService(
  trx: Trx,
  {
    ids,
    on,
    reason,
    now,
  }: {
    readonly ids: readonly string[];
    readonly on: Temporal.PlainDate;
    readonly reason: LeavingReason;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('officer')
    .set({ left_on: on.toString(), left_reason: reason, changed_at: now })
    .where(sql<boolean>`id = any(${ids})`)
    .where('left_on', 'is', null)
    .execute();
}
