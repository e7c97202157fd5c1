import { describe, expect, it } from 'vitest';
import {
  blurred,
  cardsAreReadable,
  type HealthFacility,
  healthLevel,
  hoursWithoutRest,
  nearestFacilities,
  REST_ROUNDS,
  raisedBy,
  restSlots,
  restStanding,
  type ScreeningQuestion,
} from './officer-health.ts';

const words = { id: '?', en: '?' };
const questions: readonly ScreeningQuestion[] = [
  { id: 'heart', text: words, ifYes: 'not-without-doctor', ifNo: 'fine' },
  { id: 'pressure-known', text: words, ifYes: 'fine', ifNo: 'doctor-first' },
];

describe('healthLevel', () => {
  it('is the gravest that an answer gives', () => {
    expect(healthLevel(questions, { heart: false, 'pressure-known': true })).toBe('fine');
    expect(healthLevel(questions, { heart: false, 'pressure-known': false })).toBe('doctor-first');
    expect(healthLevel(questions, { heart: true, 'pressure-known': false })).toBe('not-without-doctor');
  });

  it('says nothing of a question without an answer, nor of an answer to no question', () => {
    expect(healthLevel(questions, {})).toBe('fine');
    expect(healthLevel(questions, { toString: true, gone: true })).toBe('fine');
    expect(raisedBy(questions, { heart: true, gone: true }).map(({ question }) => question.id)).toEqual([
      'heart',
    ]);
  });
});

describe('blurred', () => {
  it('tells few apart from none as little as four', () => {
    for (const count of [0, 1, 4]) expect(blurred(count)).toEqual({ kind: 'few', below: 5 });
  });

  it('rounds the others, so that one person more or less is not seen in most cases', () => {
    expect(blurred(5)).toEqual({ kind: 'about', count: 5 });
    expect(blurred(8)).toEqual({ kind: 'about', count: 10 });
    expect(blurred(812)).toEqual({ kind: 'about', count: 810 });
  });
});

describe('restSlots', () => {
  const team = Array.from({ length: 7 }, (_, at) => restSlots(at, 7));

  it('gives everybody each round once, and somebody who takes over and is not away', () => {
    for (const [at, slots] of team.entries()) {
      expect(slots.map(({ round }) => round)).toEqual(REST_ROUNDS.map(({ id }) => id));
      for (const [round, { coveredBy, from, until }] of slots.entries()) {
        expect(coveredBy).not.toBe(at);
        const other = coveredBy === undefined ? undefined : team[coveredBy]?.[round];
        if (!other) throw new Error('Somebody takes over.');
        expect(other.from >= until || other.until <= from).toBe(true);
      }
    }
  });

  it('lets two who go together be covered by two', () => {
    expect(team[0]?.[0]?.from).toBe(team[1]?.[0]?.from);
    expect(team[0]?.[0]?.coveredBy).not.toBe(team[1]?.[0]?.coveredBy);
  });

  it('keeps one at the table in a team of two, and names nobody in a team of one', () => {
    expect(restSlots(0, 2)[0]?.coveredBy).toBe(1);
    expect(restSlots(1, 2)[0]?.from).toBeGreaterThan(restSlots(0, 2)[0]?.from ?? 0);
    expect(restSlots(0, 1)[0]?.coveredBy).toBeUndefined();
  });

  it('is over before voters are refused at noon and before the closing', () => {
    for (const slots of team) {
      expect(slots[0]?.until).toBeLessThanOrEqual(10 * 60 + 30);
      expect(slots[1]?.until).toBeLessThanOrEqual(12 * 60);
    }
  });
});

describe('pauses on the day', () => {
  const midnight = Temporal.Instant.from('2024-11-27T00:00:00+07:00');
  const at = (minutes: number) => midnight.add({ minutes });
  const slot = { from: 540, until: 555 };

  it('are coming, now, late, and done', () => {
    expect(restStanding(slot, false, midnight, at(539))).toBe('coming');
    expect(restStanding(slot, false, midnight, at(540))).toBe('now');
    expect(restStanding(slot, false, midnight, at(570))).toBe('now');
    expect(restStanding(slot, false, midnight, at(575))).toBe('late');
    expect(restStanding(slot, true, midnight, at(900))).toBe('done');
  });

  it('are counted from the last one, or from the morning', () => {
    expect(hoursWithoutRest(undefined, at(360), at(600))).toBe(4);
    expect(hoursWithoutRest(at(570), at(360), at(600))).toBe(0.5);
    expect(hoursWithoutRest(at(100), at(360), at(600))).toBe(4);
    expect(hoursWithoutRest(undefined, at(360), at(100))).toBe(0);
  });
});

describe('cardsAreReadable', () => {
  it('holds on voting day, the day before and the day after', () => {
    const day = Temporal.PlainDate.from('2024-11-27');
    expect([-2, -1, 0, 1, 2].map((days) => cardsAreReadable(day.add({ days }), day))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('nearestFacilities', () => {
  const facility = (id: string, more: Partial<HealthFacility> = {}): HealthFacility => ({
    id,
    name: id,
    kind: 'puskesmas',
    address: 'Jl. Contoh 1',
    area: '32.76.01.1006',
    ...more,
  });
  const here = { area: '32.76.01.1006', coordinates: { latitude: -6.4, longitude: 106.82 } };
  const northwards = (metres: number) => ({ latitude: -6.4 + metres / 111_195, longitude: 106.82 });

  it('sorts by the way, and lets a hospital in', () => {
    const found = nearestFacilities(
      [
        facility('hospital', { kind: 'hospital', coordinates: northwards(5000) }),
        facility('c', { coordinates: northwards(900) }),
        facility('a', { coordinates: northwards(300) }),
        facility('b', { coordinates: northwards(600) }),
      ],
      here,
    );
    expect(found.map(({ facility: { id } }) => id)).toEqual(['a', 'b', 'hospital']);
    expect(Math.round(found[0]?.metres ?? 0)).toBe(300);
  });

  it('goes by the area where there are no coordinates', () => {
    const found = nearestFacilities(
      [
        facility('elsewhere', { area: '32.76.02.1001' }),
        facility('same-district', { area: '32.76.01' }),
        facility('same-village'),
      ],
      { area: '32.76.01.1006' },
    );
    expect(found.map(({ facility: { id } }) => id)).toEqual(['same-village', 'same-district', 'elsewhere']);
    expect(found[0]).not.toHaveProperty('metres');
  });
});
