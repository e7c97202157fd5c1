import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    officer_invitation: InvitationTable;
    officer_phone: OfficerPhoneTable;
    officer_phone_session: { session: string; phone: string };
    officer_consent: {
      officer: string;
      version: string;
      lang: 'id' | 'en';
      at: Temporal.Instant;
      /** `self`, or `in-person` where it was read out to them. */
      given: 'self' | 'in-person';
    };
    officer_consent_text: { version: string; lang: 'id' | 'en'; text: string; since: Temporal.Instant };
    /** Challenges of passkeys that were answered, so that none is taken twice. */
    officer_challenge: { digest: Buffer; expires_at: Temporal.Instant };
    officer_letters: LettersTable;
    /** A part of a PDF, sealed by the key of its letters. */
    officer_letters_part: { letters: string; number: number; bytes: Buffer };
    officer_code_alarm: {
      id: string;
      began_at: Temporal.Instant;
      last_at: Temporal.Instant;
      seen_at: Temporal.Instant | null;
      seen_by: string | null;
    };
  }
}

/** `join`: the first time. `phone`: a new phone of somebody who joined before. */
export type InvitationPurpose = 'join' | 'phone';

/** How a code came to its person. */
export type HandingWay = 'letter' | 'whatsapp' | 'email' | 'shown';

interface InvitationTable {
  id: string;
  officer: string;
  purpose: InvitationPurpose;
  /** Keyed digest of the code: what is found by it, and says nothing without the key. */
  code_key: Buffer;
  /** The code itself, sealed, so that a letter can be printed again. */
  code_sealed: Buffer;
  made_at: Temporal.Instant;
  /** Name of who had it made. */
  made_by: string;
  expires_at: Temporal.Instant;
  handed_at: Temporal.Instant | null;
  way: HandingWay | null;
  /** Wrong endings of the NIK; the fifth locks it. */
  wrong: number;
  used_at: Temporal.Instant | null;
  /** Digest of the attempt that used it: a phone that sends the same again, as no answer came, is let in. */
  used_by: Buffer | null;
  revoked_at: Temporal.Instant | null;
  revoked_by: string | null;
}

/** What an officer proves themselves by on one of their phones. */
interface OfficerPhoneTable {
  id: string;
  officer: string;
  kind: 'passkey' | 'pin';
  /** As the browser says it: "Chrome, Android". */
  name: string;
  created_at: Temporal.Instant;
  used_at: Temporal.Instant;
  ended_at: Temporal.Instant | null;
  /** Of a passkey. */
  credential: string | null;
  public_key: Buffer | null;
  counter: number | null;
  /** Of a PIN: keyed digests of the phone's own secret, and of PIN and secret together. */
  device_key: Buffer | null;
  pin_key: Buffer | null;
  /** Wrong PINs since the last right one; the fifth locks it. */
  wrong: number;
}

interface LettersTable {
  id: string;
  election: string;
  area: string;
  place: string | null;
  body: string | null;
  /** Name of who asked, and of which mount they are. */
  made_by: string;
  /** The area of an overseer who is an officer: those of their own level are not printed for them. */
  overseer: string | null;
  made_at: Temporal.Instant;
  state: 'waiting' | 'working' | 'done' | 'failed';
  /** Letters in all, and how many are drawn. */
  letters: number;
  drawn: number;
  bytes: number | null;
  done_at: Temporal.Instant | null;
  /** The key of its parts, sealed by the vault. */
  key_sealed: Buffer | null;
}

/** Tables of invitations, of phones, of consent and of letters. */
export const joiningMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-230-joining': {
    async up(db) {
      await sql`
        create table officer_invitation (
          id text primary key,
          officer text not null references officer on delete cascade,
          purpose text not null check (purpose in ('join', 'phone')),
          code_key bytea not null unique,
          code_sealed bytea not null,
          made_at timestamptz not null,
          made_by text not null,
          expires_at timestamptz not null,
          handed_at timestamptz,
          way text check (way in ('letter', 'whatsapp', 'email', 'shown')),
          wrong smallint not null default 0,
          used_at timestamptz,
          used_by bytea,
          revoked_at timestamptz,
          revoked_by text,
          check ((used_at is null) = (used_by is null)),
          check (used_at is null or revoked_at is null)
        )`.execute(db);
      // One that works at a time, whoever makes them.
      await sql`
        create unique index officer_invitation_open on officer_invitation (officer, purpose)
        where used_at is null and revoked_at is null`.execute(db);
      await sql`create index officer_invitation_of on officer_invitation (officer, made_at)`.execute(db);
      await sql`
        create table officer_phone (
          id text primary key,
          officer text not null references officer on delete cascade,
          kind text not null check (kind in ('passkey', 'pin')),
          name text not null,
          created_at timestamptz not null,
          used_at timestamptz not null,
          ended_at timestamptz,
          credential text unique,
          public_key bytea,
          counter bigint,
          device_key bytea,
          pin_key bytea,
          wrong smallint not null default 0,
          check ((kind = 'passkey') = (credential is not null and public_key is not null and counter is not null)),
          check ((kind = 'pin') = (device_key is not null and pin_key is not null)),
          unique (device_key, officer)
        )`.execute(db);
      await sql`create index officer_phone_of on officer_phone (officer, created_at)`.execute(db);
      await sql`
        create table officer_phone_session (
          session text primary key references officer_session on delete cascade,
          phone text not null references officer_phone on delete cascade
        )`.execute(db);
      await sql`create index officer_phone_session_of on officer_phone_session (phone)`.execute(db);
      await sql`
        create table officer_consent_text (
          version text not null,
          lang text not null check (lang in ('id', 'en')),
          text text not null,
          since timestamptz not null,
          primary key (version, lang)
        )`.execute(db);
      await sql`
        create table officer_consent (
          officer text not null references officer on delete cascade,
          version text not null,
          lang text not null,
          at timestamptz not null,
          given text not null check (given in ('self', 'in-person')),
          primary key (officer, version),
          foreign key (version, lang) references officer_consent_text
        )`.execute(db);
      await sql`
        create table officer_challenge (
          digest bytea primary key,
          expires_at timestamptz not null
        )`.execute(db);
      await sql`create index officer_challenge_old on officer_challenge (expires_at)`.execute(db);
      await sql`
        create table officer_letters (
          id text primary key,
          election text not null references officer_plan (election),
          area text collate "C" not null,
          place text,
          body text,
          made_by text not null,
          overseer text,
          made_at timestamptz not null,
          state text not null check (state in ('waiting', 'working', 'done', 'failed')),
          letters integer not null,
          drawn integer not null default 0,
          bytes integer,
          done_at timestamptz,
          key_sealed bytea
        )`.execute(db);
      await sql`create index officer_letters_by_time on officer_letters (made_at)`.execute(db);
      await sql`
        create table officer_letters_part (
          letters text not null references officer_letters on delete cascade,
          number integer not null,
          bytes bytea not null,
          primary key (letters, number)
        )`.execute(db);
      await sql`
        create table officer_code_alarm (
          id text primary key,
          began_at timestamptz not null,
          last_at timestamptz not null,
          seen_at timestamptz,
          seen_by text
        )`.execute(db);
      await sql`create index officer_code_alarm_by_time on officer_code_alarm (last_at)`.execute(db);
    },
  },
};
