import { type Kysely, type Selectable, sql } from 'kysely';
import { type Officer, type OfficerPlan, villageOfPlace } from '../../domain/officer.ts';
import { officerPlanSchema } from '../../domain/officer-plan-schema.ts';
import type { DatabaseSchema } from '../database/schema.ts';
import type { Vault } from '../vault.ts';
import type { Officers } from './officers.ts';
import type { OfficerTable } from './tables.ts';

/** Elections with officers that are read at once; there are two in five years. */
const MOST_PLANS = 50;
/** No team is larger. */
const MOST_IN_TEAM = 200;
const MOST_OVERSEERS = 100;

/** Purposes for which the vault seals what is secret of an officer. */
export const SEALED = { nik: 'officer.nik', phone: 'officer.phone', email: 'officer.email' } as const;

/** The columns that make an officer. */
export const OFFICER_COLUMNS = [
  'id',
  'election',
  'body',
  'role',
  'name',
  'area',
  'place',
  'serves_from',
  'serves_until',
  'left_on',
  'left_reason',
  'replaces',
  'joined_at',
  'joined_by',
] as const;

/** An officer from their row. */
export function officerOf(row: Pick<Selectable<OfficerTable>, (typeof OFFICER_COLUMNS)[number]>): Officer {
  const { id, election, body, role, name, area } = row;
  return {
    id,
    election,
    body,
    role,
    name,
    area,
    ...(row.place === null ? {} : { place: row.place }),
    serves: {
      from: Temporal.PlainDate.from(row.serves_from),
      until: Temporal.PlainDate.from(row.serves_until),
    },
    ...(row.left_on === null || row.left_reason === null
      ? {}
      : { left: { on: Temporal.PlainDate.from(row.left_on), reason: row.left_reason } }),
    ...(row.replaces === null ? {} : { replaces: row.replaces }),
    ...(row.joined_at === null || row.joined_by === null
      ? {}
      : { joined: { at: row.joined_at, by: row.joined_by } }),
  };
}

