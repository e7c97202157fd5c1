import { crc32, deflateSync } from 'node:zlib';
import { LOGO } from '../src/ui/logo.ts';

type Point = readonly [number, number];
type Rgb = readonly [number, number, number];

const INK: Rgb = [0x3a, 0x2a, 0x8c];
const PAPER: Rgb = [0xfb, 0xfa, 0xf7];
const GRID = 32;

/** The logo as an SVG file with colours of its own, for browsers' tabs. */
export function logoSvg(): string {
  const { frame, cross, print } = LOGO;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${GRID} ${GRID}" fill="none" stroke="#fbfaf7" stroke-linecap="round">` +
    `<rect x="${frame.x}" y="${frame.y}" width="${frame.size}" height="${frame.size}" rx="${frame.radius}" fill="#3a2a8c" stroke="none"/>` +
    `<path d="${cross.path}" stroke-width="${cross.width}"/><path d="${print.path}" stroke-width="${print.width}"/></svg>`
  );
}

/**
 * The logo as a PNG, drawn from distances to its few shapes, one sample a pixel with a soft edge: this needs no
 * renderer and no image library.
 *
 * @param size edge in pixels
 * @param maskable fills the whole square and keeps the window in the middle 80 %, as Android's icon masks ask
 */
export function logoPng(size: number, maskable = false): Uint8Array {
  const scale = (size / GRID) * (maskable ? 0.62 : 1);
  const offset = (size - GRID * scale) / 2;
  const strokes = [
    { lines: polylines(LOGO.cross.path), half: LOGO.cross.width / 2 },
    { lines: polylines(LOGO.print.path), half: LOGO.print.width / 2 },
  ];
  const raw = Buffer.alloc((size * 4 + 1) * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at: Point = [(column + 0.5 - offset) / scale, (row + 0.5 - offset) / scale];
      const inFrame = maskable ? 1 : soft(frameDistance(at), scale);
      const drawn = strokes.map((s) => soft(distance(at, s.lines) - s.half, scale));
      // Where the frame is no longer the icon's edge, it is drawn as a line.
      if (maskable) drawn.push(soft(Math.abs(frameDistance(at)) - LOGO.cross.width / 2, scale));
      const inStroke = Math.max(...drawn);
      const target = row * (size * 4 + 1) + 1 + column * 4;
      for (let channel = 0; channel < 3; channel++) {
        const [under, over] = [INK[channel] ?? 0, PAPER[channel] ?? 0];
        raw[target + channel] = Math.round(under + (over - under) * inStroke);
      }
      raw[target + 3] = Math.round(255 * inFrame);
    }
  }
  return png(size, raw);
}

/** How much of a pixel lies inside a shape whose edge is this far away, in units of the grid. */
function soft(edge: number, scale: number): number {
  return Math.min(1, Math.max(0, 0.5 - edge * scale));
}

function frameDistance([x, y]: Point): number {
  const half = LOGO.frame.size / 2;
  const qx = Math.abs(x - GRID / 2) - half + LOGO.frame.radius;
  const qy = Math.abs(y - GRID / 2) - half + LOGO.frame.radius;
  return Math.hypot(Math.max(qx, 0), Math.max(qy, 0)) + Math.min(Math.max(qx, qy), 0) - LOGO.frame.radius;
}

function distance([x, y]: Point, lines: readonly (readonly [Point, Point])[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const [[ax, ay], [bx, by]] of lines) {
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    nearest = Math.min(nearest, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  }
  return nearest;
}

/** Lines of a path that uses M, h, v, c and s only, as the logo does; curves in 16 steps. */
function polylines(path: string): (readonly [Point, Point])[] {
  const lines: (readonly [Point, Point])[] = [];
  let here: Point = [0, 0];
  let control: Point = [0, 0];
  const to = (next: Point): void => {
    lines.push([here, next]);
    here = next;
  };
  for (const [, command = '', numbers = ''] of path.matchAll(/([Mhvcs])([^Mhvcs]*)/g)) {
    const n = [...numbers.matchAll(/-?(?:\d+\.?\d*|\.\d+)/g)].map(Number);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = n;
    const [x, y] = here;
    if (command === 'M') here = [a, b];
    else if (command === 'h') to([x + a, y]);
    else if (command === 'v') to([x, y + a]);
    else {
      const first: Point = command === 'c' ? [x + a, y + b] : [2 * x - control[0], 2 * y - control[1]];
      const second: Point = command === 'c' ? [x + c, y + d] : [x + a, y + b];
      const end: Point = command === 'c' ? [x + e, y + f] : [x + c, y + d];
      for (let step = 1; step <= 16; step++) to(bezier([x, y], first, second, end, step / 16));
      control = second;
    }
  }
  return lines;
}

function bezier(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const u = 1 - t;
  const axis = (i: 0 | 1): number =>
    u * u * u * p0[i] + 3 * u * u * t * p1[i] + 3 * u * t * t * p2[i] + t * t * t * p3[i];
  return [axis(0), axis(1)];
}

/** A PNG of 8-bit RGBA rows, each led by filter byte 0 (PNG, third edition, sections 5 and 11). */
function png(size: number, rows: Buffer): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
