import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWindow, QUIET_PERIOD, type TestWindow } from '../../test/support/test-window.ts';
import { letDemoOfficersAct } from './demo-officer-deeds.ts';
import { demoOfficerWays } from './demo-officer-ways.ts';
import { bringDemoOfficers } from './demo-officers.ts';

/** A small city with one polling place in each of its first kelurahan. */
const AREA = '91.71';

describe('the officers of a demo', () => {
  let window: TestWindow;

  const fill = async () => {
    const { context } = window.window;
    await letDemoOfficersAct(context, await bringDemoOfficers(context, 'uji'), () => undefined);
  };
  const counted = async () => {
    const { db } = window.database;
    const marks = await db
      .selectFrom('officer_mark')
      .select(['mark', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy('mark')
      .orderBy('mark')
      .execute();
    const actions = await db
      .selectFrom('officer_action')
      .select(['kind', 'state', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy(['kind', 'state'])
      .orderBy('kind')
      .execute();
    return { marks, actions };
  };

  beforeAll(async () => {
    window = await createTestWindow({ name: 'demo-officers', area: AREA });
    const { db, context } = { db: window.database.db, context: window.window.context };
    const villages = context.areas
      .children(AREA)
      .flatMap(({ code }) => context.areas.children(code))
      .slice(0, 6);
    await db
      .insertInto('polling_place')
      .values(
        villages.map(({ code }) => ({
          election: 'pilkada-2024',
          code: `${code.replaceAll('.', '')}001`,
          display_number: '001',
          area: code,
          name: null,
          address: 'Lapangan',
          latitude: null,
          longitude: null,
          confirmed_on: null,
          kind: 'regular' as const,
          accessibility: '{}',
          voters: 400,
          changed_at: QUIET_PERIOD,
        })),
      )
      .execute();
    await fill();
  });
  afterAll(() => window.close());

  test('are in every state that a dashboard counts', async () => {
    const { marks, actions } = await counted();
    const names = marks.map(({ mark }) => mark);
    for (const mark of ['invited', 'joined', 'trained', 'screened']) expect(names).toContain(mark);
    expect(actions.filter(({ state }) => state !== 'done')).toEqual([]);
    const kinds = actions.map(({ kind }) => kind);
    for (const kind of [
      'training.answer',
      'training.attend',
      'health.screen',
      'tasks.done',
      'incidents.report',
    ]) {
      expect(kinds).toContain(kind);
    }
    const states = await window.database.db.selectFrom('incident').select('state').distinct().execute();
    expect(new Set(states.map(({ state }) => state))).toEqual(
      new Set(['solved', 'handling', 'seen', 'reported', 'duplicate']),
    );
    const levels = await window.database.db.selectFrom('incident').select('level').distinct().execute();
    expect(levels.map(({ level }) => level).toSorted()).toEqual(['city', 'district', 'village']);
    const cards = await window.database.db.selectFrom('health_card').select('officer').execute();
    expect(cards.length).toBeGreaterThan(3);
    const replaced = await window.database.db
      .selectFrom('officer')
      .select('id')
      .where('replaces', 'is not', null)
      .execute();
    expect(replaced).toHaveLength(1);
    const facilities = await window.database.db.selectFrom('health_facility').select('area').execute();
    expect(facilities.length).toBe(window.window.context.areas.children(AREA).length + 1);
  });

  test('do nothing twice where an opening is repeated', async () => {
    const before = await counted();
    await fill();
    expect(await counted()).toEqual(before);
  });

  test('are let in by the codes that a demo prints', async () => {
    const ways = await demoOfficerWays(window.window.context);
    expect(ways.map(({ who }) => who.split(', ')[1])).toEqual([
      'head of a KPPS',
      'head of its PPS',
      'head of its PPK',
      'member of that KPPS who has a letter and has not joined yet',
      'Pantarlih whose service ended in July',
    ]);
    for (const { path, ending } of ways) {
      expect(ending).toMatch(/^\d{4}$/);
      expect((await window.request(path)).status).toBe(200);
    }
  });
});
