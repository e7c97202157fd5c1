import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentAndNext,
  daysLeft,
  didNotHappen,
  type Stage,
  type StageMoment,
  type StageState,
  stageState,
  stagesIn,
  validateStages,
} from './stage.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const time = (text: string) => Temporal.PlainDateTime.from(text);
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Asia/Jakarta]`);
const TEXT = { id: 'a', en: 'a' };

function stage(fields: Partial<Stage> & { id?: string } = {}): Stage {
  return {
    id: 'tahapan',
    election: 'pemilu-2024',
    name: TEXT,
    kind: 'voting',
    sources: [],
    regulation: 'PKPU 3/2022',
    version: 1,
    order: 0,
    ...fields,
  };
}

describe('stageState', () => {
  it.each<[string, Partial<Stage>, Record<string, StageState>]>([
    [
      'a span of days',
      { start: day('2024-02-11'), end: day('2024-02-13') },
      {
        '2024-02-10T23:59:59': 'upcoming',
        '2024-02-11T00:00': 'running',
        '2024-02-13T23:59:59': 'running',
        '2024-02-14T00:00': 'ended',
      },
    ],
    [
      'a single day',
      { start: day('2024-02-14'), end: day('2024-02-14') },
      { '2024-02-13T23:59': 'upcoming', '2024-02-14T12:00': 'running', '2024-02-15T00:00': 'ended' },
    ],
    [
      'hours',
      { start: time('2024-02-14T07:00'), end: time('2024-02-14T13:00') },
      {
        '2024-02-14T06:59:59': 'upcoming',
        '2024-02-14T07:00': 'running',
        '2024-02-14T12:59:59': 'running',
        '2024-02-14T13:00': 'ended',
      },
    ],
    [
      'an end alone',
      { end: day('2024-01-26') },
      { '2020-01-01T00:00': 'running', '2024-01-26T23:00': 'running', '2024-01-27T00:00': 'ended' },
    ],
    [
      'a start alone',
      { start: day('2024-05-05') },
      { '2024-05-04T23:00': 'upcoming', '2024-05-05T00:00': 'running', '2030-01-01T00:00': 'running' },
    ],
    [
      'a start, and an end by rule',
      { start: day('2024-05-05'), rule: TEXT },
      { '2024-05-04T23:00': 'upcoming', '2024-05-05T00:00': 'unknown' },
    ],
    ['a rule alone', { rule: TEXT }, { '2024-05-05T00:00': 'unknown' }],
    ['nothing', {}, { '2024-05-05T00:00': 'unknown' }],
    [
      'an undecided condition',
      { condition: TEXT, start: day('2024-06-02'), end: day('2024-06-22') },
      {
        '2024-06-01T00:00': 'conditional',
        '2024-06-10T00:00': 'conditional',
        '2025-01-01T00:00': 'conditional',
      },
    ],
    [
      'a condition that did not occur',
      { condition: TEXT, conditionMet: false, start: day('2024-06-02'), end: day('2024-06-22') },
      { '2024-06-01T00:00': 'conditional', '2025-01-01T00:00': 'conditional' },
    ],
    [
      'a condition that occurred',
      { condition: TEXT, conditionMet: true, start: day('2024-06-02'), end: day('2024-06-22') },
      { '2024-06-01T00:00': 'upcoming', '2024-06-10T00:00': 'running', '2025-01-01T00:00': 'ended' },
    ],
  ])('of %s', (_, fields, states) => {
    for (const [moment, state] of Object.entries(states)) {
      expect(stageState(stage(fields), at(moment)), moment).toBe(state);
    }
  });

  const anyDay = fc.integer({ min: 0, max: 400 }).map((days) => day('2024-01-01').add({ days }));
  const anyMoment: fc.Arbitrary<StageMoment> = fc.oneof(
    anyDay,
    fc.tuple(anyDay, fc.nat(1439)).map(([date, minutes]) => date.toPlainDateTime().add({ minutes })),
  );
  const anyStage = fc
    .record({
      start: fc.option(anyMoment, { nil: undefined }),
      end: fc.option(anyMoment, { nil: undefined }),
      rule: fc.constantFrom(undefined, TEXT),
      condition: fc.constantFrom(undefined, TEXT),
      conditionMet: fc.constantFrom(undefined, true, false),
    })
    .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))
    .map((fields) => stage(fields))
    .filter((made) => validateStages([made]).length === 0);
  const anyNow = fc
    .integer({ min: -60 * 24 * 30, max: 60 * 24 * 430 })
    .map((minutes) => at('2024-01-01T00:00').add({ minutes }));

  it('never goes back as time goes on', () => {
    const rank: Record<StageState, number> = {
      conditional: 0,
      upcoming: 1,
      running: 2,
      unknown: 2,
      ended: 3,
    };
    fc.assert(
      fc.property(anyStage, anyNow, fc.nat(10_000), (made, now, minutes) => {
        const later = stageState(made, now.add({ minutes }));
        expect(rank[later]).toBeGreaterThanOrEqual(rank[stageState(made, now)]);
      }),
    );
  });

  it('is conditional exactly when a condition is not met, and otherwise agrees with its dates', () => {
    fc.assert(
      fc.property(anyStage, anyNow, (made, now) => {
        const state = stageState(made, now);
        const local = now.toPlainDateTime().toString();
        expect(state === 'conditional').toBe(made.condition !== undefined && made.conditionMet !== true);
        // Written dates compare as text: a day that is shorter than a moment in it comes before the moment.
        if (state === 'upcoming') expect(local < String(made.start)).toBe(true);
        if (state === 'ended') expect(local.slice(0, String(made.end).length) >= String(made.end)).toBe(true);
        if (state === 'running' && made.start) expect(local >= String(made.start)).toBe(true);
        if (state === 'unknown') expect(made.end).toBeUndefined();
      }),
    );
  });

  it('counts days left to the end or to the start, and to nothing else', () => {
    fc.assert(
      fc.property(anyStage, anyNow, (made, now) => {
        const left = daysLeft(made, now);
        if (left === undefined) return;
        expect(left.days).toBeGreaterThanOrEqual(0);
        const date = now.toPlainDate().add({ days: left.days });
        expect(String(made[left.until]).startsWith(date.toString())).toBe(true);
      }),
    );
  });
});

describe('daysLeft', () => {
  const quiet = stage({ start: day('2024-02-11'), end: day('2024-02-13') });
  it.each([
    ['2024-02-09T23:00', { until: 'start', days: 2 }],
    ['2024-02-11T08:00', { until: 'end', days: 2 }],
    ['2024-02-13T23:00', { until: 'end', days: 0 }],
    ['2024-02-14T00:00', undefined],
  ])('at %s', (now, left) => {
    expect(daysLeft(quiet, at(now))).toEqual(left);
  });
});

describe('currentAndNext', () => {
  it('orders by what comes first and leaves groups out', () => {
    const stages = [
      stage({ id: 'open', start: day('2024-01-01'), order: 0 }),
      stage({ id: 'late', start: day('2024-01-01'), end: day('2024-03-01'), order: 1 }),
      stage({ id: 'soon', start: day('2024-01-01'), end: day('2024-02-01'), order: 2 }),
      stage({ id: 'group', kind: 'group', start: day('2024-01-01'), end: day('2024-02-01'), order: 3 }),
      stage({ id: 'far', start: day('2024-06-01'), order: 4 }),
      stage({ id: 'near', start: time('2024-02-14T07:00'), order: 5 }),
      stage({ id: 'never', condition: TEXT, conditionMet: false, start: day('2024-03-01'), order: 6 }),
    ];
    const { running, next } = currentAndNext(stages, at('2024-01-15T10:00'));
    expect(running.map(({ id }) => id)).toEqual(['soon', 'late', 'open']);
    expect(next.map(({ id }) => id)).toEqual(['near', 'far']);
    expect(stages.filter(didNotHappen).map(({ id }) => id)).toEqual(['never']);
  });
});

describe('stagesIn', () => {
  it('gives a city the general stages, its province’s and its own', () => {
    const stages = [
      stage({ id: 'a' }),
      stage({ id: 'b', area: '32' }),
      stage({ id: 'c', area: '32.76' }),
      stage({ id: 'd', area: '32.75' }),
    ];
    expect(stagesIn(stages, '32.76').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('validateStages', () => {
  it('allows a child that outlives its parent and an end on the day of the start', () => {
    const problems = validateStages([
      stage({ id: 'mutarlih', start: day('2022-10-14'), end: day('2023-06-21') }),
      stage({ id: 'rekap', parent: 'mutarlih', start: day('2023-06-22'), end: day('2024-02-14') }),
      stage({ id: 'pungut', start: time('2024-02-14T07:00'), end: day('2024-02-14') }),
    ]);
    expect(problems).toEqual([]);
  });

  it('names every fault with its place', () => {
    const problems = validateStages([
      stage({ id: 'a', start: day('2022-12-14'), end: day('2022-02-14') }),
      stage({ id: 'a' }),
      stage({ id: 'b', parent: 'nowhere' }),
      stage({ id: 'c', parent: 'c' }),
      stage({ id: 'd', parent: 'e' }),
      stage({ id: 'e', parent: 'd' }),
      stage({ id: 'f', parent: 'd' }),
      stage({ id: 'g', start: time('2024-02-14T13:00'), end: time('2024-02-14T07:00') }),
      stage({ id: 'h', start: time('2024-02-14T13:00'), end: day('2024-02-13') }),
    ]);
    expect(problems.map(({ index, field, problem }) => `${index} ${field} ${problem}`)).toEqual([
      '0 end end-before-start',
      '1 id duplicate-id',
      '7 end end-before-start',
      '8 end end-before-start',
      '2 parent unknown-parent',
      '3 parent parent-cycle',
      '4 parent parent-cycle',
      '5 parent parent-cycle',
    ]);
  });
});
