import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    widget_version: {
      /** Name of the file with its hash: `tahapan.Bx12_a9Q.js`. */
      file: string;
      body: string;
      /** When a window last gave it as its newest. */
      current_at: Temporal.Instant;
    };
  }
}

/** Widgets as sites name them with their integrity: what was once named goes on being served. */
export const widgetMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-174-widget-version': {
    async up(db) {
      await sql`
        create table widget_version (
          file text primary key,
          body text not null,
          current_at timestamptz not null
        )`.execute(db);
      await sql`create index widget_version_current_index on widget_version (current_at)`.execute(db);
    },
  },
};
