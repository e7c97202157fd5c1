import { type ColumnType, type Generated, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { TrainingText } from '../../domain/training.ts';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    training_course: CourseTable;
    training_lesson: LessonTable;
    training_video: VideoTable;
    training_try: TryTable;
    training_more_tries: MoreTriesTable;
    training_session: SessionTable;
    training_attendance: AttendanceTable;
    training_certificate: CertificateTable;
  }
}

type Json<Value> = ColumnType<Value, string, string>;

export interface CourseTable {
  id: string;
  election: string;
  title: Json<TrainingText>;
  intro: Json<TrainingText>;
  bodies: string[];
  pass_mark: number;
  tries: number;
  in_person: boolean;
  /** Officers see it once it is open, and nothing of it but their certificates once it is retired. */
  state: 'draft' | 'open' | 'retired';
  /** Rises with each change; a form names the one that it was made from. */
  revision: number;
  changed_at: Temporal.Instant;
  /** Who changed it last; null: a file. */
  changed_by: string | null;
}

export interface LessonTable {
  course: string;
  id: string;
  position: number;
  title: Json<TrainingText>;
  body: Json<TrainingText>;
  picture: ColumnType<unknown, string | null, string | null>;
  /** What `videoSchema` says of it. */
  video: ColumnType<unknown, string | null, string | null>;
  questions: Json<unknown>;
  /** Rises when a question changes: answers to other questions are not scored. */
  asked: number;
  revision: number;
}

export interface VideoTable {
  digest: string;
  type: 'video/mp4' | 'video/webm';
  bytes: Buffer;
  byte_length: number;
  stored_by: string;
  stored_at: Temporal.Instant;
}

export interface TryTable {
  /** Id of the action that brought it. */
  deed: string;
  officer: string;
  course: string;
  lesson: string;
  answers: Json<unknown>;
  correct: number;
  /** Ids of questions that were answered wrongly. */
  wrong: string[];
  at: Temporal.Instant;
}

export interface MoreTriesTable {
  officer: string;
  course: string;
  lesson: string;
  tries: number;
  given_by: string;
  at: Temporal.Instant;
}

export interface SessionTable {
  code: string;
  course: string;
  election: string;
  /** The area whose officers are invited. */
  area: string;
  venue: string;
  /** Its own code is printed and holds for the whole meeting, as there is no network to show others. */
  paper: Generated<boolean>;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  made_by: string;
  made_at: Temporal.Instant;
  cancelled_at: Temporal.Instant | null;
}

/** By scanning what the session shows, or what it has printed, or on the list of who holds it. */
export type AttendanceWay = 'code' | 'paper' | 'hand';

export interface AttendanceTable {
  officer: string;
  course: string;
  session: string;
  way: AttendanceWay;
  by: string | null;
  at: Temporal.Instant;
  /** Whether a scan came only after its code had passed, so that its moment is what the phone says. */
  late: Generated<boolean>;
}

export interface CertificateTable {
  code: string;
  officer: string;
  /** Of the officer, so that those of an area are counted without asking for each. */
  area: string;
  body: string;
  course: string;
  issued_at: Temporal.Instant;
  withdrawn_at: Temporal.Instant | null;
  withdrawn_reason: string | null;
}

export const trainingMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-250-training': {
    async up(db) {
      await sql`
        create table training_course (
          id text primary key,
          election text not null,
          title jsonb not null,
          intro jsonb not null,
          bodies text[] not null,
          pass_mark integer not null check (pass_mark between 1 and 100),
          tries integer not null check (tries > 0),
          in_person boolean not null,
          state text not null check (state in ('draft', 'open', 'retired')),
          revision integer not null,
          changed_at timestamptz not null,
          changed_by text
        )`.execute(db);
      await sql`create index training_course_of on training_course (election, state)`.execute(db);
      await sql`
        create table training_video (
          digest text primary key check (digest ~ '^[A-Za-z0-9_-]{43}$'),
          type text not null check (type in ('video/mp4', 'video/webm')),
          bytes bytea not null,
          byte_length integer not null,
          stored_by text not null,
          stored_at timestamptz not null
        )`.execute(db);
      // Kept as it is, so that a part of it is read without the rest.
      await sql`alter table training_video alter column bytes set storage external`.execute(db);
      await sql`
        create table training_lesson (
          course text not null references training_course on delete cascade,
          id text not null,
          position integer not null,
          title jsonb not null,
          body jsonb not null,
          picture jsonb,
          video jsonb,
          questions jsonb not null,
          asked integer not null,
          revision integer not null,
          primary key (course, id)
        )`.execute(db);
      await sql`
        create table training_try (
          deed text primary key,
          officer text not null references officer on delete cascade,
          course text not null references training_course on delete cascade,
          lesson text not null,
          answers jsonb not null,
          correct integer not null,
          wrong text[] not null,
          at timestamptz not null
        )`.execute(db);
      await sql`create index training_try_of on training_try (officer, course, lesson, at)`.execute(db);
      await sql`
        create table training_more_tries (
          officer text not null references officer on delete cascade,
          course text not null references training_course on delete cascade,
          lesson text not null,
          tries integer not null,
          given_by text not null,
          at timestamptz not null,
          primary key (officer, course, lesson)
        )`.execute(db);
      await sql`
        create table training_session (
          code text primary key,
          course text not null references training_course on delete cascade,
          election text not null,
          area text collate "C" not null,
          venue text not null,
          starts_at timestamptz not null,
          ends_at timestamptz not null,
          made_by text not null,
          made_at timestamptz not null,
          cancelled_at timestamptz,
          check (starts_at < ends_at)
        )`.execute(db);
      await sql`create index training_session_by_area on training_session (election, area, starts_at)`.execute(
        db,
      );
      await sql`
        create table training_attendance (
          officer text not null references officer on delete cascade,
          course text not null references training_course on delete cascade,
          session text not null references training_session on delete cascade,
          way text not null check (way in ('code', 'hand')),
          by text,
          at timestamptz not null,
          primary key (officer, course)
        )`.execute(db);
      await sql`create index training_attendance_of on training_attendance (session)`.execute(db);
      await sql`
        create table training_certificate (
          code text primary key,
          officer text not null references officer on delete cascade,
          course text not null references training_course on delete cascade,
          issued_at timestamptz not null,
          withdrawn_at timestamptz,
          withdrawn_reason text,
          unique (officer, course),
          check ((withdrawn_at is null) = (withdrawn_reason is null))
        )`.execute(db);
    },
  },
  '2026-11-24-251-training-late-scans': {
    async up(db) {
      await sql`alter table training_attendance add column late boolean not null default false`.execute(db);
    },
  },
  '2026-11-24-252-training-counts': {
    async up(db) {
      await sql`alter table training_certificate add column area text collate "C", add column body text`.execute(
        db,
      );
      await sql`
        update training_certificate c set area = officer.area, body = officer.body
        from officer where officer.id = c.officer`.execute(db);
      await sql`
        alter table training_certificate alter column area set not null, alter column body set not null`.execute(
        db,
      );
      await sql`
        create index training_certificate_by_area on training_certificate (course, area, body)
          where withdrawn_at is null`.execute(db);
    },
  },
  '2026-11-24-253-training-paper-codes': {
    async up(db) {
      await sql`alter table training_session add column paper boolean not null default false`.execute(db);
      await sql`
        alter table training_attendance drop constraint training_attendance_way_check,
          add constraint training_attendance_way_check check (way in ('code', 'paper', 'hand'))`.execute(db);
    },
  },
};
