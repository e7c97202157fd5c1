import type { OfficerPlan } from './officer.ts';
import { officerPlanSchema } from './officer-plan-schema.ts';
import { type FileProblem, readYaml } from './yaml-file.ts';

export type OfficerPlanFileResult =
  | { readonly ok: true; readonly plan: OfficerPlan }
  | { readonly ok: false; readonly problems: FileProblem[] };

/**
 * Reads the file of an election's officer plan, YAML or JSON, and finds every problem in it with its line.
 *
 * @param text what the file holds
 * @param file its name, for the problems
 */
export function parseOfficerPlanFile(text: string, file: string): OfficerPlanFileResult {
  const problems: FileProblem[] = [];
  const read = readYaml(text, { file, what: 'an officer plan', schema: officerPlanSchema, problems });
  return read.ok ? { ok: true, plan: read.data } : { ok: false, problems };
}
