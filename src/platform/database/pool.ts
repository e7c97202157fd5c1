import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import type { Log } from '../log/logger.ts';
import { columnTypes, toParameter } from './column-types.ts';
import { asDatabaseError, endsConnection } from './errors.ts';
import type { DatabaseSchema } from './schema.ts';

/** How to reach a PostgreSQL server; what `pg` takes. */
export type Connection =
  | { readonly connectionString: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };

interface PoolOptions {
  readonly size: number;
  /** Longest time of a statement in ms, 0 for no limit. */
  readonly statementTimeout: number;
  readonly log: Log;
}

/** Longest time to get a connection, whether a new one or one of the pool, in ms. */
const CONNECT_TIMEOUT = 5_000;
/** How much longer than the server's own limit an answer may take before the connection counts as dead, in ms. */
const ANSWER_GRACE = 5_000;
const IDLE_IN_TRANSACTION_TIMEOUT = 60_000;

/** What every connection of ours is opened with. */
export function connectionConfig(connection: Connection) {
  return {
    ...connection,
    application_name: 'jendela',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: columnTypes,
  } satisfies PoolConfig;
}

/** A pool and Kysely on it. Connects when first asked for something; `db.destroy()` ends both. */
export function openPool(
  connection: Connection,
  options: PoolOptions,
): { db: Kysely<DatabaseSchema>; pool: Pool } {
  const limit = options.statementTimeout;
  const pool = new Pool({
    ...connectionConfig(connection),
    max: options.size,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT,
    ...(limit > 0 && { statement_timeout: limit, query_timeout: limit + ANSWER_GRACE }),
  });
  // A connection that dies tells so by an event, idle or not; without a listener that would end the process.
  // Whoever uses the connection at that moment gets the error from the query.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', (error) => options.log.warn({ err: error }, 'an idle database connection was lost'));
  return { db: new Kysely({ dialect: new PostgresDialect({ pool: kyselyPool(pool) }) }), pool };
}

/** The pool as Kysely sees it: Temporal values bound, and errors of a lost database told apart. */
function kyselyPool(pool: Pool): PostgresPool {
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    Client,
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw asDatabaseError(error);
      });
      // Kysely keeps what it knows about a connection by the identity of this object.
      const known = clients.get(client);
      if (known) return known;
      const wrapped = kyselyClient(client);
      clients.set(client, wrapped);
      return wrapped;
    },
  };
}

function kyselyClient(client: PoolClient): PostgresPoolClient {
  let lost = false;
  const query = async (sql: string, parameters: ReadonlyArray<unknown>): Promise<unknown> => {
    try {
      return await client.query(sql, parameters.map(toParameter));
    } catch (error) {
      lost ||= endsConnection(error);
      throw asDatabaseError(error);
    }
  };
  return {
    // Kysely declares a second form, for cursors, which it uses only where the dialect is given some.
    query: query as PostgresPoolClient['query'],
    // The server's word that it ends a connection comes before its end: nobody else is to be given it.
    release: (destroy) => client.release(destroy === true || lost),
    ...('processID' in client && typeof client.processID === 'number' && { processID: client.processID }),
  };
}
