import { sql } from 'kysely';
import type { Db, StoredCourse } from '../store.ts';

/** A course in an area: how many take it, and how many have its certificate. */
export interface CourseCount {
  readonly course: string;
  readonly of: number;
  readonly passed: number;
}

/** Counts officers who have not left, by course, in an area and all within it. */
export async function countPassed(
  db: Db,
  courses: readonly StoredCourse[],
  area: string,
): Promise<readonly CourseCount[]> {
  return Promise.all(
    courses.map(async (course) => {
      const row = await inArea(db, course, area)
        .leftJoin('training_certificate as certificate', (join) =>
          join
            .onRef('certificate.officer', '=', 'officer.id')
            .on('certificate.course', '=', course.id)
            .on('certificate.withdrawn_at', 'is', null),
        )
        .select((eb) => [eb.fn.countAll().as('of'), eb.fn.count('certificate.code').as('passed')])
        .executeTakeFirstOrThrow();
      return { course: course.id, of: Number(row.of), passed: Number(row.passed) };
    }),
  );
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

/** A page of those who have no certificate of a course. */
export async function readLearners(
  db: Db,
  course: StoredCourse,
  of: { readonly area: string; readonly offset: number; readonly limit: number },
): Promise<readonly Learner[]> {
  const rows = await inArea(db, course, of.area)
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
    .offset(of.offset)
    .limit(of.limit)
    .execute();
  return rows.map(({ joined_at, answered, session, ...officer }) => ({
    ...officer,
    joined: joined_at !== null,
    answered: Number(answered ?? 0),
    there: session !== null,
  }));
}

function inArea(db: Db, course: StoredCourse, area: string) {
  return db
    .selectFrom('officer')
    .where('officer.election', '=', course.election)
    .where('officer.left_on', 'is', null)
    .where('officer.body', 'in', [...course.bodies])
    .where((eb) => eb.or([eb('officer.area', '=', area), eb('officer.area', 'like', `${area}.%`)]));
}
