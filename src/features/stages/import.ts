import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Transaction } from 'kysely';
import type { Election } from '../../domain/election.ts';
import type { Stage } from '../../domain/stage.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { bumpRevision } from '../../platform/revision.ts';
import { type ImportPlan, isLater, type KeptStage, planImport, type RecordedStage } from './changes.ts';
import { cityDay, lockElection, recordChange, recordedStages, recordSearch } from './record.ts';
import { electionDefinition, stageDefinition } from './rows.ts';
import type { StageChangeKind } from './tables.ts';

/** What an import did. */
export interface ImportSummary {
  readonly election: 'added' | 'changed' | 'unchanged';
  readonly changes: readonly { readonly id: string; readonly change: StageChangeKind }[];
  /** What staff have written, and the file has otherwise. */
  readonly kept: readonly KeptStage[];
  /** What staff had written, and the file has now replaced, as was asked. */
  readonly overwritten: readonly string[];
  /** Stages that stand in another place of the file. */
  readonly moved: number;
  /** Stages that got a later review day. */
  readonly reviewed: number;
  readonly unchanged: number;
}

/**
 * Records an election and its stages as a file gives them, in one transaction: all of it or none. A file that says
 * what is recorded already changes nothing, and no file changes what staff have written unless it is asked to
 * (`overwrite`), which the audit log then tells. Imports of the same election wait for each other.
 *
 * @param now when the change is said to have happened
 * @throws DatabaseUnavailable
 */
export async function importStages(
  db: Kysely<DatabaseSchema>,
  file: { readonly election: Election; readonly stages: readonly Stage[] },
  now: Temporal.Instant,
  options: { readonly overwrite?: boolean } = {},
): Promise<ImportSummary> {
  const { election } = file;
  return db.transaction().execute(async (trx) => {
    await lockElection(trx, election.id);
    const before = await recordedStages(trx, election.id);
    const plan = planImport(before, file.stages, options);
    const { changes, kept, moved, reviewed, unchanged } = plan;
    const overwritten = staffsIn(before, changes);
    const city = await cityDay(trx, now);
    const electionChange = await writeElection(trx, election, plan, now, city.today);
    const summary = {
      election: electionChange,
      changes: changes.map(({ stage, change }) => ({ id: stage.id, change })),
      kept,
      overwritten: overwritten.map(({ stage }) => stage.id),
      moved: moved.length,
      reviewed: reviewed.length,
      unchanged,
    };
    const changed = electionChange !== 'unchanged' || changes.length + moved.length + reviewed.length > 0;
    if (!changed) return summary;

    for (const change of changes) await recordChange(trx, change, 'file', now);
    for (const stage of moved) await updateStage(trx, stage, { position: stage.order });
    for (const stage of reviewed) {
      await updateStage(trx, stage, { review_by: stage.reviewBy?.toString() ?? null });
    }
    const recorded = await recordedStages(trx, election.id);
    const standing = recorded.filter(({ withdrawn }) => !withdrawn).map(({ stage }) => stage);
    await recordSearch(trx, election, standing, city.area);
    await bumpRevision(trx);
    for (const record of overwritten) await auditOverwritten(trx, record, file.stages);
    return summary;
  });
}

/** Stages that staff have written and that these changes replace. */
function staffsIn(before: readonly RecordedStage[], changes: ImportPlan['changes']): RecordedStage[] {
  const changed = new Set(changes.map(({ stage }) => stage.id));
  return before.filter(({ item, stage }) => item !== undefined && changed.has(stage.id));
}

async function auditOverwritten(
  trx: Transaction<DatabaseSchema>,
  { stage, item }: RecordedStage,
  file: readonly Stage[],
): Promise<void> {
  const after = file.find(({ id }) => id === stage.id);
  await appendAudit(trx, {
    actor: { kind: 'command', name: 'import stages' },
    action: 'stage.overwrite',
    subject: { kind: 'stage', id: `${stage.election}/${stage.id}` },
    agency: null,
    before: { item, ...stageDefinition(stage) },
    after: after ? stageDefinition(after) : null,
  });
}

async function updateStage(
  trx: Transaction<DatabaseSchema>,
  { election, id }: Stage,
  columns: { readonly position: number } | { readonly review_by: string | null },
): Promise<void> {
  await trx.updateTable('stage').set(columns).where('election', '=', election).where('id', '=', id).execute();
}

/** Its version rises with whatever changes in it or its stages, and with the number in the file. */
async function writeElection(
  trx: Transaction<DatabaseSchema>,
  election: Election,
  { changes, moved }: ImportPlan,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<ImportSummary['election']> {
  const definition = electionDefinition(election);
  const before = await trx
    .selectFrom('election')
    .select(['definition', 'version', 'review_by', 'changed_at'])
    .where('id', '=', election.id)
    .executeTakeFirst();
  const recordedDay = before?.review_by ? Temporal.PlainDate.from(before.review_by) : undefined;
  const same = before !== undefined && isDeepStrictEqual(before.definition, definition);
  const renumbered = before !== undefined && election.version > before.version;
  const reviewed = before !== undefined && isLater(election.reviewBy, recordedDay);
  const stagesChanged = changes.length > 0 || moved.length > 0;
  if (same && !renumbered && !reviewed && !stagesChanged) return 'unchanged';
  const rises = !same || renumbered || stagesChanged;
  const row = {
    definition: JSON.stringify(definition),
    voting_day: election.votingDay.toString(),
    version: versionAfter(election, before?.version, rises),
    changed_at: before && !rises ? before.changed_at : now,
    checked_at: now,
    review_by: reviewDayAfter(election.reviewBy, recordedDay, today)?.toString() ?? null,
  };
  await trx
    .insertInto('election')
    .values({ id: election.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  if (!before) return 'added';
  return same && !renumbered && !reviewed ? 'unchanged' : 'changed';
}

function versionAfter({ version }: Election, before: number | undefined, rises: boolean): number {
  if (before === undefined) return version;
  return rises ? Math.max(version, before + 1) : before;
}

/** The file's day, or a later one that is recorded. One that has passed is no longer of use: an import is a look. */
function reviewDayAfter(
  file: Temporal.PlainDate | undefined,
  recorded: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const stillAhead = recorded && Temporal.PlainDate.compare(recorded, today) >= 0 ? recorded : undefined;
  return isLater(file, stillAhead) ? file : stillAhead;
}
