/** A key holder as a process: listening, and stopping without dropping what is under way. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createKeyholder, type KeyholderOptions } from './keyholder.ts';

/** A holder's options and where it listens. Port 0 takes a free one. */
export type KeyholderConfig = KeyholderOptions & { readonly host: string; readonly port: number };

/** A listening holder. */
export type RunningKeyholder = {
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, finishes those under way for at most five seconds, then closes. */
  stop(): Promise<void>;
};

const REQUEST_LIMIT = 10_000;
const STOP_LIMIT = 5_000;

/** Starts listening. Rejects with the system's error where the port is taken (EADDRINUSE). */
export async function startKeyholder(config: KeyholderConfig): Promise<RunningKeyholder> {
  if (config.tokens.length === 0 || config.tokens.includes('')) {
    throw new RangeError('A key holder needs the token of at least one window');
  }
  const server = createAdaptorServer({ fetch: createKeyholder(config).fetch }) as Server;
  server.requestTimeout = REQUEST_LIMIT;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  config.log.info({ port, keys: config.shares.length }, 'key holder listening');
  return { url: `http://${host}:${port}`, port, stop: () => stopServer(server) };
}

async function stopServer(server: Server): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), STOP_LIMIT);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(cutOff);
}
