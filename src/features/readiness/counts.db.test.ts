import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { platformMigrations } from '../../platform/migrations.ts';
import { addUpChanges, countDays, countMarks, countSeats } from './counts.ts';
import { readinessMigrations } from './tables.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase('readiness');
  const log = createLogger({ level: 'silent' });
  await migrate(test.database, { ...platformMigrations, ...readinessMigrations }, log);
  await sql`insert into officer_plan (election, plan, changed_at) values ('e', '{}', now())`.execute(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await sql`delete from officer`.execute(test.db);
  await addUpChanges(test.db, 0);
});

const AREAS = ['32.76.01', '32.76.01.1006', '32.76.01.1007', '32.76.010.1001', '32.76.02.1001'] as const;
const BODIES = ['kpps', 'pps'] as const;
const MARKS = ['joined', 'trained'] as const;
const IDS = 6;

type Step =
  | { readonly do: 'seat'; readonly id: number; readonly area: string; readonly body: string }
  | { readonly do: 'leave' | 'return' | 'delete'; readonly id: number }
  | { readonly do: 'move'; readonly id: number; readonly area: string; readonly body: string }
  | { readonly do: 'mark' | 'unmark'; readonly id: number; readonly mark: string; readonly day: number }
  | { readonly do: 'mark-all'; readonly mark: string }
  | { readonly do: 'add-up' };

const id = fc.nat(IDS - 1);
const seat = { id, area: fc.constantFrom(...AREAS), body: fc.constantFrom(...BODIES) };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('seat' as const), ...seat }),
  fc.record({ do: fc.constant('move' as const), ...seat }),
  fc.record({ do: fc.constantFrom('leave' as const, 'return' as const, 'delete' as const), id }),
  fc.record({
    do: fc.constantFrom('mark' as const, 'mark' as const, 'unmark' as const),
    id,
    mark: fc.constantFrom(...MARKS),
    day: fc.nat(2),
  }),
  fc.record({ do: fc.constant('mark-all' as const), mark: fc.constantFrom(...MARKS) }),
  fc.constant({ do: 'add-up' as const }),
);

async function take(one: Step): Promise<void> {
  const { db } = test;
  switch (one.do) {
    case 'seat':
      await insertOfficer(String(one.id), one.area, one.body);
      return;
    case 'move':
      await sql`update officer set area = ${one.area}, body = ${one.body}, name = 'B' where id = ${String(one.id)}`.execute(
        db,
      );
      return;
    case 'leave':
      await sql`update officer set left_on = '2024-11-20', left_reason = 'ill' where id = ${String(one.id)}`.execute(
        db,
      );
      return;
    case 'return':
      await sql`update officer set left_on = null, left_reason = null where id = ${String(one.id)}`.execute(
        db,
      );
      return;
    case 'delete':
      await sql`delete from officer where id = ${String(one.id)}`.execute(db);
      return;
    case 'mark':
      await sql`
        insert into officer_mark (election, mark, officer, body, area, at)
        select election, ${one.mark}, id, body, area, ${`2024-11-2${one.day}T18:00:00Z`}::timestamptz
        from officer where id = ${String(one.id)} on conflict do nothing`.execute(db);
      return;
    case 'mark-all':
      await sql`
        insert into officer_mark (election, mark, officer, body, area, at)
        select election, ${one.mark}, id, body, area, '2024-11-24T01:00:00Z' from officer
        on conflict do nothing`.execute(db);
      return;
    case 'unmark':
      await sql`delete from officer_mark where officer = ${String(one.id)} and mark = ${one.mark}`.execute(
        db,
      );
      return;
    case 'add-up':
      await addUpChanges(db, 3);
  }
}

async function insertOfficer(officer: string, area: string, body: string): Promise<void> {
  await sql`
    insert into officer (id, election, body, role, name, name_folded, area, serves_from, serves_until, created_at, changed_at)
    values (${officer}, 'e', ${body}, 'anggota', 'A', 'a', ${area}, '2024-11-07', '2024-12-08', now(), now())
    on conflict do nothing`.execute(test.db);
}

/** The same by looking at every officer. */
async function recount(area: string) {
  const { rows } = await sql<{
    area: string;
    body: string;
    mark: string;
    day: string | null;
    officers: number;
  }>`
    select area, body, '' as mark, null::date as day, count(*)::int as officers from officer
    where left_on is null group by 1, 2
    union all
    select o.area, o.body, m.mark, (m.at at time zone 'Asia/Jakarta')::date, count(*)::int
    from officer o join officer_mark m on m.officer = o.id
    where o.left_on is null group by 1, 2, 3, 4`.execute(test.db);
  return rows.filter((row) => row.area === area || row.area.startsWith(`${area}.`));
}

const summed = (rows: readonly { area: string; body: string; mark: string; officers: number }[]) => {
  const sums: Record<string, number> = {};
  for (const { area, body, mark, officers } of rows) {
    const key = `${area} ${body} ${mark}`;
    sums[key] = (sums[key] ?? 0) + officers;
  }
  return sums;
};

async function compare(): Promise<void> {
  for (const area of ['32.76', '32.76.01', '32.76.01.1006']) {
    const naive = await recount(area);
    const scope = { election: 'e', area };
    expect(summed(await countMarks(test.db, scope))).toEqual(summed(naive));
    const seats = await countSeats(test.db, scope);
    const seated = naive.filter(({ mark }) => mark === '').reduce((sum, { officers }) => sum + officers, 0);
    expect(seats.reduce((sum, { officers, teams }) => sum + officers * teams, 0)).toBe(seated);
    const days: Record<string, number> = {};
    for (const { mark, body, day, officers } of naive) {
      if (mark === 'joined' && body === 'kpps' && day !== null) days[day] = (days[day] ?? 0) + officers;
    }
    const counted = await countDays(test.db, scope, { id: 'joined' }, [{ id: 'kpps' }]);
    expect(Object.fromEntries(counted.map(({ day, count }) => [day.toString(), count]))).toEqual(days);
  }
}

it('counts as somebody who looks at every officer, whatever happened to them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      await sql`delete from officer`.execute(test.db);
      for (const one of steps) await take(one);
      await compare();
    }),
    { numRuns: 40 },
  );
});

it.each([
  ['marked first', true],
  ['left first', false],
])('counts nobody twice who leaves while they are marked: %s', async (_, markFirst) => {
  await insertOfficer('x', '32.76.01.1006', 'kpps');
  await insertOfficer('y', '32.76.01.1006', 'kpps');
  const mark = sql`
    insert into officer_mark (election, mark, officer, body, area, at)
    select 'e', 'joined', id, body, area, now() from officer where id = 'x'`;
  const leave = sql`update officer set left_on = '2024-11-20', left_reason = 'ill' where id = 'x'`;
  const [first, second] = markFirst ? [mark, leave] : [leave, mark];
  let other: Promise<unknown> = Promise.resolve();
  await test.db.transaction().execute(async (trx) => {
    await first.execute(trx);
    other = second.execute(test.db);
    await untilBlocked();
  });
  await other;
  await compare();
  const counted = await countMarks(test.db, { election: 'e', area: '32.76' });
  expect(counted).toEqual([{ area: '32.76.01.1006', body: 'kpps', mark: '', officers: 1 }]);
});

/** Until another connection waits for a lock. */
async function untilBlocked(): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      test.db,
    );
    if (rows.length > 0) return;
  }
}
