import { type ColumnType, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../database/schema.ts' {
  interface DatabaseSchema {
    signing_key: {
      /** Thumbprint of the public key (RFC 7638). */
      kid: string;
      /** `x` of the public key's JWK (RFC 8037): 32 bytes in base64url. */
      x: string;
      /** True time, as all moments of keys: what a rehearsal's clock shows is of no use to the world outside. */
      created_at: ColumnType<Temporal.Instant, Temporal.Instant, never>;
      /** Signs nothing new since then; what it signed before holds. */
      retired_at: Temporal.Instant | null;
      /** Known to others since then: what it signed from that moment on is not believed. */
      revoked_since: Temporal.Instant | null;
      revoked_reason: string | null;
    };
  }
}

/** The table of public keys. None is ever taken out: old signatures need them. */
export const signingMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-125-signing-key': {
    async up(db) {
      await sql`
        create table signing_key (
          kid text primary key,
          x text not null unique check (x ~ '^[A-Za-z0-9_-]{43}$'),
          created_at timestamptz not null,
          retired_at timestamptz,
          revoked_since timestamptz,
          revoked_reason text,
          check (revoked_since is null or retired_at is not null)
        )`.execute(db);
      await sql`create index signing_key_created_at_index on signing_key (created_at)`.execute(db);
    },
  },
};
