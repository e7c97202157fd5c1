import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createOfficer,
  recordPlan,
  TEST_AREAS,
  TEST_ELECTION,
  TEST_PLACE,
} from '../../../test/support/officers.ts';
import { createTestWindow, type TestWindow } from '../../../test/support/test-window.ts';

let window: TestWindow;
beforeAll(async () => {
  window = await createTestWindow({ name: 'officers' });
});
afterAll(() => window.close());

test('a plan is read again once it changed, whatever the clock shows, and is gone with its row', async () => {
  const { officers } = window.window.context;
  expect(await officers.plan(TEST_ELECTION)).toBeUndefined();
  // The clock of the window stands still, so that both have one time of change.
  await recordPlan(window, { eraseAfterDays: 30 });
  const first = await officers.plan(TEST_ELECTION);
  expect(first?.eraseAfterDays).toBe(30);
  expect(await officers.plan(TEST_ELECTION)).toBe(first);
  await recordPlan(window, { eraseAfterDays: 60 });
  expect((await officers.plan(TEST_ELECTION))?.eraseAfterDays).toBe(60);
  expect((await officers.plans()).map(({ election }) => election)).toEqual([TEST_ELECTION]);
  await window.database.db.deleteFrom('officer_plan').execute();
  expect(await officers.plan(TEST_ELECTION)).toBeUndefined();
  expect(await officers.plans()).toEqual([]);
});

test('heads stand first in a team and among those who watch over an area, its own body before the one around it', async () => {
  const { officers } = window.window.context;
  await recordPlan(window);
  await createOfficer(window, { body: 'kpps', role: 'anggota-2', name: 'Ani' });
  await createOfficer(window, { body: 'kpps', role: 'ketua', name: 'Zul' });
  await createOfficer(window, { body: 'ppk', name: 'Kepala PPK' });
  await createOfficer(window, { body: 'pps', role: 'anggota', name: 'Anggota PPS' });
  await createOfficer(window, { body: 'pps', name: 'Kepala PPS' });
  const team = await officers.team({
    election: TEST_ELECTION,
    body: 'kpps',
    area: TEST_AREAS.village,
    place: TEST_PLACE,
  });
  expect(team.map(({ name }) => name)).toEqual(['Zul', 'Ani']);
  const above = await officers.overseersOf(TEST_ELECTION, TEST_AREAS.village);
  expect(above.map(({ name }) => name)).toEqual(['Kepala PPS', 'Anggota PPS', 'Kepala PPK']);
});