/** The officers of a database, their secrets opened by a vault. @throws DatabaseUnavailable from every call while it is away */
export function createOfficers(db: Kysely<DatabaseSchema>, vault: Vault): Officers {
  /** Plans as they were last read, by election: asking whether one changed takes less than reading and checking it. */
  const known = new Map<string, { readonly version: string; readonly plan: OfficerPlan }>();

  async function readPlans(election?: string): Promise<OfficerPlan[]> {
    // Another one after each change, whatever any clock shows.
    const version = sql<string>`xmin::text`.as('version');
    const rows = await db
      .selectFrom('officer_plan')
      .select(['election', version])
      .$if(election !== undefined, (query) => query.where('election', '=', election ?? ''))
      .limit(MOST_PLANS)
      .execute();
    const changed = rows.filter((row) => known.get(row.election)?.version !== row.version);
    if (changed.length > 0) {
      const elections = changed.map((row) => row.election);
      const read = await db
        .selectFrom('officer_plan')
        .select(['election', version, 'plan'])
        .where('election', 'in', elections)
        .execute();
      for (const row of read) {
        known.set(row.election, { version: row.version, plan: officerPlanSchema.parse(row.plan) });
      }
    }
    return rows.flatMap((row) => known.get(row.election)?.plan ?? []);
  }

  /** Reads that are on their way, by election: one page asks for its plan several times, and many are asked for at once. */
  const underWay = new Map<string, Promise<OfficerPlan | undefined>>();

  function plan(election: string): Promise<OfficerPlan | undefined> {
    const waiting = underWay.get(election);
    if (waiting) return waiting;
    const read = readPlans(election)
      .then(([found]) => found)
      .finally(() => underWay.delete(election));
    underWay.set(election, read);
    return read;
  }

  async function plans(): Promise<OfficerPlan[]> {
    return (await readPlans()).toSorted((a, b) => Temporal.PlainDate.compare(lastDay(b), lastDay(a)));
  }

  function seated(election: string) {
    return db
      .selectFrom('officer')
      .select(OFFICER_COLUMNS)
      .where('election', '=', election)
      .where('left_on', 'is', null);
  }

  return {
    plans,
    plan,
    async currentElection(now) {
      const known = await plans();
      const day = now.toPlainDate();
      const running = known.filter((plan) => Temporal.PlainDate.compare(lastDay(plan), day) >= 0);
      return (running.at(-1) ?? known[0])?.election;
    },
    async find(id) {
      const row = await db
        .selectFrom('officer')
        .select(OFFICER_COLUMNS)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && officerOf(row);
    },
    async team({ election, body, area, place }) {
      const rows = await seated(election)
        .where('body', '=', body)
        .where((where) =>
          place === undefined
            ? where.and([where('area', '=', area), where('place', 'is', null)])
            : where('place', '=', place),
        )
        .orderBy('role')
        .orderBy('name')
        .limit(MOST_IN_TEAM)
        .execute();
      return headFirst(rows.map(officerOf), await plan(election));
    },
    async overseersOf(election, area) {
      const wanted = await plan(election);
      const bodies = wanted?.bodies.filter(({ oversees }) => oversees).map(({ id }) => id) ?? [];
      if (bodies.length === 0) return [];
      const district = area.split('.').slice(0, 3).join('.');
      const rows = await seated(election)
        .where('body', 'in', bodies)
        .where('area', 'in', [...new Set([area, district])])
        .orderBy('area', 'desc')
        .orderBy('role')
        .orderBy('name')
        .limit(MOST_OVERSEERS)
        .execute();
      const officers = rows.map(officerOf);
      return [area, district]
        .filter((code, i, all) => all.indexOf(code) === i)
        .flatMap((code) =>
          headFirst(
            officers.filter((officer) => officer.area === code),
            wanted,
          ),
        );
    },
    async phones(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('officer')
        .select(['id', 'phone_sealed'])
        .where('id', 'in', [...ids])
        .where('phone_sealed', 'is not', null)
        .execute();
      return new Map(
        rows.flatMap(({ id, phone_sealed }) =>
          phone_sealed === null ? [] : [[id, vault.open(SEALED.phone, phone_sealed)] as const],
        ),
      );
    },
    mark(to, officer, mark, at) {
      return this.markAll(to, [officer], mark, at);
    },
    async markAll(to, officers, mark, at) {
      if (officers.length === 0) return;
      await to
        .insertInto('officer_mark')
        .values(
          officers.map(({ id, election, body, area }) => ({ officer: id, election, body, area, mark, at })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async unmark(from, officer, mark) {
      await from.deleteFrom('officer_mark').where('officer', '=', officer).where('mark', '=', mark).execute();
    },
    async markPlace(to, election, place, mark, at) {
      const area = villageOfPlace(place);
      if (area === undefined) throw new Error('A place is marked by the 13 digits of its code.');
      await to
        .insertInto('place_mark')
        .values({ election, place, area, mark, at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async unmarkPlace(from, election, place, mark) {
      await from
        .deleteFrom('place_mark')
        .where('election', '=', election)
        .where('place', '=', place)
        .where('mark', '=', mark)
        .execute();
    },
  };
}

function lastDay({ bodies }: OfficerPlan): Temporal.PlainDate {
  return bodies
    .map(({ term }) => term.until)
    .reduce((a, b) => (Temporal.PlainDate.compare(a, b) > 0 ? a : b));
}

/** Heads before members, the order as it was among both. */
function headFirst(officers: readonly Officer[], plan: OfficerPlan | undefined): Officer[] {
  const heads = new Map(plan?.bodies.map(({ id, head }) => [id, head]));
  const rank = ({ body, role }: Officer) => (heads.get(body) === role ? 0 : 1);
  return officers.toSorted((a, b) => rank(a) - rank(b));
}
