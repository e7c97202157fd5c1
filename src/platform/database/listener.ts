import { Client, escapeIdentifier } from 'pg';
import type { Log } from '../log/logger.ts';
import { type Connection, connectionConfig } from './pool.ts';

/**
 * Called with the payload of a notification, or with null after the connection was lost and is back: what was
 * sent in between is not known, so that the listener looks for itself.
 */
export type OnNotification = (payload: string | null) => void;

interface Listener {
  /** Resolves once the server has confirmed it; gives what ends it. */
  listen(channel: string, onNotification: OnNotification): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const FIRST_RETRY = 200;
const LONGEST_RETRY = 10_000;

/** LISTEN on one connection of its own, opened with the first channel and opened again whenever it is lost. */
export function createListener(connection: Connection, log: Log): Listener {
  const channels = new Map<string, Set<OnNotification>>();
  let connecting: Promise<Client> | null = null;
  let retry: NodeJS.Timeout | null = null;
  let retryDelay = FIRST_RETRY;
  let closed = false;

  async function connect(): Promise<Client> {
    const client = new Client(connectionConfig(connection));
    client.on('error', () => {}); // 'end' follows
    client.on('notification', ({ channel, payload }) => {
      for (const notify of channels.get(channel) ?? []) notify(payload ?? '');
    });
    await client.connect();
    client.once('end', lost);
    for (const channel of channels.keys()) await client.query(`LISTEN ${escapeIdentifier(channel)}`);
    retryDelay = FIRST_RETRY;
    return client;
  }

  function connected(): Promise<Client> {
    if (connecting === null) {
      const attempt = connect();
      connecting = attempt;
      attempt.catch(() => {
        if (connecting === attempt) connecting = null;
      });
    }
    return connecting;
  }

  function lost(): void {
    connecting = null;
    if (closed || retry !== null) return;
    retry = setTimeout(async () => {
      retry = null;
      try {
        await connected();
        for (const listeners of channels.values()) for (const notify of listeners) notify(null);
      } catch (error) {
        log.warn({ err: error }, 'the database connection for notifications is not back yet');
        lost();
      }
    }, retryDelay);
    retryDelay = Math.min(retryDelay * 2, LONGEST_RETRY);
  }

  return {
    async listen(channel, onNotification) {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(onNotification));
      try {
        const client = await connected();
        await client.query(`LISTEN ${escapeIdentifier(channel)}`);
      } catch (error) {
        listeners.delete(onNotification);
        if (listeners.size === 0) channels.delete(channel);
        throw error;
      }
      return async () => {
        listeners.delete(onNotification);
        if (listeners.size > 0 || closed) return;
        channels.delete(channel);
        // A connection that is lost just now listens to nothing any more, which is what is wanted.
        await connecting
          ?.then((client) => client.query(`UNLISTEN ${escapeIdentifier(channel)}`))
          .catch(() => {});
      };
    },
    async close() {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      await connecting?.then((client) => client.end()).catch(() => {});
    },
  };
}
