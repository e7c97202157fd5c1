/** The logo on a 32 × 32 grid: a window of four panes with a fingerprint in the last. Shared by page and app icons. */
export const LOGO = {
  frame: { x: 1, y: 1, size: 30, radius: 8 },
  cross: { path: 'M16 4v24M4 16h24', width: 2 },
  print: { path: 'M20 27c0-3 .6-5 2.6-5s2.6 2 2.6 5M22.6 27v-2', width: 1.5 },
} as const;

/** The fingerprint of the present stage, on a 26 × 26 grid, stroked. */
export const FINGERPRINT_MARK =
  'M8 15.5c0-5 1.8-7.5 5-7.5s5 2.5 5 7.5M10.7 17c0-4 .8-6 2.3-6s2.3 2 2.3 6M13 14v4.5';

/** The large fingerprint behind the hero, on a 200 × 200 grid, stroked. */
export const FINGERPRINT =
  'M20 160c0-86 22-138 80-138s80 52 80 138M40 176c0-80 14-130 60-130s60 50 60 130M60 188c0-72 8-118 40-118s40 46 40 118M80 196c0-64 4-102 20-102s20 38 20 102M100 120v78';
