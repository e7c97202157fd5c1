import {
  type Box,
  type Brush,
  type Drawing,
  fill,
  icon,
  insideFrame,
  loadBrush,
  logo,
  measureBy,
  outline,
  setType,
  toPng,
  type Weight,
  writeLines,
} from './drawing.ts';
import type { PictureLook, PictureMark, PictureTone } from './look.ts';
import { type FittedText, fitText, oneLine } from './words.ts';

/** What a link to a page is shown with, in WhatsApp and elsewhere. */
export interface ShareImage {
  readonly look: PictureLook;
  /** What the window is called. */
  readonly windowName: string;
  readonly title: string;
  /** What it is: "Pengumuman". */
  readonly kind: PictureMark;
  /** Who says it. */
  readonly agency: string;
  /** Of when it is, in words. */
  readonly date?: string | undefined;
  /** What was found of a claim, or that the item is over; seen before the title is read. */
  readonly verdict?: (PictureMark & { readonly tone: PictureTone }) | undefined;
}

export const SHARE_IMAGE_SIZE = { width: 1200, height: 630 } as const;

const FRAME: Box = { x: 32, y: 32, width: 1136, height: 566 };
const BAR = 6;
const FOOT = 128;
const PADDING = 48;
const HEAD: Box = { ...FRAME, height: FRAME.height - FOOT - BAR };
const FOOT_TOP = FRAME.y + HEAD.height + BAR;
/** Width of the pane that names the window. */
const NAME = 400;
/** Width of the pane that tells a verdict. */
const VERDICT = 420;

/**
 * Draws the picture of a page, 1200×630, as PNG: a window whose large pane is the title. The same words give the same
 * bytes. Undefined where this system cannot draw.
 */
export async function drawShareImage(image: ShareImage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const brush = await loadBrush();
  if (!brush) return undefined;
  const canvas = brush.canvas(SHARE_IMAGE_SIZE.width, SHARE_IMAGE_SIZE.height);
  const drawing = canvas.getContext('2d', { alpha: false });
  fill(drawing, { x: 0, y: 0, ...SHARE_IMAGE_SIZE }, image.look.paper);
  insideFrame(drawing, FRAME, 30, () => {
    fill(drawing, FRAME, image.look.line);
    drawHead(drawing, brush, image);
    drawFoot(drawing, brush, image);
  });
  return toPng(canvas);
}

function drawHead(drawing: Drawing, brush: Brush, { look, kind, title }: ShareImage): void {
  fill(drawing, HEAD, look.hero);
  drawing.save();
  drawing.globalAlpha = 0.22;
  outline(drawing, brush, look.fingerprint, {
    x: FRAME.x + FRAME.width - 400,
    y: HEAD.y + HEAD.height - 400,
    size: 460,
    grid: 200,
    stroke: 4,
    colour: look.heroMute,
  });
  drawing.restore();

  const left = HEAD.x + PADDING;
  const width = HEAD.width - 2 * PADDING;
  icon(drawing, brush, kind.icon, { x: left, y: HEAD.y + 40, size: 44, colour: look.heroMute });
  setType(drawing, 32, 600);
  drawing.fillStyle = look.heroMute;
  drawing.fillText(oneLine(kind.label, width - 60, widthOf(drawing)), left + 58, HEAD.y + 73);

  const top = HEAD.y + 112;
  const height = HEAD.y + HEAD.height - 32 - top;
  const box = { width, height, largest: 84, smallest: 40 };
  const fitted = fitText(title, box, measureBy(drawing, 800));
  // Capitals stand at the top of the box, and what is left stays below.
  writeLines(drawing, fitted, { weight: 800, colour: look.onHero, left, first: top + fitted.size * 0.86 });
}

function drawFoot(drawing: Drawing, brush: Brush, image: ShareImage): void {
  const { look, verdict, agency, date, windowName } = image;
  const verdictWidth = verdict ? VERDICT + BAR : 0;
  if (verdict) {
    drawVerdict(drawing, brush, { x: FRAME.x, y: FOOT_TOP, width: VERDICT, height: FOOT }, { look, verdict });
  }
  const nameWidth = verdict ? 310 : NAME;
  const middle: Box = {
    x: FRAME.x + verdictWidth,
    y: FOOT_TOP,
    width: FRAME.width - verdictWidth - nameWidth - BAR,
    height: FOOT,
  };
  fill(drawing, middle, look.pane);
  twoLines(drawing, middle, { look, first: agency, second: date, padding: verdict ? 28 : PADDING });
  const name: Box = { x: middle.x + middle.width + BAR, y: FOOT_TOP, width: nameWidth, height: FOOT };
  fill(drawing, name, look.inkWash);
  const size = 64;
  logo(drawing, brush, look, {
    x: name.x + 28,
    y: name.y + (FOOT - size) / 2,
    size,
    ground: look.ink,
    lines: look.paper,
  });
  const room = name.width - size - 28 - 18 - 20;
  const fitted = fitText(
    windowName,
    { width: room, height: 84, largest: 34, smallest: 20 },
    measureBy(drawing, 700),
  );
  writeCentred(drawing, fitted, {
    weight: 700,
    colour: look.inkDeep,
    left: name.x + 28 + size + 18,
    middle: name.y + FOOT / 2,
  });
}

function drawVerdict(
  drawing: Drawing,
  brush: Brush,
  box: Box,
  { look, verdict }: { readonly look: PictureLook; readonly verdict: NonNullable<ShareImage['verdict']> },
): void {
  const tone = look.tones[verdict.tone];
  fill(drawing, box, tone.wash);
  icon(drawing, brush, verdict.icon, { x: box.x + 40, y: box.y + 36, size: 56, colour: tone.text });
  const room = { width: box.width - 40 - 56 - 20 - 24, height: 100, largest: 52, smallest: 26 };
  const fitted = fitText(verdict.label, room, measureBy(drawing, 800));
  writeCentred(drawing, fitted, {
    weight: 800,
    colour: tone.text,
    left: box.x + 116,
    middle: box.y + box.height / 2,
  });
}

function twoLines(
  drawing: Drawing,
  box: Box,
  words: {
    readonly look: PictureLook;
    readonly first: string;
    readonly second: string | undefined;
    readonly padding: number;
  },
): void {
  const { look, first, second, padding } = words;
  const width = box.width - padding - 24;
  const middle = box.y + box.height / 2;
  const agency = fitText(
    first,
    { width, height: second ? 36 : 84, largest: 30, smallest: 22 },
    measureBy(drawing, 700),
  );
  writeCentred(drawing, agency, {
    weight: 700,
    colour: look.text,
    left: box.x + padding,
    middle: middle - (second ? 19 : 0),
  });
  if (!second) return;
  const date = fitText(second, { width, height: 32, largest: 26, smallest: 18 }, measureBy(drawing, 400));
  writeCentred(drawing, date, { weight: 400, colour: look.mute, left: box.x + padding, middle: middle + 24 });
}

/** Writes lines so that their middle lies at a height. */
function writeCentred(
  drawing: Drawing,
  fitted: FittedText,
  at: {
    readonly weight: Weight;
    readonly colour: string;
    readonly left: number;
    readonly middle: number;
  },
): void {
  const { lines, size, lineHeight } = fitted;
  // Capitals are about 0.7 of their size high.
  const first = at.middle - ((lines.length - 1) * lineHeight) / 2 + size * 0.35;
  writeLines(drawing, fitted, { ...at, first });
}

function widthOf(drawing: Drawing): (text: string) => number {
  return (text) => drawing.measureText(text).width;
}
