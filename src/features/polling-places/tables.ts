import { type ColumnType, type GeneratedAlways, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Accessibility, PollingPlaceKind } from '../../domain/polling-place.ts';

export interface PollingPlaceTable {
  election: string;
  code: string;
  display_number: string;
  /** Kelurahan or desa, dotted. */
  area: string;
  /** The kecamatan around it, which the database reads from `area`. */
  district: GeneratedAlways<string>;
  name: string | null;
  address: string;
  latitude: number | null;
  longitude: number | null;
  /** Null while the site is provisional. */
  confirmed_on: string | null;
  kind: PollingPlaceKind;
  accessibility: ColumnType<Accessibility, string, string>;
  voters: number | null;
  /** When an import last changed this row. */
  changed_at: ColumnType<Temporal.Instant, Temporal.Instant, Temporal.Instant>;
  note_id: ColumnType<string | null, string | null | undefined, string | null>;
  note_en: ColumnType<string | null, string | null | undefined, string | null>;
  opens: ColumnType<string | null, string | null | undefined, string | null>;
  closes: ColumnType<string | null, string | null | undefined, string | null>;
  withdrawn_on: ColumnType<string | null, string | null | undefined, string | null>;
  /** Id of the item by which staff wrote it; null: a file brought it. */
  item: ColumnType<string | null, string | null | undefined, string | null>;
  /** As a file last brought it, to tell what is new in a file from what staff changed; null: not known. */
  imported: ColumnType<string | null, string | null | undefined, string | null>;
}

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    polling_place: PollingPlaceTable;
    /** Which polling places of an earlier election one took over; these need not be there. */
    polling_place_replaces: {
      election: string;
      code: string;
      earlier_election: string;
      earlier_code: string;
    };
    /** Files that staff sent and have not taken in yet, for an hour. */
    polling_place_upload: {
      id: string;
      staff: string;
      election: string;
      name: string;
      bytes: ColumnType<Buffer, Buffer, Buffer>;
      /** What the person was shown. */
      seen: string;
      created_at: ColumnType<Temporal.Instant, Temporal.Instant, Temporal.Instant>;
    };
    /** One row per election that has polling places: how many, and when an import last changed any of them. */
    polling_place_list: {
      election: string;
      places: number;
      changed_at: ColumnType<Temporal.Instant, Temporal.Instant, Temporal.Instant>;
      /** When somebody last compared them with their source: an import, or a person. */
      checked_at: ColumnType<Temporal.Instant, Temporal.Instant, Temporal.Instant>;
      /** The day by which somebody looks again; null: so many days after voting day. */
      review_by: string | null;
    };
  }
}

export const pollingPlaceMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-020-polling-places': {
    async up(db) {
      await sql`
        create table polling_place (
          election text not null references election (id),
          code text not null check (code ~ '^[0-9]{13}$'),
          display_number text not null check (display_number ~ '^[0-9]{3}$'),
          area text not null,
          district text not null generated always as (substring(area from 1 for 8)) stored,
          name text,
          address text not null,
          latitude double precision,
          longitude double precision,
          confirmed_on date,
          kind text not null,
          accessibility jsonb not null,
          voters integer check (voters >= 0),
          changed_at timestamptz not null,
          primary key (election, code),
          check ((latitude is null) = (longitude is null))
        )`.execute(db);
      await sql`create index polling_place_by_area on polling_place (election, area, code)`.execute(db);
      await sql`create index polling_place_by_district on polling_place (election, district, code)`.execute(
        db,
      );
      await sql`
        create table polling_place_replaces (
          election text not null,
          code text not null,
          earlier_election text not null,
          earlier_code text not null,
          primary key (election, code, earlier_election, earlier_code),
          foreign key (election, code) references polling_place (election, code) on delete cascade
        )`.execute(db);
      await sql`
        create index polling_place_replaced_by
        on polling_place_replaces (earlier_election, earlier_code)`.execute(db);
      await sql`
        create table polling_place_list (
          election text primary key references election (id),
          places integer not null,
          changed_at timestamptz not null
        )`.execute(db);
    },
  },
  '2026-11-24-151-polling-place-reviews': {
    async up(db) {
      await sql`
        alter table polling_place_list
          add column checked_at timestamptz,
          add column review_by date`.execute(db);
      await sql`update polling_place_list set checked_at = changed_at`.execute(db);
      await sql`alter table polling_place_list alter column checked_at set not null`.execute(db);
    },
  },
  '2026-11-24-153-polling-place-items': {
    async up(db) {
      await sql`
        alter table polling_place
          add column note_id text,
          add column note_en text,
          add column opens time,
          add column closes time,
          add column withdrawn_on date,
          add column item text,
          add column imported text,
          add check (opens < closes),
          add check ((opens is null) = (closes is null))`.execute(db);
      await sql`create index polling_place_by_number on polling_place (election, display_number, code)`.execute(
        db,
      );
      await sql`
        create table polling_place_upload (
          id text primary key,
          staff text not null,
          election text not null,
          name text not null,
          bytes bytea not null,
          seen text not null,
          created_at timestamptz not null
        )`.execute(db);
      await sql`create index polling_place_upload_age on polling_place_upload (created_at)`.execute(db);
    },
  },
};
