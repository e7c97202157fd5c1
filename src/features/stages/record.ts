import { sql, type Transaction } from 'kysely';
import type { Election } from '../../domain/election.ts';
import { type Stage, stagesIn } from '../../domain/stage.ts';
import { timeZoneOf } from '../../domain/time-zone.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { replaceSearchEntries } from '../../platform/search.ts';
import type { RecordedStage, StageChange } from './changes.ts';
import { FEATURE_ID, MOST_STAGES } from './constants.ts';
import { stageDefinition, stageRow, toStage, toStageVersion } from './rows.ts';
import { searchEntriesOf } from './search-entries.ts';

type Trx = Transaction<DatabaseSchema>;

/** Whoever writes an election or its stages waits here for the others, until the transaction ends. */
export async function lockElection(trx: Trx, election: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${FEATURE_ID}), hashtext(${election}))`.execute(trx);
}

/** Every stage of an election, withdrawn ones included, in the order of the file. */
export async function recordedStages(trx: Trx, election: string): Promise<readonly RecordedStage[]> {
  const rows = await trx
    .selectFrom('stage')
    .selectAll()
    .where('election', '=', election)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_STAGES)
    .execute();
  return rows.map((row) => ({
    stage: toStage(row),
    withdrawn: row.withdrawn_at !== null,
    ...(row.item !== null && { item: row.item }),
    ...(row.imported !== null && { imported: toStageVersion(row.imported, { election, version: 0 }) }),
  }));
}

/** The area and the day of the city whose window this is; before there is one, those of the capital. */
export async function cityDay(
  trx: Trx,
  now: Temporal.Instant,
): Promise<{ readonly area: string | undefined; readonly today: Temporal.PlainDate }> {
  const city = await trx.selectFrom('city').select('area').limit(1).executeTakeFirst();
  const zone = timeZoneOf(city?.area ?? '31');
  return { area: city?.area, today: now.toZonedDateTimeISO(zone).toPlainDate() };
}

/** By what a stage is written: a file, or an item that staff published. */
export type WrittenBy = 'file' | { readonly item: string };

/** Writes one version of a stage, and what was done to it into its history. */
export async function recordChange(
  trx: Trx,
  { stage, change }: StageChange,
  by: WrittenBy,
  now: Temporal.Instant,
): Promise<void> {
  const definition = JSON.stringify(stageDefinition(stage));
  const row = {
    ...stageRow(stage),
    changed_at: now,
    withdrawn_at: change === 'removed' ? now : null,
    ...(by === 'file' ? { item: null, imported: definition } : { item: by.item }),
  };
  await trx
    .insertInto('stage')
    .values({ imported: null, ...row })
    .onConflict((conflict) => conflict.columns(['election', 'id']).doUpdateSet(row))
    .execute();
  await trx
    .insertInto('stage_history')
    .values({
      election: stage.election,
      stage: stage.id,
      version: stage.version,
      change,
      definition,
      at: now,
    })
    .execute();
}

/** Makes an election and its stages found by what they say now. Facts of another city are recorded but not found. */
export async function recordSearch(
  trx: Trx,
  election: Election,
  stages: readonly Stage[],
  city: string | undefined,
): Promise<void> {
  const shown = city === undefined ? stages : stagesIn(stages, city);
  await replaceSearchEntries(trx, FEATURE_ID, election.id, searchEntriesOf(election, shown));
}
