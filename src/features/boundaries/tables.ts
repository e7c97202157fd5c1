import { type ColumnType, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    /** The one file of boundaries that is in use; none where nobody brought any. */
    boundary_set: {
      only_one: ColumnType<boolean, boolean | undefined, never>;
      /** Another one for every import: who holds boundaries in memory knows by it whether they are still right. */
      id: string;
      attribution: string;
      file: string;
      imported_at: Temporal.Instant;
    };
    boundary: {
      area: string;
      polygons: ColumnType<unknown, string, string>;
    };
  }
}

export const boundaryMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-270-boundaries': {
    async up(db) {
      await sql`
        create table boundary_set (
          only_one boolean primary key default true check (only_one),
          id text not null,
          attribution text not null,
          file text not null,
          imported_at timestamptz not null
        )`.execute(db);
      await sql`
        create table boundary (
          area text primary key,
          polygons jsonb not null
        )`.execute(db);
    },
  },
};
