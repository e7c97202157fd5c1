import type { SitemapEntry } from '../../platform/feature.ts';
import { electionPath, stagePath } from './constants.ts';
import type { ElectionRecord } from './reader.ts';

/** The page of each election, and of each of its stages that stand. */
export function stagesSitemap(records: readonly ElectionRecord[]): readonly SitemapEntry[] {
  return records.flatMap(({ election, changedAt, stages, records: byId }) => [
    { path: electionPath(election.id), changedAt },
    ...stages
      .filter(({ kind }) => kind !== 'group')
      .map(({ id }) => {
        const record = byId.get(id);
        return { path: stagePath(election.id, id), ...(record && { changedAt: record.changedAt }) };
      }),
  ]);
}
