import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare module '../../platform/database/schema.ts' {
  interface DatabaseSchema {
    /** What was asked for and is to be confirmed by the callback first. */
    hub_request: {
      id: string;
      mode: 'subscribe' | 'unsubscribe';
      topic: string;
      callback: string;
      lease_seconds: number;
      secret: string | null;
      created_at: Temporal.Instant;
    };
    hub_subscription: {
      id: string;
      topic: string;
      callback: string;
      /** By which what is sent is signed; the subscriber's own choice. */
      secret: string | null;
      expires_at: Temporal.Instant;
      delivered_at: Temporal.Instant | null;
    };
  }
}

/** The tables of the hub. */
export const hubMigrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-141-hub': {
    async up(db) {
      await sql`
        create table hub_request (
          id text primary key,
          mode text not null check (mode in ('subscribe', 'unsubscribe')),
          topic text not null,
          callback text not null,
          lease_seconds integer not null check (lease_seconds > 0),
          secret text,
          created_at timestamptz not null
        )`.execute(db);
      await sql`create index hub_request_created_index on hub_request (created_at)`.execute(db);
      await sql`
        create table hub_subscription (
          id text primary key,
          topic text not null,
          callback text not null,
          secret text,
          expires_at timestamptz not null,
          delivered_at timestamptz,
          unique (topic, callback)
        )`.execute(db);
      await sql`create index hub_subscription_topic_index on hub_subscription (topic, id)`.execute(db);
      await sql`create index hub_subscription_expires_index on hub_subscription (expires_at)`.execute(db);
    },
  },
};
