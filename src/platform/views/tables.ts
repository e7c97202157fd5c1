import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Channel } from './channels.ts';

declare module '../database/schema.ts' {
  interface DatabaseSchema {
    page_view: {
      /** The day in the city's zone. */
      day: string;
      /** Path of the page without a language. */
      path: string;
      /** Code of the area that the page is about, or from whose list it was opened; empty: none. */
      area: string;
      channel: Channel;
      views: number;
    };
  }
}

/** What is counted of pages: how often, on which day, by which way. Nothing tells one visitor from another. */
export const viewMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-170-page-view': {
    async up(db) {
      await sql`
        create table page_view (
          day date not null,
          path text not null check (length(path) <= 300),
          area text not null,
          channel text not null,
          views integer not null check (views > 0),
          primary key (path, day, area, channel)
        )`.execute(db);
      await sql`create index page_view_day_index on page_view (day)`.execute(db);
      await sql`create index page_view_area_index on page_view (area, day) where area <> ''`.execute(db);
    },
  },
};
