import { textIn } from '../../domain/item.ts';
import { mediaPath } from '../../domain/media.ts';
import type { Officer } from '../../domain/officer.ts';
import { certificateCodeIn, readAttendanceCode } from '../../domain/training.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { HomePane, OfficerRequest, OfficerWindow } from '../../platform/officers/contract.ts';
import { trainingActions } from './actions.ts';
import { answersPage } from './answers-page.tsx';
import { attendPage } from './attend-page.tsx';
import { certificateFile } from './certificates.ts';
import {
  ATTEND_PATH,
  CERTIFICATES_PATH,
  lessonPath,
  TRAINED,
  TRAINING_PATH,
  VIDEO_PATH,
} from './constants.ts';
import { type LessonView, lessonPage } from './lesson-page.tsx';
import { trainingPage } from './list-page.tsx';
import { messages } from './messages.ts';
import { certificatesPage } from './own-certificate.tsx';
import { sessionShowing, sessionsFor } from './sessions.ts';
import {
  answersOf,
  bodiesInTraining,
  findCourse,
  lastTry,
  readCertificates,
  readProgress,
  readTraining,
  triesAllowed,
} from './store.ts';
import { mayWatch, videoAnswer } from './videos.ts';

const LESSON = `${TRAINING_PATH}/:course/:lesson`;

/** What officers have of their training. */
export function trainingWindow(context: FeatureContext): Omit<OfficerWindow, 'oversight' | 'oversightFiles'> {
  return {
    pages: [
      {
        path: TRAINING_PATH,
        for: 'serving',
        offline: true,
        get: async (request) => ({
          kind: 'page',
          ...trainingPage(await coursesOf(context, request), request),
        }),
      },
      { path: LESSON, for: 'serving', offline: true, get: (request) => lesson(context, request) },
      {
        path: `${LESSON}/jawaban`,
        for: 'serving',
        offline: true,
        get: (request) => answers(context, request),
      },
      {
        path: ATTEND_PATH,
        for: 'serving',
        offline: true,
        get: async (request) => ({ kind: 'page', ...attendPage(undefined, request) }),
      },
      { path: `${ATTEND_PATH}/:code`, for: 'serving', get: (request) => attend(context, request) },
      {
        path: CERTIFICATES_PATH,
        for: 'former',
        offline: true,
        get: async (request) => ({
          kind: 'page',
          ...certificatesPage(await readCertificates(context.db, request.officer.id), request),
        }),
      },
    ],
    files: [
      {
        path: `${CERTIFICATES_PATH}/:file`,
        for: 'former',
        offline: true,
        answer: (request) => paper(context, request),
      },
      {
        path: `${VIDEO_PATH}/:digest`,
        for: 'serving',
        offline: true,
        async answer(request) {
          const digest = request.params['digest'] ?? '';
          const isTheirs = await mayWatch(context.db, request.officer, digest);
          const answer = isTheirs ? await videoAnswer(context.db, digest, request.range) : undefined;
          return answer ?? notFound();
        },
      },
    ],
    actions: trainingActions(context),
    home: (request) => home(context, request),
    offline: ({ officer }) => offline(context, officer),
    measures: [
      {
        id: TRAINED,
        unit: 'officer',
        order: 20,
        label: { id: messages('id').measure, en: messages('en').measure },
        missing: { id: messages('id').measureMissing, en: messages('en').measureMissing },
        whom: { id: messages('id').measureWhom, en: messages('en').measureWhom },
        of: async ({ election }) => [{ bodies: await bodiesInTraining(context.db, election), areas: [] }],
      },
    ],
  };
}

async function coursesOf({ db }: FeatureContext, { officer, now }: OfficerRequest) {
  const courses = await readTraining(db, officer);
  return Promise.all(
    courses.map(async (progress) => ({
      ...progress,
      meetings: progress.course.inPerson
        ? await sessionsFor(db, officer, { course: progress.course.id, from: now.toInstant() })
        : [],
    })),
  );
}

