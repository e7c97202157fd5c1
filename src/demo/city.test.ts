import { describe, expect, it } from 'vitest';
import { createAreaIndex } from '../domain/area.ts';
import { parseNik } from '../domain/nik.ts';
import { compareWithPredecessors, type PollingPlace } from '../domain/polling-place.ts';
import { loadAreas } from '../platform/areas.ts';
import { type DemoCity, type DemoVoter, generateDemoCity } from './city.ts';
import { demoNumbers } from './numbers.ts';

const areas = await loadAreas();

const LIMITS = { 'pemilu-2024': 300, 'pilkada-2024': 600 } as const;
const ELECTIONS = ['pemilu-2024', 'pilkada-2024'] as const;

// A kota; the kabupaten with the most desa and the one with the fewest villages; desa adat in Papua; a small kota.
const CITIES: [area: string, voters: number, seed: string][] = [
  ['32.76', 1, 'a'],
  ['32.76', 12_000, 'a'],
  ['32.76', 6_000, 'b'],
  ['11.08', 3_000, 'a'],
  ['31.01', 40, 'c'],
  ['31.01', 12_000, 'c'],
  ['91.03', 5_000, 'a'],
  ['13.72', 250, 'd'],
];

function byCode(places: Iterable<PollingPlace>): Map<string, PollingPlace> {
  return new Map([...places].map((place) => [place.code, place]));
}

function listsOf(roll: Iterable<DemoVoter>): Map<string, DemoVoter[]> {
  return Map.groupBy(roll, ({ tps }) => tps);
}

describe.each(CITIES)('the demo city %s with %i voters, seed %s', (area, voters, seed) => {
  const demo = generateDemoCity({ area, areas, voters, seed });

  it('has exactly the voters that were asked for, and nearly as many in the first election', () => {
    expect([...demo.roll('pilkada-2024')]).toHaveLength(voters);
    const first = [...demo.roll('pemilu-2024')].length;
    expect(Math.abs(first - voters)).toBeLessThanOrEqual(Math.ceil(voters / 30));
  });

  it.each(ELECTIONS)(
    'gives each voter of %s a valid number that nobody else has and nobody can have',
    (election) => {
      const numbers = new Set<string>();
      const districts = new Set<string>();
      for (const { nik } of demo.roll(election)) {
        const result = parseNik(nik);
        if (!result.ok) throw new Error(result.problem);
        districts.add(result.nik.district);
        numbers.add(nik);
      }
      expect([...districts]).toEqual([`${area}.99`]);
      expect(areas.get(`${area}.99`)).toBeUndefined();
      expect(numbers.size).toBe([...demo.roll(election)].length);
    },
  );

  it.each(ELECTIONS)('keeps the limit of %s and numbers each list without a gap', (election) => {
    const places = byCode(demo.pollingPlaces(election));
    const lists = listsOf(demo.roll(election));
    expect([...lists.keys()].sort()).toEqual([...places.keys()].sort());
    for (const [code, list] of lists) {
      expect(list.length).toBeLessThanOrEqual(LIMITS[election]);
      expect(list.length).toBe(places.get(code)?.voters);
      expect(list.map(({ number }) => number)).toEqual(list.map((_, index) => index + 1));
    }
  });

  it('lists the same people twice under the same name', () => {
    const names = new Map([...demo.roll('pemilu-2024')].map(({ nik, name }) => [nik, name]));
    const both = [...demo.roll('pilkada-2024')].filter(({ nik }) => names.has(nik));
    expect(both.length).toBeGreaterThanOrEqual(Math.floor(voters * 0.95));
    expect(both.filter(({ nik, name }) => names.get(nik) !== name)).toEqual([]);
  });

  it('replaces each polling place of the first election by exactly one that its people are in', () => {
    const earlier = byCode(demo.pollingPlaces('pemilu-2024'));
    const replaced = [...demo.pollingPlaces('pilkada-2024')].flatMap(({ replaces }) =>
      replaces.map(({ code }) => code),
    );
    expect(new Set(replaced).size).toBe(replaced.length);
    expect(replaced.every((code) => earlier.has(code))).toBe(true);
    const before = new Map([...demo.roll('pemilu-2024')].map(({ nik, tps }) => [nik, tps]));
    const after = byCode(demo.pollingPlaces('pilkada-2024'));
    const strays = [...demo.roll('pilkada-2024')].filter(({ nik, tps }) => {
      const from = before.get(nik);
      return from !== undefined && !after.get(tps)?.replaces.some(({ code }) => code === from);
    });
    expect(strays).toEqual([]);
  });

  it('gives numbers that get the answers they promise', () => {
    const roll = new Map([...demo.roll('pilkada-2024')].map((voter) => [voter.nik, voter]));
    const numbers = demoNumbers(demo);
    for (const number of numbers) {
      if (number.answer === 'registered') expect(roll.get(number.voter.nik)).toEqual(number.voter);
      else {
        const result = parseNik(number.nik);
        expect(roll.has(number.nik)).toBe(false);
        expect(result.ok).toBe(number.answer === 'not-registered');
        if (number.answer === 'impossible') expect(result).toEqual({ ok: false, problem: number.problem });
      }
    }
    expect(numbers.map(({ answer }) => answer)).toEqual(
      expect.arrayContaining(['registered', 'not-registered', 'impossible']),
    );
  });
});

