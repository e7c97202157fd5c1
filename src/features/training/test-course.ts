import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { TEST_AREAS, TEST_ELECTION } from '../../../test/support/officers.ts';
import { QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import { mediaPath } from '../../domain/media.ts';
import type { Course, Lesson, LessonVideo, Question } from '../../domain/training.ts';
import { storeImage } from '../../platform/media/store.ts';
import { picture } from '../../platform/media/testing.ts';
import { lessonPath, VIDEO_PATH } from './constants.ts';
import { importCourse } from './courses/write.ts';
import { newCode } from './passing.ts';
import type { SessionTable } from './tables.ts';
import { mp4 } from './test-video.ts';
import { storeVideo } from './videos.ts';

/** A question of three choices, the second of which is right. */
export function testQuestion(id: string): Question {
  return {
    id,
    text: { id: `Apa yang benar tentang ${id}?` },
    choices: [
      { text: { id: 'Yang pertama' } },
      { text: { id: 'Yang kedua' }, right: true },
      { text: { id: 'Yang ketiga' } },
    ],
    explanation: { id: `Penjelasan ${id}.` },
  };
}

/** Opens a course of two lessons with two questions each. */
export async function openTestCourse(window: TestWindow, more: Partial<Course> = {}): Promise<Course> {
  const course: Course = {
    id: `uji-${randomUUID().slice(0, 8)}`,
    election: TEST_ELECTION,
    title: { id: 'Bekal uji' },
    intro: { id: 'Untuk uji.' },
    bodies: ['kpps'],
    passMark: 75,
    tries: 2,
    inPerson: false,
    ...more,
  };
  const lesson = (id: string): Lesson => ({
    id,
    title: { id: `Pelajaran ${id}` },
    body: { id: 'Isi **tebal** <script>alert(1)</script> [jebakan](javascript:alert(1))' },
    questions: [testQuestion(`${id}-a`), testQuestion(`${id}-b`)],
  });
  await importCourse(
    window.window.context,
    { course, lessons: [lesson('satu'), lesson('dua')] },
    { open: true },
  );
  return course;
}

/** A meeting of a course that begins at the moment at which test windows stand, and gives its id. */
export async function holdMeeting(
  window: TestWindow,
  course: Course,
  more: Partial<Insertable<SessionTable>> = {},
): Promise<string> {
  const code = newCode();
  await window.database.db
    .insertInto('training_session')
    .values({
      code,
      course: course.id,
      election: TEST_ELECTION,
      area: TEST_AREAS.village,
      venue: 'Aula Kelurahan',
      starts_at: QUIET_PERIOD,
      ends_at: QUIET_PERIOD.add({ hours: 3 }),
      made_by: 'test',
      made_at: QUIET_PERIOD,
      cancelled_at: null,
      ...more,
    })
    .execute();
  return code;
}

/** Whether an officer has the mark of who has passed. */
export async function isTrained(window: TestWindow, { id }: { readonly id: string }): Promise<boolean> {
  const row = await window.database.db
    .selectFrom('officer_mark')
    .select('officer')
    .where('officer', '=', id)
    .where('mark', '=', 'trained')
    .executeTakeFirst();
  return row !== undefined;
}

/** The form of answers to a lesson, each question's choice by its place. */
export function answersForm(lesson: string, first: string, second: string, asked = '1') {
  return { versi: asked, [`q-${lesson}-a`]: first, [`q-${lesson}-b`]: second };
}

/** Gives a lesson a picture, and says where both are. */
export async function addPicture(window: TestWindow, course: Course, lesson: string) {
  const { context } = window.window;
  const stored = await storeImage(
    context,
    { bytes: picture('png', 800, 400) },
    { agency: 'kpu', by: 'test', alt: { id: 'Gambar uji' } },
  );
  if (!stored.ok) throw new Error(stored.problem);
  await context.db
    .updateTable('training_lesson')
    .set({ picture: JSON.stringify(stored.file) })
    .where('course', '=', course.id)
    .where('id', '=', lesson)
    .execute();
  return { lesson: lessonPath(course.id, lesson), path: mediaPath(stored.file, 'picture') };
}

/** Gives a lesson a film, and says where both are. */
export async function addFilm(window: TestWindow, course: Course, lesson: string) {
  const { context } = window.window;
  const stored = await storeVideo(context, mp4(), 'test');
  if (!stored.ok) throw new Error(stored.problem);
  const { video } = stored;
  const film: LessonVideo = {
    ...video,

    about: { id: 'Film uji' },
    transcript: { id: 'Isi film.' },
  };
  await context.db
    .updateTable('training_lesson')
    .set({ video: JSON.stringify(film) })
    .where('course', '=', course.id)
    .where('id', '=', lesson)
    .execute();
  return { lesson: lessonPath(course.id, lesson), path: `${VIDEO_PATH}/${video.digest}`, bytes: video.bytes };
}
