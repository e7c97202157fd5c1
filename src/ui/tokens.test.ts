import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cityInkCss, inkTokens } from './city-ink.ts';
import { contrast, fromLch, toLch } from './colour.ts';

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): Record<string, string> {
  const at = css.indexOf(`${selector} {`);
  const block = css.slice(at, css.indexOf('}', at));
  return Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, k, v]) => [k, v]));
}

const light = tokensOf(':root');
const dark = tokensOf(':root[data-theme="dark"]');

/** Words on grounds as the style sheet pairs them: at least 4.5 (WCAG 2.2, 1.4.3). */
const WORDS: readonly [text: string, ground: string][] = [
  ...['text', 'mute', 'ink', 'ink-deep', 'ok', 'warn', 'bad'].flatMap((text): [string, string][] => [
    [text, 'paper'],
    [text, 'pane'],
  ]),
  ['text', 'ink-wash'],
  ['ink', 'ink-wash'],
  ['mute', 'ink-wash'],
  ['ink-deep', 'ink-wash'],
  ['on-ink', 'ink'],
  ['hero-mute', 'hero'],
  ['glass-deep', 'glass'],
  ['ok', 'ok-wash'],
  ['warn', 'warn-wash'],
  ['bad', 'bad-wash'],
];

/** Shapes that carry meaning: at least 3 (WCAG 2.2, 1.4.11). */
const SHAPES: readonly [shape: string, ground: string][] = [
  ['edge', 'paper'],
  ['edge', 'pane'],
  ['ink', 'line'],
  ['ink', 'glass'],
  ['text', 'pane'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('tokens, %s', (_, tokens) => {
  const ratio = (a: string, b: string): number => contrast(tokens[a] ?? '', tokens[b] ?? '');

  it.each(WORDS)('reads %s on %s', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPES)('shows %s on %s', (shape, ground) => {
    expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3);
  });

  it('reads white on the hero', () => {
    expect(contrast('#ffffff', tokens['hero'] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});

describe('tokens', () => {
  it('gives the chosen dark and the system dark the same colours', () => {
    expect(Object.keys(dark).sort()).toEqual(Object.keys(light).sort());
    expect(tokensOf(':root:not([data-theme="light"])')).toEqual(dark);
  });
});

const hexColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('the ink of a city', () => {
  it('is read on every ground, whatever colour the city has', () => {
    fc.assert(
      fc.property(hexColour, (hex) => {
        const tokens = inkTokens(hex);
        for (const [own, rest] of [
          [tokens.light, light],
          [tokens.dark, dark],
        ] as const) {
          const pairs = [
            [own.ink, rest['paper']],
            [own.ink, rest['pane']],
            [own.ink, own.inkWash],
            [own.inkDeep, own.inkWash],
            [own.inkDeep, rest['pane']],
            [own.onInk, own.ink],
            ['#ffffff', own.hero],
            [own.heroMute, own.hero],
          ];
          for (const [a = '', b = ''] of pairs) expect(contrast(a, b)).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });

  it('keeps the hue of the city', () => {
    const own = toLch('#0b6e4f');
    expect(Math.abs(toLch(inkTokens('#0b6e4f').light.ink).h - own.h)).toBeLessThan(0.1);
  });

  it('comes as a style sheet for the screen, light and dark', () => {
    const sheet = cityInkCss('#0b6e4f');
    expect(sheet).toMatch(/^@media screen\{:root\{--ink:#[0-9a-f]{6};/);
    expect(sheet.split('{').length).toBe(sheet.split('}').length);
    expect(() => cityInkCss('green')).toThrow(RangeError);
  });
});

describe('colours', () => {
  it('come back from OKLCH as they went in', () => {
    fc.assert(fc.property(hexColour, (hex) => fromLch(toLch(hex)) === hex));
  });

  it('measures black on white as 21', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  });
});
