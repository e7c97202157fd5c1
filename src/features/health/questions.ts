import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { HEALTH_LEVELS, type ScreeningQuestion } from '../../domain/officer-health.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';

/** Questions of one set; nobody answers more in earnest. */
export const MOST_QUESTIONS = 30;
export const LONGEST_QUESTION = 300;

const text = z.string().trim().min(1).max(LONGEST_QUESTION);

const questionsSchema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]{1,40}$/),
      text: z.strictObject({ id: text, en: text }),
      ifYes: z.enum(HEALTH_LEVELS),
      ifNo: z.enum(HEALTH_LEVELS),
    }),
  )
  .max(MOST_QUESTIONS);

/**
 * What is asked until the election office writes questions of its own: what sends officers to hospital on such days, in
 * plain words. None is a diagnosis, and each can be answered without a doctor.
 */
export const SHIPPED_QUESTIONS: readonly ScreeningQuestion[] = [
  question('tekanan-diketahui', 'fine', 'doctor-first', {
    id: 'Apakah tekanan darah sudah diukur dalam sebulan ini, dan hasilnya normal?',
    en: 'Was your blood pressure measured within the last month, and was it normal?',
  }),
  question('gula', 'doctor-first', 'fine', {
    id: 'Pernahkah dokter mengatakan bahwa gula darah tinggi (kencing manis)?',
    en: 'Has a doctor ever told you that your blood sugar is too high (diabetes)?',
  }),
  question('jantung', 'not-without-doctor', 'fine', {
    id: 'Pernah sakit jantung atau stroke, atau sedang minum obat jantung?',
    en: 'Have you had heart disease or a stroke, or do you take medicine for the heart?',
  }),
  question('dada', 'not-without-doctor', 'fine', {
    id: 'Dalam sebulan ini pernah nyeri dada, sesak napas, atau hampir pingsan?',
    en: 'Within the last month, did your chest hurt, were you short of breath, or did you nearly faint?',
  }),
  question('paru-ginjal', 'doctor-first', 'fine', {
    id: 'Sedang berobat untuk paru-paru, ginjal, atau penyakit lain yang lama?',
    en: 'Are you being treated for lungs, kidneys or another lasting illness?',
  }),
  question('hamil', 'doctor-first', 'fine', {
    id: 'Sedang hamil, atau baru melahirkan?',
    en: 'Are you pregnant, or have you just given birth?',
  }),
  question('obat', 'doctor-first', 'fine', {
    id: 'Minum obat setiap hari yang tidak boleh terlewat?',
    en: 'Do you take a medicine every day that you must not miss?',
  }),
  question('lelah', 'doctor-first', 'fine', {
    id: 'Akhir-akhir ini mudah lelah, kurang tidur, atau sedang demam?',
    en: 'Are you easily tired lately, short of sleep, or feverish?',
  }),
];

function question(
  id: string,
  ifYes: ScreeningQuestion['ifYes'],
  ifNo: ScreeningQuestion['ifNo'],
  words: ScreeningQuestion['text'],
): ScreeningQuestion {
  return { id, ifYes, ifNo, text: words };
}

export interface QuestionSet {
  readonly questions: readonly ScreeningQuestion[];
  /** Rises with each change; 0 for those that are shipped. */
  readonly version: number;
}

/** The questions of an election. */
export async function readQuestions(
  db: Kysely<DatabaseSchema> | Transaction<DatabaseSchema>,
  election: string,
): Promise<QuestionSet> {
  const row = await db
    .selectFrom('health_question_set')
    .select(['questions', 'version'])
    .where('election', '=', election)
    .executeTakeFirst();
  if (!row) return { questions: SHIPPED_QUESTIONS, version: 0 };
  return { questions: questionsSchema.parse(row.questions), version: row.version };
}

/** Writes them, made from a version; false where somebody else was faster. */
export async function writeQuestions(
  trx: Transaction<DatabaseSchema>,
  election: string,
  set: QuestionSet,
  at: Temporal.Instant,
): Promise<boolean> {
  const questions = JSON.stringify(set.questions);
  if (set.version === 0) {
    const made = await trx
      .insertInto('health_question_set')
      .values({ election, questions, version: 1, changed_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst();
    return made !== undefined;
  }
  const changed = await trx
    .updateTable('health_question_set')
    .set({ questions, version: set.version + 1, changed_at: at })
    .where('election', '=', election)
    .where('version', '=', set.version)
    .returning('version')
    .executeTakeFirst();
  return changed !== undefined;
}
