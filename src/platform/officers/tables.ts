import { type ColumnType, type GeneratedAlways, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { JoiningWay, LeavingReason } from '../../domain/officer.ts';

declare module '../database/schema.ts' {
  interface DatabaseSchema {
    officer_plan: {
      election: string;
      /** An officer plan as its file says it, checked by `officerPlanSchema`. */
      plan: ColumnType<unknown, string, string>;
      changed_at: Temporal.Instant;
    };
    officer: OfficerTable;
    officer_session: OfficerSessionTable;
    officer_action: OfficerActionTable;
    officer_photo: OfficerPhotoTable;
    officer_mark: {
      election: string;
      mark: string;
      officer: string;
      body: string;
      area: string;
      district: GeneratedAlways<string>;
      at: Temporal.Instant;
    };
    place_mark: { election: string; mark: string; place: string; area: string; at: Temporal.Instant };
  }
}

/** A seat and who has it. A vacant seat is a team with fewer rows than its body has seats. */
export interface OfficerTable {
  id: string;
  election: string;
  body: string;
  role: string;
  name: string;
  /** Folded for search: lower case without accents. */
  name_folded: string;
  area: string;
  /** The kecamatan around it, which the database reads from `area`. */
  district: GeneratedAlways<string>;
  place: string | null;
  serves_from: string;
  serves_until: string;
  left_on: string | null;
  left_reason: LeavingReason | null;
  replaces: string | null;
  /** Sealed by the vault; null once erased, or where there is none. */
  nik_sealed: Buffer | null;
  phone_sealed: Buffer | null;
  email_sealed: Buffer | null;
  /** What finds a number again: a keyed digest, which says nothing without the key. */
  nik_key: Buffer | null;
  phone_key: Buffer | null;
  joined_at: Temporal.Instant | null;
  joined_by: JoiningWay | null;
  erased_at: Temporal.Instant | null;
  created_at: Temporal.Instant;
  changed_at: Temporal.Instant;
}

/** A phone that an officer is signed in on. */
export interface OfficerSessionTable {
  id: string;
  officer: string;
  /** SHA-256 of what the cookie holds: the table opens nothing. */
  token_digest: Buffer;
  way: JoiningWay | 'code';
  /** As the phone says it: "Chrome di Android". */
  device: string;
  created_at: Temporal.Instant;
  seen_at: Temporal.Instant;
  ended_at: Temporal.Instant | null;
}

/** Every action that was acknowledged, refused or in conflict; a phone that sends one again gets this answer. */
export interface OfficerActionTable {
  id: string;
  officer: string;
  session: string;
  kind: string;
  subject: string;
  /** Values of the form as JSON, sealed: what an officer writes may be about anybody. */
  data: Buffer;
  /** What the officer's page calls it: "Kotak suara diterima". */
  title: string;
  /** Id of the phone's queue; null: it came as a plain form. */
  queue: string | null;
  /** Number in the phone's queue, rising; 0 for a plain form. */
  number: number;
  done_at: Temporal.Instant;
  received_at: Temporal.Instant;
  state: 'done' | 'conflict' | 'refused';
  note: string | null;
  photo: string | null;
}

export interface OfficerPhotoTable {
  id: string;
  officer: string;
  /** JPEG, encoded anew without anything but the picture. */
  bytes: Buffer;
  width: number;
  height: number;
  /** Where it was taken, only where the action asks for it. */
  latitude: number | null;
  longitude: number | null;
  created_at: Temporal.Instant;
}

/** Officers, their phones, what they did, and marks by which they are counted. */
export const officerMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-200-officers': {
    async up(db) {
      await sql`
        create table officer_plan (
          election text primary key,
          plan jsonb not null,
          changed_at timestamptz not null
        )`.execute(db);
      await sql`
        create table officer (
          id text primary key,
          election text not null references officer_plan (election),
          body text not null,
          role text not null,
          name text not null,
          name_folded text not null,
          area text collate "C" not null,
          district text collate "C" not null generated always as (substring(area from 1 for 8)) stored,
          place text check (place ~ '^[0-9]{13}$'),
          serves_from date not null,
          serves_until date not null,
          left_on date,
          left_reason text,
          replaces text,
          nik_sealed bytea,
          phone_sealed bytea,
          email_sealed bytea,
          nik_key bytea,
          phone_key bytea,
          joined_at timestamptz,
          joined_by text check (joined_by in ('passkey', 'pin', 'in-person')),
          erased_at timestamptz,
          created_at timestamptz not null,
          changed_at timestamptz not null,
          check (serves_from <= serves_until),
          check ((left_on is null) = (left_reason is null)),
          check ((joined_at is null) = (joined_by is null))
        )`.execute(db);
      // One person has one seat at a time in an election.
      await sql`
        create unique index officer_person on officer (election, nik_key)
        where left_on is null and nik_key is not null`.execute(db);
      await sql`create index officer_by_area on officer (election, area, body, place, role)`.execute(db);
      await sql`create index officer_by_place on officer (election, place, body, role)`.execute(db);
      await sql`create index officer_by_phone on officer (phone_key) where phone_key is not null`.execute(db);
      await sql`create index officer_by_name on officer using gin (name_folded gin_trgm_ops)`.execute(db);
      await sql`create index officer_to_erase on officer (serves_until) where erased_at is null`.execute(db);
      await sql`create index officer_replacing on officer (replaces) where replaces is not null`.execute(db);
      await sql`
        create table officer_session (
          id text primary key,
          officer text not null references officer on delete cascade,
          token_digest bytea not null unique,
          way text not null check (way in ('passkey', 'pin', 'in-person', 'code')),
          device text not null,
          created_at timestamptz not null,
          seen_at timestamptz not null,
          ended_at timestamptz
        )`.execute(db);
      await sql`create index officer_session_of on officer_session (officer, created_at)`.execute(db);
      await sql`
        create table officer_photo (
          id text primary key,
          officer text not null references officer on delete cascade,
          bytes bytea not null,
          width integer not null,
          height integer not null,
          latitude double precision,
          longitude double precision,
          created_at timestamptz not null,
          check ((latitude is null) = (longitude is null))
        )`.execute(db);
      await sql`create index officer_photo_of on officer_photo (officer, created_at)`.execute(db);
      await sql`
        create table officer_action (
          id text primary key,
          officer text not null references officer on delete cascade,
          session text not null,
          kind text not null,
          subject text not null,
          data jsonb not null,
          number integer not null,
          done_at timestamptz not null,
          received_at timestamptz not null,
          state text not null check (state in ('done', 'conflict', 'refused')),
          note text,
          photo text references officer_photo
        )`.execute(db);
      await sql`create index officer_action_of on officer_action (officer, received_at)`.execute(db);
      await sql`create index officer_action_subject on officer_action (officer, kind, subject, number)`.execute(
        db,
      );
      await sql`
        create table officer_mark (
          election text not null,
          mark text not null,
          officer text not null references officer on delete cascade,
          body text not null,
          area text collate "C" not null,
          district text collate "C" not null generated always as (substring(area from 1 for 8)) stored,
          at timestamptz not null,
          primary key (officer, mark)
        )`.execute(db);
      await sql`create index officer_mark_by_area on officer_mark (election, mark, area, body)`.execute(db);
      await sql`create index officer_mark_by_time on officer_mark (election, mark, at)`.execute(db);
      await sql`
        create table place_mark (
          election text not null,
          mark text not null,
          place text not null,
          area text collate "C" not null,
          at timestamptz not null,
          primary key (election, place, mark)
        )`.execute(db);
      await sql`create index place_mark_by_area on place_mark (election, mark, area)`.execute(db);
    },
  },
  '2026-11-24-221-officer-queues': {
    async up(db) {
      await sql`
        alter table officer_action
          add column queue text,
          add column title text not null default '',
          drop column data,
          add column data bytea not null`.execute(db);
      await sql`drop index officer_action_subject`.execute(db);
      await sql`
        create index officer_action_subject on officer_action (officer, subject, queue, number)`.execute(db);
    },
  },
  '2026-11-24-222-officer-erasure': {
    async up(db) {
      // Whoever deletes a photo asks which action has it.
      await sql`create index officer_action_photo on officer_action (photo) where photo is not null`.execute(
        db,
      );
    },
  },
  '2026-11-24-223-officers-seated': {
    async up(db) {
      // Who has a seat is counted and listed in this order, from the index alone; who left is taken from what others count.
      await sql`
        create index officer_seated on officer (election, area, place, role, id) include (body)
          where left_on is null`.execute(db);
      await sql`create index officer_left on officer (election, area) where left_on is not null`.execute(db);
    },
  },
};
