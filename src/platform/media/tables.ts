import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../database/schema.ts' {
  interface DatabaseSchema {
    media: MediaTable;
  }
}

/** A stored file. Its bytes never change: its name is their digest. */
export interface MediaTable {
  digest: string;
  kind: 'picture' | 'pdf';
  bytes: Buffer;
  byte_length: number;
  width: number | null;
  height: number | null;
  /** The rendition for phones of a picture. */
  small: string | null;
  /** As its sender called it, cleaned; null of pictures, whose names nobody sees. */
  name: string | null;
  agency: string;
  stored_by: string;
  stored_at: Temporal.Instant;
}

/** Files that staff and sources bring: pictures and documents. */
export const mediaMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-130-media': {
    async up(db) {
      await sql`
        create table media (
          digest text primary key check (digest ~ '^[A-Za-z0-9_-]{43}$'),
          kind text not null check (kind in ('picture', 'pdf')),
          bytes bytea not null,
          byte_length integer not null check (byte_length > 0),
          width integer,
          height integer,
          small text references media,
          name text,
          agency text not null,
          stored_by text not null,
          stored_at timestamptz not null,
          check ((kind = 'picture') = (width is not null and height is not null)),
          check ((kind = 'pdf') = (name is not null))
        )`.execute(db);
      // Compressed already: the database need not try again.
      await sql`alter table media alter column bytes set storage external`.execute(db);
    },
  },
};
