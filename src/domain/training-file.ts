import { z } from 'zod';
import { type Course, courseSchema, type Lesson, lessonSchema, MOST_LESSONS } from './training.ts';
import { type FileProblem, readYaml } from './yaml-file.ts';

export type TrainingFileResult =
  | { readonly ok: true; readonly course: Course; readonly lessons: readonly Lesson[] }
  | { readonly ok: false; readonly problems: FileProblem[] };

/** Pictures and films are added in the workspace, where they are looked at. */
const trainingFileSchema = z.strictObject({
  course: courseSchema,
  lessons: z
    .array(lessonSchema.omit({ picture: true, video: true }))
    .min(1)
    .max(MOST_LESSONS),
});

/**
 * Reads the file of a course with its lessons and questions, YAML or JSON, and finds every problem in it with its line.
 *
 * @param text what the file holds
 * @param file its name, for the problems
 */
export function parseTrainingFile(text: string, file: string): TrainingFileResult {
  const problems: FileProblem[] = [];
  const read = readYaml(text, { file, what: 'a training file', schema: trainingFileSchema, problems });
  if (!read.ok) return { ok: false, problems };
  const { course, lessons } = read.data;
  const seen = new Set<string>();
  for (const [index, { id }] of lessons.entries()) {
    if (seen.has(id)) read.report(['lessons', index, 'id'], 'another lesson has this id');
    seen.add(id);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, course, lessons };
}
