import type { Transaction } from 'kysely';
import { z } from 'zod';
import { localPath } from '../../domain/language.ts';
import {
  type Answers,
  MOST_CHOICES,
  readAttendanceCode,
  scoreOf,
  stepsThatCount,
} from '../../domain/training.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import {
  type Deed,
  defineAction,
  type OfficerAction,
  type Outcome,
} from '../../platform/officers/contract.ts';
import { ANSWER, ATTEND, answersPath } from './constants.ts';
import { messages } from './messages.ts';
import { settle } from './passing.ts';
import { codeAt, sessionShowing } from './sessions.ts';
import { findCourse, findLesson, readProgress, triesAllowed } from './store.ts';
import type { AttendanceWay } from './tables.ts';

/** Field that names the questions' revision, and what names of answers begin with. */
export const ASKED = 'versi';
export const ANSWER_PREFIX = 'q-';
/** Field of a meeting's code. */
export const CODE = 'kode';

const chosen = z
  .union([z.string(), z.array(z.string())])
  .transform((values) => (typeof values === 'string' ? [values] : values).map(Number))
  .pipe(
    z
      .array(
        z
          .int()
          .min(0)
          .max(MOST_CHOICES - 1),
      )
      .max(MOST_CHOICES),
  );

const answered = z
  .looseObject({ [ASKED]: z.coerce.number().int() })
  .transform((values) => ({
    asked: values[ASKED] ?? 0,
    answers: Object.fromEntries(
      Object.entries(values)
        .filter(([name]) => name.startsWith(ANSWER_PREFIX))
        .map(([name, value]) => [name.slice(ANSWER_PREFIX.length), value]),
    ),
  }))
  .pipe(z.object({ asked: z.number(), answers: z.record(z.string().max(60), chosen) }));

interface Answered {
  readonly asked: number;
  readonly answers: Answers;
}

/** What officers do in their training: answer questions, and be there. */
export function trainingActions(context: Pick<FeatureContext, 'secretFor'>): readonly OfficerAction[] {
  return [
    defineAction<Answered>({ kind: ANSWER, schema: () => answered, apply: answer }),
    defineAction<{ readonly code: string }>({
      kind: ATTEND,
      schema: (lang) =>
        z.looseObject({ [CODE]: z.string().default('') }).transform((values, problems) => {
          const code = readAttendanceCode(String(values[CODE]));
          if (code !== undefined) return { code };
          problems.issues.push({
            code: 'custom',
            path: [CODE],
            message: messages(lang).badCode,
            input: values,
          });
          return z.NEVER;
        }),
      apply: (trx, deed) => attend(context, trx, deed),
    }),
  ];
}

async function answer(trx: Transaction<DatabaseSchema>, deed: Deed<Answered>): Promise<Outcome> {
  const { officer, subject, data, lang } = deed;
  const t = messages(lang);
  const [courseId = '', lessonId = ''] = subject.split('/');
  const course = await findCourse(trx, courseId);
  const isTheirs = course?.election === officer.election && course.bodies.includes(officer.body);
  const lesson = isTheirs && course.state === 'open' ? await findLesson(trx, courseId, lessonId) : undefined;
  if (!course || !lesson) return { state: 'refused', note: t.lessonGone };
  if (lesson.asked !== data.asked) return { state: 'conflict', note: t.questionsChanged };
  const { results } = await readProgress(trx, officer.id, course);
  const before = results.find((one) => one.lesson === lessonId);
  const allowed = await triesAllowed(trx, { officer: officer.id, course, lesson: lessonId });
  if ((before?.tries ?? 0) >= allowed) return { state: 'refused', note: t.noTriesLeft };
  const score = scoreOf(lesson.questions, data.answers);
  await trx
    .insertInto('training_try')
    .values({
      deed: deed.id,
      officer: officer.id,
      course: courseId,
      lesson: lessonId,
      answers: JSON.stringify(data.answers),
      correct: score.right,
      wrong: [...score.wrong],
      at: deed.doneAt,
    })
    .execute();
  const passed = await settle(trx, officer, courseId, deed.receivedAt);
  const note = [
    t.scored(score.right, score.of),
    ...(before && before.right > score.right ? [t.bestCounts(before.right)] : []),
    ...(passed ? [t.passedNow] : []),
  ].join(' ');
  return { state: 'done', note, to: localPath(lang, answersPath(courseId, lessonId)) };
}

/**
 * Whoever scans is there at that moment. What arrives while its code still counts is sure of that; what a phone kept is
 * taken by the moment the phone tells, and marked, so that who holds the meeting can look and strike it out.
 */
async function attend(
  context: Pick<FeatureContext, 'secretFor'>,
  trx: Transaction<DatabaseSchema>,
  deed: Deed<{ readonly code: string }>,
): Promise<Outcome> {
  const {
    officer,
    data: { code },
    doneAt,
    receivedAt,
    lang,
  } = deed;
  const t = messages(lang);
  const session = await sessionShowing(context, trx, { election: officer.election, code, at: doneAt });
  if (!session) return { state: 'refused', note: t.noSession };
  if (session.cancelled) return { state: 'refused', note: t.sessionCancelled };
  const course = await findCourse(trx, session.course);
  if (!course?.bodies.includes(officer.body)) return { state: 'refused', note: t.notYourCourse };
  const { paper } = session;
  const late =
    !paper && !stepsThatCount(receivedAt).some((step) => codeAt(context, session.code, step) === code);
  const way = paper ? 'paper' : 'code';
  await recordAttendance(trx, { officer: officer.id, session, way, by: null, at: doneAt, late });
  const passed = await settle(trx, officer, session.course, deed.receivedAt);
  return { state: 'done', note: passed ? `${t.attended} ${t.passedNow}` : t.attended };
}

/** Writes down that an officer was there; the first time counts. */
export async function recordAttendance(
  trx: Transaction<DatabaseSchema>,
  there: {
    readonly officer: string;
    readonly session: { readonly code: string; readonly course: string };
    readonly way: AttendanceWay;
    readonly by: string | null;
    readonly at: Temporal.Instant;
    readonly late?: boolean;
  },
): Promise<void> {
  const { officer, session, way, by, at, late = false } = there;
  await trx
    .insertInto('training_attendance')
    .values({ officer, course: session.course, session: session.code, way, by, at, late })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
