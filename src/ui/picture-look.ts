import { inkTokens } from './city-ink.ts';
import { FINGERPRINT, LOGO } from './logo.ts';

/** Tokens of tokens.css in the light, in which pictures are drawn: they stand on pages of others. */
const LIGHT = {
  onHero: '#ffffff',
  paper: '#fbfaf7',
  pane: '#ffffff',
  text: '#1c1830',
  mute: '#625d78',
  line: '#dcd7ea',
  tones: {
    ok: { text: '#11714a', wash: '#e2f4ea' },
    warn: { text: '#8a5200', wash: '#fdf0d9' },
    bad: { text: '#a3243b', wash: '#fce6ea' },
  },
} as const;

const INK = {
  ink: '#3a2a8c',
  inkDeep: '#241a5e',
  inkWash: '#ece9fb',
  hero: '#3a2a8c',
  heroMute: '#d9d2ff',
} as const;

/** Colours and shapes of the pictures that the server draws, in a city's own ink (`#rrggbb`) or the window's. */
export function pictureLook(ink: string | null) {
  const own = ink === null ? INK : inkTokens(ink).light;
  return {
    ...LIGHT,
    ink: own.ink,
    inkDeep: own.inkDeep,
    inkWash: own.inkWash,
    hero: own.hero,
    heroMute: own.heroMute,
    logo: LOGO,
    fingerprint: FINGERPRINT,
  };
}
