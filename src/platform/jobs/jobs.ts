import type { Kysely, Transaction } from 'kysely';
import type { DatabaseSchema } from '../database/schema.ts';

/** Work that is done apart from requests, by one of the processes that share the database. */
export interface Job {
  /** `sources.poll`: the feature, a full stop, the deed. */
  readonly name: string;
  /** Done again and again, once in so many seconds over all processes. Absent: only when sent. */
  readonly everySeconds?: number;
  /** How often it is tried again after a failure, with growing pauses; 3 unless told. */
  readonly retries?: number;
  /** Ended by the signal when the process stops, or after `timeoutSeconds`. */
  readonly run: (data: unknown, signal: AbortSignal) => Promise<void>;
  /** 60 unless told. */
  readonly timeoutSeconds?: number;
  /** How many of it one process does at once; 1 unless told. */
  readonly atOnce?: number;
  /** Of one key never two at once, over all processes: the second waits until the first is done. */
  readonly oneOfAKey?: true;
}

export interface SendOptions {
  readonly afterSeconds?: number;
  /** While a job of this key waits, another is not added. */
  readonly key?: string;
}

/** The queue. What is sent in a transaction is there when that is committed, and not otherwise. */
export interface Jobs {
  send(
    db: Kysely<DatabaseSchema> | Transaction<DatabaseSchema>,
    name: string,
    data: object,
    options?: SendOptions,
  ): Promise<void>;
}
