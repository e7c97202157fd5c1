import { type Generated, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What counts officers with a seat, marked or not; no mark is called so. */
export const SEATED = '';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    /** Officers in their seats by area, body and mark, as far as changes are added up. */
    officer_count: {
      election: string;
      area: string;
      body: string;
      mark: string;
      officers: number;
      /** Changes that are added up in it: who watches an area sees by it that something changed. */
      changes: number;
    };
    /** The same by the day on which the mark was set, in the city's zone. */
    officer_count_day: {
      election: string;
      mark: string;
      area: string;
      body: string;
      day: string;
      officers: number;
    };
    /** Changes that are not added up yet. Writers only add rows, so that none waits for another. */
    officer_count_change: {
      id: Generated<number>;
      election: string;
      area: string;
      body: string;
      mark: string;
      /** Null for seats. */
      day: string | null;
      officers: number;
    };
    /** By when how many should have a mark, where the office set it. */
    readiness_target: { election: string; mark: string; by_day: string; percent: number };
  }
}

export const readinessMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-275-officer-counts': {
    async up(db) {
      await sql`
        create table officer_count (
          election text not null,
          area text collate "C" not null,
          body text not null,
          mark text not null,
          officers integer not null,
          changes bigint not null,
          primary key (election, area, body, mark)
        )`.execute(db);
      await sql`
        create table officer_count_day (
          election text not null,
          mark text not null,
          area text collate "C" not null,
          body text not null,
          day date not null,
          officers integer not null,
          primary key (election, mark, area, body, day)
        )`.execute(db);
      await sql`
        create table officer_count_change (
          id bigint generated always as identity primary key,
          election text not null,
          area text collate "C" not null,
          body text not null,
          mark text not null,
          day date,
          officers integer not null
        )`.execute(db);
      await sql`
        create index officer_seats on officer (election, area, body, place, role)
        where left_on is null`.execute(db);
      await sql`
        create function mark_day(at timestamptz) returns date language sql stable as $$
          select (at at time zone coalesce((select zone from city), 'Asia/Jakarta'))::date
        $$`.execute(db);
      await officersAreCounted(db);
      await marksAreCounted(db);
      await placeMarksAreTold(db);
      await sql`
        insert into officer_count_change (election, area, body, mark, day, officers)
        select election, area, body, '', null::date, count(*) from officer
        where left_on is null group by 1, 2, 3
        union all
        select o.election, o.area, o.body, m.mark, mark_day(m.at), count(*)
        from officer_mark m join officer o on o.id = m.officer
        where o.left_on is null group by 1, 2, 3, 4, 5`.execute(db);
      await sql`
        create table readiness_target (
          election text not null,
          mark text not null,
          by_day date not null,
          percent integer not null check (percent between 1 and 100),
          primary key (election, mark)
        )`.execute(db);
    },
  },
};

type Db = Parameters<Migration['up']>[0];

/** Who takes, leaves or changes a seat is counted with every mark they have, by the seat they have now. */
async function officersAreCounted(db: Db): Promise<void> {
  await sql`
    create function count_seat(seat officer, times integer) returns void language sql as $$
      insert into officer_count_change (election, area, body, mark, day, officers)
      select seat.election, seat.area, seat.body, '', null::date, times
      union all
      select seat.election, seat.area, seat.body, mark, mark_day(at), times
      from officer_mark where officer = seat.id
    $$`.execute(db);
  await sql`
    create function count_new_officers() returns trigger language plpgsql as $$
    begin
      insert into officer_count_change (election, area, body, mark, day, officers)
      select election, area, body, '', null::date, count(*) from added
      where left_on is null group by 1, 2, 3;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger count_new_officers after insert on officer
    referencing new table as added for each statement execute function count_new_officers()`.execute(db);
  await sql`
    create function count_changed_officer() returns trigger language plpgsql as $$
    begin
      if old.left_on is null then perform count_seat(old, -1); end if;
      if new.left_on is null then perform count_seat(new, 1); end if;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger count_changed_officer after update on officer for each row
    when ((old.left_on is null) <> (new.left_on is null) or (new.left_on is null and
      (old.election, old.area, old.body, old.role, old.place) is distinct from
      (new.election, new.area, new.body, new.role, new.place)))
    execute function count_changed_officer()`.execute(db);
  await sql`
    create function count_gone_officer() returns trigger language plpgsql as $$
    begin
      if old.left_on is null then perform count_seat(old, -1); end if;
      return old;
    end $$`.execute(db);
  // Before, while the marks are there, which go with their officer.
  await sql`
    create trigger count_gone_officer before delete on officer
    for each row execute function count_gone_officer()`.execute(db);
}

/** A mark counts where its officer has a seat; one who is just leaving is waited for, so that none is counted twice. */
async function marksAreCounted(db: Db): Promise<void> {
  for (const [name, event, table, times] of [
    ['count_new_marks', 'insert', 'new', 1],
    ['count_gone_marks', 'delete', 'old', -1],
  ] as const) {
    await sql`
      create function ${sql.ref(name)}() returns trigger language plpgsql as $$
      begin
        perform 1 from officer where id in (select officer from changed) order by id for share;
        insert into officer_count_change (election, area, body, mark, day, officers)
        select o.election, o.area, o.body, c.mark, mark_day(c.at), ${sql.lit(times)} * count(*)
        from changed c join officer o on o.id = c.officer
        where o.left_on is null group by 1, 2, 3, 4, 5;
        return null;
      end $$`.execute(db);
    await sql`
      create trigger ${sql.ref(name)} after ${sql.raw(event)} on officer_mark
      referencing ${sql.raw(table)} table as changed
      for each statement execute function ${sql.ref(name)}()`.execute(db);
  }
}

/** Polling places are few enough to be counted as they are; that one changed is written down for pages that are open. */
async function placeMarksAreTold(db: Db): Promise<void> {
  await sql`
    create function tell_place_marks() returns trigger language plpgsql as $$
    begin
      insert into officer_count_change (election, area, body, mark, officers)
      select election, area, '', mark, 0 from changed group by 1, 2, 4;
      return null;
    end $$`.execute(db);
  for (const [name, event, table] of [
    ['tell_new_place_marks', 'insert', 'new'],
    ['tell_gone_place_marks', 'delete', 'old'],
  ] as const) {
    await sql`
      create trigger ${sql.ref(name)} after ${sql.raw(event)} on place_mark
      referencing ${sql.raw(table)} table as changed
      for each statement execute function tell_place_marks()`.execute(db);
  }
}
