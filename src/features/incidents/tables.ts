import { type Generated, type GeneratedAlways, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type {
  IncidentDeed,
  IncidentKind,
  IncidentLevel,
  IncidentState,
  Severity,
} from '../../domain/incident.ts';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    incident: IncidentTable;
    incident_event: IncidentEventTable;
  }
}

export interface IncidentTable {
  id: string;
  election: string;
  kind: IncidentKind;
  severity: Severity;
  /** Code of the polling place; null: of the whole area. */
  place: string | null;
  /** Kelurahan or kecamatan. */
  area: string;
  body: string;
  reporter: string | null;
  reporter_name: string;
  /** Sealed by the vault: it may tell of persons. Null once erased. */
  text_sealed: Buffer | null;
  photo: string | null;
  /** Somebody asked for a doctor. */
  help: boolean;
  state: IncidentState;
  level: IncidentLevel;
  /** Since when the level has it to answer. */
  waiting_since: Temporal.Instant;
  duplicate_of: string | null;
  /** When it was written on the phone, and when it came. */
  done_at: Temporal.Instant;
  received_at: Temporal.Instant;
  changed_at: Temporal.Instant;
  /** Half a day or more between the two: it alarms nobody. */
  stale: GeneratedAlways<boolean>;
}

/** All that happened to a report, in order. It only grows, but for texts that are erased. */
export interface IncidentEventTable {
  seq: Generated<number>;
  incident: string;
  /** Of the incident, so that one query tells what changed where. */
  area: string;
  what: IncidentDeed | 'reported' | 'comment' | 'escalated' | 'help-again';
  by_kind: 'officer' | 'staff' | 'system';
  by_name: string;
  /** What it led to. */
  state: IncidentState;
  level: IncidentLevel;
  text_sealed: Buffer | null;
  /** For those who watch over officers alone. */
  internal: boolean;
  /** When it came. */
  at: Temporal.Instant;
  /** When it was written on a phone; null: the same moment. */
  done_at: Temporal.Instant | null;
}

export const incidentMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-260-incidents': {
    async up(db) {
      await sql`
        create table incident (
          id text primary key,
          election text not null,
          kind text not null,
          severity text not null check (severity in ('low', 'middle', 'high')),
          place text check (place ~ '^[0-9]{13}$'),
          area text collate "C" not null,
          body text not null,
          reporter text references officer on delete set null,
          reporter_name text not null,
          text_sealed bytea,
          photo text references officer_photo on delete set null,
          help boolean not null,
          state text not null check (state in ('reported', 'seen', 'handling', 'solved', 'duplicate')),
          level text not null check (level in ('village', 'district', 'city')),
          waiting_since timestamptz not null,
          duplicate_of text references incident,
          done_at timestamptz not null,
          received_at timestamptz not null,
          changed_at timestamptz not null,
          stale boolean not null generated always as (received_at - done_at >= interval '12 hours') stored,
          check ((duplicate_of is not null) = (state = 'duplicate')),
          check (duplicate_of <> id)
        )`.execute(db);
      await sql`create index incident_by_area on incident (election, area, received_at desc)`.execute(db);
      await sql`create index incident_by_time on incident (election, received_at desc)`.execute(db);
      await sql`
        create index incident_open on incident (election, area)
        where state in ('reported', 'seen', 'handling')`.execute(db);
      await sql`
        create index incident_to_escalate on incident (waiting_since)
        where state in ('reported', 'seen') and level <> 'city' and not stale`.execute(db);
      await sql`create index incident_of on incident (reporter, received_at desc)`.execute(db);
      await sql`create index incident_by_place on incident (election, place, received_at desc)`.execute(db);
      await sql`create index incident_photo on incident (photo) where photo is not null`.execute(db);
      await sql`
        create index incident_original on incident (duplicate_of) where duplicate_of is not null`.execute(db);
      await sql`
        create table incident_event (
          seq bigint primary key generated always as identity,
          incident text not null references incident on delete cascade,
          area text collate "C" not null,
          what text not null,
          by_kind text not null check (by_kind in ('officer', 'staff', 'system')),
          by_name text not null,
          state text not null,
          level text not null,
          text_sealed bytea,
          internal boolean not null,
          at timestamptz not null
        )`.execute(db);
      await sql`create index incident_event_of on incident_event (incident, seq)`.execute(db);
    },
  },
  '2026-11-24-261-incident-event-times': {
    async up(db) {
      await sql`alter table incident_event add column done_at timestamptz`.execute(db);
    },
  },
};
