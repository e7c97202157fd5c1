import type { Transaction } from 'kysely';
import { validateStages } from '../../../domain/stage.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import { PublishingRefusal } from '../../../platform/publishing/publishing.ts';
import type { PublishedItem } from '../../../platform/publishing/reader.ts';
import { changedFields, type RecordedStage } from '../changes.ts';
import { cityDay, lockElection, recordChange, recordedStages, recordSearch } from '../record.ts';
import { toElection } from '../rows.ts';
import { type StageContent, stageOfContent, subjectOf } from './content.ts';

type Trx = Transaction<DatabaseSchema>;

/**
 * Records a stage as staff publish it, in the transaction of its publication.
 *
 * @throws PublishingRefusal `does-not-fit` where the record changed since it was written
 */
export async function applyStage(trx: Trx, item: PublishedItem<StageContent>): Promise<void> {
  const { content } = item;
  const wanted = stageOfContent(content);
  if (item.subject !== subjectOf({ election: content.election, stage: wanted.id })) {
    throw doesNotFit('The item is about another stage.');
  }
  await lockElection(trx, content.election);
  const election = await trx
    .selectFrom('election')
    .select('id')
    .where('id', '=', content.election)
    .executeTakeFirst();
  if (!election) throw doesNotFit('The election is not recorded.');
  const recorded = await recordedStages(trx, content.election);
  const before = recorded.find(({ stage }) => stage.id === wanted.id);
  // What this item wrote itself is guarded by its own versions.
  if (before?.item !== item.id && (before?.stage.version ?? 0) !== content.base) {
    throw doesNotFit('The stage was changed since the draft was made.');
  }
  const stage = {
    ...wanted,
    version: (before?.stage.version ?? 0) + 1,
    order: before?.stage.order ?? orderAfter(recorded),
  };
  const others = recorded.filter(({ withdrawn, stage: { id } }) => !withdrawn && id !== stage.id);
  const all = [...others.map((other) => other.stage), stage];
  if (validateStages(all).some(({ index }) => index === all.length - 1)) {
    throw doesNotFit('The stage does not fit among those that are recorded.');
  }
  if (before && !before.withdrawn && changedFields(before.stage, stage).length === 0) {
    await trx
      .updateTable('stage')
      .set({ item: item.id })
      .where('election', '=', content.election)
      .where('id', '=', stage.id)
      .execute();
    return;
  }
  const change = before && !before.withdrawn ? ('changed' as const) : ('added' as const);
  await recordChange(trx, { stage, change }, { item: item.id }, item.changedAt);
  await raiseElection(trx, content.election, item.changedAt);
}

/** Takes a stage out of the schedule. One whose item merely expired stays: it is a record of what was. */
export async function removeStage(trx: Trx, item: PublishedItem<StageContent>): Promise<void> {
  if (item.shown !== 'withdrawn') return;
  const { election } = item.content;
  const { id } = stageOfContent(item.content);
  await lockElection(trx, election);
  const before = (await recordedStages(trx, election)).find(({ stage }) => stage.id === id);
  if (!before || before.withdrawn || before.item !== item.id) return;
  const stage = { ...before.stage, version: before.stage.version + 1 };
  await recordChange(trx, { stage, change: 'removed' }, { item: item.id }, item.changedAt);
  await raiseElection(trx, election, item.changedAt);
}

/** The election's version rises with its stages, and search finds them as they are now. */
async function raiseElection(trx: Trx, id: string, now: Temporal.Instant): Promise<void> {
  const row = await trx
    .updateTable('election')
    .set((eb) => ({ version: eb('version', '+', 1), changed_at: now }))
    .where('id', '=', id)
    .returning(['definition', 'version', 'review_by'])
    .executeTakeFirst();
  if (!row) throw doesNotFit('The election is not recorded.');
  const standing = (await recordedStages(trx, id)).filter(({ withdrawn }) => !withdrawn);
  const { area } = await cityDay(trx, now);
  await recordSearch(
    trx,
    toElection(row),
    standing.map(({ stage }) => stage),
    area,
  );
}

function orderAfter(recorded: readonly RecordedStage[]): number {
  return recorded.reduce((most, { stage }) => Math.max(most, stage.order + 1), 0);
}

function doesNotFit(detail: string): PublishingRefusal {
  return new PublishingRefusal('does-not-fit', detail);
}
