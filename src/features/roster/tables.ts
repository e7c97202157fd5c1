import { type GeneratedAlways, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../../platform/officers/tables.ts' {
  interface OfficerTable {
    /** Tells whether an e-mail address is still the same, without keeping it. */
    email_key: Buffer | null;
  }
}

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    roster_import: RosterImportTable;
    /** Lines of a file as they were read; what is personal in them is sealed. Gone once the file is taken in. */
    roster_row: RosterRowTable;
    roster_problem: {
      number: GeneratedAlways<number>;
      import: string;
      line: number;
      field: string;
      code: string;
      severity: 'refused' | 'warning';
      why: string;
    };
    roster_erasure: {
      id: string;
      at: Temporal.Instant;
      election: string;
      body: string;
      officers: number;
      /** Last day of service of the youngest of them. */
      until: string;
    };
  }
}

/**
 * `waiting` to be read, `reading`, `read` and shown, `agreed` and waiting to be taken in, `taking`, `taken`; or
 * `refused` as a whole, or `failed`.
 */
export type ImportState =
  | 'waiting'
  | 'reading'
  | 'read'
  | 'agreed'
  | 'taking'
  | 'taken'
  | 'refused'
  | 'failed';

export interface RosterImportTable {
  id: string;
  election: string;
  /** Name of who sent it, for those who see it. */
  by_name: string;
  /** Their id and address, for the audit log; null from the command line. */
  by_staff: string | null;
  by_address: string | null;
  file_name: string;
  /** Sealed until it is read. */
  file_sealed: Buffer | null;
  state: ImportState;
  /** Why it is refused as a whole. */
  fault: string | null;
  fault_text: string | null;
  /** Lines read, and lines written where it is being taken in. */
  lines: number;
  done: number;
  leave_gone: boolean;
  skip_refused: boolean;
  /** Digest of the plan that was shown. */
  seen: string | null;
  /** What was done. */
  result: string | null;
  created_at: Temporal.Instant;
  changed_at: Temporal.Instant;
}

export interface RosterRowTable {
  import: string;
  line: number;
  /** Whether the line itself is in order, before it is held against others. */
  sound: boolean;
  body: string | null;
  role: string | null;
  area: string | null;
  place: string | null;
  /** Seats of the role, and of the whole team, where it serves. */
  seats: number | null;
  team: number | null;
  name: string | null;
  nik_key: Buffer | null;
  nik_sealed: Buffer | null;
  phone_key: Buffer | null;
  phone_sealed: Buffer | null;
  email_key: Buffer | null;
  email_sealed: Buffer | null;
}

export const rosterMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-210-roster': {
    async up(db) {
      await sql`alter table officer add column email_key bytea`.execute(db);
      // Names without case and accents, as they are searched for.
      await sql`
        create function fold_name(name text) returns text language sql immutable as
        $$ select lower(unaccent('unaccent', name)) $$`.execute(db);
      // A person may have served in other elections, and is looked for by their number in all of them.
      await sql`create index officer_by_nik on officer (nik_key) where nik_key is not null`.execute(db);
      await sql`
        create table roster_import (
          id text primary key,
          election text not null references officer_plan (election),
          by_name text not null,
          by_staff text,
          by_address text,
          file_name text not null,
          file_sealed bytea,
          state text not null check (
            state in ('waiting', 'reading', 'read', 'agreed', 'taking', 'taken', 'refused', 'failed')
          ),
          fault text,
          fault_text text,
          lines integer not null default 0,
          done integer not null default 0,
          leave_gone boolean not null default false,
          skip_refused boolean not null default false,
          seen text,
          result jsonb,
          created_at timestamptz not null,
          changed_at timestamptz not null
        )`.execute(db);
      await sql`create index roster_import_by_time on roster_import (created_at)`.execute(db);
      await sql`
        create table roster_row (
          import text not null references roster_import on delete cascade,
          line integer not null,
          sound boolean not null,
          body text,
          role text,
          area text collate "C",
          place text,
          seats integer,
          team integer,
          name text,
          nik_key bytea,
          nik_sealed bytea,
          phone_key bytea,
          phone_sealed bytea,
          email_key bytea,
          email_sealed bytea,
          primary key (import, line)
        )`.execute(db);
      await sql`create index roster_row_person on roster_row (import, nik_key)`.execute(db);
      await sql`
        create table roster_problem (
          number bigint generated always as identity primary key,
          import text not null references roster_import on delete cascade,
          line integer not null,
          field text not null,
          code text not null,
          severity text not null check (severity in ('refused', 'warning')),
          why text not null
        )`.execute(db);
      await sql`create index roster_problem_by_line on roster_problem (import, line, number)`.execute(db);
      await sql`
        create table roster_erasure (
          id text primary key,
          at timestamptz not null,
          election text not null,
          body text not null,
          officers integer not null,
          until date not null
        )`.execute(db);
      await sql`create index roster_erasure_by_time on roster_erasure (at)`.execute(db);
    },
  },
};
