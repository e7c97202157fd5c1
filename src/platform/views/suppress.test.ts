import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST_TOLD, type Told, type ToldTable, toldAlone, toldTogether } from './suppress.ts';

const figures = fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 })), {
  minLength: 1,
  maxLength: 5,
});

/** Every way in which the hidden figures of a table can be filled so that it adds up to the total that is told. */
function readings({ total, cells }: ToldTable): number[][] {
  if (total.kind !== 'figure') return [];
  const fill = (at: number, left: number): number[][] => {
    const cell = cells[at];
    if (cell === undefined) return left === 0 ? [[]] : [];
    return valuesOf(cell, left).flatMap((value) =>
      fill(at + 1, left - value).map((rest) => [value, ...rest]),
    );
  };
  return fill(0, total.value);
}

function valuesOf(cell: Told, most: number): number[] {
  if (cell.kind === 'figure') return cell.value <= most ? [cell.value] : [];
  const [from, to] = cell.kind === 'small' ? [1, LEAST_TOLD - 1] : [LEAST_TOLD, most];
  return Array.from({ length: Math.max(0, Math.min(to, most) - from + 1) }, (_, at) => from + at);
}

describe('toldTogether', () => {
  it('tells figures of five and more, and nothing of smaller ones but that they are small', () => {
    expect(toldTogether([[12, 0, 3, 2, 40]])[0]?.cells.map(({ kind }) => kind)).toEqual([
      'figure',
      'figure',
      'small',
      'small',
      'figure',
    ]);
  });

  it('holds back the next larger figure where a small one would follow from the total', () => {
    const [table] = toldTogether([[12, 3, 40]]);
    expect(table?.cells.map(({ kind }) => kind)).toEqual(['held-back', 'small', 'figure']);
    expect(table?.total).toEqual({ kind: 'figure', value: 55 });
  });

  it('tells no total that would give away the only figure', () => {
    expect(toldTogether([[3]])).toEqual([{ total: { kind: 'small' }, cells: [{ kind: 'held-back' }] }]);
  });

  it('tells no total in one table that another has to hide', () => {
    const [byDay, byChannel] = toldTogether([[6], [5, 1]]);
    expect(byChannel?.total.kind).toBe('held-back');
    expect(byDay?.cells[0]?.kind).toBe('held-back');
  });

  it('leaves each small figure at least two values that it could be', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const [table] = toldTogether([values]);
        if (!table) throw new Error('no table');
        const possible = readings(table);
        for (const [at, value] of values.entries()) {
          const cell = table.cells[at];
          if (value > 0 && value < LEAST_TOLD) expect(cell?.kind).not.toBe('figure');
          if (cell?.kind === 'figure') expect(cell.value).toBe(value);
          if (cell?.kind !== 'small') continue;
          expect(new Set(possible.map((reading) => reading[at])).size).toBeGreaterThan(1);
        }
      }),
    );
  });
});

it('tells a figure that stands alone unless it is small', () => {
  expect([0, 1, 4, 5].map((value) => toldAlone(value).kind)).toEqual(['figure', 'small', 'small', 'figure']);
});
