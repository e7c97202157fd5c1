import { sql } from 'kysely';
import { withinArea } from '../../../platform/officers/within.ts';
import type { Db, StoredCourse } from '../store.ts';

/** A course in an area: how many take it, and how many have its certificate. */
export interface CourseCount {
  readonly course: string;
  readonly of: number;
  readonly passed: number;
}

/**
 * Counts officers who have not left, by course, in an area and all within it: seats and certificates each from their
 * index, less the certificates of those few who left.
 */
export async function countPassed(
  db: Db,
  { election, area }: { readonly election: string; readonly area: string },
  courses: readonly StoredCourse[],
): Promise<readonly CourseCount[]> {
  if (courses.length === 0) return [];
  const ids = courses.map(({ id }) => id);
  const certificates = db
    .selectFrom('training_certificate as certificate')
    .where('certificate.course', 'in', ids)
    .where('certificate.withdrawn_at', 'is', null)
    .select((eb) => ['certificate.course', 'certificate.body', eb.fn.countAll<number>().as('count')])
    .groupBy(['certificate.course', 'certificate.body']);
  const [seats, given, ofWhoLeft] = await Promise.all([
    db
      .selectFrom('officer')
      .where('election', '=', election)
      .where('left_on', 'is', null)
      .where(withinArea('area', area))
      .select((eb) => ['body', eb.fn.countAll<number>().as('count')])
      .groupBy('body')
      .execute(),
    certificates.where(withinArea('certificate.area', area)).execute(),
    certificates
      .innerJoin('officer', 'officer.id', 'certificate.officer')
      .where('officer.election', '=', election)
      .where('officer.left_on', 'is not', null)
      .where(withinArea('officer.area', area))
      .execute(),
  ]);
  return courses.map(({ id, bodies }) => {
    const sum = (rows: readonly { course?: string; body: string; count: number }[]) =>
      rows
        .filter(({ course = id, body }) => course === id && bodies.includes(body))
        .reduce((total, { count }) => total + Number(count), 0);
    return { course: id, of: sum(seats), passed: sum(given) - sum(ofWhoLeft) };
  });
}

/** Who has not passed a course, with what they did already. */
export interface Learner {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly body: string;
  readonly place: string | null;
  readonly area: string;
  readonly joined: boolean;
  /** Lessons whose questions were answered. */
  readonly answered: number;
  readonly there: boolean;
}

/** A page of those who have no certificate of a course: found in the order of an index first, and only then looked at. */
export async function readLearners(
  db: Db,
  course: StoredCourse,
  of: { readonly area: string; readonly offset: number; readonly limit: number },
): Promise<readonly Learner[]> {
  const missing = db
    .selectFrom('officer')
    .select('id')
    .where('election', '=', course.election)
    .where('left_on', 'is', null)
    .where('body', 'in', [...course.bodies])
    .where(withinArea('area', of.area))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('training_certificate')
            .whereRef('training_certificate.officer', '=', 'officer.id')
            .where('training_certificate.course', '=', course.id)
            .where('training_certificate.withdrawn_at', 'is', null),
        ),
      ),
    )
    .orderBy('area')
    .orderBy('place')
    .orderBy('role')
    .orderBy('id')
    .offset(of.offset)
    .limit(of.limit);
  const ids = (await missing.execute()).map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('officer')
    .where('id', 'in', ids)
    .select(['id', 'name', 'role', 'body', 'place', 'area', 'joined_at'])
    .select((eb) => [
      eb
        .selectFrom('training_try')
        .select((tries) => tries.fn.count('training_try.lesson').distinct().as('lessons'))
        .whereRef('training_try.officer', '=', 'officer.id')
        .where('training_try.course', '=', course.id)
        .as('answered'),
      eb
        .selectFrom('training_attendance')
        .select(sql<string>`training_attendance.session`.as('session'))
        .whereRef('training_attendance.officer', '=', 'officer.id')
        .where('training_attendance.course', '=', course.id)
        .as('session'),
    ])
    .orderBy('area')
    .orderBy('place')
    .orderBy('role')
    .orderBy('id')
    .execute();
  return rows.map(({ joined_at, answered, session, ...officer }) => ({
    ...officer,
    joined: joined_at !== null,
    answered: Number(answered ?? 0),
    there: session !== null,
  }));
}
