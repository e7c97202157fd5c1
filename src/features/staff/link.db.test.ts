import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff, TEST_BROWSER, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';
import { linkPath, makeLink } from '../../platform/sign-in/links.ts';

describe('a link that lets somebody in', () => {
  let window: TestWindow;
  let person: TestStaff;

  beforeAll(async () => {
    window = await createTestWindow({ name: 'link', stages: false });
    person = await createStaff(window, { name: 'Ani', duties: [{ agency: 'kpu', role: 'editor' }] });
  });
  afterAll(() => window.close());

  const link = async (minutes = 15) =>
    linkPath(await makeLink(window.database.db, person.id, Temporal.Now.instant(), minutes));
  const post = (path: string, headers: Record<string, string> = {}) =>
    window.request(path, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { ...TEST_BROWSER, 'sec-fetch-site': 'same-origin', ...headers },
    });

  test('lets in once, and is not used up by being looked at', async () => {
    const path = await link();
    for (let n = 0; n < 2; n += 1) expect((await window.request(path)).status).toBe(200);
    const answer = await post(path);
    expect(answer.status).toBe(303);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-jendela-staff=.+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const pair = cookie.split(';', 1)[0] ?? '';
    const inside = await window.request('/kerja', { headers: { ...TEST_BROWSER, cookie: pair } });
    expect(inside.status).toBe(200);
    expect((await post(path)).status).toBe(422);
  });

  test('lets one of two in that use it at once', async () => {
    const path = await link();
    const answers = await Promise.all([post(path), post(path)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  test('is over when it is too old, unknown, or its person has left', async () => {
    expect((await window.request(await link(0))).status).toBe(422);
    expect((await post(linkPath('x'.repeat(43)))).status).toBe(422);
    const path = await link();
    const { db } = window.database;
    await db.updateTable('staff').set({ active: false }).where('id', '=', person.id).execute();
    expect((await post(path)).status).toBe(422);
    await db.updateTable('staff').set({ active: true }).where('id', '=', person.id).execute();
  });

  test('is not used by a form of another site', async () => {
    const path = await link();
    expect((await post(path, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post(path)).status).toBe(303);
  });

  test('opens a session that its owner ends', async () => {
    const answer = await person.post('/keluar', {});
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await person.request('/kerja')).status).toBe(303);
    const last = await window.database.db
      .selectFrom('audit_log')
      .select(['action', 'actor_id'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(last).toMatchObject({ action: 'session.sign-out', actor_id: person.id });
  });
});
