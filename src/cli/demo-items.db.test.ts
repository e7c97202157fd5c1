import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaff } from '../../test/support/staff.ts';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../test/support/test-window.ts';
import { importDemoHolidays } from './demo-holidays.ts';
import { demoViewCounts, publishDemoItems } from './demo-items.ts';
import { addDemoStaff } from './demo-staff.ts';

const KINDS = ['announcement', 'document', 'question'];

/** Lets the demo's staff publish as at the opening of a demo, cut short after some deeds where told. */
async function publishAll({ window, setNow }: TestWindow, deeds = Number.POSITIVE_INFINITY): Promise<number> {
  let done = 0;
  await publishDemoItems(window.context, setNow, (count) => {
    done = count;
    if (count >= deeds) throw new Error('cut short');
  });
  setNow(QUIET_PERIOD);
  return done;
}

async function openWindow(name: string, area?: string): Promise<TestWindow> {
  const shown = await createTestWindow({ name, stages: false, ...(area && { area }) });
  await addDemoStaff(shown.database.database);
  return shown;
}

describe('what the offices of a demo write', () => {
  let shown: TestWindow;

  beforeAll(async () => {
    shown = await openWindow('demo-items');
    await publishAll(shown);
  });

  afterAll(() => shown.close());

  test('has the holidays of its years before it, so that nobody waits for them', async () => {
    await importDemoHolidays(shown.window.context);
    await importDemoHolidays(shown.window.context);
    const known = await shown.window.context.capabilities.holidays?.years();
    expect(known).toEqual(expect.arrayContaining([2024, 2025]));
    const editor = await createStaff(shown, { duties: [{ agency: 'kota', role: 'editor' }] });
    const waiting = await (await editor.request('/kerja')).text();
    expect(waiting).not.toContain('/kerja/libur?tahun=');
  });

  test('stands before a reviewer with what waits for a decision above what ends by itself', async () => {
    const reviewer = await createStaff(shown, { duties: [{ agency: 'kpu', role: 'reviewer' }] });
    const page = await (await reviewer.request('/kerja')).text();
    const review = page.indexOf('Periksa sebelum terbit');
    const ending = page.indexOf('Berakhir 27 November');
    expect(review).toBeGreaterThan(0);
    expect(ending).toBeGreaterThan(review);
  });

  test('is there in every state that a workspace knows', async () => {
    const items = await shown.window.context.publishing.list({ agencies: ['kpu', 'kota'], limit: 100 });
    const states = new Set(items.map(({ shown, work }) => `${shown} ${work}`));
    expect(states).toEqual(
      new Set([
        ...['published none', 'corrected none', 'expired none', 'withdrawn none'],
        ...['none draft', 'none in-review', 'none scheduled'],
      ]),
    );
    expect(items.filter(({ draft }) => draft?.sentBack)).toHaveLength(1);
  });

  test('answers at its address, with words in every version, by two people', async () => {
    const { publishing, kinds } = shown.window.context;
    const items = await publishing.reader.list({
      kinds: KINDS,
      shown: ['published', 'corrected', 'expired', 'withdrawn'],
      limit: 100,
    });
    expect(items.length).toBeGreaterThan(20);
    for (const item of items) {
      const answer = await shown.request(kinds.get(item.kind)?.address(item) ?? '');
      expect([item.title.id, answer.status]).toEqual([item.title.id, 200]);
      expect(item.text.id).toBeTruthy();
    }
    const log = await shown.database.db
      .selectFrom('audit_log')
      .select(['subject_id', 'action', 'actor_name'])
      .execute();
    for (const { subject_id, actor_name } of log.filter(({ action }) => action.endsWith('.publish'))) {
      const writer = log.find((line) => line.subject_id === subject_id && line.action.endsWith('.create'));
      expect(writer?.actor_name).not.toBe(actor_name);
    }
  });

  test('has been looked at, and does not change what is counted of a page that is not there yet', async () => {
    const views = await demoViewCounts(shown.window.context, QUIET_PERIOD, 'jendela');
    expect(new Set(views.filter(({ path }) => path === '/').map(({ day }) => day)).size).toBe(22);
    expect(views.every(({ views, day }) => views > 0 && day <= '2024-11-24')).toBe(true);
    expect(await demoViewCounts(shown.window.context, QUIET_PERIOD, 'jendela')).toEqual(views);
  });

  test('is not written twice', async () => {
    expect(await publishAll(shown)).toBe(0);
  });
});

test('goes on where an attempt was cut short, in another city', async () => {
  const shown = await openWindow('demo-items-cut', '91.71');
  try {
    for (const deeds of [1, 30, 47]) await expect(publishAll(shown, deeds)).rejects.toThrow('cut short');
    await publishAll(shown);
    const items = await shown.window.context.publishing.list({ agencies: ['kpu', 'kota'], limit: 100 });
    expect(new Set(items.map(({ kind, title }) => `${kind} ${title.id}`)).size).toBe(items.length);
    expect(items.filter(({ work }) => work !== 'none')).toHaveLength(4);
    const areas = items.flatMap(({ title }) => title.id ?? []).join();
    expect(areas).not.toContain('Depok');
  } finally {
    await shown.close();
  }
});
