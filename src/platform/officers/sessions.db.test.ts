import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createOfficer, recordPlan, type TestOfficer } from '../../../test/support/officers.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';

let window: TestWindow;
let officer: TestOfficer;

beforeAll(async () => {
  window = await createTestWindow({ name: 'officer_sessions', stages: false });
  await recordPlan(window);
  officer = await createOfficer(window, { body: 'kpps' });
});
beforeEach(() => window.setNow(QUIET_PERIOD));
afterAll(() => window.close());

const sessions = () => window.window.context.officerSessions;
const asks = (cookie: string) => sessions().officerOf({ headers: new Headers({ cookie }) });
const at = (text: string) => window.setNow(Temporal.Instant.from(text));

test('gives a cookie that no script reads, and stores nothing that opens', async () => {
  const { cookie, setCookie, device } = await sessions().open(officer, 'pin', 'Chrome di Android');
  expect(setCookie).toMatch(
    /^jendela_officer=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(await asks(`other=1; ${cookie}`)).toMatchObject({ device, officer: { id: officer.id } });
  const row = await window.database.db
    .selectFrom('officer_session')
    .selectAll()
    .where('id', '=', device)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain(cookie.slice('jendela_officer='.length));
});

test('knows nobody by a cookie that is cut, made up, or of a session that ended', async () => {
  const { cookie, device } = await sessions().open(officer, 'passkey', 'A');
  expect(await asks(cookie.slice(0, -1))).toBeUndefined();
  expect(await asks(`jendela_officer=${'a'.repeat(43)}`)).toBeUndefined();
  expect(await asks('')).toBeUndefined();
  await sessions().end(device);
  expect(await asks(cookie)).toBeUndefined();
});

test('ends all phones of an officer but one', async () => {
  const [kept, other] = [
    await sessions().open(officer, 'pin', 'A'),
    await sessions().open(officer, 'pin', 'B'),
  ];
  expect(await sessions().endAll(officer.id, kept.device)).toBeGreaterThanOrEqual(1);
  expect(await asks(other.cookie)).toBeUndefined();
  expect(await asks(kept.cookie)).toMatchObject({ device: kept.device });
});

test('lasts ninety days after the last day of service, for what stays an officer’s own', async () => {
  const { cookie } = await sessions().open(officer, 'pin', 'A');
  at('2025-03-08T23:59:00+07:00');
  expect(await asks(cookie)).toBeDefined();
  at('2025-03-09T00:00:00+07:00');
  expect(await asks(cookie)).toBeUndefined();
  // Who signs in even later has a day.
  const late = await sessions().open(officer, 'pin', 'A');
  expect(late.setCookie).toContain('Max-Age=86400;');
  expect(await asks(late.cookie)).toBeDefined();
});

test('writes down that a phone was seen once an hour, and knows who was erased no more', async () => {
  const { cookie, device } = await sessions().open(officer, 'pin', 'A');
  const seen = async () =>
    window.database.db
      .selectFrom('officer_session')
      .select('seen_at')
      .where('id', '=', device)
      .executeTakeFirstOrThrow()
      .then(({ seen_at }) => seen_at.toString());
  at('2024-11-24T09:59:00+07:00');
  await asks(cookie);
  expect(await seen()).toBe('2024-11-24T02:00:00Z');
  at('2024-11-24T10:01:00+07:00');
  await asks(cookie);
  expect(await seen()).toBe('2024-11-24T03:01:00Z');
  await window.database.db
    .updateTable('officer')
    .set({ erased_at: QUIET_PERIOD })
    .where('id', '=', officer.id)
    .execute();
  expect(await asks(cookie)).toBeUndefined();
});
