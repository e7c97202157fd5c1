import { encode } from 'uqr';
import {
  type Box,
  type Brush,
  type Drawing,
  fill,
  insideFrame,
  loadBrush,
  logo,
  measureBy,
  toPng,
  type Weight,
  writeLines,
} from './drawing.ts';
import type { PictureLook } from './look.ts';
import { fitText, type TextBox } from './words.ts';

/** A picture that leads to a page: passed on in WhatsApp, shown on a screen, printed. */
export interface QrPicture {
  readonly look: PictureLook;
  readonly windowName: string;
  /** Who is behind the window. */
  readonly offices: string;
  readonly title: string;
  /** What the code holds. */
  readonly url: string;
  /** The same for who types it: without its scheme. */
  readonly shortAddress: string;
  /** What to do with the code: "Pindai, atau buka". */
  readonly invitation: string;
}

export const QR_PICTURE_SIZE = { width: 1080, height: 1350 } as const;

/** What readers of a code need round it. */
const QUIET_ZONE = 4;
const FRAME: Box = { x: 36, y: 36, width: 1008, height: 1278 };
const BAR = 6;
const PADDING = 56;
const HEAD: Box = { ...FRAME, height: 376 };
const CODE: Box = { ...FRAME, y: FRAME.y + HEAD.height + BAR, height: 704 };
const FOOT: Box = {
  ...FRAME,
  y: CODE.y + CODE.height + BAR,
  height: FRAME.height - HEAD.height - CODE.height - 2 * BAR,
};

/** Draws a page's title with its QR code, 1080×1350, as PNG. Undefined where this system cannot draw. */
export async function drawQrPicture(picture: QrPicture): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const brush = await loadBrush();
  if (!brush) return undefined;
  const canvas = brush.canvas(QR_PICTURE_SIZE.width, QR_PICTURE_SIZE.height);
  const drawing = canvas.getContext('2d', { alpha: false });
  const { look } = picture;
  fill(drawing, { x: 0, y: 0, ...QR_PICTURE_SIZE }, look.paper);
  insideFrame(drawing, FRAME, 32, () => {
    fill(drawing, FRAME, look.line);
    drawHead(drawing, brush, picture);
    // Black on white, whatever the look: phones read it from a dim screen and a bad print.
    fill(drawing, CODE, '#ffffff');
    drawCode(drawing, picture.url);
    drawFoot(drawing, picture);
  });
  return toPng(canvas);
}

function drawHead(drawing: Drawing, brush: Brush, { look, windowName, offices, title }: QrPicture): void {
  fill(drawing, HEAD, look.hero);
  const left = HEAD.x + PADDING;
  const width = HEAD.width - 2 * PADDING;
  const size = 76;
  logo(drawing, brush, look, { x: left, y: HEAD.y + 44, size, ground: look.onHero, lines: look.hero });
  const beside = left + size + 22;
  writeIn(drawing, windowName, {
    box: { width: width - size - 22, height: 50, largest: 38, smallest: 22 },
    weight: 700,
    colour: look.onHero,
    left: beside,
    top: HEAD.y + 38,
  });
  writeIn(drawing, offices, {
    box: { width: width - size - 22, height: 36, largest: 25, smallest: 17 },
    weight: 400,
    colour: look.heroMute,
    left: beside,
    top: HEAD.y + 86,
  });
  writeIn(drawing, title, {
    box: { width, height: 196, largest: 72, smallest: 34 },
    weight: 800,
    colour: look.onHero,
    left,
    top: HEAD.y + 148,
  });
}

function drawCode(drawing: Drawing, url: string): void {
  const { size, data } = encode(url, { ecc: 'M', border: QUIET_ZONE });
  // Whole pixels: a blurred edge is what readers stumble over.
  const unit = Math.floor(Math.min(CODE.width, CODE.height) / size);
  const left = Math.round(CODE.x + (CODE.width - unit * size) / 2);
  const top = Math.round(CODE.y + (CODE.height - unit * size) / 2);
  drawing.fillStyle = '#000000';
  for (const [row, cells] of data.entries()) {
    for (const [column, dark] of cells.entries()) {
      if (dark) drawing.fillRect(left + column * unit, top + row * unit, unit, unit);
    }
  }
}

function drawFoot(drawing: Drawing, { look, invitation, shortAddress }: QrPicture): void {
  fill(drawing, FOOT, look.inkWash);
  const left = FOOT.x + PADDING;
  const width = FOOT.width - 2 * PADDING;
  writeIn(drawing, invitation, {
    box: { width, height: 48, largest: 32, smallest: 20 },
    weight: 600,
    colour: look.inkDeep,
    left,
    top: FOOT.y + 26,
  });
  writeIn(drawing, shortAddress, {
    box: { width, height: 90, largest: 62, smallest: 24 },
    weight: 800,
    colour: look.ink,
    left,
    top: FOOT.y + 76,
  });
}

function writeIn(
  drawing: Drawing,
  text: string,
  at: {
    readonly box: TextBox;
    readonly weight: Weight;
    readonly colour: string;
    readonly left: number;
    readonly top: number;
  },
): void {
  const fitted = fitText(text, at.box, measureBy(drawing, at.weight));
  writeLines(drawing, fitted, { ...at, first: at.top + fitted.size * 0.95 });
}
