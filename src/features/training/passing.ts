import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Officer } from '../../domain/officer.ts';
import { trainingCode } from '../../domain/training.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { TRAINED } from './constants.ts';
import { type Db, findCourse, readProgress } from './store.ts';

/** Random bytes of a code, more than it needs. */
const CODE_BYTES = 16;
/** Officers of one course that a job looks at before it asks again. */
const PER_LOOK = 200;

/** A code that nobody can guess. */
export function newCode(): string {
  return trainingCode(randomBytes(CODE_BYTES));
}

/**
 * Gives an officer the certificate of a course where nothing is missing any more, and the mark where it was the last one.
 * Once given it stays, whatever becomes of the course.
 *
 * @returns whether it was given now
 */
export async function settle(
  db: Db,
  officer: Officer,
  courseId: string,
  at: Temporal.Instant,
): Promise<boolean> {
  // What two people do for one officer at once is seen by the second of them.
  await db.selectFrom('officer').select('id').where('id', '=', officer.id).forNoKeyUpdate().execute();
  const course = await findCourse(db, courseId);
  if (course?.state !== 'open') return false;
  const { standing, certificate } = await readProgress(db, officer.id, course);
  if (certificate || standing.missing.length > 0) return false;
  await db
    .insertInto('training_certificate')
    .values({
      code: newCode(),
      officer: officer.id,
      area: officer.area,
      body: officer.body,
      course: course.id,
      issued_at: at,
      withdrawn_at: null,
      withdrawn_reason: null,
    })
    .execute();
  await markTrained(db, { election: officer.election, officer: officer.id }, at);
  return true;
}

/** Sets and takes the mark of who has every certificate that is asked of their body: one officer, or all of an election. */
export async function markTrained(
  db: Db,
  { election, officer }: { readonly election: string; readonly officer?: string },
  at: Temporal.Instant,
): Promise<void> {
  const only = officer === undefined ? sql`true` : sql`officer.id = ${officer}`;
  const lacksOne = sql`exists (
    select from training_course course
    where course.election = officer.election and course.state = 'open' and officer.body = any(course.bodies)
    and not exists (
      select from training_certificate c
      where c.officer = officer.id and c.course = course.id and c.withdrawn_at is null))`;
  const hasOne = sql`exists (
    select from training_certificate c where c.officer = officer.id and c.withdrawn_at is null)`;
  await sql`
    delete from officer_mark using officer
    where officer_mark.officer = officer.id and officer_mark.mark = ${TRAINED}
    and officer.election = ${election} and ${only} and (${lacksOne} or not ${hasOne})`.execute(db);
  await sql`
    insert into officer_mark (election, mark, officer, body, area, at)
    select officer.election, ${TRAINED}, officer.id, officer.body, officer.area, ${at}
    from officer
    where officer.election = ${election} and ${only} and ${hasOne} and not ${lacksOne}
    on conflict do nothing`.execute(db);
}

/** After a course was changed: gives certificates to whom nothing is missing any more. */
export async function settleCourse(
  { db, officers, clock }: Pick<FeatureContext, 'db' | 'officers' | 'clock'>,
  course: string,
  signal: AbortSignal,
): Promise<void> {
  let after = '';
  for (;;) {
    signal.throwIfAborted();
    const rows = await waitingAfter(db, course, after);
    for (const { officer: id } of rows) {
      const officer = await officers.find(id);
      if (officer) await db.transaction().execute((trx) => settle(trx, officer, course, clock()));
    }
    const last = rows.at(-1);
    if (!last || rows.length < PER_LOOK) return;
    after = last.officer;
  }
}

/** Who did something in a course and has no certificate of it yet, in the order of their ids. */
function waitingAfter(db: Db, course: string, after: string) {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('training_try')
        .select('officer')
        .where('course', '=', course)
        .where('officer', '>', after)
        .union(
          eb
            .selectFrom('training_attendance')
            .select('officer')
            .where('course', '=', course)
            .where('officer', '>', after),
        )
        .as('learner'),
    )
    .select('learner.officer')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('training_certificate')
            .whereRef('training_certificate.officer', '=', 'learner.officer')
            .where('training_certificate.course', '=', course),
        ),
      ),
    )
    .orderBy('learner.officer')
    .limit(PER_LOOK)
    .execute();
}
