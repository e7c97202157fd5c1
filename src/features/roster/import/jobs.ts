import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { appendAudit } from '../../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { FileFault } from '../../../platform/tables/fault.ts';
import { readTable } from '../../../platform/tables/read.ts';
import { IMPORT_ACTION } from '../constants.ts';
import type { ImportState } from '../tables.ts';
import { auditOf } from './import-officers.ts';
import { type RosterJobContext, rosterParts, rowContext } from './parts.ts';
import { ROSTER_TABLE } from './shape.ts';
import { stageRows } from './stage.ts';
import { previewRoster, takeRoster } from './take.ts';
import { SEALED_FILE } from './uploads.ts';

const DATA = z.object({ import: z.string() });
/** A file that nobody agreed to is put away after so long, and what is known of one that is in. */
const KEPT = { hours: 24 } as const;
/** Longer than any import takes without saying how far it is. */
const STUCK = { hours: 1 } as const;

/** Reads a file that was sent, each line sealed, and puts the file away. */
export async function readUpload(context: RosterJobContext, data: unknown): Promise<void> {
  const { db, vault, clock } = context;
  const { import: id } = DATA.parse(data);
  const parts = rosterParts(context);
  const row = await db
    .selectFrom('roster_import')
    .select(['election', 'file_sealed', 'state'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row?.file_sealed || !parts || !['waiting', 'reading'].includes(row.state)) return;
  await setState(db, id, 'reading', clock());
  try {
    const bytes = Buffer.from(vault.open(SEALED_FILE, row.file_sealed), 'base64');
    const { rows } = await readTable(bytes, ROSTER_TABLE);
    const lines = await stageRows(db, {
      import: id,
      rows,
      context: await rowContext(parts, row.election),
      vault,
      onLines: async (read) => {
        await db.updateTable('roster_import').set({ lines: read }).where('id', '=', id).execute();
      },
    });
    const plan = await previewRoster(db, { import: id, election: row.election, leaveGone: false });
    await db
      .updateTable('roster_import')
      .set({ state: 'read', lines, file_sealed: null, seen: plan.digest, changed_at: clock() })
      .where('id', '=', id)
      .execute();
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    await db
      .updateTable('roster_import')
      .set({
        state: 'refused',
        fault: error.code,
        fault_text: error.line === undefined ? error.message : `${error.line}: ${error.message}`,
        file_sealed: null,
        changed_at: clock(),
      })
      .where('id', '=', id)
      .execute();
  }
}

/** Takes a file in that was agreed to. */
export async function takeUpload(context: RosterJobContext, data: unknown): Promise<void> {
  const { db, clock, city } = context;
  const { import: id } = DATA.parse(data);
  const row = await db.selectFrom('roster_import').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || !['agreed', 'taking'].includes(row.state)) return;
  const plan = await context.officers.plan(row.election);
  if (!plan) return;
  await setState(db, id, 'taking', clock());
  const now = clock();
  const { outcome } = await takeRoster(db, {
    import: id,
    election: row.election,
    plan,
    now,
    today: now.toZonedDateTimeISO(city.zone).toPlainDate(),
    leaveGone: row.leave_gone,
    skipRefused: row.skip_refused,
    ...(row.seen !== null && { agreed: row.seen }),
    onLines: async (done) => {
      await db.updateTable('roster_import').set({ done }).where('id', '=', id).execute();
    },
    afterwards: async (trx, done) => {
      await appendAudit(trx, {
        actor:
          row.by_staff === null
            ? { kind: 'system', name: 'roster.take' }
            : { kind: 'staff', id: row.by_staff, name: row.by_name, address: row.by_address ?? '' },
        action: IMPORT_ACTION,
        subject: { kind: 'election', id: row.election },
        agency: city.electionOffice.id,
        after: auditOf(done),
      });
      await trx
        .updateTable('roster_import')
        .set({ state: 'taken', result: JSON.stringify(done), changed_at: now })
        .where('id', '=', id)
        .execute();
      await trx.deleteFrom('roster_row').where('import', '=', id).execute();
    },
  });
  // Somebody changed officers meanwhile, or a line is refused by now: it waits for another yes.
  if (outcome !== 'taken') await setState(db, id, 'read', clock());
}

/**
 * A job that gave up leaves its import as failed, whatever it had done of it being undone, and nothing of its lines. Of a
 * command that was killed nothing is kept: nobody waits for it.
 */
export async function failStuck({ db, clock }: Pick<RosterJobContext, 'db' | 'clock'>): Promise<void> {
  const now = clock();
  const stuck = await db
    .updateTable('roster_import')
    .set({ state: 'failed', file_sealed: null, changed_at: now })
    .where('state', 'in', ['waiting', 'reading', 'agreed', 'taking'])
    .where('changed_at', '<', now.subtract(STUCK))
    .returning(['id', 'by_staff'])
    .execute();
  for (const { id, by_staff } of stuck) {
    if (by_staff === null) await db.deleteFrom('roster_import').where('id', '=', id).execute();
    else await db.deleteFrom('roster_row').where('import', '=', id).execute();
  }
  await db.deleteFrom('roster_import').where('created_at', '<', now.subtract(KEPT)).execute();
}

async function setState(
  db: Kysely<DatabaseSchema>,
  id: string,
  state: ImportState,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('roster_import')
    .set({
      state,
      changed_at: now,
      ...(state === 'reading' && { lines: 0 }),
      ...(state === 'taking' && { done: 0 }),
    })
    .where('id', '=', id)
    .where(sql<boolean>`state <> 'taken'`)
    .execute();
}
