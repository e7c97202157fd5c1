import type { Coordinates } from '../domain/polling-place.ts';

/** What an invented city is made from. */
export interface DemoWishes {
  readonly area: string;
  readonly voters: number;
  readonly seed: string;
  /** Where its polling places are put; absent: the middle of its province. */
  readonly centre?: Coordinates;
}

/** What `npm start` opens where there is nothing yet. */
export const DEFAULT_DEMO: DemoWishes = {
  area: '32.76',
  voters: 20_000,
  seed: 'jendela',
  // So that directions lead into that city, and not to the middle of its province.
  centre: { latitude: -6.4, longitude: 106.82 },
};
