import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import {
  announcementContent,
  announcementEnvelope,
  publishAnnouncement,
  withdrawAnnouncement,
} from '../../../test/support/announcements.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';

const ATOM = 'https://jendela.example/berita/atom.xml';
const RSS_OF_BEJI = 'https://jendela.example/en/berita/rss.xml?wilayah=32.76.06';
const DAY = 24 * 60 * 60;

let window: TestWindow;
let subscriber: ChildProcess;
let callbacks: string;

beforeAll(async () => {
  subscriber = spawn(process.execPath, [path.resolve('test/support/hub-subscriber.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!subscriber.stdout) throw new Error('The subscriber says nothing.');
  const [port] = await once(subscriber.stdout, 'data');
  callbacks = `http://127.0.0.1:${String(port).trim()}`;
  window = await createTestWindow({
    name: 'hub',
    stages: false,
    environment: { OUTGOING_ALLOW_HOSTS: new URL(callbacks).host },
  });
});
afterAll(async () => {
  subscriber?.kill();
  await window?.close();
});

async function ask(form: Readonly<Record<string, string>>) {
  return window.request('/api/v1/hub', {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

const subscribe = (callback: string, topic = ATOM, more: Readonly<Record<string, string>> = {}) =>
  ask({ 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.callback': callbacks + callback, ...more });

const received = z.array(
  z.object({
    path: z.string(),
    method: z.string(),
    query: z.record(z.string(), z.string()),
    type: z.string().optional(),
    link: z.string().optional(),
    signed: z.boolean(),
    body: z.string(),
  }),
);

async function sentTo(callback: string, method = 'POST') {
  const all = received.parse(await (await fetch(`${callbacks}/received`)).json());
  return all.filter((one) => one.path === callback && one.method === method);
}

const work = () => window.window.queue.workOff();

async function subscriptions() {
  const rows = await window.database.db
    .selectFrom('hub_subscription')
    .select(['topic', 'callback', 'expires_at'])
    .orderBy('callback')
    .execute();
  return rows.map(({ topic, callback, expires_at }) => ({
    topic,
    callback: new URL(callback).pathname,
    days: QUIET_PERIOD.until(expires_at).total('seconds') / DAY,
  }));
}

describe('subscribing', () => {
  test('is confirmed by the callback itself, with the lease that it gets', async () => {
    expect((await subscribe('/ok?saya=1', ATOM, { 'hub.secret': 'rahasia' })).status).toBe(202);
    expect(await subscriptions()).toEqual([]);
    await work();
    const [asked] = await sentTo('/ok', 'GET');
    expect(asked?.query).toMatchObject({
      saya: '1',
      'hub.mode': 'subscribe',
      'hub.topic': ATOM,
      'hub.lease_seconds': String(10 * DAY),
    });
    expect(asked?.query['hub.challenge']).toMatch(/^[\w-]{32}$/);
    expect(await subscriptions()).toEqual([{ topic: ATOM, callback: '/ok', days: 10 }]);
  });

  test('is nothing where the callback does not want it, or answers another challenge', async () => {
    for (const callback of ['/wrong', '/refuses']) {
      expect((await subscribe(callback)).status).toBe(202);
      await work();
      expect(await sentTo(callback, 'GET')).toHaveLength(1);
    }
    expect((await subscriptions()).map(({ callback }) => callback)).toEqual(['/ok']);
    expect(await window.database.db.selectFrom('hub_request').selectAll().execute()).toEqual([]);
  });

  test('again renews the lease and takes the new secret, within bounds', async () => {
    await subscribe('/ok?saya=1', ATOM, { 'hub.secret': 'rahasia', 'hub.lease_seconds': String(400 * DAY) });
    await work();
    expect(await subscriptions()).toEqual([{ topic: ATOM, callback: '/ok', days: 30 }]);
    await subscribe('/ok?saya=1', ATOM, { 'hub.secret': 'rahasia', 'hub.lease_seconds': '1' });
    await work();
    expect(await subscriptions()).toEqual([{ topic: ATOM, callback: '/ok', days: 1 / 24 }]);
    await subscribe('/ok?saya=1', ATOM, { 'hub.secret': 'rahasia' });
    await work();
  });

  test.each([
    ['another site’s feed', { 'hub.topic': 'https://kpu.example/feed' }],
    ['a page', { 'hub.topic': 'https://jendela.example/berita' }],
    ['a feed by another address than its own', { 'hub.topic': `${ATOM}?wilayah=99.99` }],
    ['a feed by the name of another host', { 'hub.topic': 'https://jendela.example.jahat/berita/atom.xml' }],
    ['a callback that is no address', { 'hub.callback': 'javascript:alert(1)' }],
    ['a callback with a password', { 'hub.callback': 'https://nama:sandi@kpu.example/' }],
    ['no callback', { 'hub.callback': '' }],
    ['another mode', { 'hub.mode': 'publish' }],
    ['a lease that is no number', { 'hub.lease_seconds': 'selamanya' }],
    ['a secret that is too long', { 'hub.secret': 'x'.repeat(200) }],
  ])('refuses %s', async (_, change) => {
    const form = { 'hub.mode': 'subscribe', 'hub.topic': ATOM, 'hub.callback': `${callbacks}/ok`, ...change };
    const answer = await ask(form);
    expect(answer.status).toBe(400);
    expect(await window.database.db.selectFrom('hub_request').selectAll().execute()).toEqual([]);
  });

  test.each([
    'http://127.0.0.1:1/x',
    'http://[::ffff:10.0.0.1]/x',
    'http://localhost:1/x',
    'http://169.254.169.254/',
  ])('never calls %s, which lies inside a network', async (callback) => {
    await ask({ 'hub.mode': 'subscribe', 'hub.topic': ATOM, 'hub.callback': callback });
    await work();
    expect(await window.database.db.selectFrom('hub_request').selectAll().execute()).toEqual([]);
    expect((await subscriptions()).map(({ callback: one }) => one)).toEqual(['/ok']);
  });
});

describe('what is published', () => {
  test('is sent whole to those who asked for it, signed for those with a secret', async () => {
    await subscribe('/beji', RSS_OF_BEJI);
    await work();
    await publishAnnouncement(
      window,
      announcementContent({ title: { id: 'Untuk Sawangan' } }),
      announcementEnvelope({ areas: ['32.76.03'] }),
    );
    await work();
    const [sent, more] = await sentTo('/ok');
    expect(more).toBeUndefined();
    expect(sent?.signed).toBe(true);
    expect(sent?.type).toBe('application/atom+xml; charset=utf-8');
    expect(sent?.link).toBe(`<https://jendela.example/api/v1/hub>; rel="hub", <${ATOM}>; rel="self"`);
    expect(parseAtomFeed(sent?.body ?? '').entries?.[0]?.title?.value).toBe('Untuk Sawangan');
    expect(await sentTo('/beji')).toEqual([]);

    await publishAnnouncement(
      window,
      announcementContent({ title: { en: 'For Beji' } }),
      announcementEnvelope({ areas: ['32.76.06'] }),
    );
    await work();
    expect(await sentTo('/ok')).toHaveLength(2);
    const [toBeji] = await sentTo('/beji');
    expect(toBeji?.signed).toBe(false);
    expect(parseRssFeed(toBeji?.body ?? '').items?.map(({ title }) => title)).toEqual(['For Beji']);
  });

  test('for officers alone is sent to nobody', async () => {
    const before = (await sentTo('/ok')).length;
    await publishAnnouncement(window, announcementContent(), announcementEnvelope({ audience: 'officers' }));
    await work();
    expect(await sentTo('/ok')).toHaveLength(before);
  });

  test('and withdrawn reaches subscribers as well', async () => {
    const item = await publishAnnouncement(window);
    await withdrawAnnouncement(window, item, { id: 'Suratnya palsu.' });
    await work();
    expect((await sentTo('/ok')).at(-1)?.body).toContain('Suratnya palsu.');
  });

  test('is sent no more to who has gone, ended it, or let the lease pass', async () => {
    await subscribe('/gone');
    await work();
    await ask({ 'hub.mode': 'unsubscribe', 'hub.topic': RSS_OF_BEJI, 'hub.callback': `${callbacks}/beji` });
    await work();
    expect((await sentTo('/beji', 'GET')).at(-1)?.query).not.toHaveProperty('hub.lease_seconds');
    await publishAnnouncement(window);
    await work();
    expect(await sentTo('/gone')).toHaveLength(1);
    expect((await subscriptions()).map(({ callback }) => callback)).toEqual(['/ok']);

    const before = (await sentTo('/ok')).length;
    window.setNow(QUIET_PERIOD.add({ hours: 24 * 11 }));
    await publishAnnouncement(window);
    await work();
    expect(await sentTo('/ok')).toHaveLength(before);
    window.setNow(QUIET_PERIOD);
  });

  test('is sent again to who fails, by a worker that runs by itself', async () => {
    await subscribe('/falls');
    await work();
    await window.window.queue.start();
    await publishAnnouncement(window, announcementContent({ title: { id: 'Sampai juga' } }));
    await vi.waitFor(async () => expect(await sentTo('/falls')).toHaveLength(3), {
      timeout: 40_000,
      interval: 200,
    });
    expect((await sentTo('/falls')).at(-1)?.body).toContain('Sampai juga');
  }, 50_000);
});

test('one address cannot ask for ever', async () => {
  let answer = await subscribe('/ok');
  for (let more = 0; more < 40 && answer.status !== 429; more++) answer = await subscribe('/ok');
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
});
