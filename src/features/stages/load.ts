import type { SomeLanguages } from '../../domain/item.ts';
import type { FeatureContext, PageRequest } from '../../platform/feature.ts';
import { createStageReader, type ElectionRecord, type StageReader } from './reader.ts';
import { oldestReview, uncheckedStages } from './review.ts';
import type { StageView } from './stage-page.tsx';
import type { StagesView } from './stages-page.tsx';
import { byConcern } from './standing.ts';

const readers = new WeakMap<FeatureContext, StageReader>();

/** The one reader of a window: its pages, files and API read the same kept data. */
export function readerOf(context: FeatureContext): StageReader {
  const known = readers.get(context);
  if (known) return known;
  const reader = createStageReader(context.db, context.city.area);
  readers.set(context, reader);
  return reader;
}

/**
 * The stages of an election as a page shows them.
 *
 * @param id of the election; absent: the one that concerns people most
 * @returns undefined where there is no such election, or none at all
 */
export async function loadStages(
  context: FeatureContext,
  request: PageRequest,
  id?: string,
): Promise<StagesView | undefined> {
  const records = await readerOf(context).records();
  const elections = byConcern(records, request.now);
  const shown = id === undefined ? elections[0] : elections.find(({ election }) => election.id === id);
  const record = records.find(({ election }) => election.id === shown?.election.id);
  if (!shown || !record) return undefined;
  return {
    shown,
    elections,
    unchecked: oldestReview(uncheckedStages(record, request.now)),
    office: context.city.electionOffice.name,
    publicUrl: context.config.publicUrl,
  };
}

/** One stage as its page shows it; undefined where there never was such a stage. */
export async function loadStage(
  context: FeatureContext,
  request: PageRequest,
  ids: { readonly election: string; readonly stage: string },
): Promise<StageView | undefined> {
  const reader = readerOf(context);
  const found = await findRecord(reader, ids.election);
  const record = found?.records.get(ids.stage);
  const view = await loadStages(context, request, ids.election);
  if (!found || !record || !view) return undefined;
  return {
    ...view,
    record,
    unchecked: uncheckedStages(found, request.now).includes(record) ? record.review : undefined,
    history: await reader.history(ids.election, ids.stage),
    notes: record.item === undefined ? new Map() : await notesOf(context, record.item),
  };
}

export async function findRecord(reader: StageReader, election: string): Promise<ElectionRecord | undefined> {
  return (await reader.records()).find((record) => record.election.id === election);
}

/** What staff said of each version that they published, by its moment. */
async function notesOf(
  { publishing }: FeatureContext,
  item: string,
): Promise<ReadonlyMap<string, SomeLanguages>> {
  const versions = await publishing.reader.versions(item);
  return new Map(versions.flatMap(({ at, note }) => (note ? [[at.toString(), note]] : [])));
}
