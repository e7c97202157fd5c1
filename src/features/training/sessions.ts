import { createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import {
  EARLY,
  isShown,
  LATE,
  meetingCode,
  readTrainingCode,
  stepsThatCount,
  type TrainingSession,
} from '../../domain/training.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { withinArea } from '../../platform/officers/within.ts';
import type { Db } from './store.ts';
import type { AttendanceWay, SessionTable } from './tables.ts';

/** Meetings that one area has at most on its list. */
const MOST_SESSIONS = 200;
/** Meetings of a whole city in the same hours. */
const MOST_AT_ONCE = 500;

/** A meeting in person as it is recorded. */
export interface StoredSession extends TrainingSession {
  /** Its id in addresses of those who hold it; what it shows to be scanned is another one every two minutes. */
  readonly code: string;
  readonly course: string;
  readonly election: string;
  readonly area: string;
  readonly venue: string;
  /** Where it is held there is no network: its own code is printed and holds for as long as it lasts. */
  readonly paper: boolean;
  readonly cancelled: boolean;
}

function sessionOf(row: Selectable<SessionTable>): StoredSession {
  const { code, course, election, area, venue, paper, starts_at: startsAt, ends_at: endsAt } = row;
  return {
    code,
    course,
    election,
    area,
    venue,
    paper,
    startsAt,
    endsAt,
    cancelled: row.cancelled_at !== null,
  };
}

export async function findSession(db: Db, code: string): Promise<StoredSession | undefined> {
  const row = await db.selectFrom('training_session').selectAll().where('code', '=', code).executeTakeFirst();
  return row && sessionOf(row);
}

/** The code that a meeting shows at a step. */
export function codeAt(context: Pick<FeatureContext, 'secretFor'>, session: string, step: number): string {
  return codesBy(context)(session, step);
}

/** The same for several meetings and steps, by a key that is derived once. */
function codesBy({ secretFor }: Pick<FeatureContext, 'secretFor'>) {
  const key = secretFor('training-meeting');
  return (session: string, step: number) =>
    meetingCode(createHmac('sha256', key).update(`${session} ${step}`).digest());
}

/**
 * The meeting that showed a code at a moment or shortly before it, or had it printed. All that are held then are looked at,
 * so that a code that is shown need not say which it is.
 */
export async function sessionShowing(
  context: Pick<FeatureContext, 'secretFor'>,
  db: Db,
  { election, code, at }: { readonly election: string; readonly code: string; readonly at: Temporal.Instant },
): Promise<StoredSession | undefined> {
  const printed = readTrainingCode(code);
  if (printed !== undefined) {
    const session = await findSession(db, printed);
    return session?.paper && session.election === election && isShown(session, at) ? session : undefined;
  }
  const rows = await db
    .selectFrom('training_session')
    .selectAll()
    .where('election', '=', election)
    .where('paper', '=', false)
    .where('starts_at', '<=', at.add(EARLY))
    .where('ends_at', '>=', at.subtract(LATE))
    .orderBy('starts_at')
    .limit(MOST_AT_ONCE)
    .execute();
  const steps = stepsThatCount(at);
  const codeBy = codesBy(context);
  const found = rows.find((row) => steps.some((step) => codeBy(row.code, step) === code));
  return found && sessionOf(found);
}

/** Meetings held in an area and the areas in it, the next one first, with how many were there. */
export async function readSessions(
  db: Db,
  { election, area }: { readonly election: string; readonly area: string },
): Promise<readonly (StoredSession & { readonly there: number })[]> {
  const rows = await db
    .selectFrom('training_session as session')
    .selectAll('session')
    .select((eb) =>
      eb
        .selectFrom('training_attendance')
        .select((count) => count.fn.countAll().as('there'))
        .whereRef('training_attendance.session', '=', 'session.code')
        .as('there'),
    )
    .where('election', '=', election)
    .where(withinArea('area', area))
    .orderBy('starts_at', 'desc')
    .limit(MOST_SESSIONS)
    .execute();
  return rows.map(({ there, ...row }) => ({ ...sessionOf(row), there: Number(there) }));
}

/** Meetings that an officer is invited to: of their course, in their area or one around it, and not over. */
export async function sessionsFor(
  db: Db,
  officer: { readonly election: string; readonly area: string },
  { course, from }: { readonly course: string; readonly from: Temporal.Instant },
): Promise<readonly StoredSession[]> {
  const rows = await db
    .selectFrom('training_session')
    .selectAll()
    .where('election', '=', officer.election)
    .where('course', '=', course)
    .where('cancelled_at', 'is', null)
    .where('ends_at', '>', from)
    .where(sql<boolean>`(${officer.area} = area or starts_with(${officer.area}, area || '.'))`)
    .orderBy('starts_at')
    .limit(5)
    .execute();
  return rows.map(sessionOf);
}

/** Somebody who may have been at a meeting, and whether they were. */
export interface Invited {
  readonly id: string;
  readonly name: string;
  readonly place: string | null;
  readonly area: string;
  readonly there: 'here' | 'elsewhere' | undefined;
  readonly way: AttendanceWay | undefined;
  /** Whether the scan came only after its code had passed. */
  readonly late: boolean;
}

const PER_PAGE = 50;

/** A page of those who are invited to a meeting: officers of the course's bodies in its area who have not left. */
export async function readInvited(
  db: Db,
  session: StoredSession,
  of: {
    readonly bodies: readonly string[];
    readonly words?: string | undefined;
    readonly page: number;
    /** A part of the meeting's area: who asks sees nobody else. */
    readonly within: string;
  },
): Promise<{ readonly officers: readonly Invited[]; readonly more: boolean }> {
  let rows = db
    .selectFrom('officer')
    .leftJoin('training_attendance as there', (join) =>
      join.onRef('there.officer', '=', 'officer.id').on('there.course', '=', session.course),
    )
    .select([
      'officer.id',
      'officer.name',
      'officer.place',
      'officer.area',
      'there.session',
      'there.way',
      'there.late',
    ])
    .where('officer.election', '=', session.election)
    .where('officer.left_on', 'is', null)
    .where('officer.body', 'in', [...of.bodies])
    .where(withinArea('officer.area', of.within));
  const words = of.words?.trim().toLowerCase();
  if (words) rows = rows.where('officer.name_folded', 'like', `%${words.replace(/[\\%_]/g, '\\$&')}%`);
  const found = await rows
    .orderBy('officer.area')
    .orderBy('officer.place')
    .orderBy('officer.name')
    .orderBy('officer.id')
    .offset(of.page * PER_PAGE)
    .limit(PER_PAGE + 1)
    .execute();
  return {
    more: found.length > PER_PAGE,
    officers: found.slice(0, PER_PAGE).map(({ session: at, way, late, ...officer }) => ({
      ...officer,
      there: at === null ? undefined : at === session.code ? 'here' : 'elsewhere',
      way: way ?? undefined,
      late: late ?? false,
    })),
  };
}
