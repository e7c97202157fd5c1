import { type ColumnType, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SomeLanguages, Urgency } from '../../domain/item.ts';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    must_read: MustReadTable;
    must_read_receipt: ReceiptTable;
  }
}

/** An announcement for officers, with what says who must read it: copied at its publication, so that one statement asks. */
export interface MustReadTable {
  item: string;
  /** The one whose officers served when it was published; null: there was none. */
  election: string | null;
  version: number;
  title: ColumnType<SomeLanguages, string, string>;
  /** Empty: all. */
  bodies: string[];
  /** Empty: the whole city. */
  areas: string[];
  urgency: Urgency;
  /** When this version was published: whoever read an earlier one reads again. */
  since: Temporal.Instant;
  until: Temporal.Instant | null;
  /** Expired, withdrawn, or for citizens since. */
  ended_at: Temporal.Instant | null;
}

export interface ReceiptTable {
  officer: string;
  item: string;
  version: number;
  /** When the officer said so, and when the window learned of it. */
  read_at: Temporal.Instant;
  received_at: Temporal.Instant;
}

export const mustReadMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-251-must-read': {
    async up(db) {
      await sql`
        create table must_read (
          item text primary key,
          election text,
          version integer not null,
          title jsonb not null,
          bodies text[] not null,
          areas text[] not null,
          urgency text not null check (urgency in ('normal', 'important', 'urgent')),
          since timestamptz not null,
          until timestamptz,
          ended_at timestamptz
        )`.execute(db);
      await sql`create index must_read_current on must_read (since) where ended_at is null`.execute(db);
      await sql`
        create table must_read_receipt (
          officer text not null references officer on delete cascade,
          item text not null references must_read on delete cascade,
          version integer not null,
          read_at timestamptz not null,
          received_at timestamptz not null,
          primary key (officer, item, version)
        )`.execute(db);
      await sql`create index must_read_receipt_of on must_read_receipt (item, version)`.execute(db);
    },
  },
};