/** The lesson of an address, where it is one of the officer's body. */
async function viewOf(
  { db }: FeatureContext,
  { officer, params }: OfficerRequest,
): Promise<LessonView | undefined> {
  const course = await findCourse(db, params['course'] ?? '');
  const isTheirs =
    course?.state === 'open' && course.election === officer.election && course.bodies.includes(officer.body);
  if (!isTheirs) return undefined;
  const { lessons, results } = await readProgress(db, officer.id, course);
  const at = lessons.findIndex(({ id }) => id === params['lesson']);
  const found = lessons[at];
  if (!found) return undefined;
  const tries = results.find((result) => result.lesson === found.id)?.tries ?? 0;
  const allowed = await triesAllowed(db, { officer: officer.id, course, lesson: found.id });
  return {
    course,
    lesson: found,
    number: at + 1,
    next: lessons[at + 1],
    triesLeft: Math.max(allowed - tries, 0),
    answered: tries > 0,
  };
}

async function lesson(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const view = await viewOf(context, request);
  return view ? { kind: 'page', ...lessonPage(view, request) } : { kind: 'missing' };
}

async function answers(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const view = await viewOf(context, request);
  const last = view && (await lastTry(context.db, request.officer.id, view.course.id, view.lesson.id));
  if (!view) return { kind: 'missing' };
  if (!last)
    return { kind: 'moved', to: request.href(lessonPath(view.course.id, view.lesson.id)), status: 302 };
  return { kind: 'page', ...answersPage(view, { ...last, answers: answersOf(last.answers) }, request) };
}

async function attend(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const typed = request.params['code'] ?? '';
  const code = readAttendanceCode(typed);
  const { officer, now } = request;
  const session =
    code === undefined
      ? undefined
      : await sessionShowing(context, context.db, { election: officer.election, code, at: now.toInstant() });
  const scanned = { code: code ?? typed.slice(0, 20), session };
  return { kind: 'page', ...attendPage(scanned, request) };
}

async function paper(context: FeatureContext, request: OfficerRequest): Promise<Response> {
  const code = certificateCodeIn(request.params['file'] ?? '');
  const pdf = code && (await certificateFile(context, request.officer, code, request));
  if (!code || !pdf) return notFound();
  return new Response(pdf, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="sertifikat-${code}.pdf"`,
    },
  });
}

function notFound(): never {
  throw new Problem(404, 'unknown-item', 'There is no such thing.');
}

async function home({ db }: FeatureContext, request: OfficerRequest): Promise<readonly HomePane[]> {
  const { officer, lang, format, href } = request;
  const t = messages(lang);
  const courses = await readTraining(db, officer);
  if (courses.length === 0) return [];
  const left = courses.filter(({ certificate }) => certificate === undefined);
  return [
    {
      order: 40,
      icon: 'graduation-cap',
      title: t.title,
      href: href(TRAINING_PATH),
      tone: left.length === 0 ? 'ok' : 'warn',
      note: left.length === 0 ? t.homeDone : t.notYet,
      rows: courses.map(({ course, standing, certificate }) => ({
        title: textIn(course.title, lang),
        note: t.progress(format.number(standing.answered), format.number(standing.of)),
        href: href(TRAINING_PATH),
        state: certificate
          ? { label: t.passed, tone: 'ok' as const }
          : { label: t.percent(format.number(standing.percent)), tone: 'plain' as const },
      })),
    },
  ];
}

/** All that can be read and answered without a network; films are fetched by who wants them. */
async function offline({ db }: FeatureContext, officer: Officer): Promise<readonly string[]> {
  const courses = await readTraining(db, officer);
  return [
    TRAINING_PATH,
    ATTEND_PATH,
    CERTIFICATES_PATH,
    ...courses.flatMap(({ course, lessons }) =>
      lessons.flatMap(({ id, picture }) => [
        lessonPath(course.id, id),
        // The picture for phones, where there is one.
        ...(picture ? [mediaPath(picture.small ?? picture, 'picture')] : []),
      ]),
    ),
  ];
}
