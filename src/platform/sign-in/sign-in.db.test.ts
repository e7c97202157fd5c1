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

  test('are refused to those who have left', async () => {
    const left = await createStaff(window, { duties: [] });
    await window.database.db.updateTable('staff').set({ active: false }).where('id', '=', left.id).execute();
    expect(await staffOf({ ...TEST_BROWSER, cookie: left.cookie })).toBeUndefined();
  });
});
