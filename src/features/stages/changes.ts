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
}

export interface StageChange {
  readonly change: StageChangeKind;
  /** In its new version. */
  readonly stage: Stage;
}

/** What an import does to the stages of one election. */
export interface ImportPlan {
  readonly changes: readonly StageChange[];
  /** The same stages in another place of the file. */
  readonly moved: readonly Stage[];
  readonly unchanged: number;
}

/**
 * What has to happen so that the record says what the file says. A stage whose words and dates are the same stays in
 * its version, whatever number the file gives; one that changed gets a higher version than it had even where the
 * file's number was not raised, since calendars take a change only with a higher number.
 */
export function planImport(recorded: readonly RecordedStage[], file: readonly Stage[]): ImportPlan {
  const known = new Map(recorded.map((record) => [record.stage.id, record]));
  const changes: StageChange[] = [];
  const moved: Stage[] = [];
  let unchanged = 0;
  for (const stage of file) {
    const before = known.get(stage.id);
    known.delete(stage.id);
    if (!before) changes.push({ change: 'added', stage });
    else if (before.withdrawn) changes.push({ change: 'added', stage: raised(stage, before.stage.version) });
    else if (changedFields(before.stage, stage).length > 0) {
      changes.push({ change: 'changed', stage: raised(stage, before.stage.version) });
    } else {
      unchanged += 1;
      if (before.stage.order !== stage.order) moved.push(stage);
    }
  }
  for (const { stage, withdrawn } of known.values()) {
    if (!withdrawn) changes.push({ change: 'removed', stage: raised(stage, stage.version) });
  }
  return { changes, moved, unchanged };
}

function raised(stage: Stage, before: number): Stage {
  return { ...stage, version: Math.max(stage.version, before + 1) };
}
