import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutgoing, type Outgoing } from '../../src/platform/outgoing/outgoing.ts';

/** What a site answers: a body, or more than that. */
export type Served =
  | string
  | Buffer
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    };

/** Another site, on this machine, and the way to ask it. */
export interface TestSite {
  readonly base: string;
  readonly ask: Outgoing['ask'];
  /** Paths that were asked, with their queries, in turn. */
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** What is at each path; a function answers for all that have none. */
  readonly pages: Map<string, Served>;
  answer: (url: URL, request: IncomingMessage) => Served | undefined;
  close(): Promise<void>;
}

/** Starts a site that has nothing yet. */
export async function createSite(): Promise<TestSite> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    site.asked.push({ path, headers: request.headers });
    const served = site.pages.get(path) ?? site.answer(new URL(path, site.base), request);
    if (served === undefined) return void response.writeHead(404).end();
    if (typeof served === 'string' || Buffer.isBuffer(served)) return void response.end(served);
    const { status = 200, headers = {}, body = '' } = served;
    if (headers['etag'] !== undefined && request.headers['if-none-match'] === headers['etag']) {
      return void response.writeHead(304).end();
    }
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outgoing = createOutgoing({
    OUTGOING_ALLOW_HOSTS: [`127.0.0.1:${port}`],
    SECURITY_CONTACT: 'mailto:a@b.example',
    publicUrl: 'https://jendela.example',
  });
  const site: TestSite = {
    base: `http://127.0.0.1:${port}`,
    ask: outgoing.ask,
    asked: [],
    pages: new Map(),
    answer: () => undefined,
    async close() {
      await outgoing.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return site;
}
