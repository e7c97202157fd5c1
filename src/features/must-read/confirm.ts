import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import {
  type Deed,
  defineAction,
  type OfficerAction,
  type Outcome,
} from '../../platform/officers/contract.ts';
import { CONFIRM } from './constants.ts';
import { messages } from './messages.ts';
import { VERSION } from './officer-pages.tsx';
import { findInstruction, markReaders } from './store.ts';

const confirmed = z
  .looseObject({ [VERSION]: z.coerce.number().int().min(1).max(1_000_000) })
  .transform((values) => ({ version: values[VERSION] ?? 0 }));

interface Confirmed {
  readonly version: number;
}

/** "Sudah saya baca". */
export const confirmAction: OfficerAction = defineAction<Confirmed>({
  kind: CONFIRM,
  schema: () => confirmed,
  apply: confirm,
});

async function confirm(trx: Transaction<DatabaseSchema>, deed: Deed<Confirmed>): Promise<Outcome> {
  const { officer, subject, data, doneAt, receivedAt, lang } = deed;
  const t = messages(lang);
  const row = await findInstruction(trx, officer.id, subject);
  if (!row || data.version > row.version) return { state: 'refused', note: t.gone };
  // What somebody read stays written down, of an earlier version as well.
  await trx
    .insertInto('must_read_receipt')
    .values({
      officer: officer.id,
      item: subject,
      version: data.version,
      read_at: doneAt,
      received_at: receivedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (data.version < row.version && row.ended_at === null) return { state: 'conflict', note: t.newer };
  await markReaders(trx, receivedAt, officer.id);
  return { state: 'done', note: t.confirmed };
}
