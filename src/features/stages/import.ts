import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Election } from '../../domain/election.ts';
import { type Stage, stagesIn } from '../../domain/stage.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { bumpRevision } from '../../platform/revision.ts';
import { replaceSearchEntries } from '../../platform/search.ts';
import { planImport, type StageChange } from './changes.ts';
import { FEATURE_ID, MOST_STAGES } from './constants.ts';
import { electionDefinition, stageDefinition, stageRow, toStage } from './rows.ts';
import { searchEntriesOf } from './search-entries.ts';
import type { StageChangeKind } from './tables.ts';

/** What an import did. */
export interface ImportSummary {
  readonly election: 'added' | 'changed' | 'unchanged';
  readonly changes: readonly { readonly id: string; readonly change: StageChangeKind }[];
  /** Stages that stand in another place of the file. */
  readonly moved: number;
  readonly unchanged: number;
}

/**
 * Records an election and its stages as a file gives them, in one transaction: all of it or none. A file that says
 * what is recorded already changes nothing. Imports of the same election wait for each other.
 *
 * @param now when the change is said to have happened
 * @throws DatabaseUnavailable
 */
export async function importStages(
  db: Kysely<DatabaseSchema>,
  file: { readonly election: Election; readonly stages: readonly Stage[] },
  now: Temporal.Instant,
): Promise<ImportSummary> {
  const { election } = file;
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${FEATURE_ID}), hashtext(${election.id}))`.execute(trx);
    const plan = planImport(await recordedStages(trx, election.id), file.stages);
    const stagesChanged = plan.changes.length > 0 || plan.moved.length > 0;
    const electionChange = await writeElection(trx, election, stagesChanged, now);
    const summary = {
      election: electionChange,
      changes: plan.changes.map(({ stage, change }) => ({ id: stage.id, change })),
      moved: plan.moved.length,
      unchanged: plan.unchanged,
    };
    if (electionChange === 'unchanged' && !stagesChanged) return summary;

    for (const change of plan.changes) await writeChange(trx, change, now);
    for (const { id, order } of plan.moved) {
      await trx
        .updateTable('stage')
        .set({ position: order })
        .where('election', '=', election.id)
        .where('id', '=', id)
        .execute();
    }
    const shown = await stagesOfCity(trx, file.stages);
    await replaceSearchEntries(trx, FEATURE_ID, election.id, searchEntriesOf(election, shown));
    await bumpRevision(trx);
    return summary;
  });
}

/** Facts of another city are recorded, but nobody should find them here. */
async function stagesOfCity(
  trx: Transaction<DatabaseSchema>,
  stages: readonly Stage[],
): Promise<readonly Stage[]> {
  const city = await trx.selectFrom('city').select('area').limit(1).executeTakeFirst();
  return city ? stagesIn(stages, city.area) : stages;
}

async function recordedStages(trx: Transaction<DatabaseSchema>, election: string) {
  const rows = await trx
    .selectFrom('stage')
    .selectAll()
    .where('election', '=', election)
    .limit(MOST_STAGES)
    .execute();
  return rows.map((row) => ({ stage: toStage(row), withdrawn: row.withdrawn_at !== null }));
}

/** Its version rises with whatever changes in it or its stages, and with the number in the file. */
async function writeElection(
  trx: Transaction<DatabaseSchema>,
  election: Election,
  stagesChanged: boolean,
  now: Temporal.Instant,
): Promise<ImportSummary['election']> {
  const definition = electionDefinition(election);
  const before = await trx
    .selectFrom('election')
    .select(['definition', 'version'])
    .where('id', '=', election.id)
    .executeTakeFirst();
  const same = before !== undefined && isDeepStrictEqual(before.definition, definition);
  const renumbered = before !== undefined && election.version > before.version;
  if (same && !renumbered && !stagesChanged) return 'unchanged';
  const row = {
    definition: JSON.stringify(definition),
    voting_day: election.votingDay.toString(),
    version: before ? Math.max(election.version, before.version + 1) : election.version,
    changed_at: now,
  };
  await trx
    .insertInto('election')
    .values({ id: election.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  if (!before) return 'added';
  return same && !renumbered ? 'unchanged' : 'changed';
}

async function writeChange(
  trx: Transaction<DatabaseSchema>,
  { stage, change }: StageChange,
  now: Temporal.Instant,
): Promise<void> {
  const row = { ...stageRow(stage), changed_at: now, withdrawn_at: change === 'removed' ? now : null };
  await trx
    .insertInto('stage')
    .values(row)
    .onConflict((conflict) => conflict.columns(['election', 'id']).doUpdateSet(row))
    .execute();
  await trx
    .insertInto('stage_history')
    .values({
      election: stage.election,
      stage: stage.id,
      version: stage.version,
      change,
      definition: JSON.stringify(stageDefinition(stage)),
      at: now,
    })
    .execute();
}
