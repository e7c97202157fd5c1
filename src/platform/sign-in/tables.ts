import { type Generated, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Role } from '../../domain/staff.ts';

declare module '../database/schema.ts' {
  interface DatabaseSchema {
    staff: StaffTable;
    staff_duty: { staff: string; agency: string; role: Role };
    staff_session: StaffSessionTable;
    staff_passkey: StaffPasskeyTable;
    staff_account: { id: string; accountId: string; providerId: string; userId: string };
    sign_in_link: SignInLinkTable;
    passkey_replacement: {
      /** Whose passkey is lost. */
      staff: string;
      confirmed_by: string;
      confirmed_name: string;
      at: Temporal.Instant;
    };
    staff_verification: { id: string; identifier: string; value: string; expiresAt: Temporal.Instant };
  }
}

/** A member of staff. Columns in the library's own spelling are the library's (better-auth). */
export interface StaffTable {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  image: string | null;
  /** False once somebody has left: the lines that they wrote keep their name. */
  active: Generated<boolean>;
  createdAt: Generated<Temporal.Instant>;
  updatedAt: Generated<Temporal.Instant>;
}

/** A session; its token is worth nothing without the secret of KEYS_DIR, with which cookies are signed. */
export interface StaffSessionTable {
  id: string;
  expiresAt: Temporal.Instant;
  token: string;
  createdAt: Generated<Temporal.Instant>;
  updatedAt: Temporal.Instant;
  ipAddress: string | null;
  userAgent: string | null;
  userId: string;
  /** Digest of traits of the browser that signed in; another browser with the same cookie has others. */
  browser: string | null;
}

/** A link that lets its holder in once. What is stored opens nothing: it is the digest of what the link holds. */
export interface SignInLinkTable {
  digest: string;
  staff: string;
  made_at: Temporal.Instant;
  expires_at: Temporal.Instant;
}

export interface StaffPasskeyTable {
  id: string;
  name: string | null;
  publicKey: string;
  userId: string;
  credentialID: string;
  counter: number;
  deviceType: string;
  backedUp: boolean;
  transports: string | null;
  createdAt: Temporal.Instant | null;
  aaguid: string | null;
}

/** Tables of staff, their duties, and how they sign in. */
export const signInMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-110-staff': {
    async up(db) {
      await sql`
        create table staff (
          id text primary key,
          name text not null,
          email text not null unique,
          "emailVerified" boolean not null,
          image text,
          active boolean not null default true,
          "createdAt" timestamptz not null default current_timestamp,
          "updatedAt" timestamptz not null default current_timestamp
        )`.execute(db);
      await sql`
        create table staff_duty (
          staff text not null references staff on delete cascade,
          agency text not null,
          role text not null check (role in ('editor', 'reviewer', 'operator')),
          primary key (staff, agency, role)
        )`.execute(db);
      await sql`create index staff_duty_agency_index on staff_duty (agency, role)`.execute(db);
      await sql`
        create table staff_session (
          id text primary key,
          "expiresAt" timestamptz not null,
          token text not null unique,
          "createdAt" timestamptz not null default current_timestamp,
          "updatedAt" timestamptz not null,
          "ipAddress" text,
          "userAgent" text,
          "userId" text not null references staff on delete cascade,
          browser text
        )`.execute(db);
      await sql`create index staff_session_user_index on staff_session ("userId")`.execute(db);
      await sql`create index staff_session_expires_index on staff_session ("expiresAt")`.execute(db);
      await sql`
        create table staff_account (
          id text primary key,
          "accountId" text not null,
          "providerId" text not null,
          "userId" text not null references staff on delete cascade,
          "accessToken" text,
          "refreshToken" text,
          "idToken" text,
          "accessTokenExpiresAt" timestamptz,
          "refreshTokenExpiresAt" timestamptz,
          scope text,
          password text check (password is null),
          "createdAt" timestamptz not null default current_timestamp,
          "updatedAt" timestamptz not null
        )`.execute(db);
      await sql`create index staff_account_user_index on staff_account ("userId")`.execute(db);
      await sql`
        create table staff_verification (
          id text primary key,
          identifier text not null,
          value text not null,
          "expiresAt" timestamptz not null,
          "createdAt" timestamptz not null default current_timestamp,
          "updatedAt" timestamptz not null default current_timestamp
        )`.execute(db);
      await sql`create index staff_verification_identifier_index on staff_verification (identifier)`.execute(
        db,
      );
      await sql`create index staff_verification_expires_index on staff_verification ("expiresAt")`.execute(
        db,
      );
      await sql`
        create table staff_passkey (
          id text primary key,
          name text,
          "publicKey" text not null,
          "userId" text not null references staff on delete cascade,
          "credentialID" text not null unique,
          counter integer not null,
          "deviceType" text not null,
          "backedUp" boolean not null,
          transports text,
          "createdAt" timestamptz,
          aaguid text
        )`.execute(db);
      await sql`create index staff_passkey_user_index on staff_passkey ("userId")`.execute(db);
    },
  },
  '2026-11-24-111-sign-in-links': {
    async up(db) {
      await sql`
        create table sign_in_link (
          digest text primary key,
          staff text not null references staff on delete cascade,
          made_at timestamptz not null,
          expires_at timestamptz not null
        )`.execute(db);
      await sql`create index sign_in_link_expires_index on sign_in_link (expires_at)`.execute(db);
      await sql`create index sign_in_link_staff_index on sign_in_link (staff)`.execute(db);
    },
  },
  '2026-11-24-112-passkey-replacement': {
    async up(db) {
      await sql`
        create table passkey_replacement (
          staff text primary key references staff on delete cascade,
          confirmed_by text not null references staff on delete cascade,
          confirmed_name text not null,
          at timestamptz not null,
          check (staff <> confirmed_by)
        )`.execute(db);
    },
  },
};
