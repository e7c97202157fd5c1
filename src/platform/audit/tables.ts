import { type ColumnType, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Written as JSON text: a bound array would become an array of PostgreSQL and no jsonb. */
type Json = ColumnType<unknown, string | null, never>;
/** Written once: the database itself refuses any change of it. */
type Once<T> = ColumnType<T, T, never>;

declare module '../database/schema.ts' {
  interface DatabaseSchema {
    audit_log: AuditTable;
  }
}

/** One line of the audit log; docs/decisions/011-audit-and-signing.md says how lines are chained. */
export interface AuditTable {
  seq: Once<number>;
  /** True time, also in a rehearsal; never before that of the line before. */
  at: Once<Temporal.Instant>;
  /** What the clock showed, where it was behind the line before. */
  clock_at: Once<Temporal.Instant | null>;
  actor_kind: Once<'staff' | 'officer' | 'command' | 'system'>;
  /** Of persons alone. */
  actor_id: Once<string | null>;
  actor_name: Once<string>;
  address: Once<string | null>;
  action: Once<string>;
  subject_kind: Once<string>;
  subject_id: Once<string>;
  agency: Once<string | null>;
  before: Json;
  after: Json;
  previous: Once<string>;
  digest: Once<string>;
}

/** The table of the audit log. */
export const auditMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-120-audit-log': {
    async up(db) {
      // That each digest is followed once alone keeps the chain from forking, whatever a program does.
      await sql`
        create table audit_log (
          seq bigint primary key check (seq > 0),
          at timestamptz not null,
          clock_at timestamptz,
          actor_kind text not null check (actor_kind in ('staff', 'command', 'system')),
          actor_id text check ((actor_kind = 'staff') = (actor_id is not null)),
          actor_name text not null,
          address text,
          action text not null,
          subject_kind text not null,
          subject_id text not null,
          agency text,
          before jsonb,
          after jsonb,
          previous text not null unique,
          digest text not null unique,
          check (clock_at < at)
        )`.execute(db);
      await sql`create index audit_log_at_index on audit_log (at, seq)`.execute(db);
      await sql`create index audit_log_subject_index on audit_log (subject_kind, subject_id, seq)`.execute(
        db,
      );
      await sql`create index audit_log_actor_index on audit_log (actor_id, seq)`.execute(db);
      await sql`create index audit_log_action_index on audit_log (action, seq)`.execute(db);
      await sql`create index audit_log_agency_index on audit_log (agency, seq)`.execute(db);
      await sql`
        create function audit_log_is_append_only() returns trigger language plpgsql as $$
        begin
          raise exception 'The audit log is append-only.' using errcode = 'insufficient_privilege';
        end $$`.execute(db);
      // For each statement too: one that meets no line is refused like the others.
      await sql`
        create trigger audit_log_is_append_only before update or delete or truncate on audit_log
        for each statement execute function audit_log_is_append_only()`.execute(db);
      // Also in a session that plays the part of a replica, where ordinary triggers rest.
      await sql`alter table audit_log enable always trigger audit_log_is_append_only`.execute(db);
    },
  },
  '2026-11-24-121-audit-search': {
    async up(db) {
      await sql`create index audit_log_subject_id_index on audit_log (subject_id, seq)`.execute(db);
      await sql`create index audit_log_actor_name_index on audit_log using gin (actor_name gin_trgm_ops)`.execute(
        db,
      );
    },
  },
  '2026-11-24-220-officer-actors': {
    async up(db) {
      // By what they check: PostgreSQL numbers the constraints that nobody named.
      await sql`
        do $$
        declare found text;
        begin
          for found in
            select conname from pg_constraint
            where conrelid = 'audit_log'::regclass and contype = 'c'
              and pg_get_constraintdef(oid) like '%actor_kind%'
          loop
            execute format('alter table audit_log drop constraint %I', found);
          end loop;
        end $$`.execute(db);
      await sql`
        alter table audit_log
          add constraint audit_log_actor_kind check (actor_kind in ('staff', 'officer', 'command', 'system')),
          add constraint audit_log_actor_id
            check ((actor_kind in ('staff', 'officer')) = (actor_id is not null))`.execute(db);
    },
  },
};
