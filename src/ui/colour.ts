/** Red, green and blue from 0 to 1, gamma-encoded as sRGB. */
type Rgb = readonly [number, number, number];

/** A colour as OKLCH sees it: lightness 0 to 1, chroma from 0, hue in radians. */
export interface Lch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

/** Whether a text is a colour as `#rrggbb`. */
function isHexColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

function parseHex(hex: string): Rgb {
  if (!isHexColour(hex)) throw new RangeError('A colour is written as #rrggbb.');
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

const decode = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const encode = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r, g, blue] = parseHex(hex);
    return 0.2126 * decode(r) + 0.7152 * decode(g) + 0.0722 * decode(blue);
  };
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return Math.max(x, y) / Math.min(x, y);
}

/** A colour in OKLCH (CSS Color 4, section 10). */
export function toLch(hex: string): Lch {
  const [r, g, b] = parseHex(hex).map(decode) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { l: lightness, c: Math.hypot(x, y), h: Math.atan2(y, x) };
}

/** A colour of OKLCH as `#rrggbb`; chroma is lowered until the screen can show it. */
export function fromLch({ l, c, h }: Lch): string {
  for (let chroma = c; ; chroma -= 0.004) {
    const rgb = linear(l, Math.max(0, chroma), h);
    if (chroma <= 0 || rgb.every((v) => v >= -0.0005 && v <= 1.0005)) return toHex(rgb);
  }
}

function linear(l: number, c: number, h: number): Rgb {
  const [x, y] = [c * Math.cos(h), c * Math.sin(h)];
  const long = (l + 0.3963377774 * x + 0.2158037573 * y) ** 3;
  const medium = (l - 0.1055613458 * x - 0.0638541728 * y) ** 3;
  const short = (l - 0.0894841775 * x - 1.291485548 * y) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function toHex(rgb: Rgb): string {
  const channel = (v: number): string =>
    Math.round(255 * Math.min(1, Math.max(0, encode(Math.max(0, v)))))
      .toString(16)
      .padStart(2, '0');
  return `#${rgb.map(channel).join('')}`;
}
