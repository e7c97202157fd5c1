import type { Transaction } from 'kysely';
import { liesWithin } from '../../../domain/officer.ts';
import { LONGEST_NAME } from '../../../domain/training.ts';
import { appendAudit } from '../../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import { actorOf } from '../../../platform/officers/oversight.ts';
import type { FieldProblem } from '../../../platform/workspace/contract.ts';
import { typedText } from '../../../ui/components/form-values.ts';
import { recordAttendance } from '../actions.ts';
import { newCode, settle } from '../passing.ts';
import type { StoredSession } from '../sessions.ts';
import { readCourses, type StoredCourse } from '../store.ts';
import { oversightMessages } from './messages.ts';

interface NewSession {
  readonly course: string;
  readonly area: string;
  readonly venue: string;
  readonly paper: boolean;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
}

/** An area with all kecamatan and kelurahan in it, as codes. */
export function areasWithin({ areas }: Pick<FeatureContext, 'areas'>, area: string): readonly string[] {
  return [area, ...areas.children(area).flatMap(({ code }) => areasWithin({ areas }, code))];
}

/** Reads the form of a meeting; every mistake is named by its field. */
export async function readSessionForm(
  context: FeatureContext,
  request: OverseerFormRequest,
): Promise<
  | { readonly ok: true; readonly session: NewSession }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }
> {
  const { form, lang, election, overseer } = request;
  const t = oversightMessages(lang);
  const courses = await readCourses(context.db, { election, state: 'open' });
  const course = courses.find(({ id, inPerson }) => inPerson && id === typedText(form, 'course'));
  const area = typedText(form, 'area');
  const venue = typedText(form, 'venue').trim();
  const day = dayOf(typedText(form, 'day'));
  const from = timeOf(typedText(form, 'from'));
  const until = timeOf(typedText(form, 'until'));
  const isOrdered = from && until && Temporal.PlainTime.compare(from, until) < 0;
  const problems: FieldProblem[] = [
    ...(course ? [] : [{ field: 'course', problem: t.noCourse }]),
    ...(liesWithin(area, overseer.area) && context.areas.get(area)
      ? []
      : [{ field: 'area', problem: t.noArea }]),
    ...(venue === '' ? [{ field: 'venue', problem: t.noVenue }] : []),
    ...(venue.length > LONGEST_NAME ? [{ field: 'venue', problem: t.longText(LONGEST_NAME) }] : []),
    ...(day ? [] : [{ field: 'day', problem: t.noDay }]),
    ...(from ? [] : [{ field: 'from', problem: t.noTime }]),
    ...(until ? [] : [{ field: 'until', problem: t.noTime }]),
    ...(from && until && !isOrdered ? [{ field: 'until', problem: t.endBeforeStart }] : []),
  ];
  if (problems.length > 0 || !course || !day || !from || !until) return { ok: false, problems };
  const at = (time: Temporal.PlainTime) =>
    day.toZonedDateTime({ timeZone: context.city.zone, plainTime: time }).toInstant();
  const paper = typedText(form, 'paper') === 'ya';
  return {
    ok: true,
    session: { course: course.id, area, venue, paper, startsAt: at(from), endsAt: at(until) },
  };
}

export async function createSession(
  context: FeatureContext,
  request: OverseerRequest,
  { course, area, venue, paper, startsAt, endsAt }: NewSession,
): Promise<string> {
  const code = newCode();
  await context.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('training_session')
      .values({
        code,
        course,
        election: request.election,
        area,
        venue,
        paper,
        starts_at: startsAt,
        ends_at: endsAt,
        made_by: request.overseer.id,
        made_at: context.clock(),
        cancelled_at: null,
      })
      .execute();
    await log(context, trx, request, {
      action: 'training.meeting.add',
      id: course,
      after: { area, venue, startsAt: startsAt.toString() },
    });
  });
  return code;
}

export async function cancelSession(
  context: FeatureContext,
  request: OverseerRequest,
  session: StoredSession,
): Promise<void> {
  await context.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('training_session')
      .set({ cancelled_at: context.clock() })
      .where('code', '=', session.code)
      .where('cancelled_at', 'is', null)
      .execute();
    await log(context, trx, request, {
      action: 'training.meeting.cancel',
      id: session.course,
      after: { area: session.area, venue: session.venue },
    });
  });
}

/** Marks somebody as there, or takes back a mark made so. Only officers of the meeting's area and bodies can be marked. */
export async function markByHand(
  context: FeatureContext,
  request: OverseerRequest,
  mark: {
    readonly session: StoredSession;
    readonly course: StoredCourse;
    readonly officer: string;
    readonly there: boolean;
  },
): Promise<void> {
  const { session, course, there } = mark;
  const officer = await context.officers.find(mark.officer);
  const isInvited =
    officer?.election === session.election &&
    officer.left === undefined &&
    course.bodies.includes(officer.body) &&
    liesWithin(officer.area, session.area);
  if (!officer || !isInvited || session.cancelled) return;
  const at = context.clock();
  await context.db.transaction().execute(async (trx) => {
    if (there) {
      await recordAttendance(trx, {
        officer: officer.id,
        session,
        way: 'hand',
        by: request.overseer.id,
        at,
      });
      await settle(trx, officer, session.course, at);
    } else {
      await trx
        .deleteFrom('training_attendance')
        .where('officer', '=', officer.id)
        .where('session', '=', session.code)
        .where((eb) => eb.or([eb('way', 'in', ['hand', 'paper']), eb('late', '=', true)]))
        .execute();
    }
    await log(context, trx, request, {
      action: there ? 'training.attendance.mark' : 'training.attendance.unmark',
      id: officer.id,
      kind: 'officer',
      after: { course: session.course, area: session.area },
    });
  });
}

/** A line in the audit log of what somebody did who watches over officers. */
export async function log(
  { city }: Pick<FeatureContext, 'city'>,
  trx: Transaction<DatabaseSchema>,
  request: OverseerRequest,
  entry: { readonly action: string; readonly id: string; readonly kind?: string; readonly after?: unknown },
): Promise<void> {
  await appendAudit(trx, {
    actor: actorOf(request),
    action: entry.action,
    subject: { kind: entry.kind ?? 'training', id: entry.id },
    agency: city.electionOffice.id,
    after: entry.after,
  });
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  return parsed(() => Temporal.PlainDate.from(text, { overflow: 'reject' }));
}

function timeOf(text: string): Temporal.PlainTime | undefined {
  return /^\d{2}[:.]\d{2}$/.test(text)
    ? parsed(() => Temporal.PlainTime.from(text.replace('.', ':'), { overflow: 'reject' }))
    : undefined;
}

function parsed<Value>(parse: () => Value): Value | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
