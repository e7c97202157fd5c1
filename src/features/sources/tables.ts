import { type ColumnType, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Written as JSON text: a bound array would become an array of PostgreSQL and no jsonb. */
type Json = ColumnType<unknown, string, string>;

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    source: SourceTable;
    source_item: SourceItemTable;
    source_ping: { digest: string; at: Temporal.Instant };
  }
}

/** Where content comes from by itself: an agency's site, or a folder. */
export interface SourceTable {
  id: string;
  agency: string;
  kind: 'feed' | 'wordpress' | 'list' | 'folder';
  title: string;
  settings: Json;
  /** `review`: a person decides on each item; `publish`: they go straight out. */
  mode: 'review' | 'publish';
  paused: boolean;
  every_seconds: number;
  /** What the last reading left for the next: entity tags, the last moment of change. */
  state: Json;
  next_at: Temporal.Instant;
  last_ok_at: Temporal.Instant | null;
  failing_since: Temporal.Instant | null;
  failure: string | null;
  failures: number;
  /** Where changes are announced by push (WebSub), until when, and the topic. */
  hub: string | null;
  topic: string | null;
  lease_until: Temporal.Instant | null;
  /** Rises when the webhook gets another secret. */
  secret_number: number;
  created_by: string;
  created_at: Temporal.Instant;
}

/** What was seen at a source, so that only what changed is written again. */
export interface SourceItemTable {
  source: string;
  key: string;
  digest: string;
  url: string | null;
  /** The item that it became, or that it is the same as. */
  item: string | null;
  /** A change at the source that waits, since somebody is writing in the item. */
  waiting: boolean;
  seen_at: Temporal.Instant;
  gone_at: Temporal.Instant | null;
}

/** Tables of the connectors. */
export const sourcesMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-160-sources': {
    async up(db) {
      await sql`
        create table source (
          id text primary key,
          agency text not null,
          kind text not null check (kind in ('feed', 'wordpress', 'list', 'folder')),
          title text not null,
          settings jsonb not null,
          mode text not null check (mode in ('review', 'publish')),
          paused boolean not null,
          every_seconds integer not null check (every_seconds >= 30),
          state jsonb not null,
          next_at timestamptz not null,
          last_ok_at timestamptz,
          failing_since timestamptz,
          failure text,
          failures integer not null default 0,
          hub text,
          topic text,
          lease_until timestamptz,
          secret_number integer not null default 1,
          created_by text not null,
          created_at timestamptz not null
        )`.execute(db);
      await sql`create index source_next_index on source (next_at) where not paused`.execute(db);
      await sql`create index source_agency_index on source (agency, title)`.execute(db);
      await sql`
        create table source_item (
          source text not null references source on delete cascade,
          key text not null,
          digest text not null,
          url text,
          item text,
          waiting boolean not null default false,
          seen_at timestamptz not null,
          gone_at timestamptz,
          primary key (source, key)
        )`.execute(db);
      await sql`create index source_item_url_index on source_item (url) where item is not null`.execute(db);
      await sql`create index source_item_item_index on source_item (item)`.execute(db);
      // Signatures of the last minutes: each counts once.
      await sql`create table source_ping (digest text primary key, at timestamptz not null)`.execute(db);
      await sql`create index source_ping_at_index on source_ping (at)`.execute(db);
    },
  },
};
