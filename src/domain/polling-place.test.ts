import { describe, expect, it } from 'vitest';
import { createAreaIndex } from './area.ts';
import { compareWithPredecessors, metresBetween, type PollingPlace } from './polling-place.ts';
import { parsePollingPlaceRow } from './polling-place-row.ts';

const areas = createAreaIndex([
  { code: '32.76', name: 'Kota Depok', kind: 'kota', parent: '32' },
  { code: '32.76.01', name: 'Pancoran Mas', kind: 'kecamatan', parent: '32.76' },
  { code: '32.76.01.1006', name: 'Depok', kind: 'kelurahan', parent: '32.76.01' },
]);
const context = { election: 'pilkada-2024', areas, city: '32.76', maxVoters: 600 };

const ROW = {
  code: '3276011006901',
  display_number: '37',
  area: '32.76.01.1006',
  name: ' Rumah Sakit ',
  address: 'Jl. Melati No. 1',
  latitude: '-6.4025',
  longitude: '106,7942',
  status: 'confirmed',
  confirmed_on: '2024-11-10',
  kind: 'hospital',
  wheelchair: 'ya',
  step_free: 'TIDAK',
  accessible_toilet: '',
  braille_template: '1',
  voters: '180',
  replaces: 'pemilu-2024:3276011006901 pemilu-2024:3276011006902',
};

describe('parsePollingPlaceRow', () => {
  it('reads a row', () => {
    expect(parsePollingPlaceRow(ROW, context)).toEqual({
      ok: true,
      place: {
        election: 'pilkada-2024',
        code: '3276011006901',
        displayNumber: '037',
        area: '32.76.01.1006',
        name: 'Rumah Sakit',
        address: 'Jl. Melati No. 1',
        coordinates: { latitude: -6.4025, longitude: 106.7942 },
        status: { kind: 'confirmed', since: Temporal.PlainDate.from('2024-11-10') },
        accessibility: { wheelchair: true, stepFreeEntrance: false, brailleTemplate: true },
        kind: 'hospital',
        voters: 180,
        replaces: [
          { election: 'pemilu-2024', code: '3276011006901' },
          { election: 'pemilu-2024', code: '3276011006902' },
        ],
      },
    });
  });

  it('does with what must be there, the rest being unknown', () => {
    const bare = { code: '3276011006004', area: '3276011006', address: 'Jl. Mawar', status: 'provisional' };
    expect(parsePollingPlaceRow(bare, context)).toMatchObject({
      ok: true,
      place: {
        displayNumber: '004',
        kind: 'regular',
        accessibility: {},
        replaces: [],
        status: { kind: 'provisional' },
      },
    });
  });

  it.each<[Partial<Record<keyof typeof ROW, string>>, string[]]>([
    [{ code: '' }, ['code missing']],
    [{ code: '327601100690' }, ['code format']],
    [{ code: '3276011006000' }, ['code format']],
    [{ code: '3276011007001' }, ['code mismatch']],
    [{ area: '' }, ['area missing']],
    [{ area: 'Depok' }, ['area format']],
    [{ area: '32.75.01.1006' }, ['area other-city']],
    [{ area: '32.76.01.1099' }, ['area unknown-area']],
    [{ area: '32.76.01' }, ['area not-a-village']],
    [{ display_number: '12a' }, ['display_number format']],
    [{ address: ' ' }, ['address missing']],
    [{ latitude: '106.7942', longitude: '-6.4025' }, ['latitude swapped']],
    [{ latitude: '6.4025' }, ['latitude out-of-bounds']],
    [{ longitude: '10.6' }, ['longitude out-of-bounds']],
    [{ latitude: '' }, ['latitude missing']],
    [{ longitude: '106°47' }, ['longitude format']],
    [{ status: '' }, ['status missing']],
    [{ status: 'maybe' }, ['status format']],
    [{ status: 'provisional' }, ['confirmed_on mismatch']],
    [{ confirmed_on: '' }, ['confirmed_on missing']],
    [{ confirmed_on: '10/11/2024' }, ['confirmed_on format']],
    [{ confirmed_on: '2024-11-31' }, ['confirmed_on format']],
    [{ kind: 'palace' }, ['kind format']],
    [{ wheelchair: 'perhaps' }, ['wheelchair format']],
    [{ wheelchair: 'constructor' }, ['wheelchair format']],
    [{ voters: '-1' }, ['voters format']],
    [{ voters: '601' }, ['voters over-capacity']],
    [{ replaces: '3276011006901' }, ['replaces format']],
    [{ replaces: 'pilkada-2024:3276011006901' }, ['replaces mismatch']],
    [{ replaces: 'pemilu-2024:3276011006901 pemilu-2024:3276011006901' }, ['replaces repeated']],
    [{ code: 'x', address: '', voters: 'x' }, ['code format', 'address missing', 'voters format']],
  ])('names what is wrong in %j', (change, expected) => {
    const result = parsePollingPlaceRow({ ...ROW, ...change }, context);
    expect(result.ok ? [] : result.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(expected);
  });
});

describe('compareWithPredecessors', () => {
  const place = (fields: Partial<PollingPlace>): PollingPlace => ({
    election: 'pilkada-2024',
    code: '3276011006001',
    displayNumber: '001',
    area: '32.76.01.1006',
    name: 'Pos RW 03',
    address: 'Jl. Melati No. 1',
    coordinates: { latitude: -6.4, longitude: 106.8 },
    status: { kind: 'provisional' },
    accessibility: {},
    kind: 'regular',
    replaces: [],
    ...fields,
  });
  const here = place({});
  const elsewhere = place({ displayNumber: '027', coordinates: { latitude: -6.41, longitude: 106.8 } });
  const unmapped = (fields: Partial<PollingPlace>) => {
    const { coordinates: _, ...rest } = place(fields);
    return rest;
  };

  it.each([
    ['new', []],
    ['same', [place({ coordinates: { latitude: -6.40001, longitude: 106.80001 } })]],
    ['renumbered', [place({ displayNumber: '002' })]],
    ['moved', [elsewhere]],
    ['merged', [place({}), elsewhere]],
    ['same', [unmapped({ address: 'JL MELATI NO 1' })]],
    ['moved', [unmapped({ address: 'Jl. Mawar No. 1' })]],
  ])('says %s', (change, predecessors) => {
    const comparison = compareWithPredecessors(here, predecessors);
    expect(comparison.change).toBe(change);
    expect(comparison.from.map(({ place: earlier }) => earlier)).toEqual(predecessors);
  });

  it('says which of the joined places was on this site', () => {
    expect(
      compareWithPredecessors(here, [place({}), elsewhere]).from.map(({ sameSite }) => sameSite),
    ).toEqual([true, false]);
  });

  it('measures in metres', () => {
    const jakarta = { latitude: -6.1754, longitude: 106.8272 };
    expect(metresBetween(jakarta, jakarta)).toBe(0);
    expect(metresBetween(jakarta, { latitude: -5.1754, longitude: 106.8272 })).toBeCloseTo(111_195, -2);
  });
});
