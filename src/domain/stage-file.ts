import type { Election } from './election.ts';
import { type Stage, type StageProblem, validateStages } from './stage.ts';
import { stageFileSchema } from './stage-file-schema.ts';
import { type FileProblem, readYaml } from './yaml-file.ts';

export type StageFileProblem = FileProblem;

export type StageFileResult =
  | { readonly ok: true; readonly election: Election; readonly stages: Stage[] }
  | { readonly ok: false; readonly problems: StageFileProblem[] };

const STAGE_PROBLEMS: Readonly<Record<StageProblem['problem'], string>> = {
  'duplicate-id': 'another stage has this id',
  'end-before-start': 'is before the start',
  'unknown-parent': 'there is no stage of this id',
  'parent-cycle': 'the stage is inside itself',
};

/**
 * Reads a stage file, YAML or JSON (which is YAML), and finds every problem in it with its line.
 *
 * @param text what the file holds
 * @param file its name, for the problems
 */
export function parseStageFile(text: string, file: string): StageFileResult {
  const problems: StageFileProblem[] = [];
  const read = readYaml(text, { file, what: 'a stage file', schema: stageFileSchema, problems });
  if (!read.ok) return { ok: false, problems };
  const election: Election = read.data.election;
  const stages = read.data.stages.map(
    (stage, order): Stage => ({
      ...stage,
      election: election.id,
      version: stage.version ?? election.version,
      order,
    }),
  );
  for (const { index, field, problem } of validateStages(stages)) {
    read.report(['stages', index, field], STAGE_PROBLEMS[problem]);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, election, stages };
}
