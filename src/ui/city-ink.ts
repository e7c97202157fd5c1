import { contrast, fromLch, type Lch, toLch } from './colour.ts';

/** The tokens that carry a city's own colour; all others stay. */
export interface InkTokens {
  readonly ink: string;
  readonly inkDeep: string;
  readonly inkWash: string;
  readonly onInk: string;
  readonly hero: string;
  readonly heroMute: string;
}

/** Grounds on which ink is read, from tokens.css. */
const GROUND = { light: ['#fbfaf7', '#ffffff'], dark: ['#12101c', '#1b1829'] } as const;

/** Least contrast of words (WCAG 2.2, 1.4.3), with room for rounding. */
const WORDS = 4.6;

/**
 * The ink of a city in light and dark, from its one colour. Hue and strength are the city's; lightness moves only as
 * far as words in it or on it need to be read.
 *
 * @param hex the city's colour as `#rrggbb`
 * @throws {RangeError} when it is not written so
 */
export function inkTokens(hex: string): { readonly light: InkTokens; readonly dark: InkTokens } {
  const own = toLch(hex);
  return { light: lightTokens(own), dark: darkTokens(own) };
}

function lightTokens(own: Lch): InkTokens {
  const inkWash = fromLch({ ...own, l: 0.945, c: Math.min(own.c, 0.028) });
  const ink = readable({ ...own, l: Math.min(own.l, 0.5) }, -0.01, [...GROUND.light, inkWash, '#ffffff']);
  const inkDeep = readable({ ...own, l: Math.min(own.l, 0.3) }, -0.01, [inkWash, ...GROUND.light]);
  return { ink, inkDeep, inkWash, onInk: '#ffffff', hero: ink, heroMute: mute(own, ink) };
}

function darkTokens(own: Lch): InkTokens {
  const inkWash = fromLch({ ...own, l: 0.29, c: Math.min(own.c, 0.09) });
  const onInk = fromLch({ ...own, l: 0.19, c: Math.min(own.c, 0.06) });
  const ink = readable({ ...own, l: Math.max(own.l, 0.78), c: Math.min(own.c, 0.14) }, 0.01, [
    ...GROUND.dark,
    inkWash,
    onInk,
  ]);
  const inkDeep = readable({ ...own, l: 0.88, c: Math.min(own.c, 0.07) }, 0.01, [inkWash, ...GROUND.dark]);
  const hero = readable({ ...own, l: 0.34, c: Math.min(own.c, 0.14) }, -0.01, ['#ffffff']);
  return { ink, inkDeep, inkWash, onInk, hero, heroMute: mute(own, hero) };
}

function mute(own: Lch, hero: string): string {
  return readable({ ...own, l: 0.88, c: Math.min(own.c, 0.06) }, 0.01, [hero]);
}

/** Moves a colour's lightness step by step until it is read on each of the grounds. */
function readable(colour: Lch, step: number, grounds: readonly string[]): string {
  for (let l = colour.l; l > 0 && l < 1; l += step) {
    const hex = fromLch({ ...colour, l });
    if (grounds.every((ground) => contrast(hex, ground) >= WORDS)) return hex;
  }
  return step > 0 ? '#ffffff' : '#000000';
}

/**
 * The style sheet that gives a window its city's ink, to be served under a hashed address and linked after app.css.
 * Paper stays black on white.
 *
 * @param hex the city's colour as `#rrggbb`
 * @throws {RangeError} when it is not written so
 */
export function cityInkCss(hex: string): string {
  const { light, dark } = inkTokens(hex);
  return (
    `@media screen{:root{${declarations(light)}}` +
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${declarations(dark)}}}` +
    `:root[data-theme=dark]{${declarations(dark)}}}`
  );
}

function declarations(tokens: InkTokens): string {
  return [
    `--ink:${tokens.ink}`,
    `--ink-deep:${tokens.inkDeep}`,
    `--ink-wash:${tokens.inkWash}`,
    `--on-ink:${tokens.onInk}`,
    `--hero:${tokens.hero}`,
    `--hero-mute:${tokens.heroMute}`,
  ].join(';');
}
