import type { Server } from 'node:http';
import { serve } from '@hono/node-server';

/** The port is taken by another program; `setting` names the variable that changes it. */
export class PortTaken extends Error {
  readonly code = 'port-taken';

  constructor(port: number, setting: string) {
    super(`Port ${port} is taken by another program. Set ${setting} to use another one.`);
    this.name = 'PortTaken';
  }
}

export interface RunningServer {
  readonly port: number;
  /** Takes no new requests, waits for those under way up to so many seconds, then closes. */
  stop(seconds: number): Promise<void>;
}

/**
 * Listens until it is stopped.
 *
 * @throws PortTaken
 */
export function listen(options: {
  readonly fetch: Parameters<typeof serve>[0]['fetch'];
  readonly host: string;
  readonly port: number;
  /** Name of the setting that changes the port. */
  readonly setting: string;
}): Promise<RunningServer> {
  const { promise, resolve, reject } = Promise.withResolvers<RunningServer>();
  const server = serve({ fetch: options.fetch, hostname: options.host, port: options.port }, (info) =>
    resolve({ port: info.port, stop: (seconds) => stop(server as Server, seconds) }),
  ) as Server;
  server.on('error', (error: NodeJS.ErrnoException) => {
    reject(error.code === 'EADDRINUSE' ? new PortTaken(options.port, options.setting) : error);
  });
  return promise;
}

function stop(server: Server, seconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const patience = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  server.close(() => {
    clearTimeout(patience);
    resolve();
  });
  // Browsers keep connections open for the next request, which would hold up the stop for nothing.
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  return promise.finally(() => clearInterval(idle));
}
