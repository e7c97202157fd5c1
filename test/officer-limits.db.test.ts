import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCode } from '../src/features/joining/code.ts';
import { ACTIONS_PER_MINUTE } from '../src/platform/http/officers-actions.ts';
import { codeFor, createPhone } from './support/joining-phone.ts';
import { createOfficer, recordPlan, type TestOfficer } from './support/officers.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from './support/test-window.ts';

/** As in platform/http/officers-actions.ts. */
const PHOTO_COST = 5;

/** Two windows of one city on one database, as behind a city's web server. */
let first: TestWindow;
let second: TestWindow;

beforeAll(async () => {
  const environment = { DATABASE_URL: 'postgresql://shared.example/jendela' };
  first = await createTestWindow({ name: 'officer_limits', stages: false, environment });
  second = await createTestWindow({ beside: first, environment });
  await recordPlan(first);
});
afterAll(async () => {
  await second?.close();
  await first?.close();
});

test('an officer who sends too much has to wait in both windows, and another has not', async () => {
  const officer = await createOfficer(first, { body: 'kpps' });
  const other = await createOfficer(first, { body: 'kpps', role: 'anggota-2' });
  const send = (window: TestWindow, who: TestOfficer, bytes?: number) =>
    window.request('/petugas/aksi/incidents.note', {
      method: 'POST',
      body: new URLSearchParams({ text: '' }),
      headers: {
        cookie: who.cookie,
        accept: 'application/json',
        ...(bytes === undefined ? {} : { 'content-length': String(bytes) }),
      },
    });
  // What is as large as a photo is counted as one before anything of it is read.
  for (let at = 0; at < ACTIONS_PER_MINUTE / PHOTO_COST - 1; at++)
    expect((await send(at % 2 ? first : second, officer, 1_000_000)).status).not.toBe(429);
  for (let at = 0; at < PHOTO_COST; at++)
    expect((await send(at % 2 ? first : second, officer)).status).not.toBe(429);
  for (const window of [first, second]) {
    const refused = await send(window, officer);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toContain('json');
  }
  expect((await send(first, other)).status).not.toBe(429);
  for (const window of [first, second]) window.setNow(QUIET_PERIOD.add({ minutes: 1 }));
  expect((await send(second, officer)).status).not.toBe(429);
});

test('who guesses codes is slowed down in both windows together', async () => {
  const officer = await createOfficer(first, { body: 'kpps', joined: false });
  const code = await codeFor(first, officer);
  const phones = [createPhone(first), createPhone(second)];
  const guess = (at: number) => phones[at % 2]?.post('/gabung', { kode: newCode(), nik: '0001' });
  for (let at = 0; at < 30; at++) expect((await guess(at))?.status).toBe(422);
  for (const phone of phones) {
    const refused = await phone.enter(code, officer.nik);
    expect(refused.status).toBe(429);
    expect(refused.html).toContain('Terlalu banyak kode');
  }
  for (const window of [first, second]) window.setNow(QUIET_PERIOD.add({ minutes: 2 }));
  expect((await phones[1]?.enter(code, officer.nik))?.html).toContain(officer.name);
});
