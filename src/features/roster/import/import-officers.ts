import { randomUUID } from 'node:crypto';
import { appendAudit } from '../../../platform/audit/append.ts';
import type { Actor } from '../../../platform/audit/audit.ts';
import { readTable } from '../../../platform/tables/read.ts';
import type { TableRow } from '../../../platform/tables/shape.ts';
import { IMPORT_ACTION } from '../constants.ts';
import { type RosterParts, rowContext } from './parts.ts';
import type { RosterPlan } from './plan.ts';
import { problemsOf } from './problems.ts';
import { ROSTER_TABLE, type RosterColumn, type RosterProblem } from './shape.ts';
import { stageRows } from './stage.ts';
import { previewRoster, takeRoster } from './take.ts';

export interface ImportOfficersOptions {
  /** Path of a CSV or XLSX file, what is in it, or its rows. */
  readonly file: string | Buffer | Iterable<TableRow<RosterColumn>> | AsyncIterable<TableRow<RosterColumn>>;
  readonly election: string;
  /** Who is gone from the file leaves their seat, with the reason `list-corrected`; absent: they stay. */
  readonly leaveGone?: boolean;
  /** Takes in what is right and leaves out refused lines; absent: one refused line refuses all. */
  readonly skipRefused?: boolean;
  /** Says what would be done and does nothing. */
  readonly preview?: boolean;
  readonly actor: Actor;
  /** Agency whose audit line it is. */
  readonly agency: string;
  /** Told how far it is: lines read, then lines written. */
  readonly onProgress?: (step: 'reading' | 'writing', lines: number) => void;
  /** Gets every problem by line, however many there are. */
  readonly onProblem?: (problem: RosterProblem) => void;
}

export interface ImportOfficersReport {
  /** Refused: nothing was changed. */
  readonly outcome: 'taken' | 'refused' | 'preview';
  readonly lines: number;
  readonly plan: RosterPlan;
}

/**
 * Imports the officers of an election from a file: all of it in one transaction, or nothing. A second import of the
 * same file changes nothing.
 *
 * @throws FileFault where the file as a whole cannot be imported
 * @throws DatabaseUnavailable
 */
export async function importOfficers(
  parts: RosterParts,
  options: ImportOfficersOptions,
): Promise<ImportOfficersReport> {
  const { db, clock, city } = parts;
  const { election, file, leaveGone = false, skipRefused = false, onProgress } = options;
  const context = await rowContext(parts, election);
  const rows =
    typeof file === 'string' || Buffer.isBuffer(file) ? (await readTable(file, ROSTER_TABLE)).rows : file;
  const id = randomUUID();
  const now = clock();
  await db
    .insertInto('roster_import')
    .values({
      id,
      election,
      by_name: options.actor.name,
      file_name: '',
      state: 'reading',
      lines: 0,
      done: 0,
      leave_gone: leaveGone,
      skip_refused: skipRefused,
      created_at: now,
      changed_at: now,
    })
    .execute();
  try {
    const lines = await stageRows(db, {
      import: id,
      rows,
      context,
      vault: parts.vault,
      onLines: (read) => onProgress?.('reading', read),
    });
    const wishes = { import: id, election, leaveGone };
    const { outcome, plan } = options.preview
      ? { outcome: 'preview' as const, plan: await previewRoster(db, wishes) }
      : await takeRoster(db, {
          ...wishes,
          plan: context.plan,
          now,
          today: now.toZonedDateTimeISO(city.zone).toPlainDate(),
          skipRefused,
          onLines: (written) => onProgress?.('writing', written),
          afterwards: (trx, done) =>
            appendAudit(trx, {
              actor: options.actor,
              action: IMPORT_ACTION,
              subject: { kind: 'election', id: election },
              agency: options.agency,
              after: auditOf(done),
            }),
        });
    if (options.onProblem) {
      for await (const problem of problemsOf(db, id)) options.onProblem(problem);
    }
    return { outcome: outcome === 'plan-changed' ? 'refused' : outcome, lines, plan };
  } finally {
    await db.deleteFrom('roster_import').where('id', '=', id).execute();
  }
}

/** What the audit log says of an import: how many, and of whom nothing. */
export function auditOf({ added, replaced, changed, moved, left, refused, taken }: RosterPlan) {
  return { added, replaced, changed, moved, left, leftOut: refused + taken };
}
