import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Canvas, PDFDocument } from '@napi-rs/canvas';
import type { PictureLook } from './look.ts';
import type { FittedText } from './words.ts';

/** The typeface's files, as names of the package that has them; the second holds letters beyond Western Europe. */
const FILES = ['latin', 'latin-ext'].map(
  (part) => `@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-${part}-wght-normal.woff2`,
);
const FAMILIES = FILES.map((_, index) => `Jendela ${index}`);

/** How bold the typeface is set. */
export type Weight = 400 | 600 | 700 | 800;

/** What is drawn on: a picture, or the page of a document. */
export type Drawing = ReturnType<PDFDocument['beginPage']>;

/** What pictures are drawn with. */
export interface Brush {
  readonly canvas: (width: number, height: number) => Canvas;
  readonly path: (path: string) => import('@napi-rs/canvas').Path2D;
}

let brush: Promise<Brush | undefined> | undefined;

/**
 * Loads what draws, at the first picture: it is a program of the system's own kind, and where there is none for this
 * system the window works without pictures.
 */
export function loadBrush(): Promise<Brush | undefined> {
  brush ??= load().catch(() => undefined);
  return brush;
}

async function load(): Promise<Brush> {
  const { createCanvas, GlobalFonts, Path2D } = await import('@napi-rs/canvas');
  const { resolve } = createRequire(import.meta.url);
  for (const [index, file] of FILES.entries()) {
    GlobalFonts.register(await readFile(resolve(file)), FAMILIES[index] ?? '');
  }
  return { canvas: createCanvas, path: (path) => new Path2D(path) };
}

/** Sets the typeface; words stand a little apart, as it sets them tight. */
export function setType(drawing: Drawing, size: number, weight: Weight): void {
  drawing.font = `${weight} ${size}px ${FAMILIES.map((name) => `"${name}"`).join(', ')}, sans-serif`;
  drawing.fontVariationSettings = `"wght" ${weight}`;
  drawing.wordSpacing = `${(size * 0.06).toFixed(1)}px`;
  drawing.lang = 'id';
  drawing.textBaseline = 'alphabetic';
}

/** How wide texts of a weight are. */
export function measureBy(drawing: Drawing, weight: Weight) {
  return (text: string, size: number): number => {
    setType(drawing, size, weight);
    return drawing.measureText(text).width;
  };
}

/** Writes lines below each other, the first of them on a height. */
export function writeLines(
  drawing: Drawing,
  { lines, size, lineHeight }: FittedText,
  at: { readonly weight: Weight; readonly colour: string; readonly left: number; readonly first: number },
): void {
  setType(drawing, size, at.weight);
  drawing.fillStyle = at.colour;
  for (const [index, line] of lines.entries()) drawing.fillText(line, at.left, at.first + index * lineHeight);
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws the panes of one window: only its outer corners are round. */
export function insideFrame(drawing: Drawing, frame: Box, radius: number, draw: () => void): void {
  drawing.save();
  drawing.beginPath();
  drawing.roundRect(frame.x, frame.y, frame.width, frame.height, radius);
  drawing.clip();
  draw();
  drawing.restore();
}

export function fill(drawing: Drawing, { x, y, width, height }: Box, colour: string): void {
  drawing.fillStyle = colour;
  drawing.fillRect(x, y, width, height);
}

export interface OutlineOptions {
  readonly x: number;
  readonly y: number;
  /** Edge in pixels, and how many units of the path's grid it is. */
  readonly size: number;
  readonly grid: number;
  readonly stroke: number;
  readonly colour: string;
}

/** Draws a path by its outline. */
export function outline(
  drawing: Drawing,
  brush: Brush,
  path: string,
  { x, y, size, grid, stroke, colour }: OutlineOptions,
): void {
  drawing.save();
  drawing.translate(x, y);
  drawing.scale(size / grid, size / grid);
  drawing.strokeStyle = colour;
  drawing.lineWidth = stroke;
  drawing.lineCap = 'round';
  drawing.lineJoin = 'round';
  drawing.stroke(brush.path(path));
  drawing.restore();
}

/** Draws an icon of the look. */
export function icon(
  drawing: Drawing,
  brush: Brush,
  path: string,
  at: Pick<OutlineOptions, 'x' | 'y' | 'size' | 'colour'>,
): void {
  outline(drawing, brush, path, { ...at, grid: 24, stroke: 1.75 });
}

/** Draws the window's mark. */
export function logo(
  drawing: Drawing,
  brush: Brush,
  { logo: mark }: PictureLook,
  at: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly ground: string;
    readonly lines: string;
  },
): void {
  const { x, y, size, ground, lines } = at;
  const unit = size / 32;
  const { frame } = mark;
  drawing.fillStyle = ground;
  drawing.beginPath();
  drawing.roundRect(
    x + frame.x * unit,
    y + frame.y * unit,
    frame.size * unit,
    frame.size * unit,
    frame.radius * unit,
  );
  drawing.fill();
  for (const { path, width } of [mark.cross, mark.print]) {
    outline(drawing, brush, path, { x, y, size, grid: 32, stroke: width, colour: lines });
  }
}

/** The picture as PNG, made off the main thread. */
export async function toPng(canvas: Canvas): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await canvas.encode('png'));
}
