import { type Kysely, sql } from 'kysely';
import type { Pool } from 'pg';
import type { Log } from '../log/logger.ts';
import { acquireEmbedded, type EmbeddedStep } from './embedded.ts';
import { asDatabaseError } from './errors.ts';
import { createListener, type OnNotification } from './listener.ts';
import { type Connection, openPool } from './pool.ts';
import type { DatabaseSchema } from './schema.ts';

export type { EmbeddedStep };

export interface Database {
  readonly db: Kysely<DatabaseSchema>;
  /** The pool under `db`, for libraries that bring their own SQL. Its errors are pg's own. */
  readonly pool: Pool;
  readonly connection: Connection;
  /**
   * Calls back for each NOTIFY on a channel, by any process; gives what ends it. The callback gets null when the
   * connection was lost and is back, since notifications may have been missed.
   * @throws {DatabaseUnavailable} when the first connection fails; a later loss is mended by itself
   */
  listen(channel: string, onNotification: OnNotification): Promise<() => Promise<void>>;
  /** @throws {DatabaseUnavailable} */
  ping(): Promise<void>;
  /** Ends the connections and, as its last user, the embedded server. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL server's address; absent: the embedded one in the data folder. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly log: Log;
  /** Largest number of connections of this process. */
  readonly poolSize?: number;
  /** Longest time of a statement in ms. */
  readonly statementTimeout?: number;
  /** Told what is going on when the embedded server takes long to be had. */
  readonly onProgress?: ((step: EmbeddedStep) => void) | undefined;
}

/**
 * The database of this process. A server of `databaseUrl` is not connected to before the first query, so that a
 * window can start, and say so, while it is away; the embedded one runs when this returns.
 * @throws {EmbeddedPostgresError}
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir, log, poolSize = 10, statementTimeout = 30_000 } = options;
  const embedded =
    databaseUrl === undefined
      ? await acquireEmbedded({ dataDir, log, onProgress: options.onProgress })
      : null;
  const connection = embedded ? embedded.connection : { connectionString: databaseUrl ?? '' };
  const { db, pool } = openPool(connection, { size: poolSize, statementTimeout, log });
  const listener = createListener(connection, log);
  let closing: Promise<void> | null = null;

  return {
    db,
    pool,
    connection,
    async listen(channel, onNotification) {
      try {
        return await listener.listen(channel, onNotification);
      } catch (error) {
        throw asDatabaseError(error);
      }
    },
    async ping() {
      await sql`select 1`.execute(db);
    },
    close() {
      closing ??= (async () => {
        await listener.close();
        await db.destroy();
        if (!pool.ended) await pool.end();
        await embedded?.release();
      })();
      return closing;
    },
  };
}
