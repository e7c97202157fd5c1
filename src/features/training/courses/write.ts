import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { Course, Lesson, Question } from '../../../domain/training.ts';
import { appendAudit } from '../../../platform/audit/append.ts';
import type { Actor } from '../../../platform/audit/audit.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { SETTLE_JOB } from '../constants.ts';
import { log } from '../oversight/session-writing.ts';
import { markTrained } from '../passing.ts';
import { findCourse, findLesson, readLessons, type StoredCourse } from '../store.ts';

type Trx = Transaction<DatabaseSchema>;
type Context = Pick<FeatureContext, 'db' | 'clock' | 'city' | 'jobs'>;

/** Done, or somebody else changed the course since the form was made. */
export type WriteOutcome = 'done' | 'changed' | 'taken';

/** Adds a course that nobody sees yet. */
export async function addCourse(
  context: Context,
  request: OverseerRequest,
  course: Course,
): Promise<WriteOutcome> {
  return context.db.transaction().execute(async (trx) => {
    if (await findCourse(trx, course.id)) return 'taken';
    await insertCourse(trx, course, { state: 'draft', by: request.overseer.id, at: context.clock() });
    await log(context, trx, request, { action: 'training.course.add', id: course.id });
    return 'done';
  });
}

/** Writes a course; a later one never reads what an earlier one has half written. */
async function change(
  context: Context,
  request: OverseerRequest,
  of: { readonly course: string; readonly revision: number; readonly deed: string; readonly after?: unknown },
  write: (trx: Trx, course: StoredCourse) => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  const at = context.clock();
  return context.db.transaction().execute(async (trx) => {
    await trx.selectFrom('training_course').select('id').where('id', '=', of.course).forUpdate().execute();
    const course = await findCourse(trx, of.course);
    if (course?.revision !== of.revision) return 'changed';
    const outcome = await write(trx, course);
    if (outcome !== 'done') return outcome;
    await trx
      .updateTable('training_course')
      .set({ revision: course.revision + 1, changed_at: at, changed_by: request.overseer.id })
      .where('id', '=', course.id)
      .execute();
    await log(context, trx, request, {
      action: `training.${of.deed}`,
      id: course.id,
      after: of.after ?? null,
    });
    await context.jobs.send(trx, SETTLE_JOB, { course: course.id }, { key: course.id });
    return 'done';
  });
}

export interface CourseChange {
  readonly course: string;
  readonly revision: number;
}

export function saveCourse(context: Context, request: OverseerRequest, at: CourseChange, course: Course) {
  return change(context, request, { ...at, deed: 'course.change' }, async (trx, before) => {
    await trx.updateTable('training_course').set(columnsOf(course)).where('id', '=', before.id).execute();
    await markTrained(trx, { election: before.election }, context.clock());
    return 'done';
  });
}

/** Opens a course to officers, or retires it: its certificates stay what they are. */
export function setState(
  context: Context,
  request: OverseerRequest,
  at: CourseChange,
  state: StoredCourse['state'],
) {
  return change(context, request, { ...at, deed: `course.${state}` }, async (trx, before) => {
    await trx.updateTable('training_course').set({ state }).where('id', '=', before.id).execute();
    await markTrained(trx, { election: before.election }, context.clock());
    return 'done';
  });
}

/** Writes a lesson without its questions; a new one comes last. */
export function saveLesson(
  context: Context,
  request: OverseerRequest,
  at: CourseChange,
  { lesson, isNew }: { readonly lesson: Omit<Lesson, 'questions'>; readonly isNew: boolean },
) {
  const deed = isNew ? 'lesson.add' : 'lesson.change';
  return change(context, request, { ...at, deed, after: { lesson: lesson.id } }, async (trx) => {
    const before = await findLesson(trx, at.course, lesson.id);
    if (isNew && before) return 'taken';
    if (!isNew && !before) return 'changed';
    if (before) {
      await trx
        .updateTable('training_lesson')
        .set({ ...lessonColumns(lesson), revision: before.revision + 1 })
        .where('course', '=', at.course)
        .where('id', '=', lesson.id)
        .execute();
    } else {
      const lessons = await readLessons(trx, at.course);
      await insertLesson(trx, at.course, { ...lesson, questions: [] }, lessons.length);
    }
    return 'done';
  });
}

/** Moves a lesson one up, or takes it out; what officers answered in it counts for nothing then. */
export function arrangeLessons(
  context: Context,
  request: OverseerRequest,
  at: CourseChange,
  { lesson, deed }: { readonly lesson: string; readonly deed: 'up' | 'remove' },
) {
  return change(context, request, { ...at, deed: `lesson.${deed}`, after: { lesson } }, async (trx) => {
    const ids = (await readLessons(trx, at.course)).map(({ id }) => id);
    const index = ids.indexOf(lesson);
    if (index < 0) return 'changed';
    ids.splice(index, 1);
    if (deed === 'up') ids.splice(Math.max(index - 1, 0), 0, lesson);
    else {
      await trx
        .deleteFrom('training_lesson')
        .where('course', '=', at.course)
        .where('id', '=', lesson)
        .execute();
    }
    for (const [position, id] of ids.entries()) {
      await trx
        .updateTable('training_lesson')
        .set({ position })
        .where('course', '=', at.course)
        .where('id', '=', id)
        .execute();
    }
    return 'done';
  });
}

