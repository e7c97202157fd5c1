import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a window as a city's web server does, and can go away or show another build. */
export interface Gateway {
  readonly url: string;
  /** From now on nobody listens at the address. */
  goAway(): Promise<void>;
  /** Listens at the same address again. */
  comeBack(): Promise<void>;
  /** Every request that has come, as "GET /path?query". */
  readonly asked: readonly string[];
  /** Changes the text of every answer for a path from now on. */
  rewrite(path: string, change: (text: string) => string): void;
  /** Gives what stands at `target` for `path` too. */
  alias(path: string, target: string): void;
  /** Lets requests for a path wait until they are released. */
  hold(path: string): { release(): void };
  /** From now on every request is answered by this status, as by a gateway whose window is away. */
  failWith(status: number | undefined): void;
  /** Answers a path by itself from now on, or lets the window answer again. */
  stub(
    path: string,
    answer: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | undefined,
  ): void;
  close(): Promise<void>;
}

/** Opens a gateway to a window, on an address of its own. */
export async function startGateway(target: string): Promise<Gateway> {
  const asked: string[] = [];
  const rewrites = new Map<string, (text: string) => string>();
  const aliases = new Map<string, string>();
  const held = new Map<string, Promise<void>>();
  const stubs = new Map<
    string,
    { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  >();
  let failure: number | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    asked.push(`${request.method} ${path}`);
    await held.get(path);
    if (failure !== undefined) {
      response.writeHead(failure).end();
      return;
    }
    const stubbed = stubs.get(path);
    if (stubbed) {
      request.resume();
      response.writeHead(stubbed.status, stubbed.headers).end('{}');
      return;
    }
    const change = rewrites.get(path);
    const { 'accept-encoding': encodings, 'if-none-match': known, ...rest } = request.headers;
    const headers = change ? rest : request.headers;
    const forwarded = httpRequest(
      target + (aliases.get(path) ?? path),
      { method: request.method ?? 'GET', headers },
      (from) => {
        if (!change) {
          response.writeHead(from.statusCode ?? 502, from.headers);
          from.pipe(response);
          return;
        }
        const { 'content-length': length, etag, ...kept } = from.headers;
        const chunks: Buffer[] = [];
        from.on('data', (chunk) => chunks.push(chunk));
        from.on('end', () => {
          response.writeHead(from.statusCode ?? 502, kept);
          response.end(change(Buffer.concat(chunks).toString()));
        });
      },
    );
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  }

  const server = createServer(answer);
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    goAway: stop,
    comeBack: () => listen(port),
    asked,
    rewrite: (path, change) => rewrites.set(path, change),
    hold(path) {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(path, promise);
      return { release: resolve };
    },
    alias: (path, real) => aliases.set(path, real),
    failWith: (status) => {
      failure = status;
    },
    stub: (path, answer) => void (answer ? stubs.set(path, answer) : stubs.delete(path)),
    close: stop,
  };
}
