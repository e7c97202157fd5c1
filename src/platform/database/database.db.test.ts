import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase('database');
});
afterAll(async () => {
  await test.drop();
});

/** One row of one column, as the pool's parsers give it. */
async function value(query: ReturnType<typeof sql<{ value: unknown }>>): Promise<unknown> {
  return (await query.execute(test.db)).rows[0]?.value;
}

describe('column types', () => {
  it('gives an int8 as a number, or as text where a number would lose digits', async () => {
    expect(await value(sql`select 9007199254740991::int8 as value`)).toBe(9007199254740991);
    expect(await value(sql`select 9007199254740993::int8 as value`)).toBe('9007199254740993');
    expect(await value(sql`select array[1, null, 2]::int8[] as value`)).toEqual([1, null, 2]);
  });

  it('gives a date as text, also in arrays', async () => {
    expect(await value(sql`select date '2024-02-14' as value`)).toBe('2024-02-14');
    expect(await value(sql`select array[date '2024-02-14', null] as value`)).toEqual(['2024-02-14', null]);
  });

  it('keeps an instant to the microsecond, both ways, in any time zone of the session', async () => {
    const instant = Temporal.Instant.from('2024-02-14T00:00:00.123456Z');
    expect(String(await value(sql`select ${instant}::timestamptz as value`))).toBe(instant.toString());
    await test.db.connection().execute(async (session) => {
      await sql`set timezone = 'Asia/Jakarta'`.execute(session);
      const { rows } = await sql<{ at: Temporal.Instant }>`select ${instant}::timestamptz as at`.execute(
        session,
      );
      expect(rows[0]?.at.equals(instant)).toBe(true);
      await sql`reset timezone`.execute(session);
    });
    const many = await value(sql`select ${[instant]}::timestamptz[] as value`);
    expect(Array.isArray(many) && many.map(String)).toEqual([instant.toString()]);
  });

  it('binds plain dates and times', async () => {
    expect(await value(sql`select ${Temporal.PlainDate.from('2024-02-14')}::date as value`)).toBe(
      '2024-02-14',
    );
    expect(await value(sql`select ${Temporal.PlainTime.from('07:00')}::time as value`)).toBe('07:00:00');
  });

  it('orders and folds by Unicode, on every machine alike', async () => {
    expect(await value(sql`select lower('É') as value`)).toBe('é');
  });
});
