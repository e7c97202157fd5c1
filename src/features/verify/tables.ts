import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** An index by which the address of a source leads to what came from it. */
export const verifyMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-127-source-address': {
    async up(db) {
      await sql`
        create index item_version_source_url_index on item_version ((envelope #>> '{source,url}'))
        where envelope #>> '{source,url}' is not null`.execute(db);
    },
  },
};
