import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOfficer, type TestOfficer } from '../../../test/support/officers.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../../test/support/test-window.ts';
import { STALE_AFTER_HOURS } from '../../domain/incident.ts';
import { escalateDue } from './escalation.ts';

const REPORT = { kejadian: 'ballots-short', tingkat: 'high', cerita: 'Kurang.' };

describe('escalation', () => {
  let window: TestWindow;
  let head: TestOfficer;
  let member: TestOfficer;
  let pps: TestOfficer;

  beforeAll(async () => {
    window = await createTestWindow({ name: 'escalation' });
    head = await createOfficer(window, { body: 'kpps', role: 'ketua' });
    member = await createOfficer(window, { body: 'kpps', role: 'anggota-2' });
    pps = await createOfficer(window, { body: 'pps' });
  });
  afterAll(() => window.close());
  beforeEach(() => window.setNow(QUIET_PERIOD));

  const incidents = () => window.database.db.selectFrom('incident').selectAll().execute();
  const clear = () => window.database.db.deleteFrom('incident').execute();
  const rowOf = (id: string) =>
    window.database.db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  async function reportAs(officer: TestOfficer): Promise<string> {
    expect(await officer.act('incidents.report', { form: REPORT })).toMatchObject({ state: 'done' });
    const { id } = await window.database.db
      .selectFrom('incident')
      .select('id')
      .where('reporter', '=', officer.id)
      .executeTakeFirstOrThrow();
    return id;
  }
  const at = (minutes: number) => QUIET_PERIOD.add({ minutes });
  const run = (minutes: number) => escalateDue(window.window.context, at(minutes));

  test('of several processes at once raises each report once', async () => {
    await clear();
    const ids = await Promise.all([reportAs(member), reportAs(head)]);
    const raised = await Promise.all([run(10), run(10), run(10), run(10)]);
    expect(raised.reduce((sum, count) => sum + count, 0)).toBe(2);
    for (const id of ids) expect((await rowOf(id)).level).toBe('district');
    const events = await window.database.db
      .selectFrom('incident_event')
      .select('seq')
      .where('what', '=', 'escalated')
      .execute();
    expect(events).toHaveLength(2);
  });

  test('after the window was away comes to where it would have been', async () => {
    await clear();
    const id = await reportAs(member);
    await run(500);
    expect(await rowOf(id)).toMatchObject({ level: 'city', waiting_since: at(20) });
  });

  test('keeps its level when the clock is set back, and goes on from there', async () => {
    await clear();
    const id = await reportAs(member);
    await run(60 * 24);
    expect((await rowOf(id)).level).toBe('city');
    const other = await reportAs(head);
    await window.database.db
      .updateTable('incident')
      .set({ waiting_since: at(60 * 24) })
      .where('id', '=', other)
      .execute();
    await run(-30);
    expect(await rowOf(other)).toMatchObject({ level: 'village', waiting_since: at(-30) });
    expect((await rowOf(id)).level).toBe('city');
    await run(-20);
    expect((await rowOf(other)).level).toBe('district');
  });

  test('leaves what somebody handles, and what came late', async () => {
    await clear();
    const handled = await reportAs(member);
    await pps.post(`/petugas/wilayah/laporan/${handled}`, { tindak: 'handle', catatan: '' });
    await head.act('incidents.report', {
      form: REPORT,
      doneAt: QUIET_PERIOD.subtract({ hours: 24 * 7 }).toString(),
      sentAt: QUIET_PERIOD.toString(),
    });
    expect(await run(10_000)).toBe(0);
    const late = (await incidents()).find(({ reporter }) => reporter === head.id);
    expect(late).toMatchObject({ level: 'village', stale: true, received_at: QUIET_PERIOD });
    expect(late?.done_at).toEqual(QUIET_PERIOD.subtract({ hours: 24 * 7 }));
    const list = await (await pps.request('/petugas/wilayah/laporan')).text();
    expect(list).toContain('Terlambat masuk');
    expect(list).toContain('Diterima');
  });

  test('says the same of what is late in the database as in the rules', async () => {
    await clear();
    for (const hours of [STALE_AFTER_HOURS, STALE_AFTER_HOURS - 1]) {
      await head.act('incidents.report', {
        form: REPORT,
        doneAt: QUIET_PERIOD.subtract({ hours }).toString(),
        sentAt: QUIET_PERIOD.toString(),
      });
    }
    expect((await incidents()).map(({ stale }) => stale).sort()).toEqual([false, true]);
  });
});