/** Writes the questions of a lesson. Answers to those that were there before are not scored any more. */
export function saveQuestions(
  context: Context,
  request: OverseerRequest,
  at: CourseChange,
  {
    lesson,
    edit,
  }: {
    readonly lesson: string;
    readonly edit: (questions: readonly Question[]) => readonly Question[] | undefined;
  },
) {
  return change(context, request, { ...at, deed: 'questions', after: { lesson } }, async (trx) => {
    const before = await findLesson(trx, at.course, lesson);
    const questions = before && edit(before.questions);
    if (!before || !questions) return 'changed';
    await trx
      .updateTable('training_lesson')
      .set({ questions: JSON.stringify(questions), asked: before.asked + 1 })
      .where('course', '=', at.course)
      .where('id', '=', lesson)
      .execute();
    return 'done';
  });
}

/** What became of a file of a course. */
export type ImportOutcome =
  | { readonly kind: 'added' | 'changed' | 'unchanged'; readonly lessons: number }
  /** Staff changed it in the workspace since. */
  | { readonly kind: 'kept' };

/**
 * Takes in a course from a file. Officers' answers stay with lessons of the same id; pictures and films that staff added
 * stay as well. What staff changed is left alone unless it is forced.
 */
export async function importCourse(
  { db, clock }: Pick<FeatureContext, 'db' | 'clock'>,
  { course, lessons }: { readonly course: Course; readonly lessons: readonly Lesson[] },
  options: {
    readonly force?: boolean;
    /** Opens a new one to officers at once. */
    readonly open?: boolean;
    readonly by?: { readonly actor: Actor; readonly agency: string };
  } = {},
): Promise<ImportOutcome> {
  const { force = false, open = false, by } = options;
  const at = clock();
  return db.transaction().execute(async (trx) => {
    await trx.selectFrom('training_course').select('id').where('id', '=', course.id).forUpdate().execute();
    const before = await findCourse(trx, course.id);
    if (before && before.changedBy !== null && !force) return { kind: 'kept' };
    const state = before?.state ?? (open ? 'open' : 'draft');
    const was = before ? await readLessons(trx, course.id) : [];
    if (before && isSame(before, was, { course, lessons }))
      return { kind: 'unchanged', lessons: lessons.length };
    if (before) {
      await trx
        .updateTable('training_course')
        .set({ ...columnsOf(course), revision: before.revision + 1, changed_at: at, changed_by: null })
        .where('id', '=', course.id)
        .execute();
    } else await insertCourse(trx, course, { state, by: null, at });
    await trx.deleteFrom('training_lesson').where('course', '=', course.id).execute();
    for (const [position, lesson] of lessons.entries()) {
      const old = was.find(({ id }) => id === lesson.id);
      const asked = !old || isDeepStrictEqual(old.questions, lesson.questions) ? old?.asked : old.asked + 1;
      await insertLesson(trx, course.id, { ...withFiles(old), ...lesson }, position, asked);
    }
    await markTrained(trx, { election: course.election }, at);
    if (by) {
      const action = before ? 'training.course.change' : 'training.course.add';
      await appendAudit(trx, { ...by, action, subject: { kind: 'training', id: course.id } });
    }
    return { kind: before ? 'changed' : 'added', lessons: lessons.length };
  });
}

function withFiles(old: Lesson | undefined): Pick<Lesson, 'picture' | 'video'> {
  return {
    ...(old?.picture !== undefined && { picture: old.picture }),
    ...(old?.video !== undefined && { video: old.video }),
  };
}

function isSame(
  { state: _, revision: __, changedBy: ___, ...before }: StoredCourse,
  was: readonly Lesson[],
  file: { readonly course: Course; readonly lessons: readonly Lesson[] },
): boolean {
  const words = ({ id, title, body, questions }: Lesson) => ({ id, title, body, questions });
  return isDeepStrictEqual(before, file.course) && isDeepStrictEqual(was.map(words), file.lessons.map(words));
}

function columnsOf({ election, title, intro, bodies, passMark, tries, inPerson }: Course) {
  return {
    election,
    title: JSON.stringify(title),
    intro: JSON.stringify(intro),
    bodies: [...bodies],
    pass_mark: passMark,
    tries,
    in_person: inPerson,
  };
}

async function insertCourse(
  trx: Trx,
  course: Course,
  { state, by, at }: { state: StoredCourse['state']; by: string | null; at: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto('training_course')
    .values({ id: course.id, ...columnsOf(course), state, revision: 1, changed_at: at, changed_by: by })
    .execute();
}

function lessonColumns({ title, body, picture, video }: Omit<Lesson, 'questions'>) {
  return {
    title: JSON.stringify(title),
    body: JSON.stringify(body),
    picture: picture === undefined ? null : JSON.stringify(picture),
    video: video === undefined ? null : JSON.stringify(video),
  };
}

async function insertLesson(
  trx: Trx,
  course: string,
  lesson: Lesson,
  position: number,
  asked = 1,
): Promise<void> {
  await trx
    .insertInto('training_lesson')
    .values({
      course,
      id: lesson.id,
      position,
      ...lessonColumns(lesson),
      questions: JSON.stringify(lesson.questions),
      asked,
      revision: 1,
    })
    .execute();
}
