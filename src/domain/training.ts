import { z } from 'zod';
import { pictureSchema } from './media.ts';

/**
 * The training of officers (bimtek): courses of lessons with questions after them, an hour in person, and a certificate.
 * What is right is known to the window alone; the phone gets questions without it.
 */

export const LONGEST_NAME = 200;
export const LONGEST_TEXT = 20_000;
export const LONGEST_QUESTION = 500;
export const LONGEST_EXPLANATION = 1_000;
export const MOST_LESSONS = 30;
export const MOST_QUESTIONS = 15;
export const FEWEST_CHOICES = 2;
export const MOST_CHOICES = 6;
export const MOST_TRIES = 20;
/** Seconds of a lesson's film. */
export const LONGEST_VIDEO = 600;

/** Words of addresses beside which ids stand. */
const RESERVED = new Set(['baru', 'hadir', 'video']);

/** Ids of courses, lessons, questions and bodies: they stand in addresses. */
export const trainingId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write lower-case letters, digits and single dashes, like hari-h')
  .max(40)
  .refine((id) => !RESERVED.has(id), 'is a word of an address');

/** Text in Indonesian, and perhaps in English. Officers read Indonesian; a course without it would be no help. */
function trainingText(longest: number) {
  const text = z.string().trim().min(1, 'is empty').max(longest);
  return z.strictObject({ id: text, en: text.exactOptional() });
}

const choiceSchema = z.strictObject({
  text: trainingText(LONGEST_QUESTION),
  right: z.boolean().exactOptional(),
});

export const questionSchema = z
  .strictObject({
    id: trainingId,
    text: trainingText(LONGEST_QUESTION),
    choices: z.array(choiceSchema).min(FEWEST_CHOICES).max(MOST_CHOICES),
    /** Why it is so: read after answering. */
    explanation: trainingText(LONGEST_EXPLANATION),
  })
  .refine(({ choices }) => choices.some(({ right }) => right), {
    path: ['choices'],
    message: 'none is marked as right',
  });

export const questionsSchema = z
  .array(questionSchema)
  .max(MOST_QUESTIONS)
  .refine((questions) => new Set(questions.map(({ id }) => id)).size === questions.length, {
    message: 'two questions have one id',
  });

/** A short film of a lesson; what is said and seen in it is written beside it. */
export const videoSchema = z.strictObject({
  /** SHA-256 of its bytes in base64url. */
  digest: z.string().regex(/^[\w-]{43}$/),
  type: z.enum(['video/mp4', 'video/webm']),
  bytes: z.int().positive(),
  /** What it is about, read before it is fetched. */
  about: trainingText(LONGEST_NAME),
  transcript: trainingText(LONGEST_TEXT),
});

export const lessonSchema = z.strictObject({
  id: trainingId,
  title: trainingText(LONGEST_NAME),
  /** Markdown. */
  body: trainingText(LONGEST_TEXT),
  picture: pictureSchema.exactOptional(),
  video: videoSchema.exactOptional(),
  questions: questionsSchema,
});

export const courseSchema = z.strictObject({
  id: trainingId,
  election: trainingId,
  title: trainingText(LONGEST_NAME),
  intro: trainingText(LONGEST_EXPLANATION),
  /** Ids of the bodies that take it. */
  bodies: z.array(trainingId).min(1).max(20),
  /** Right answers of a hundred that pass. */
  passMark: z.int().min(1).max(100),
  /** How often the questions of one lesson can be answered before somebody gives more tries. */
  tries: z.int().min(1).max(MOST_TRIES),
  /** Whether an officer must also be there in person. */
  inPerson: z.boolean(),
});

export type TrainingText = z.output<ReturnType<typeof trainingText>>;
export type Question = z.output<typeof questionSchema>;
export type Lesson = z.output<typeof lessonSchema>;
export type LessonVideo = z.output<typeof videoSchema>;
export type Course = z.output<typeof courseSchema>;

/** Whether several choices of a question are right. */
export function hasSeveral(question: Pick<Question, 'choices'>): boolean {
  return question.choices.filter(({ right }) => right).length > 1;
}

/** The chosen choices of each question, by their place from 0. */
export type Answers = Readonly<Record<string, readonly number[]>>;

export interface Score {
  readonly right: number;
  readonly of: number;
  /** Ids of the questions that were answered wrongly. */
  readonly wrong: readonly string[];
}

/** How many questions are answered rightly: all that is right was chosen, and nothing else. */
export function scoreOf(questions: readonly Question[], answers: Answers): Score {
  const wrong = questions
    .filter(({ id, choices }) => {
      const chosen = new Set(Object.hasOwn(answers, id) ? answers[id] : []);
      return choices.some(({ right = false }, index) => chosen.has(index) !== right) || chosen.size === 0;
    })
    .map(({ id }) => id);
  return { right: questions.length - wrong.length, of: questions.length, wrong };
}

/** The best of an officer's tries at a lesson. */
export interface LessonResult {
  readonly lesson: string;
  readonly right: number;
  readonly tries: number;
}

/** How far an officer has come in a course. */
export interface CourseStanding {
  /** Lessons whose questions were answered, of all that have some. */
  readonly answered: number;
  readonly of: number;
  /** Right answers of a hundred, over all lessons. */
  readonly percent: number;
  /** What is missing for the certificate; empty: passed. */
  readonly missing: readonly ('lessons' | 'score' | 'in-person')[];
}

