import type { ColumnType } from 'kysely';
import { type Generated, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { FacilityKind } from '../../domain/officer-health.ts';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    health_question_set: {
      election: string;
      /** Screening questions as `questionsSchema` reads them. */
      questions: ColumnType<unknown, string, string>;
      version: number;
      changed_at: Temporal.Instant;
    };
    health_screening: {
      officer: string;
      election: string;
      area: string;
      /** Level and answers, sealed: who counts them opens them, and a copy of the database tells nothing. */
      sealed: Buffer;
      /** Whether the team's head may see it. */
      shared: boolean;
      done_at: Temporal.Instant;
      received_at: Temporal.Instant;
    };
    health_rest: {
      officer: string;
      round: string;
      at: Temporal.Instant;
      received_at: Temporal.Instant;
    };
    health_card: {
      officer: string;
      election: string;
      sealed: Buffer;
      consented_at: Temporal.Instant;
      changed_at: Temporal.Instant;
    };
    health_card_reading: {
      id: Generated<number>;
      officer: string;
      reader: string;
      reader_name: string;
      at: Temporal.Instant;
    };
    health_facility: {
      id: string;
      name: string;
      kind: FacilityKind;
      address: string;
      phone: string | null;
      latitude: number | null;
      longitude: number | null;
      area: string;
    };
  }
}

export const healthMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-265-health': {
    async up(db) {
      await sql`
        create table health_question_set (
          election text primary key,
          questions jsonb not null,
          version integer not null check (version > 0),
          changed_at timestamptz not null
        )`.execute(db);
      await sql`
        create table health_screening (
          officer text primary key references officer on delete cascade,
          election text not null,
          area text collate "C" not null,
          sealed bytea not null,
          shared boolean not null,
          done_at timestamptz not null,
          received_at timestamptz not null
        )`.execute(db);
      await sql`create index health_screening_by_area on health_screening (election, area, officer)`.execute(
        db,
      );
      await sql`
        create table health_rest (
          officer text not null references officer on delete cascade,
          round text not null,
          at timestamptz not null,
          received_at timestamptz not null,
          primary key (officer, round)
        )`.execute(db);
      await sql`
        create table health_card (
          officer text primary key references officer on delete cascade,
          election text not null,
          sealed bytea not null,
          consented_at timestamptz not null,
          changed_at timestamptz not null
        )`.execute(db);
      await sql`
        create table health_card_reading (
          id bigint primary key generated always as identity,
          officer text not null references officer on delete cascade,
          reader text not null,
          reader_name text not null,
          at timestamptz not null
        )`.execute(db);
      await sql`create index health_card_reading_of on health_card_reading (officer, id)`.execute(db);
      await sql`
        create table health_facility (
          id text primary key,
          name text not null,
          kind text not null check (kind in ('puskesmas', 'hospital', 'clinic')),
          address text not null,
          phone text,
          latitude double precision,
          longitude double precision,
          area text collate "C" not null,
          check ((latitude is null) = (longitude is null))
        )`.execute(db);
    },
  },
};