describe('a demo city the size of a kota', () => {
  const demo = generateDemoCity({ area: '32.76', areas, voters: 150_000, seed: 'kota' });

  it('halves the polling places, most by joining two, some by moving', () => {
    const changes = countChanges(demo);
    const first = [...demo.pollingPlaces('pemilu-2024')].length;
    const second = [...demo.pollingPlaces('pilkada-2024')].length;
    expect(second / first).toBeGreaterThan(0.45);
    expect(second / first).toBeLessThan(0.65);
    expect(changes['merged']).toBeGreaterThan(second / 2);
    expect(changes['moved']).toBeGreaterThan(0);
    expect((changes['same'] ?? 0) + (changes['renumbered'] ?? 0)).toBeGreaterThan(0);
  });

  it('shows every kind of answer', () => {
    const kinds = demoNumbers(demo).map((number) => {
      if (number.answer !== 'registered') return number.answer;
      if (number.place.kind !== 'regular') return 'special';
      return number.voter.status === 'DPT' ? number.change : number.voter.status;
    });
    expect(kinds.map((kind) => (kind === 'renumbered' ? 'same' : kind))).toEqual([
      'same',
      'merged',
      'moved',
      'special',
      'DPTb',
      'DPK',
      'not-registered',
      'impossible',
    ]);
  });

  it('codes special places from 901 and calls them by the number after the regular ones', () => {
    const places = [...demo.pollingPlaces('pemilu-2024')];
    const special = places.filter(({ kind }) => kind !== 'regular');
    expect(new Set(special.map(({ kind }) => kind))).toEqual(
      new Set(['hospital', 'prison', 'boarding-school']),
    );
    for (const place of special) {
      const regular = places.filter(({ area, kind }) => area === place.area && kind === 'regular').length;
      expect(Number(place.code.slice(10))).toBeGreaterThanOrEqual(901);
      expect(Number(place.displayNumber)).toBe(regular + Number(place.code.slice(10)) - 900);
    }
  });

  it('has places of both statuses, and knows, or does not know, what a wheelchair user finds', () => {
    const places = [...demo.pollingPlaces('pilkada-2024')];
    expect(new Set(places.map(({ status }) => status.kind)).size).toBe(2);
    expect(new Set(places.map(({ accessibility }) => accessibility.wheelchair)).size).toBe(3);
  });

  it('can be laid around a given point', () => {
    const centre = { latitude: -6.4, longitude: 106.8 };
    const around = generateDemoCity({ area: '32.76', areas, voters: 5_000, seed: 'kota', centre });
    for (const { coordinates } of around.pollingPlaces('pemilu-2024')) {
      expect(Math.abs((coordinates?.latitude ?? 0) - centre.latitude)).toBeLessThan(0.1);
      expect(Math.abs((coordinates?.longitude ?? 0) - centre.longitude)).toBeLessThan(0.1);
    }
  });

  it('has names of one word, with a title, an apostrophe, a degree', () => {
    const names = [...demo.roll('pemilu-2024')].slice(0, 5_000).map(({ name }) => name);
    for (const form of [/^\S+$/, /^H\. /, /^Hj\. /, /\S'\S/, /, S\.Pd\.$/, /^(\S+ ){3,}/]) {
      expect(
        names.some((name) => form.test(name)),
        String(form),
      ).toBe(true);
    }
  });
});

function countChanges(demo: DemoCity): Record<string, number> {
  const earlier = byCode(demo.pollingPlaces('pemilu-2024'));
  const changes: Record<string, number> = {};
  for (const place of demo.pollingPlaces('pilkada-2024')) {
    const { change } = compareWithPredecessors(
      place,
      place.replaces.flatMap(({ code }) => earlier.get(code) ?? []),
    );
    changes[change] = (changes[change] ?? 0) + 1;
  }
  return changes;
}

describe('a demo city that cannot be', () => {
  it.each([
    [{ area: '99.99' }, { name: 'NotACityError', code: 'unknown-area' }],
    [{ area: '32' }, { name: 'NotACityError', code: 'not-a-city' }],
    [{ voters: 0 }, { name: 'DemoOptionsError', code: 'voters' }],
    [{ voters: 1.5 }, { name: 'DemoOptionsError', code: 'voters' }],
    [{ voters: 1_500_001 }, { name: 'DemoOptionsError', code: 'voters' }],
    [
      { area: '31.01', voters: 1_500_000 },
      { name: 'DemoOptionsError', code: 'too-many-voters' },
    ],
    [
      { areas: createAreaIndex([{ code: '32.76', name: 'Kota Depok', kind: 'kota', parent: '32' }]) },
      { name: 'DemoOptionsError', code: 'no-villages' },
    ],
  ])('from %j is refused', (options, error) => {
    expect(() => generateDemoCity({ area: '32.76', areas, voters: 10, seed: 'a', ...options })).toThrow(
      expect.objectContaining(error),
    );
  });

  it('keeps three-digit numbers where many live in few villages', () => {
    const demo = generateDemoCity({ area: '31.01', areas, voters: 1_350_000, seed: 'a' });
    for (const election of ELECTIONS) {
      const codes = [...demo.pollingPlaces(election)].map(({ code }) => code);
      expect(codes.every((code) => code.length === 13)).toBe(true);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });
});
