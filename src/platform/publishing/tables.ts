import { type ColumnType, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Audience, Urgency } from '../../domain/item.ts';
import type { Shown, Work } from '../../domain/item-state.ts';

/** Written as JSON text: a bound array would become an array of PostgreSQL and no jsonb. */
type Json = ColumnType<unknown, string, string>;

declare module '../database/schema.ts' {
  interface DatabaseSchema {
    item: ItemTable;
    item_version: ItemVersionTable;
    item_draft: ItemDraftTable;
  }
}

/** One row an item: its state, and of its newest version what lists ask for. */
export interface ItemTable {
  id: string;
  kind: string;
  subject: string | null;
  agency: string;
  owner_id: string;
  owner_name: string;
  slug: string;
  shown: Shown;
  work: Work;
  version: number;
  title_id: string | null;
  title_en: string | null;
  areas: string[];
  audience: Audience;
  urgency: Urgency;
  expires_at: Temporal.Instant | null;
  review_on: string | null;
  created_at: Temporal.Instant;
  published_at: Temporal.Instant | null;
  /** When readers last saw a change. */
  changed_at: Temporal.Instant | null;
  /** When anybody last changed anything. */
  touched_at: Temporal.Instant;
  origin_source: string | null;
  origin_key: string | null;
  origin_seen_at: Temporal.Instant | null;
  /** When it was published at its source. */
  origin_published_at: Temporal.Instant | null;
}

/** What readers saw, and its signature: never changed, never removed. */
export interface ItemVersionTable {
  item: string;
  number: number;
  event: 'published' | 'corrected' | 'expired' | 'withdrawn';
  at: Temporal.Instant;
  content: Json;
  envelope: Json;
  title_id: string | null;
  title_en: string | null;
  text_id: string | null;
  text_en: string | null;
  note_id: string | null;
  note_en: string | null;
  signature: string;
}

/** What is being written, at most one an item. */
export interface ItemDraftTable {
  item: string;
  revision: number;
  content: Json;
  envelope: Json;
  note: Json;
  authors: Json;
  updated_at: Temporal.Instant;
  updated_by: Json;
  scheduled_for: Temporal.Instant | null;
  sent_back: Json;
}

/** Tables of everything that staff publish. */
export const publishingMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-100-publishing': {
    async up(db) {
      await sql`
        create table item (
          id text primary key,
          kind text not null,
          subject text,
          agency text not null,
          owner_id text not null,
          owner_name text not null,
          slug text not null,
          shown text not null check (shown in ('none', 'published', 'corrected', 'expired', 'withdrawn')),
          work text not null check (work in ('none', 'draft', 'in-review', 'scheduled')),
          version integer not null check (version >= 0),
          title_id text,
          title_en text,
          areas text[] not null,
          audience text not null check (audience in ('public', 'officers')),
          urgency text not null check (urgency in ('normal', 'important', 'urgent')),
          expires_at timestamptz,
          review_on date,
          created_at timestamptz not null,
          published_at timestamptz,
          changed_at timestamptz,
          touched_at timestamptz not null,
          origin_source text,
          origin_key text,
          origin_seen_at timestamptz,
          unique (kind, subject),
          unique (origin_source, origin_key),
          check (expires_at is not null or review_on is not null),
          check ((shown = 'none') = (version = 0)),
          check (shown = 'none' or (published_at is not null and changed_at is not null))
        )`.execute(db);
      await sql`
        create index item_published_index on item (kind, published_at desc, id desc)
        where shown <> 'none'`.execute(db);
      await sql`create index item_areas_index on item using gin (areas)`.execute(db);
      await sql`create index item_touched_index on item (agency, touched_at desc, id desc)`.execute(db);
      await sql`create index item_work_index on item (work, touched_at desc) where work <> 'none'`.execute(
        db,
      );
      await sql`
        create index item_review_index on item (review_on)
        where shown in ('published', 'corrected')`.execute(db);
      await sql`
        create index item_expires_index on item (expires_at)
        where shown in ('published', 'corrected')`.execute(db);
      await sql`
        create table item_version (
          item text not null references item,
          number integer not null check (number > 0),
          event text not null check (event in ('published', 'corrected', 'expired', 'withdrawn')),
          at timestamptz not null,
          content jsonb not null,
          envelope jsonb not null,
          title_id text,
          title_en text,
          text_id text,
          text_en text,
          note_id text,
          note_en text,
          signature text not null,
          words tsvector generated always as (
            to_tsvector('jendela_id', coalesce(title_id, '') || ' ' || coalesce(text_id, '')) ||
            to_tsvector('jendela_en', coalesce(title_en, '') || ' ' || coalesce(text_en, ''))
          ) stored,
          primary key (item, number)
        )`.execute(db);
      await sql`create index item_version_words_index on item_version using gin (words)`.execute(db);
      await sql`
        create function item_version_stays() returns trigger language plpgsql as $$
        begin
          raise exception 'published versions are never changed or removed';
        end $$`.execute(db);
      await sql`
        create trigger item_version_stays before update or delete on item_version
        for each row execute function item_version_stays()`.execute(db);
      await sql`
        create table item_draft (
          item text primary key references item on delete cascade,
          revision integer not null check (revision > 0),
          content jsonb not null,
          envelope jsonb not null,
          note jsonb,
          authors jsonb not null,
          updated_at timestamptz not null,
          updated_by jsonb not null,
          scheduled_for timestamptz,
          sent_back jsonb
        )`.execute(db);
      await sql`
        create index item_draft_scheduled_index on item_draft (scheduled_for)
        where scheduled_for is not null`.execute(db);
    },
  },
  '2026-11-24-140-item-lists': {
    async up(db) {
      await sql`
        create index item_agency_index on item (kind, agency, published_at desc, id desc)
        where shown <> 'none'`.execute(db);
      await sql`
        create index item_changed_index on item (kind, changed_at desc, id desc)
        where shown <> 'none'`.execute(db);
      await sql`
        create index item_version_category_index on item_version ((content->>'category'), item, number)
        where content->>'category' is not null`.execute(db);
    },
  },
  '2026-11-24-161-item-origin-date': {
    async up(db) {
      await sql`alter table item add column origin_published_at timestamptz`.execute(db);
    },
  },
  '2026-11-24-240-item-media': {
    async up(db) {
      // Pictures and attachments are named by their digests, those within a text by their addresses.
      await sql`
        create function media_digests(content jsonb) returns text[] language sql immutable parallel safe as $$
          select coalesce(array_agg(distinct found[1]), '{}')
          from regexp_matches(content::text, '(?:"digest": "|/media/)([A-Za-z0-9_-]{43})', 'g') as found
        $$`.execute(db);
      for (const table of ['item_version', 'item_draft']) {
        await sql`
          create index ${sql.id(`${table}_media_index`)} on ${sql.table(table)}
          using gin (media_digests(content))`.execute(db);
      }
    },
  },
};