/**
 * Where an officer stands: each lesson counts by its best try and its own number of questions. Results of questions that
 * were since taken out count for no more than what is left.
 */
export function courseStanding(
  course: Pick<Course, 'passMark' | 'inPerson'>,
  lessons: readonly Pick<Lesson, 'id' | 'questions'>[],
  done: { readonly results: readonly LessonResult[]; readonly attended: boolean },
): CourseStanding {
  const best = new Map(done.results.map((result) => [result.lesson, result.right]));
  const asked = lessons.filter(({ questions }) => questions.length > 0);
  const answered = asked.filter(({ id }) => best.has(id)).length;
  const of = asked.reduce((sum, { questions }) => sum + questions.length, 0);
  const right = asked.reduce(
    (sum, { id, questions }) => sum + Math.min(best.get(id) ?? 0, questions.length),
    0,
  );
  const percent = of === 0 ? 100 : Math.floor((right * 100) / of);
  const missing = [
    ...(answered < asked.length ? (['lessons'] as const) : []),
    ...(answered === asked.length && percent < course.passMark ? (['score'] as const) : []),
    ...(course.inPerson && !done.attended ? (['in-person'] as const) : []),
  ];
  return { answered, of: asked.length, percent, missing };
}

/** A meeting in person: who is there scans the code that it shows at that moment. */
export interface TrainingSession {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
}

/** Hours around a session in which its codes count: people come early, and queue at the end. */
export const EARLY = { hours: 1 } as const;
export const LATE = { hours: 2 } as const;

/** Whether a meeting shows its codes at a moment. */
export function isShown({ startsAt, endsAt }: TrainingSession, at: Temporal.Instant): boolean {
  const { compare } = Temporal.Instant;
  return compare(at, startsAt.subtract(EARLY)) >= 0 && compare(at, endsAt.add(LATE)) <= 0;
}

/** How long a meeting shows one code before the next. */
const CODE_SECONDS = 120;
/** Steps before the present one whose code still counts: who scanned has up to six minutes to send. */
const STEPS_BACK = 2;
const MEETING_SIGNS = 6;

/** The number of the code that a meeting shows at a moment, and for how long it still does. */
export function meetingStep(at: Temporal.Instant): { readonly step: number; readonly secondsLeft: number } {
  const seconds = Math.floor(at.epochMilliseconds / 1000);
  return { step: Math.floor(seconds / CODE_SECONDS), secondsLeft: CODE_SECONDS - (seconds % CODE_SECONDS) };
}

/** Steps whose codes count at a moment, the present one first. */
export function stepsThatCount(at: Temporal.Instant): readonly number[] {
  const { step } = meetingStep(at);
  return Array.from({ length: STEPS_BACK + 1 }, (_, back) => step - back);
}

/** Letters and figures that are not taken for one another when they are read aloud or from paper. */
const CODE_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 10;

/** A code of 50 random bits: `7K2QX-M0RTD`. */
export function trainingCode(random: Uint8Array): string {
  return codeOf(random, CODE_LENGTH);
}

/** A code as it was made, from how somebody typed it; undefined where it is none. */
export function readTrainingCode(typed: string): string | undefined {
  return readCode(typed, CODE_LENGTH);
}

/** The code of a step, from bytes that only the window can reckon: short enough to be typed, `7K2-QXM`. */
export function meetingCode(keyed: Uint8Array): string {
  return codeOf(keyed, MEETING_SIGNS);
}

/** A meeting's code as it is shown, from how somebody typed it; undefined where it is none. */
export function readMeetingCode(typed: string): string | undefined {
  return readCode(typed, MEETING_SIGNS);
}

/** A code of so many signs, each from a byte. */
function codeOf(bytes: Uint8Array, length: number): string {
  if (bytes.length < length) throw new Error(`A code needs ${length} bytes.`);
  return inHalves(
    Array.from(bytes.subarray(0, length), (byte) => CODE_SIGNS[byte % CODE_SIGNS.length]).join(''),
  );
}

function readCode(typed: string, length: number): string | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0')
    .replaceAll('U', 'V');
  const isCode = plain.length === length && [...plain].every((sign) => CODE_SIGNS.includes(sign));
  return isCode ? inHalves(plain) : undefined;
}

function inHalves(signs: string): string {
  const middle = signs.length / 2;
  return `${signs.slice(0, middle)}-${signs.slice(middle)}`;
}

/** The code by which somebody says that they are there: what a meeting shows, or has printed. */
export function readAttendanceCode(typed: string): string | undefined {
  return readMeetingCode(typed) ?? readTrainingCode(typed);
}

/** How a certificate's code is written on it, so that it is told from other codes: `BT-7K2QX-M0RTD`. */
export function certificateCode(code: string): string {
  return `BT-${code}`;
}

/** The code of a certificate in a text that somebody pasted, alone or in an address; undefined where there is none. */
export function certificateCodeIn(text: string): string | undefined {
  const found = /(?<![0-9A-Z])BT[-\s]?([0-9A-Z]{5})[-\s]?([0-9A-Z]{5})(?![0-9A-Z])/i.exec(text);
  return found ? readTrainingCode(`${found[1]}${found[2]}`) : undefined;
}
