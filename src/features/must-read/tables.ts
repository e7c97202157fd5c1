import { type ColumnType, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SomeLanguages, Urgency } from '../../domain/item.ts';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    must_read: MustReadTable;
    must_read_receipt: ReceiptTable;
    must_read_count: ReadCountTable;
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

/** How many of an area and body read a version: a trigger adds up receipts as they come, nothing else writes here. */
export interface ReadCountTable {
  item: string;
  version: number;
  election: string;
  area: string;
  body: string;
  readers: number;
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
  '2026-11-24-253-must-read-counts': {
    async up(db) {
      await sql`
        create table must_read_count (
          item text not null references must_read on delete cascade,
          version integer not null,
          election text not null,
          area text collate "C" not null,
          body text not null,
          readers integer not null,
          primary key (item, version, election, area, body)
        )`.execute(db);
      await sql`
        insert into must_read_count
        select r.item, r.version, o.election, o.area, o.body, count(*)
        from must_read_receipt r join officer o on o.id = r.officer group by 1, 2, 3, 4, 5`.execute(db);
      // In one order, so that two of one moment wait for each other and never both.
      await sql`
        create function must_read_count_receipts() returns trigger language plpgsql as $$
        begin
          insert into must_read_count as known
          select r.item, r.version, o.election, o.area, o.body, count(*)
          from added r join officer o on o.id = r.officer group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
          on conflict (item, version, election, area, body)
            do update set readers = known.readers + excluded.readers;
          return null;
        end $$`.execute(db);
      await sql`
        create trigger must_read_receipt_counted after insert on must_read_receipt
          referencing new table as added for each statement execute function must_read_count_receipts()`.execute(
        db,
      );
    },
  },
};
