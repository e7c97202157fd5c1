import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** A WebSub hub (W3C WebSub) for one subscriber, as sites use a public one. */
export interface Hub {
  readonly url: string;
  /** Resolves when a subscriber was asked whether it meant it, and said so. */
  readonly subscribed: Promise<void>;
  close(): Promise<void>;
}

/** Starts a hub. Told by a site that a feed changed, it fetches the feed and sends it on, signed. */
export async function startHub(): Promise<Hub> {
  let subscriber: { readonly callback: string; readonly secret: string } | undefined;
  const verified = Promise.withResolvers<void>();

  async function subscribe(form: URLSearchParams): Promise<void> {
    const callback = form.get('hub.callback') ?? '';
    const asked = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': form.get('hub.topic') ?? '',
      'hub.challenge': 'sudah-benar',
      'hub.lease_seconds': '86400',
    });
    const answer = await fetch(`${callback}?${asked}`);
    if ((await answer.text()) !== 'sudah-benar') return;
    subscriber = { callback, secret: form.get('hub.secret') ?? '' };
    verified.resolve();
  }

  async function distribute(topic: string): Promise<void> {
    if (!subscriber) return;
    const feed = await (await fetch(topic)).text();
    const hex = createHmac('sha256', subscriber.secret).update(feed).digest('hex');
    await fetch(subscriber.callback, {
      method: 'POST',
      body: feed,
      headers: { 'content-type': 'application/rss+xml', 'x-hub-signature': `sha256=${hex}` },
    });
  }

  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await bodyOf(request));
    response.writeHead(202).end();
    if (form.get('hub.mode') === 'subscribe') await subscribe(form);
    else await distribute(form.get('hub.url') ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The hub has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    subscribed: verified.promise,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
