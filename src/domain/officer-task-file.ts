import type { TaskDefinition } from './officer-task-schema.ts';
import { taskFileSchema } from './officer-task-schema.ts';
import { type FileProblem, readYaml } from './yaml-file.ts';

/** The tasks of an election's officers in the order in which they are shown. */
export interface TaskFile {
  readonly election: string;
  readonly tasks: readonly TaskDefinition[];
}

export type TaskFileResult =
  | ({ readonly ok: true } & TaskFile)
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/**
 * Reads a file of tasks, YAML or JSON, and finds every problem in it with its line.
 *
 * @param text what the file holds
 * @param file its name, for the problems
 */
export function parseTaskFile(text: string, file: string): TaskFileResult {
  const problems: FileProblem[] = [];
  const read = readYaml(text, { file, what: 'a file of tasks', schema: taskFileSchema, problems });
  if (!read.ok) return { ok: false, problems };
  return { ok: true, election: read.data.election, tasks: read.data.tasks };
}
