import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    roll: RollTable;
  }
}

/** One published roll. The entries are in its file; nothing about any voter is in the database. */
export interface RollTable {
  roll_id: string;
  election: string;
  list: string;
  area: string;
  sealed_at: Temporal.Instant;
  count: number;
  factors: string[];
  /** SHA-256 of the header, base64url: what `previous` of the roll that replaces this one must be. */
  header_digest: string;
  /** Name of the file within the rolls' folder. */
  file_name: string;
  file_size: number;
  /** SHA-256 of the whole file, in hex. */
  file_sha256: string;
  issuer: string;
  published_at: Temporal.Instant;
  /** True for the one that is asked, of all that were published for an election, list and area. */
  current: boolean;
}

export const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-030-rolls': {
    async up(db) {
      await sql`
        create table roll (
          roll_id text primary key check (roll_id ~ '^[A-Za-z0-9_-]{22}$'),
          election text not null,
          list text not null,
          area text not null,
          sealed_at timestamptz not null,
          count integer not null check (count >= 0),
          factors text[] not null,
          header_digest text not null unique,
          file_name text not null unique,
          file_size bigint not null check (file_size > 0),
          file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
          issuer text not null,
          published_at timestamptz not null,
          current boolean not null
        )`.execute(db);
      await sql`create unique index roll_current on roll (election, list, area) where current`.execute(db);
      await sql`create index roll_published_at on roll (published_at desc)`.execute(db);
    },
  },
};
