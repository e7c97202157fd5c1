import { type Generated, type GeneratedAlways, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { HolidayKind } from '../../domain/holiday.ts';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    holiday: HolidayTable;
  }
}

export interface HolidayTable {
  id: Generated<number>;
  day: string;
  /** Of `day`. */
  year: GeneratedAlways<number>;
  name_id: string;
  name_en: string | null;
  kind: HolidayKind;
  source_title: string;
  source_url: string | null;
  /** Rises with each change; a form names the one that it was made from. */
  version: number;
  changed_at: Temporal.Instant;
}

export const holidayMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-152-holidays': {
    async up(db) {
      await sql`
        create table holiday (
          id integer generated always as identity primary key,
          day date not null,
          year integer not null generated always as (extract(year from day)::integer) stored,
          name_id text not null,
          name_en text,
          kind text not null check (kind in ('national', 'collective-leave', 'local')),
          source_title text not null,
          source_url text,
          version integer not null check (version > 0),
          changed_at timestamptz not null,
          unique (day, name_id)
        )`.execute(db);
      await sql`create index holiday_year_index on holiday (year, day)`.execute(db);
    },
  },
};
