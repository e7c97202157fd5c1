import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    short_link: {
      code: string;
      /** Address of one of the window's own pages, without an origin. */
      address: string;
      made_at: Temporal.Instant;
    };
  }
}

/** Short addresses. Once printed they are never taken back or given to another page. */
export const shareMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-172-short-link': {
    async up(db) {
      await sql`
        create table short_link (
          code text primary key check (code ~ '^[2-9a-z]{5,7}$'),
          address text not null unique check (address ~ '^/([^/\\\\]|$)' and length(address) <= 300),
          made_at timestamptz not null
        )`.execute(db);
    },
  },
};
