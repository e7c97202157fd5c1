import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { presentable } from '../../../platform/tables/fault.ts';
import { JOB } from '../constants.ts';
import type { RosterImportTable } from '../tables.ts';

/** For what the vault seals a file until it is read. */
export const SEALED_FILE = 'officer.file';
const MOST_SHOWN = 10;

/** An import as its page shows it. */
export type ImportRecord = Omit<Selectable<RosterImportTable>, 'file_sealed'>;

const COLUMNS = [
  'id',
  'election',
  'by_name',
  'by_staff',
  'by_address',
  'file_name',
  'state',
  'fault',
  'fault_text',
  'lines',
  'done',
  'leave_gone',
  'skip_refused',
  'seen',
  'result',
  'created_at',
  'changed_at',
] as const;

/** Keeps a file, sealed, and sends for the job that reads it. */
export async function keepUpload(
  { db, vault, jobs, clock }: FeatureContext,
  { election, overseer, address }: OverseerRequest,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<string> {
  const id = randomUUID();
  const now = clock();
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('roster_import')
      .values({
        id,
        election,
        by_name: overseer.name,
        by_staff: overseer.id,
        by_address: address,
        file_name: presentable(file.name),
        file_sealed: vault.seal(SEALED_FILE, Buffer.from(file.bytes).toString('base64')),
        state: 'waiting',
        lines: 0,
        done: 0,
        leave_gone: false,
        skip_refused: false,
        created_at: now,
        changed_at: now,
      })
      .execute();
    await jobs.send(trx, JOB.read, { import: id });
  });
  return id;
}

export async function findImport({ db }: FeatureContext, id: string): Promise<ImportRecord | undefined> {
  return db.selectFrom('roster_import').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** What was sent lately for an election. */
export async function latestImports(
  { db }: FeatureContext,
  election: string,
): Promise<readonly ImportRecord[]> {
  return db
    .selectFrom('roster_import')
    .select(COLUMNS)
    .where('election', '=', election)
    .where('by_staff', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(MOST_SHOWN)
    .execute();
}

/** Somebody said yes to what they were shown; false where it is no more what would be done. */
export async function agree(
  { db, jobs, clock }: FeatureContext,
  id: string,
  wishes: { readonly leaveGone: boolean; readonly skipRefused: boolean; readonly seen: string },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('roster_import')
      .set({
        state: 'agreed',
        leave_gone: wishes.leaveGone,
        skip_refused: wishes.skipRefused,
        seen: wishes.seen,
        changed_at: clock(),
      })
      .where('id', '=', id)
      .where('state', '=', 'read')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await jobs.send(trx, JOB.take, { import: id });
    return true;
  });
}

/** Puts a file away that is not to be taken in, with all that was read of it. */
export async function dropImport({ db }: FeatureContext, id: string): Promise<void> {
  await db
    .deleteFrom('roster_import')
    .where('id', '=', id)
    .where('state', 'in', ['read', 'refused', 'failed', 'taken'])
    .execute();
}
