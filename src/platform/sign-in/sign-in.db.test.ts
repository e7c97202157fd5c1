import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff, TEST_BROWSER, type TestStaff } from '../../../test/support/staff.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

describe('sessions of staff', () => {
  let window: TestWindow;
  let editor: TestStaff;

  beforeAll(async () => {
    window = await createTestWindow({ name: 'sign_in', stages: false });
    editor = await createStaff(window, { name: 'Ani', duties: [{ agency: 'kpu', role: 'editor' }] });
  });
  afterAll(() => window.close());

  const staffOf = (headers: Record<string, string>) =>
    window.window.signIn.staffOf(new Request('https://jendela.example/kerja', { headers }));

  test('tell who sends a request, with their duties', async () => {
    expect(await staffOf({ ...TEST_BROWSER, cookie: editor.cookie })).toMatchObject({
      name: 'Ani',
      duties: [{ agency: 'kpu', role: 'editor' }],
    });
  });

  test('are nobody’s without a cookie, or with one that was not signed here', async () => {
    expect(await staffOf(TEST_BROWSER)).toBeUndefined();
    const forged = `${editor.cookie.slice(0, editor.cookie.lastIndexOf('.'))}.AAAA`;
    expect(await staffOf({ ...TEST_BROWSER, cookie: forged })).toBeUndefined();
  });

  test('end when their cookie turns up in another browser, and the log says so', async () => {
    const stolen = await createStaff(window, { name: 'Budi', duties: [] });
    expect(await staffOf({ 'user-agent': 'curl', cookie: stolen.cookie })).toBeUndefined();
    expect(await staffOf({ ...TEST_BROWSER, cookie: stolen.cookie })).toBeUndefined();
    const lines = await window.database.db
      .selectFrom('audit_log')
      .select('action')
      .where('subject_id', '=', stolen.id)
      .execute();
    expect(lines).toEqual([{ action: 'session.end-foreign-browser' }]);
  });

  test('add no passkey in another browser, and end there', async () => {
    const stolen = await createStaff(window, { name: 'Citra', duties: [] });
    const ask = (headers: Record<string, string>) =>
      window.request('/api/auth/passkey/generate-register-options', {
        headers: { ...headers, cookie: stolen.cookie },
      });
    expect((await ask(TEST_BROWSER)).status).toBe(200);
    expect((await ask({ 'user-agent': 'curl' })).status).toBe(401);
    expect((await ask(TEST_BROWSER)).status).toBe(401);
  });

  test('last until their hour, however much they are used', async () => {
    const person = await createStaff(window, { duties: [] });
    const { db } = window.database;
    const sessions = () =>
      db.selectFrom('staff_session').select('expiresAt').where('userId', '=', person.id).execute();
    const soon = Temporal.Now.instant().add({ minutes: 5 }).round('second');
    await db.updateTable('staff_session').set({ expiresAt: soon }).where('userId', '=', person.id).execute();
    expect((await person.request('/kerja')).status).toBe(200);
    expect((await sessions()).map(({ expiresAt }) => expiresAt.toString())).toEqual([soon.toString()]);
    const past = Temporal.Now.instant().subtract({ seconds: 1 });
    await db.updateTable('staff_session').set({ expiresAt: past }).where('userId', '=', person.id).execute();
    expect((await person.request('/kerja')).status).toBe(303);
  });

  test('are begun a bounded number of times in a minute from one address', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 125; n += 1) {
      statuses.add((await window.request('/api/auth/passkey/generate-authenticate-options')).status);
    }
    expect([...statuses]).toEqual([200, 429]);
  });

  test.each([
    ['POST', '/api/auth/sign-up/email'],
    ['POST', '/api/auth/sign-in/email'],
    ['POST', '/api/auth/sign-in/social'],
    ['POST', '/api/auth/change-email'],
    ['POST', '/api/auth/update-user'],
    ['POST', '/api/auth/delete-user'],
    ['GET', '/api/auth/get-session'],
    ['GET', '/api/auth/list-sessions'],
    ['GET', '/api/auth/callback/kantor'],
    ['GET', '/masuk/kantor'],
  ])('are not to be had by %s %s', async (method, path) => {
    const answer = await editor.request(path, { method, ...(method === 'POST' ? { body: '{}' } : {}) });
    expect(answer.status).toBe(404);
  });

  test('are refused to those who have left', async () => {
    const left = await createStaff(window, { duties: [] });
    await window.database.db.updateTable('staff').set({ active: false }).where('id', '=', left.id).execute();
    expect(await staffOf({ ...TEST_BROWSER, cookie: left.cookie })).toBeUndefined();
  });
});
