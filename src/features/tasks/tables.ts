import { type ColumnType, type GeneratedAlways, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    officer_task: OfficerTaskTable;
    task_report: TaskReportTable;
    task_state: TaskStateTable;
    task_sweep: { election: string; swept_at: Temporal.Instant };
  }
}

export interface OfficerTaskTable {
  election: string;
  id: string;
  body: string;
  position: number;
  /** A task as its file says it, checked by `taskDefinitionSchema`. */
  definition: ColumnType<unknown, string, string>;
  /** Its moments and who leads the body, as election and plan have them (task-book.ts); null while those are unknown. */
  opens_at: Temporal.Instant | null;
  due_at: Temporal.Instant | null;
  head: string | null;
  /** The version that the moments were reckoned for. */
  dated_version: number | null;
  /** Rises with each change; a form names the one that it was made from. */
  version: number;
  /** When staff wrote it in the workspace; null as long as it is as a file gave it. */
  edited_at: Temporal.Instant | null;
  retired_at: Temporal.Instant | null;
  changed_at: Temporal.Instant;
}

/** What officers said of a task, word for word; rows are only added. */
export interface TaskReportTable {
  /** Id of the action; of a reopening, its own. */
  id: string;
  recorded: GeneratedAlways<number>;
  election: string;
  task: string;
  /** The officer, or the polling place or area of the team. */
  holder: string;
  /** Null where the election office asked for it anew. */
  officer: string | null;
  kind: 'done' | 'undo' | 'settle' | 'reopen';
  /** Of an undo: of the officer's own report, or of all. */
  scope: 'own' | 'all' | null;
  value: ColumnType<unknown, string | null, string | null>;
  note: string | null;
  photo: string | null;
  done_at: Temporal.Instant;
  received_at: Temporal.Instant;
}

/** What the reports of a task come to; there is a row only while something stands, or is to be done again. */
export interface TaskStateTable {
  election: string;
  task: string;
  holder: string;
  /** Of the team, for counting by area. */
  area: string;
  /** `again`: somebody who watches over the team asked for it anew. */
  state: 'done' | 'conflict' | 'again';
  value: ColumnType<unknown, string | null, string | null>;
  /** Who did it, or asked for it anew, and when; null is the election office. */
  officer: string | null;
  report: string;
  done_at: Temporal.Instant;
  changed_at: Temporal.Instant;
}

export const taskMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-240-tasks': {
    async up(db) {
      await sql`
        create table officer_task (
          election text not null,
          id text not null,
          body text not null,
          position integer not null,
          definition jsonb not null,
          opens_at timestamptz,
          due_at timestamptz,
          head text,
          dated_version integer,
          version integer not null check (version > 0),
          edited_at timestamptz,
          retired_at timestamptz,
          changed_at timestamptz not null,
          primary key (election, id)
        )`.execute(db);
      await sql`
        create table task_report (
          id text primary key,
          recorded bigint generated always as identity,
          election text not null,
          task text not null,
          holder text not null,
          officer text not null references officer on delete cascade,
          kind text not null check (kind in ('done', 'undo', 'settle')),
          scope text check (scope in ('own', 'all')),
          value jsonb,
          note text,
          photo text references officer_photo on delete set null,
          done_at timestamptz not null,
          received_at timestamptz not null,
          foreign key (election, task) references officer_task,
          check ((kind = 'undo') = (scope is not null))
        )`.execute(db);
      await sql`create index task_report_of on task_report (election, task, holder, done_at)`.execute(db);
      await sql`create index task_report_by on task_report (officer, received_at)`.execute(db);
      await sql`create index task_report_photo on task_report (photo) where photo is not null`.execute(db);
      await sql`
        create table task_state (
          election text not null,
          task text not null,
          holder text not null,
          area text collate "C" not null,
          state text not null check (state in ('done', 'conflict')),
          value jsonb,
          officer text not null,
          report text not null,
          done_at timestamptz not null,
          changed_at timestamptz not null,
          primary key (election, task, holder),
          foreign key (election, task) references officer_task
        )`.execute(db);
      await sql`create index task_state_of on task_state (election, holder)`.execute(db);
      await sql`create index task_state_by_area on task_state (election, task, area, state)`.execute(db);
      await sql`
        create table task_sweep (
          election text primary key,
          swept_at timestamptz not null
        )`.execute(db);
    },
  },
  '2026-11-24-241-tasks-reopened': {
    async up(db) {
      await sql`
        alter table task_report
          alter column officer drop not null,
          drop constraint task_report_kind_check,
          add constraint task_report_kind_check check (kind in ('done', 'undo', 'settle', 'reopen')),
          add constraint task_report_by_somebody check (officer is not null or kind = 'reopen')`.execute(db);
      await sql`
        alter table task_state
          alter column officer drop not null,
          drop constraint task_state_state_check,
          add constraint task_state_state_check check (state in ('done', 'conflict', 'again')),
          add constraint task_state_by_somebody check (officer is not null or state = 'again')`.execute(db);
    },
  },
};
