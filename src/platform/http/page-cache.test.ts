import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { ApiEnv } from './api.ts';
import { createPageCache, encode, type KeptPage, keptResponse, type PageCache } from './page-cache.ts';

const AWAY = new Error('away');

function createFixture() {
  const state = { now: Temporal.Instant.from('2024-11-24T02:00:00Z'), revision: 1, rendered: 0 };
  const cache: PageCache = createPageCache({
    clock: () => state.now,
    revision: () => state.revision,
    isAway: (error) => error === AWAY,
  });
  const render = async () => {
    state.rendered++;
    return { status: 200, type: 'text/html', body: `<p>${state.rendered}</p>` };
  };
  const later = (seconds: number) => {
    state.now = state.now.add({ seconds });
  };
  return { state, cache, render, later };
}

const textOf = (page: { plain: Uint8Array } | undefined) => new TextDecoder().decode(page?.plain);

describe('createPageCache', () => {
  it('renders a page once for many who ask at the same time', async () => {
    const { state, cache, render } = createFixture();
    const pages = await Promise.all(Array.from({ length: 20 }, () => cache.get('/', render)));
    expect(state.rendered).toBe(1);
    expect(new Set(pages).size).toBe(1);
    expect(cache.fresh('/')).toBe(pages[0]);
  });

  it('renders anew when the content changed, or half a minute has passed', async () => {
    const { state, cache, render, later } = createFixture();
    await cache.get('/', render);
    state.revision = 2;
    expect(cache.fresh('/')).toBeUndefined();
    expect(textOf(await cache.get('/', render))).toBe('<p>2</p>');
    later(29);
    expect(cache.fresh('/')).toBeDefined();
    later(1);
    expect(cache.fresh('/')).toBeUndefined();
  });

  it('takes a page as stale whose content changed while it was rendered', async () => {
    const { state, cache } = createFixture();
    await cache.get('/', async () => {
      state.revision++;
      return { status: 200, type: 'text/html', body: 'old' };
    });
    expect(cache.fresh('/')).toBeUndefined();
  });

  it('gives the last page while the data is away, for twelve hours', async () => {
    const { state, cache, render, later } = createFixture();
    await cache.get('/', render);
    state.revision = 2;
    const fail = () => Promise.reject(AWAY);
    expect(textOf(await cache.get('/', fail))).toBe('<p>1</p>');
    later(12 * 60 * 60);
    await expect(cache.get('/', fail)).rejects.toBe(AWAY);
  });

  it('passes every other fault on, and keeps nothing that is not a page', async () => {
    const { cache, render } = createFixture();
    await cache.get('/', render);
    await expect(cache.get('/other', () => Promise.reject(AWAY))).rejects.toBe(AWAY);
    const fault = new Error('fault');
    const { cache: second, render: again, state } = createFixture();
    await second.get('/', again);
    state.revision = 2;
    await expect(second.get('/', () => Promise.reject(fault))).rejects.toBe(fault);
    await cache.get('/503', async () => ({ status: 503, type: 'text/html', body: 'no' }));
    expect(cache.fresh('/503')).toBeUndefined();
    expect(await cache.get('/none', async () => undefined)).toBeUndefined();
  });

  it('holds a bounded number of pages', async () => {
    const { cache, render } = createFixture();
    for (let at = 0; at < 4_100; at++) await cache.get(`/${at}`, render);
    expect(cache.fresh('/0')).toBeUndefined();
    expect(cache.fresh('/4099')).toBeDefined();
  });
});

describe('keptResponse', () => {
  /** Asks an application that answers with this page. */
  async function ask(page: KeptPage, headers: Record<string, string>): Promise<Response> {
    const app = new Hono<ApiEnv>();
    app.get('/', (c) => keptResponse(c, page, { 'cache-control': 'public' }));
    return app.request('/', { headers });
  }

  it('never says that a body is compressed which is not', async () => {
    const page = {
      ...(await encode({ status: 200, type: 'font/woff2', body: 'x' })),
      br: undefined,
      gzip: undefined,
    };
    const response = await ask(page, { 'accept-encoding': 'gzip, deflate, br' });
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toBe('x');
  });

  it('has another tag for each encoding', async () => {
    const page = await encode({ status: 200, type: 'text/html', body: 'x'.repeat(1000) });
    const tags: string[] = [];
    for (const encoding of ['br', 'gzip', 'identity']) {
      tags.push((await ask(page, { 'accept-encoding': encoding })).headers.get('etag') ?? '');
    }
    expect(new Set(tags).size).toBe(3);
    const [br = '', gzip = ''] = tags;
    expect((await ask(page, { 'accept-encoding': 'gzip', 'if-none-match': gzip })).status).toBe(304);
    expect((await ask(page, { 'accept-encoding': 'gzip', 'if-none-match': br })).status).toBe(200);
  });

  it('offers a file under its name', async () => {
    const page = await encode({ status: 200, type: 'text/calendar', body: 'x', fileName: 'pilkada.ics' });
    const response = await ask(page, {});
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="pilkada.ics"');
  });
});
