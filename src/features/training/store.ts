import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Officer } from '../../domain/officer.ts';
import {
  type Answers,
  type Course,
  type CourseStanding,
  courseSchema,
  courseStanding,
  type Lesson,
  type LessonResult,
  lessonSchema,
  MOST_LESSONS,
} from '../../domain/training.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { AttendanceWay, CertificateTable, CourseTable, LessonTable } from './tables.ts';

export type Db = Kysely<DatabaseSchema> | Transaction<DatabaseSchema>;

/** An election has a few courses for each of its bodies. */
const MOST_COURSES = 100;

export interface StoredCourse extends Course {
  readonly state: CourseTable['state'];
  readonly revision: number;
  readonly changedBy: string | null;
}

export interface StoredLesson extends Lesson {
  /** Of its questions: answers to others are not scored. */
  readonly asked: number;
  readonly revision: number;
}

function courseOf(row: Selectable<CourseTable>): StoredCourse {
  const { id, election, title, intro, bodies, tries, state, revision } = row;
  const course = courseSchema.parse({
    id,
    election,
    title,
    intro,
    bodies,
    tries,
    passMark: row.pass_mark,
    inPerson: row.in_person,
  });
  return { ...course, state, revision, changedBy: row.changed_by };
}

function lessonOf(row: Selectable<LessonTable>): StoredLesson {
  const { id, title, body, picture, video, questions, asked, revision } = row;
  const lesson = lessonSchema.parse({
    id,
    title,
    body,
    questions,
    ...(picture !== null && { picture }),
    ...(video !== null && { video }),
  });
  return { ...lesson, asked, revision };
}

export async function findCourse(db: Db, id: string): Promise<StoredCourse | undefined> {
  const row = await db.selectFrom('training_course').selectAll().where('id', '=', id).executeTakeFirst();
  return row && courseOf(row);
}

/** The courses of an election; those for a body where one is named. */
export async function readCourses(
  db: Db,
  { election, body, state }: { election: string; body?: string; state?: CourseTable['state'] },
): Promise<readonly StoredCourse[]> {
  let rows = db.selectFrom('training_course').selectAll().where('election', '=', election);
  if (state) rows = rows.where('state', '=', state);
  if (body !== undefined) rows = rows.where(sql<boolean>`${body} = any(bodies)`);
  return (await rows.orderBy('id').limit(MOST_COURSES).execute()).map(courseOf);
}

/** Bodies of an election that have a course to pass. */
export async function bodiesInTraining(db: Db, election: string): Promise<readonly string[]> {
  const open = await readCourses(db, { election, state: 'open' });
  return [...new Set(open.flatMap(({ bodies }) => bodies))];
}

/** The lessons of a course in their order. */
export async function readLessons(db: Db, course: string): Promise<readonly StoredLesson[]> {
  const rows = await db
    .selectFrom('training_lesson')
    .selectAll()
    .where('course', '=', course)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_LESSONS)
    .execute();
  return rows.map(lessonOf);
}

export async function findLesson(db: Db, course: string, id: string): Promise<StoredLesson | undefined> {
  const row = await db
    .selectFrom('training_lesson')
    .selectAll()
    .where('course', '=', course)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && lessonOf(row);
}

/** The best of an officer's tries at each lesson of a course. */
async function readResults(db: Db, officer: string, course: string): Promise<readonly LessonResult[]> {
  const rows = await db
    .selectFrom('training_try')
    .select(['lesson', (eb) => eb.fn.max('correct').as('right'), (eb) => eb.fn.countAll().as('tries')])
    .where('officer', '=', officer)
    .where('course', '=', course)
    .groupBy('lesson')
    .execute();
  return rows.map(({ lesson, right, tries }) => ({ lesson, right, tries: Number(tries) }));
}

export interface Certificate {
  readonly code: string;
  readonly course: string;
  readonly issuedAt: Temporal.Instant;
  readonly withdrawn?: { readonly at: Temporal.Instant; readonly reason: string };
}

function certificateOf(row: Selectable<CertificateTable>): Certificate {
  const { code, course, issued_at: issuedAt, withdrawn_at: at, withdrawn_reason: reason } = row;
  return { code, course, issuedAt, ...(at !== null && reason !== null && { withdrawn: { at, reason } }) };
}

/** A course with how far an officer has come in it. */
export interface Progress {
  readonly course: StoredCourse;
  readonly lessons: readonly StoredLesson[];
  readonly results: readonly LessonResult[];
  readonly attended: { readonly at: Temporal.Instant; readonly way: AttendanceWay } | undefined;
  readonly certificate: Certificate | undefined;
  readonly standing: CourseStanding;
}

export async function readProgress(db: Db, officer: string, course: StoredCourse): Promise<Progress> {
  const lessons = await readLessons(db, course.id);
  const results = await readResults(db, officer, course.id);
  const attended = await db
    .selectFrom('training_attendance')
    .select(['at', 'way'])
    .where('officer', '=', officer)
    .where('course', '=', course.id)
    .executeTakeFirst();
  const row = await db
    .selectFrom('training_certificate')
    .selectAll()
    .where('officer', '=', officer)
    .where('course', '=', course.id)
    .executeTakeFirst();
  const standing = courseStanding(course, lessons, { results, attended: attended !== undefined });
  return { course, lessons, results, attended, certificate: row && certificateOf(row), standing };
}

/** What an officer has to take, each with how far they have come. */
export async function readTraining(db: Db, officer: Officer): Promise<readonly Progress[]> {
  const { election, body } = officer;
  const courses = await readCourses(db, { election, body, state: 'open' });
  return Promise.all(courses.map((course) => readProgress(db, officer.id, course)));
}

/** An officer's certificates, of courses that are retired as well. */
export async function readCertificates(
  db: Db,
  officer: string,
): Promise<readonly (Certificate & { readonly title: StoredCourse['title'] })[]> {
  const rows = await db
    .selectFrom('training_certificate as certificate')
    .innerJoin('training_course', 'training_course.id', 'certificate.course')
    .selectAll('certificate')
    .select('training_course.title')
    .where('officer', '=', officer)
    .orderBy('issued_at')
    .limit(MOST_COURSES)
    .execute();
  return rows.map(({ title, ...row }) => ({ ...certificateOf(row), title }));
}

/** A certificate by its code, with whose it is. */
export async function findCertificate(
  db: Db,
  code: string,
): Promise<(Certificate & { readonly officer: string }) | undefined> {
  const row = await db
    .selectFrom('training_certificate')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
  return row && { ...certificateOf(row), officer: row.officer };
}

/** How often the questions of a lesson may be answered by an officer. */
export async function triesAllowed(
  db: Db,
  { officer, course, lesson }: { officer: string; course: StoredCourse; lesson: string },
): Promise<number> {
  const more = await db
    .selectFrom('training_more_tries')
    .select('tries')
    .where('officer', '=', officer)
    .where('course', '=', course.id)
    .where('lesson', '=', lesson)
    .executeTakeFirst();
  return course.tries + (more?.tries ?? 0);
}

/** The last answers of an officer to a lesson's questions. */
export async function lastTry(db: Db, officer: string, course: string, lesson: string) {
  return db
    .selectFrom('training_try')
    .select(['correct', 'wrong', 'at', 'answers'])
    .where('officer', '=', officer)
    .where('course', '=', course)
    .where('lesson', '=', lesson)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const answersSchema = z.record(z.string(), z.array(z.number()));

/** Answers as they are stored. */
export function answersOf(stored: unknown): Answers {
  return answersSchema.parse(stored);
}
