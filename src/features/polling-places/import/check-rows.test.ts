import { describe, expect, it } from 'vitest';
import { areas, type Cells, CITY, cellsOf, pilkada } from '../test-data.ts';
import { checkRows } from './check-rows.ts';
import type { FileRow } from './problem.ts';

const rowsOf = (cells: readonly Cells[]): FileRow[] =>
  cells.map((row, at) => ({ line: at + 2, cells: row, problems: [] }));
const check = (...cells: readonly Cells[]) =>
  checkRows(rowsOf(cells), { election: pilkada, areas, city: CITY });

describe('checkRows', () => {
  it('takes good rows', () => {
    const { places, problems, refusedLines } = check(cellsOf(1), cellsOf(2));
    expect(places.map(({ line, place }) => [line, place.code])).toEqual([
      [2, '3276011007001'],
      [3, '3276011007002'],
    ]);
    expect([problems, refusedLines]).toEqual([[], 0]);
  });

  it.each([
    ['an area that does not exist', { area: '32.76.01.1999' }, 'area', 'unknown-area'],
    ['an area of another city', { area: '31.74.01.1001' }, 'area', 'other-city'],
    ['a kecamatan in place of a kelurahan', { area: '32.76.01' }, 'area', 'not-a-village'],
    ['latitude and longitude swapped', { latitude: '106.8186', longitude: '-6.4025' }, 'latitude', 'swapped'],
    ['a point outside the country', { latitude: '52.5' }, 'latitude', 'out-of-bounds'],
    ['a code of a spreadsheet', { code: '3,27601E+12' }, 'code', 'damaged'],
    ['a day that does not exist', { confirmed_on: '2024-02-30' }, 'confirmed_on', 'format'],
  ])('refuses %s, naming line and field', (_, change, field, code) => {
    const { places, problems, refusedLines } = check(cellsOf(1), { ...cellsOf(2), ...change });
    expect(places).toHaveLength(1);
    expect(refusedLines).toBe(1);
    expect(problems.filter((problem) => problem.field === field)).toMatchObject([{ line: 3, field, code }]);
  });

  it('reports every problem of a line', () => {
    const { problems } = check(cellsOf(1, { status: 'maybe', voters: 'many' }));
    expect(problems.map(({ field }) => field)).toEqual(['status', 'voters']);
  });

  it('refuses every line of a code that stands there twice, each naming the others', () => {
    const { places, problems, refusedLines } = check(cellsOf(1), cellsOf(2), cellsOf(1), cellsOf(1));
    expect(places.map(({ line }) => line)).toEqual([3]);
    expect(refusedLines).toBe(3);
    expect(problems).toEqual([
      { line: 2, field: 'code', code: 'duplicate', why: 'stands in line 4 and 5 too' },
      { line: 4, field: 'code', code: 'duplicate', why: 'stands in line 2 and 5 too' },
      { line: 5, field: 'code', code: 'duplicate', why: 'stands in line 2 and 4 too' },
    ]);
  });

  it('warns of more voters than the election allows, and takes the line', () => {
    const { places, warnings } = check(cellsOf(1, { voters: '601' }));
    expect(places).toHaveLength(1);
    expect(warnings).toMatchObject([{ line: 2, field: 'voters', code: 'over-capacity' }]);
  });

  it('never repeats an identity number that stands in a field', () => {
    const { problems } = check(cellsOf(1, { code: '3276014501900001', status: '3276014501900001' }));
    expect(problems.length).toBeGreaterThan(1);
    expect(JSON.stringify(problems)).not.toContain('3276014501900001');
  });

  it('lets no value of the file steer the terminal', () => {
    const { problems } = check(cellsOf(1, { code: 'x\u001b[2J\u009b1m\u202ey', status: 'x\r\ny' }));
    expect(problems.length).toBeGreaterThan(1);
    expect(problems.map(({ why }) => why).join('')).not.toMatch(/\p{C}/u);
  });

  it('does not explain a line whose columns are shifted', () => {
    const problem = { line: 2, field: 'line', code: 'columns', why: 'has 3 columns' } as const;
    const { problems } = checkRows([{ line: 2, cells: { code: 'x' }, problems: [problem] }], {
      election: pilkada,
      areas,
      city: CITY,
    });
    expect(problems).toEqual([problem]);
  });
});
