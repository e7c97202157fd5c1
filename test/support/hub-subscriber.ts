import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';

/**
 * A subscriber of a hub (W3C WebSub) in a process of its own, written from the specification and with nothing of this
 * project. Each path is a callback: `/ok` confirms, `/wrong` answers another challenge, `/refuses` says that it wants
 * nothing, `/gone` confirms and has gone when it is sent something, `/falls` fails twice and then takes what it is
 * sent. `/received` tells what came. Its secret is `rahasia`.
 */
interface Received {
  readonly path: string;
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly type: string | undefined;
  readonly link: string | undefined;
  readonly signed: boolean;
  readonly body: string;
}

const received: Received[] = [];

createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://subscriber');
  if (url.pathname === '/received') return response.end(JSON.stringify(received));
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  const expected = `sha256=${createHmac('sha256', 'rahasia').update(body).digest('hex')}`;
  received.push({
    path: url.pathname,
    method: request.method ?? '',
    query: Object.fromEntries(url.searchParams),
    type: request.headers['content-type'],
    link: request.headers['link'] === undefined ? undefined : String(request.headers['link']),
    signed: request.headers['x-hub-signature'] === expected,
    body: body.toString('utf8'),
  });
  if (request.method === 'GET') {
    if (url.pathname === '/refuses') response.statusCode = 404;
    return response.end(url.pathname === '/wrong' ? 'salah' : url.searchParams.get('hub.challenge'));
  }
  const tries = received.filter(({ path, method }) => path === url.pathname && method === 'POST').length;
  if (url.pathname === '/gone') response.statusCode = 410;
  else if (url.pathname === '/falls' && tries < 3) response.statusCode = 500;
  else response.statusCode = 204;
  return response.end();
}).listen(0, '127.0.0.1', function (this: { address(): unknown }) {
  const address = this.address();
  if (typeof address === 'object' && address !== null && 'port' in address) {
    process.stdout.write(`${String(address.port)}\n`);
  }
});
