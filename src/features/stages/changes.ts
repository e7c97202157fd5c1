import { isDeepStrictEqual } from 'node:util';
import type { Stage } from '../../domain/stage.ts';
import { stageDefinition } from './rows.ts';
import type { StageChangeKind } from './tables.ts';

/** What of a stage can change from one version to the next. */
const STAGE_FIELDS = [
  'name',
  'kind',
  'start',
  'end',
  'rule',
  'condition',
  'conditionMet',
  'parent',
  'area',
  'sources',
  'regulation',
  'note',
  'citizen',
  'geo',
] as const satisfies readonly (keyof Stage)[];
export type StageField = (typeof STAGE_FIELDS)[number];

/** The fields in which two versions of a stage differ. */
export function changedFields(before: Stage, after: Stage): StageField[] {
  const old = stageDefinition(before);
  const young = stageDefinition(after);
  return STAGE_FIELDS.filter((field) => !isDeepStrictEqual(old[field], young[field]));
}

/** A stage as it is recorded, whether it still stands or was withdrawn. */
export interface RecordedStage {
  readonly stage: Stage;
  readonly withdrawn: boolean;
  /** Id of the item by which staff wrote it; absent: a file brought it. */
  readonly item?: string;
  /** As an import last brought it; absent: no file ever had it. */
  readonly imported?: Stage;
}

export interface StageChange {
  readonly change: StageChangeKind;
  /** In its new version. */
  readonly stage: Stage;
}

/** A stage that staff have written and that the file has otherwise, or not at all. It is left as it is. */
export interface KeptStage {
  readonly id: string;
  /** Whether the file says something new since staff last wrote it: somebody has to look. */
  readonly conflict: boolean;
  /** What the file has otherwise; empty where the file has no such stage, or staff withdrew it. */
  readonly fields: readonly StageField[];
}

/** What an import does to the stages of one election. */
export interface ImportPlan {
  readonly changes: readonly StageChange[];
  readonly kept: readonly KeptStage[];
  /** The same stages in another place of the file, or with a later review day. */
  readonly moved: readonly Stage[];
  readonly reviewed: readonly Stage[];
  readonly unchanged: number;
}

/**
 * What has to happen so that the record says what the file says. A stage whose words and dates are the same stays in
 * its version, whatever number the file gives; one that changed gets a higher version than it had even where the
 * file's number was not raised, since calendars take a change only with a higher number. What staff have written in
 * the workspace is left to them: a file that says otherwise is told of, and changes nothing, unless the office wants
 * the file's word for it (`overwrite`).
 */
export function planImport(
  recorded: readonly RecordedStage[],
  file: readonly Stage[],
  { overwrite = false }: { readonly overwrite?: boolean } = {},
): ImportPlan {
  const isStaffs = ({ item }: RecordedStage) => item !== undefined && !overwrite;
  const known = new Map(recorded.map((record) => [record.stage.id, record]));
  const changes: StageChange[] = [];
  const kept: KeptStage[] = [];
  const same: { readonly before: Stage; readonly stage: Stage }[] = [];
  for (const stage of file) {
    const before = known.get(stage.id);
    known.delete(stage.id);
    const fields = before ? changedFields(before.stage, stage) : [];
    if (!before) changes.push({ change: 'added', stage });
    else if (isStaffs(before) && (before.withdrawn || fields.length > 0)) {
      const isNews = !before.imported || changedFields(before.imported, stage).length > 0;
      kept.push({ id: stage.id, conflict: isNews, fields: before.withdrawn ? [] : fields });
    } else if (before.withdrawn)
      changes.push({ change: 'added', stage: raised(stage, before.stage.version) });
    else if (fields.length > 0)
      changes.push({ change: 'changed', stage: raised(stage, before.stage.version) });
    else same.push({ before: before.stage, stage });
  }
  for (const record of known.values()) {
    const { stage, withdrawn, imported } = record;
    if (withdrawn) continue;
    if (!isStaffs(record)) changes.push({ change: 'removed', stage: raised(stage, stage.version) });
    else kept.push({ id: stage.id, conflict: imported !== undefined, fields: [] });
  }
  return {
    changes,
    kept,
    moved: same.flatMap(({ before, stage }) => (before.order === stage.order ? [] : [stage])),
    reviewed: same.flatMap(({ before, stage }) => (isLater(stage.reviewBy, before.reviewBy) ? [stage] : [])),
    unchanged: same.length,
  };
}

/** A review day never goes back by an import: somebody may have looked since the file was written. */
export function isLater(
  day: Temporal.PlainDate | undefined,
  than: Temporal.PlainDate | undefined,
): day is Temporal.PlainDate {
  return day !== undefined && (than === undefined || Temporal.PlainDate.compare(day, than) > 0);
}

function raised(stage: Stage, before: number): Stage {
  return { ...stage, version: Math.max(stage.version, before + 1) };
}
