import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { webhookSecret } from './push.ts';
import { addSource, changeSource, findSource, type Source } from './store.ts';
import { callbackPath, hubSecret } from './web-sub.ts';

const ACTOR = { kind: 'staff', id: 'dewi', name: 'Dewi', address: '192.0.2.1' } as const;

describe('what a site announces by push', () => {
  let site: Server;
  let window: TestWindow;
  let source: Source;
  let base: string;
  let title = 'Kabar pertama';
  let subscribed: URLSearchParams | undefined;

  beforeAll(async () => {
    site = createServer((request, response) => {
      if (request.url === '/hub') {
        request.setEncoding('utf8');
        let body = '';
        request.on('data', (part: string) => {
          body += part;
        });
        request.on('end', () => {
          subscribed = new URLSearchParams(body);
          response.writeHead(202).end();
        });
        return;
      }
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(
          `<rss version="2.0"><channel><title>KPU</title><link>${base}</link><description>x</description><item><guid>1</guid><link>${base}/satu</link><title>${title}</title><description>Isi.</description></item></channel></rss>`,
        );
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const { port } = site.address() as AddressInfo;
    base = `http://127.0.0.1:${port}`;
    window = await createTestWindow({
      name: 'push',
      stages: false,
      environment: { OUTGOING_ALLOW_HOSTS: `127.0.0.1:${port}` },
    });
    const { db } = window.database;
    const id = await db.transaction().execute((trx) =>
      addSource(
        trx,
        {
          agency: 'kpu',
          kind: 'feed',
          title: 'kpu.example',
          settings: { url: `${base}/feed` },
          mode: 'publish',
          everySeconds: 40,
          push: { hub: `${base}/hub`, topic: `${base}/feed` },
        },
        ACTOR,
        Temporal.Now.instant(),
      ),
    );
    const found = await findSource(db, id);
    if (!found) throw new Error('the source was expected');
    source = found;
  });
  beforeEach(async () => {
    await window.window.queue.workOff();
  });
  afterAll(async () => {
    await window.close();
    site.closeAllConnections();
    await new Promise((resolve) => site.close(resolve));
  });

  const titles = async () =>
    (await window.window.context.publishing.reader.list({ kinds: ['announcement'], limit: 10 })).map(
      (item) => item.title.id,
    );

  function webhook(
    body: string,
    more: { readonly secret?: string; readonly at?: number; readonly signature?: string } = {},
  ): Promise<Response> {
    const timestamp = String(more.at ?? Math.floor(Date.now() / 1000));
    const secret = more.secret ?? webhookSecret(window.window.context, source);
    const hex = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    return window.request(`/api/v1/push/webhook/${source.id}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-jendela-timestamp': timestamp,
        'x-jendela-signature': more.signature ?? `sha256=${hex}`,
      },
    });
  }

  test('a signed webhook has the source read at once', async () => {
    expect((await webhook('{"event":"changed"}')).status).toBe(202);
    expect(await window.window.queue.workOff()).toBeGreaterThan(0);
    expect(await titles()).toEqual(['Kabar pertama']);
    title = 'Kabar kedua';
    expect((await webhook('{"event":"changed","n":2}')).status).toBe(202);
    await window.window.queue.workOff();
    expect(await titles()).toEqual(['Kabar kedua']);
  });

  test('one that is replayed, old, unsigned or signed by another key is refused', async () => {
    const at = Math.floor(Date.now() / 1000);
    expect((await webhook('{"event":"once"}', { at })).status).toBe(202);
    expect((await webhook('{"event":"once"}', { at })).status).toBe(409);
    expect((await webhook('{}', { at: at - 400 })).status).toBe(401);
    expect((await webhook('{}', { at: at + 400 })).status).toBe(401);
    expect((await webhook('{}', { secret: 'another' })).status).toBe(401);
    for (const signature of ['', 'sha256=', 'sha256=zz', 'md5=00', 'sha256=00']) {
      expect((await webhook('{}', { signature })).status).toBe(401);
    }
    expect((await webhook('x'.repeat(2_000_000))).status).toBe(413);
  });

  test('a secret that was replaced signs nothing any more', async () => {
    const old = webhookSecret(window.window.context, source);
    const { db } = window.database;
    await db
      .transaction()
      .execute((trx) => changeSource(trx, source, { secretNumber: 2 }, ACTOR, Temporal.Now.instant()));
    expect((await webhook('{"event":"new"}', { secret: old })).status).toBe(401);
    source = { ...source, secretNumber: 2 };
    expect((await webhook('{"event":"new"}')).status).toBe(202);
  });

  test('a subscription is asked for, verified, and believed only with its signature', async () => {
    await window.window.context.jobs.send(window.database.db, 'sources.leases', {});
    await window.window.queue.workOff();
    expect(subscribed?.get('hub.callback')).toBe(`https://jendela.example${callbackPath(source.id)}`);
    const verify = (query: Record<string, string>) =>
      window.request(`${callbackPath(source.id)}?${new URLSearchParams(query)}`);
    const asked = { 'hub.mode': 'subscribe', 'hub.challenge': 'abc', 'hub.lease_seconds': '86400' };
    const answer = await verify({ ...asked, 'hub.topic': `${base}/feed` });
    expect(await answer.text()).toBe('abc');
    expect((await verify({ ...asked, 'hub.topic': 'https://other.example/' })).status).toBe(404);
    expect((await verify({ ...asked, 'hub.mode': 'unsubscribe', 'hub.topic': `${base}/feed` })).status).toBe(
      404,
    );
    expect((await findSource(window.database.db, source.id))?.push?.leaseUntil).not.toBeNull();

    title = 'Kabar ketiga';
    const ping = (signature: string) =>
      window.request(callbackPath(source.id), {
        method: 'POST',
        body: 'anything',
        headers: { 'x-hub-signature': signature },
      });
    expect((await ping('sha256=00')).status).toBe(202);
    await window.window.queue.workOff();
    expect(await titles()).toEqual(['Kabar kedua']);
    const secret = hubSecret(window.window.context, source.id);
    const hex = createHmac('sha256', secret).update('anything').digest('hex');
    expect((await ping(`sha256=${hex}`)).status).toBe(202);
    await window.window.queue.workOff();
    expect(await titles()).toEqual(['Kabar ketiga']);
  });

  test('nothing is known of a source that is not there or pauses', async () => {
    const { db } = window.database;
    await db
      .transaction()
      .execute((trx) => changeSource(trx, source, { paused: true }, ACTOR, Temporal.Now.instant()));
    expect((await webhook('{}')).status).toBe(404);
    expect((await window.request('/api/v1/push/webhook/nothing', { method: 'POST' })).status).toBe(404);
  });
});
