/** Smaller figures than this are not told: so few views may be those of somebody who is known. */
export const LEAST_TOLD = 5;

/**
 * A figure as it may be told: itself; only that it is small; or nothing, since a small one beside it could be
 * reckoned from it and the total. Zero is told, as nobody was there.
 */
export type Told =
  | { readonly kind: 'figure'; readonly value: number }
  | { readonly kind: 'small' }
  | { readonly kind: 'held-back' };

/** Figures that add up to a total, as they may be told together with it. */
export interface ToldTable {
  readonly total: Told;
  /** In the order of the figures. */
  readonly cells: readonly Told[];
}

const SMALL: Told = { kind: 'small' };
const HELD_BACK: Told = { kind: 'held-back' };

/** A figure that stands alone. */
export function toldAlone(value: number): Told {
  return value > 0 && value < LEAST_TOLD ? SMALL : { kind: 'figure', value };
}

/**
 * Several tables over the same views (by day, by channel, by area), which a reader sees side by side. Each hides its
 * small figures, and as many of the next larger ones as it takes that no small one follows from the total. Where that
 * cannot be had in one of them, the total and all figures of all of them are held back: one table's figures would give
 * away the total that another one needs hidden.
 */
export function toldTogether(tables: readonly (readonly number[])[]): readonly ToldTable[] {
  const hidden = tables.map(hiddenOf);
  const all = hidden.every((places) => places !== undefined);
  return tables.map((figures, at) => {
    const places = hidden[at];
    if (!all || places === undefined) return nothingTold(figures);
    const total = figures.reduce((sum, value) => sum + value, 0);
    return {
      total: { kind: 'figure', value: total },
      cells: figures.map((value, place) =>
        places.has(place) ? hiddenCell(value) : { kind: 'figure', value },
      ),
    };
  });
}

function nothingTold(figures: readonly number[]): ToldTable {
  const total = figures.reduce((sum, value) => sum + value, 0);
  // Zeros stay hidden too: that there is but one figure which is none would tell it with the total.
  return { total: total < LEAST_TOLD ? SMALL : HELD_BACK, cells: figures.map(() => HELD_BACK) };
}

function hiddenCell(value: number): Told {
  return value < LEAST_TOLD ? SMALL : HELD_BACK;
}

/** Places of the figures to hide; undefined where hiding all of them would not do. */
function hiddenOf(figures: readonly number[]): ReadonlySet<number> | undefined {
  const places = figures.map((value, place) => ({ value, place })).filter(({ value }) => value > 0);
  const small = places.filter(({ value }) => value < LEAST_TOLD);
  const larger = places.filter(({ value }) => value >= LEAST_TOLD).sort((a, b) => a.value - b.value);
  for (let more = 0; more <= larger.length; more++) {
    const hidden = [...small, ...larger.slice(0, more)];
    if (
      isSafe(
        small.length,
        more,
        hidden.reduce((sum, { value }) => sum + value, 0),
      )
    ) {
      return new Set(hidden.map(({ place }) => place));
    }
  }
  return undefined;
}

/**
 * Whether the small ones could each be another figure than they are. A reader knows the sum of what is hidden, that
 * each small one is 1 to 4, and that each of the others is 5 or more.
 */
function isSafe(small: number, others: number, sum: number): boolean {
  if (small === 0) return true;
  const least = small;
  const most = Math.min(small * (LEAST_TOLD - 1), sum - others * LEAST_TOLD);
  return others === 0 ? sum > least && sum < small * (LEAST_TOLD - 1) && small > 1 : most > least;
}
