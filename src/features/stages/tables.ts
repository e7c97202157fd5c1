import { type ColumnType, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { StageKind } from '../../domain/stage.ts';

/** Written as JSON text: a bound array would become an array of PostgreSQL and no jsonb. */
type Json = ColumnType<unknown, string, string>;
type JsonOrNull = ColumnType<unknown, string | null, string | null>;

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    election: {
      id: string;
      /** The election as its stage file gives it, without the version. */
      definition: Json;
      voting_day: string;
      version: number;
      changed_at: Temporal.Instant;
      /** When somebody last compared it with its sources: an import that brought something, or a person. */
      checked_at: Temporal.Instant;
      /** The day by which somebody looks again; null: so many days after `checked_at`. */
      review_by: string | null;
    };
    stage: StageTable;
    stage_history: {
      election: string;
      stage: string;
      version: number;
      change: StageChangeKind;
      /** The stage in this version, as a stage file gives it. */
      definition: Json;
      at: Temporal.Instant;
    };
  }
}

/** What an import or staff did to a stage. */
export type StageChangeKind = 'added' | 'changed' | 'removed';

/** One stage as it stands now; withdrawn ones stay, so that their page and their calendar entry can say so. */
export interface StageTable {
  election: string;
  id: string;
  position: number;
  kind: StageKind;
  name_id: string;
  name_en: string;
  start_day: string | null;
  start_time: string | null;
  end_day: string | null;
  end_time: string | null;
  rule_id: string | null;
  rule_en: string | null;
  condition_id: string | null;
  condition_en: string | null;
  condition_met: boolean | null;
  parent: string | null;
  area: string | null;
  sources: Json;
  regulation: string;
  version: number;
  note_id: string | null;
  note_en: string | null;
  citizen_id: string | null;
  citizen_en: string | null;
  latitude: number | null;
  longitude: number | null;
  changed_at: Temporal.Instant;
  withdrawn_at: Temporal.Instant | null;
  /** Its own review day; null: the election's. */
  review_by: string | null;
  /** Id of the item by which staff wrote this version; null: a file brought it. */
  item: string | null;
  /** As an import last brought it, to tell what is new in a file from what staff changed; null: never by a file. */
  imported: JsonOrNull;
}

/** The tables of elections and their stages. */
export const stagesMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-010-elections': {
    async up(db) {
      await sql`
        create table election (
          id text primary key,
          definition jsonb not null,
          voting_day date not null,
          version integer not null check (version > 0),
          changed_at timestamptz not null
        )`.execute(db);
      await sql`create index election_voting_day_index on election (voting_day)`.execute(db);
    },
  },
  '2026-11-24-011-stages': {
    async up(db) {
      // A stage may be inserted before its parent: the file sets the order, not the tree.
      await sql`
        create table stage (
          election text not null references election,
          id text not null,
          position integer not null,
          kind text not null,
          name_id text not null,
          name_en text not null,
          start_day date,
          start_time time,
          end_day date,
          end_time time,
          rule_id text,
          rule_en text,
          condition_id text,
          condition_en text,
          condition_met boolean,
          parent text,
          area text,
          sources jsonb not null,
          regulation text not null,
          version integer not null check (version > 0),
          note_id text,
          note_en text,
          citizen_id text,
          citizen_en text,
          latitude double precision,
          longitude double precision,
          changed_at timestamptz not null,
          withdrawn_at timestamptz,
          primary key (election, id),
          foreign key (election, parent) references stage (election, id) deferrable initially deferred,
          check (start_time is null or start_day is not null),
          check (end_time is null or end_day is not null),
          check (end_day >= start_day),
          check ((latitude is null) = (longitude is null))
        )`.execute(db);
      await sql`create index stage_position_index on stage (election, position)`.execute(db);
      await sql`create index stage_parent_index on stage (election, parent)`.execute(db);
      await sql`
        create table stage_history (
          election text not null,
          stage text not null,
          version integer not null,
          change text not null check (change in ('added', 'changed', 'removed')),
          definition jsonb not null,
          at timestamptz not null,
          primary key (election, stage, version),
          foreign key (election, stage) references stage (election, id)
        )`.execute(db);
      await sql`create index stage_history_at_index on stage_history (at desc, election, stage)`.execute(db);
    },
  },
  '2026-11-24-150-stage-reviews': {
    async up(db) {
      await sql`
        alter table election
          add column checked_at timestamptz,
          add column review_by date`.execute(db);
      await sql`update election set checked_at = changed_at`.execute(db);
      await sql`alter table election alter column checked_at set not null`.execute(db);
      await sql`
        alter table stage
          add column review_by date,
          add column item text,
          add column imported jsonb`.execute(db);
      // Until now nothing but a file brought a stage.
      await sql`
        update stage s set imported = (
          select h.definition from stage_history h
          where h.election = s.election and h.stage = s.id
          order by h.version desc
          limit 1
        )`.execute(db);
    },
  },
};
