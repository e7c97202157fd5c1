import { type Kysely, sql } from 'kysely';
import type { OfficerBody } from '../../domain/officer.ts';
import type { PlaceOutline } from '../../domain/polling-place.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import type { Cell } from './board.ts';

/** A kelurahan has at most 999 polling places, of two dozen officers with a dozen marks. */
const MOST_ROWS = 300_000;

/** One polling place with its officers and its own marks. */
export interface PlaceUnit extends PlaceOutline {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly places: 1;
  readonly placeMarks: ReadonlyMap<string, number>;
}

interface Row {
  readonly place: string;
  readonly body: string;
  /** Of a role, or of a mark. */
  readonly name: string;
  readonly officers: number;
}

/** The polling places of a kelurahan, each counted by itself. */
export async function placeUnits(
  db: Kysely<DatabaseSchema>,
  election: string,
  village: string,
  places: readonly PlaceOutline[],
  bodies: readonly OfficerBody[],
): Promise<readonly PlaceUnit[]> {
  const [roles, marks, own] = await Promise.all([
    sql<Row>`
      select place, body, role as name, count(*)::int as officers from officer
      where election = ${election} and area = ${village} and left_on is null and place is not null
      group by place, body, role limit ${MOST_ROWS}`.execute(db),
    sql<Row>`
      select o.place, o.body, m.mark as name, count(*)::int as officers
      from officer o join officer_mark m on m.officer = o.id
      where o.election = ${election} and o.area = ${village} and o.left_on is null and o.place is not null
      group by o.place, o.body, m.mark limit ${MOST_ROWS}`.execute(db),
    db
      .selectFrom('place_mark')
      .select(['place', 'mark'])
      .where('election', '=', election)
      .where('area', '=', village)
      .limit(MOST_ROWS)
      .execute(),
  ]);
  const rolesOf = Map.groupBy(roles.rows, ({ place, body }) => `${place} ${body}`);
  const marksOf = Map.groupBy(marks.rows, ({ place, body }) => `${place} ${body}`);
  const ownOf = Map.groupBy(own, ({ place }) => place);
  return places.map((place) => ({
    ...place,
    cells: new Map(
      bodies
        .filter(({ level }) => level === 'place')
        .map((body): [string, Cell] => {
          const key = `${place.code} ${body.id}`;
          return [body.id, cellOf(body, rolesOf.get(key) ?? [], marksOf.get(key) ?? [])];
        }),
    ),
    places: 1,
    placeMarks: new Map((ownOf.get(place.code) ?? []).map(({ mark }) => [mark, 1])),
  }));
}

function cellOf(body: OfficerBody, roles: readonly Row[], marks: readonly Row[]): Cell {
  const seated = roles.reduce((sum, { officers }) => sum + officers, 0);
  const vacant = body.roles.reduce((sum, { id, seats }) => {
    const filled = roles.find(({ name }) => name === id)?.officers ?? 0;
    return sum + Math.max(0, seats - filled);
  }, 0);
  return { seated, vacant, marks: new Map(marks.map(({ name, officers }) => [name, officers])) };
}
