import { type Kysely, sql } from 'kysely';
import { findBody, liesWithin, type Officer, type OfficerPlan, type Overseer } from '../../domain/officer.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { OFFICER_COLUMNS, officerOf } from '../../platform/officers/create-officers.ts';
import { withinArea } from '../../platform/officers/within.ts';
import { INVITED } from './invitations.ts';

/** Which officers are meant: those of an area or polling place, of a body where one is named. */
export interface Whom {
  readonly election: string;
  readonly area: string;
  readonly place?: string | undefined;
  readonly body?: string | undefined;
  /** The area of a committee that asks: it helps those below it, not its own members. */
  readonly overseer?: string | undefined;
}

/** Who asks, as far as it narrows whom they may help. */
export function overseerArea({ kind, area }: Overseer): string | undefined {
  return kind === 'officer' ? area : undefined;
}

/**
 * Whether somebody may hand an officer what lets them in. A committee does so for the teams below it: its own members get
 * theirs from the committee above, so that nobody signs in as a colleague.
 */
export function mayHelp(overseer: Overseer, officer: Officer, plan: OfficerPlan | undefined): boolean {
  if (!liesWithin(officer.area, overseer.area)) return false;
  if (overseer.kind === 'staff') return true;
  const body = plan && findBody(plan, officer.body);
  return body !== undefined && (!body.oversees || officer.area !== overseer.area);
}

/** Ids of the bodies that watch over others. */
export function committees(plan: OfficerPlan | undefined): readonly string[] {
  return plan?.bodies.filter(({ oversees }) => oversees).map(({ id }) => id) ?? [];
}

/** Officers who have a seat that is not over, have not joined, and are meant. */
function awaited(
  db: Kysely<DatabaseSchema>,
  whom: Whom,
  plan: OfficerPlan | undefined,
  today: Temporal.PlainDate,
) {
  const overseeing = committees(plan);
  let query = db
    .selectFrom('officer')
    .where('election', '=', whom.election)
    .where('left_on', 'is', null)
    .where('joined_at', 'is', null)
    .where('erased_at', 'is', null)
    .where('serves_until', '>=', today.toString())
    .where(withinArea('area', whom.area));
  if (whom.place !== undefined) query = query.where('place', '=', whom.place);
  if (whom.body !== undefined) query = query.where('body', '=', whom.body);
  if (whom.overseer !== undefined && overseeing.length > 0) {
    const { overseer } = whom;
    query = query.where((where) =>
      where.not(where.and([where('area', '=', overseer), where('body', 'in', overseeing)])),
    );
  }
  return query;
}

/** How many are awaited, how many of them were invited, and how many have an e-mail address. */
export async function countAwaited(
  db: Kysely<DatabaseSchema>,
  whom: Whom,
  plan: OfficerPlan | undefined,
  today: Temporal.PlainDate,
): Promise<{ readonly awaited: number; readonly invited: number; readonly withEmail: number }> {
  const row = await awaited(db, whom, plan, today)
    .select([
      sql<string>`count(*)`.as('awaited'),
      sql<string>`count(*) filter (where email_sealed is not null)`.as('with_email'),
      sql<string>`count(*) filter (where exists (
        select from officer_mark m where m.officer = officer.id and m.mark = ${INVITED}))`.as('invited'),
    ])
    .executeTakeFirstOrThrow();
  return {
    awaited: Number(row.awaited),
    invited: Number(row.invited),
    withEmail: Number(row.with_email),
  };
}

/** Ids of those who are awaited, in the order in which letters are handed out: by kelurahan, TPS, body and role. */
export async function awaitedInOrder(
  db: Kysely<DatabaseSchema>,
  whom: Whom,
  plan: OfficerPlan | undefined,
  today: Temporal.PlainDate,
  withEmail = false,
): Promise<readonly string[]> {
  let query = awaited(db, whom, plan, today).select(['id', 'area', 'place', 'body', 'role', 'name']);
  if (withEmail) query = query.where('email_sealed', 'is not', null);
  const rows = await query.execute();
  const rank = rankOf(plan);
  return rows
    .map((row) => ({ ...row, place: row.place ?? '', rank: rank(row) }))
    .toSorted(
      (a, b) =>
        compare(a.area, b.area) || compare(a.place, b.place) || a.rank - b.rank || compare(a.name, b.name),
    )
    .map(({ id }) => id);
}

/** Officers by id, in the order that is given. Who joined or left meanwhile is not among them. */
export async function stillAwaited(
  db: Kysely<DatabaseSchema>,
  ids: readonly string[],
): Promise<readonly Officer[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('officer')
    .select(OFFICER_COLUMNS)
    .where('id', 'in', [...ids])
    .where('left_on', 'is', null)
    .where('joined_at', 'is', null)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, officerOf(row)] as const));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The place of a seat in its plan. */
function rankOf(plan: OfficerPlan | undefined) {
  const ranks = new Map<string, number>();
  for (const [at, body] of plan?.bodies.entries() ?? []) {
    for (const [index, role] of body.roles.entries()) ranks.set(`${body.id} ${role.id}`, at * 100 + index);
  }
  return ({ body, role }: { readonly body: string; readonly role: string }) =>
    ranks.get(`${body} ${role}`) ?? Number.MAX_SAFE_INTEGER;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
