import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { takeDatabaseAway } from '../test/support/database-away.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../test/support/test-window.ts';

let test: TestWindow;

beforeAll(async () => {
  test = await createTestWindow({ name: 'away' });
});
afterAll(() => test.close());

const asPage = { headers: { accept: 'text/html' } };

it('shows what it has while the database is away, says so of what it has not, and recovers by itself', async () => {
  const before = await (await test.request('/tahapan', asPage)).text();
  expect(before).toContain('09.00');
  const bringBack = await takeDatabaseAway(test.database.url);
  try {
    test.setNow(QUIET_PERIOD.add({ minutes: 20 }));

    const kept = await test.request('/tahapan', asPage);
    expect(kept.status).toBe(200);
    // The page of before, with its own time at the foot, and not an empty one of now.
    expect(await kept.text()).toBe(before);

    const unknown = await test.request('/cari?q=kampanye', asPage);
    expect(unknown.status).toBe(503);
    expect(unknown.headers.get('cache-control')).toBe('no-store');
    expect(unknown.headers.get('retry-after')).toBe('5');
    expect(await unknown.text()).toContain('Jawaban belum bisa diambil');

    const api = await test.request('/api/v1/search?q=kampanye');
    expect(api.status).toBe(503);
    expect(await api.json()).toMatchObject({ code: 'database-unavailable' });

    expect((await test.request('/readyz')).status).toBe(503);
    expect((await test.request('/healthz')).status).toBe(200);
  } finally {
    await bringBack();
  }
  await vi.waitFor(async () => expect((await test.request('/readyz')).status).toBe(200), { timeout: 20_000 });
  expect(await (await test.request('/tahapan', asPage)).text()).toContain('09.20');
  expect((await test.request('/cari?q=kampanye', asPage)).status).toBe(200);
});
