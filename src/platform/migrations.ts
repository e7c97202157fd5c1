import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { auditMigrations } from './audit/tables.ts';
import { mediaMigrations } from './media/tables.ts';
import { officerMigrations } from './officers/tables.ts';
import { publishingMigrations } from './publishing/tables.ts';
import { signInMigrations } from './sign-in/tables.ts';
import { signingMigrations } from './signing/tables.ts';
import { viewMigrations } from './views/tables.ts';

declare module './database/schema.ts' {
  interface DatabaseSchema {
    city: {
      id: 'city';
      area: string;
      name: string;
      window_name: string;
      zone: string;
      ink: string | null;
      election_office: string;
      city_office: string;
      demo: boolean;
      demo_clock_start: Temporal.Instant | null;
      opened: boolean;
    };
    content_revision: { revision: number };
    rate_limit: { id: string; started_at: Temporal.Instant; spent: number };
    search_entry: {
      feature: string;
      scope: string;
      ref: string;
      lang: 'id' | 'en';
      title: string;
      body: string;
      href: string;
      codes: string;
    };
  }
}

/** Tables that the window has without any feature. */
export const platformMigrations: Readonly<Record<string, Migration>> = {
  ...auditMigrations,
  ...mediaMigrations,
  ...officerMigrations,
  ...publishingMigrations,
  ...signInMigrations,
  ...signingMigrations,
  ...viewMigrations,
  '2026-11-24-001-city': {
    async up(db) {
      await sql`
        create table city (
          id text primary key check (id = 'city'),
          area text not null,
          name text not null,
          window_name text not null,
          zone text not null,
          ink text check (ink ~ '^#[0-9a-f]{6}$'),
          election_office text not null,
          city_office text not null,
          demo boolean not null,
          demo_clock_start timestamptz,
          opened boolean not null
        )`.execute(db);
      await sql`
        create table content_revision (
          only_one boolean primary key default true check (only_one),
          revision integer not null
        )`.execute(db);
      await sql`insert into content_revision (revision) values (1)`.execute(db);
    },
  },
  '2026-11-24-003-rate-limit': {
    async up(db) {
      // Unlogged: what is counted in a minute need not survive a crash, and leaves no trace in the database's log.
      await sql`
        create unlogged table rate_limit (
          id text primary key,
          started_at timestamptz not null,
          spent integer not null
        )`.execute(db);
      await sql`create index rate_limit_started_at_index on rate_limit (started_at)`.execute(db);
    },
  },
  '2026-11-24-002-search': {
    async up(db) {
      await sql`create extension if not exists unaccent`.execute(db);
      await sql`create extension if not exists pg_trgm`.execute(db);
      // The words of each language without accents; codes and beginnings of words without bending them.
      for (const [name, base] of [
        ['jendela_id', 'indonesian'],
        ['jendela_en', 'english'],
        ['jendela_simple', 'simple'],
      ] as const) {
        const stem = base === 'simple' ? 'simple' : `${base}_stem`;
        await sql`create text search configuration ${sql.id(name)} (copy = ${sql.id(base)})`.execute(db);
        await sql`
          alter text search configuration ${sql.id(name)}
          alter mapping for hword, hword_part, word with unaccent, ${sql.id(stem)}`.execute(db);
      }
      await sql`
        create table search_entry (
          feature text not null,
          scope text not null,
          ref text not null,
          lang text not null check (lang in ('id', 'en')),
          title text not null,
          body text not null,
          href text not null,
          codes text not null,
          document tsvector not null,
          primary key (feature, scope, ref, lang)
        )`.execute(db);
      await sql`
        create function search_entry_document() returns trigger language plpgsql as $$
        declare
          config regconfig := case new.lang when 'id' then 'jendela_id' else 'jendela_en' end::regconfig;
        begin
          new.document :=
            setweight(to_tsvector('jendela_simple', new.codes), 'A') ||
            setweight(to_tsvector('jendela_simple', new.title), 'A') ||
            setweight(to_tsvector(config, new.title), 'A') ||
            setweight(to_tsvector('jendela_simple', new.body), 'C') ||
            setweight(to_tsvector(config, new.body), 'C');
          return new;
        end $$`.execute(db);
      await sql`
        create trigger search_entry_document before insert or update on search_entry
        for each row execute function search_entry_document()`.execute(db);
      await sql`create index search_entry_document_index on search_entry using gin (document)`.execute(db);
      await sql`
        create index search_entry_title_index on search_entry using gin (title gin_trgm_ops)`.execute(db);
    },
  },
};
