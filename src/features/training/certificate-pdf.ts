import {
  type Box,
  type Brush,
  type Drawing,
  fill,
  insideFrame,
  loadBrush,
  logo,
  measureBy,
  outline,
  type Weight,
  writeLines,
} from '../../platform/pictures/drawing.ts';
import type { PictureLook } from '../../platform/pictures/look.ts';
import { fitText, plainWords } from '../../platform/pictures/words.ts';
import { drawQr } from '../../ui/qr.ts';

/** What stands on a certificate, all in words. */
export interface CertificatePaper {
  readonly look: PictureLook;
  readonly windowName: string;
  readonly office: string;
  /** "Sertifikat" */
  readonly heading: string;
  readonly given: string;
  readonly name: string;
  /** "Anggota 4 KPPS, TPS 012 Beji Timur" */
  readonly seat: string;
  readonly text: string;
  readonly course: string;
  readonly election: string;
  readonly issued: string;
  readonly code: string;
  /** What the QR holds, and the same without a scheme for who types it. */
  readonly url: string;
  readonly check: string;
  readonly address: string;
  /** Told where all is invented. */
  readonly example?: string | undefined;
}

/** A4 lying, in points. */
const PAGE = { width: 842, height: 595 } as const;
const FRAME: Box = { x: 36, y: 36, width: PAGE.width - 72, height: PAGE.height - 72 };
const BAR = 2;
const SIDE = 210;
const HEAD = 76;
const MAIN: Box = {
  x: FRAME.x,
  y: FRAME.y + HEAD + BAR,
  width: FRAME.width - SIDE - BAR,
  height: FRAME.height - HEAD - BAR,
};
const CHECK: Box = { x: MAIN.x + MAIN.width + BAR, y: MAIN.y, width: SIDE, height: MAIN.height };
const PADDING = 40;

/** Writes a certificate as a PDF of one page, with text that can be read out and copied. Undefined where this system cannot draw. */
export async function certificatePdf(paper: CertificatePaper): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const brush = await loadBrush();
  if (!brush) return undefined;
  const { PDFDocument } = await import('@napi-rs/canvas');
  const document = new PDFDocument({ title: `${paper.heading}: ${plainWords(paper.name)}` });
  const drawing = document.beginPage(PAGE.width, PAGE.height);
  draw(drawing, brush, paper);
  document.endPage();
  return new Uint8Array(document.close());
}

function draw(drawing: Drawing, brush: Brush, paper: CertificatePaper): void {
  const { look } = paper;
  insideFrame(drawing, FRAME, 18, () => {
    fill(drawing, FRAME, look.line);
    drawHead(drawing, brush, paper);
    fill(drawing, MAIN, '#ffffff');
    drawing.save();
    drawing.globalAlpha = 0.16;
    outline(drawing, brush, look.fingerprint, {
      x: MAIN.x + MAIN.width - 210,
      y: MAIN.y + MAIN.height - 220,
      size: 250,
      grid: 200,
      stroke: 3,
      colour: look.ink,
    });
    drawing.restore();
    drawMain(drawing, paper);
    fill(drawing, CHECK, '#ffffff');
    drawCheck(drawing, brush, paper);
  });
  drawing.strokeStyle = look.line;
  drawing.lineWidth = BAR;
  drawing.beginPath();
  drawing.roundRect(FRAME.x, FRAME.y, FRAME.width, FRAME.height, 18);
  drawing.stroke();
}

function drawHead(drawing: Drawing, brush: Brush, { look, office, windowName }: CertificatePaper): void {
  fill(drawing, { ...FRAME, height: HEAD }, look.hero);
  const size = 40;
  const top = FRAME.y + (HEAD - size) / 2;
  logo(drawing, brush, look, { x: FRAME.x + PADDING, y: top, size, ground: look.onHero, lines: look.hero });
  const left = FRAME.x + PADDING + size + 14;
  const width = FRAME.width - 2 * PADDING - size - 14;
  write(drawing, office, {
    left,
    top: top - 1,
    width,
    height: 24,
    most: 19,
    weight: 800,
    colour: look.onHero,
  });
  write(drawing, windowName, {
    left,
    top: top + 23,
    width,
    height: 18,
    most: 13,
    weight: 400,
    colour: look.heroMute,
  });
}

function drawMain(drawing: Drawing, paper: CertificatePaper): void {
  const { look } = paper;
  const left = MAIN.x + PADDING;
  const width = MAIN.width - 2 * PADDING;
  const lines: [string, Omit<Written, 'left' | 'width'>][] = [
    [paper.heading, { top: 34, height: 40, most: 32, weight: 800, colour: look.ink }],
    [paper.given, { top: 84, height: 20, most: 14, weight: 400, colour: look.mute }],
    [paper.name, { top: 108, height: 84, most: 38, weight: 800, colour: look.text }],
    [paper.seat, { top: 200, height: 40, most: 16, weight: 600, colour: look.text }],
    [paper.text, { top: 252, height: 20, most: 14, weight: 400, colour: look.mute }],
    [paper.course, { top: 276, height: 56, most: 22, weight: 700, colour: look.text }],
    [paper.election, { top: 338, height: 20, most: 14, weight: 400, colour: look.text }],
    [paper.issued, { top: 390, height: 20, most: 13, weight: 600, colour: look.text }],
  ];
  for (const [text, at] of lines) write(drawing, text, { ...at, left, width, top: MAIN.y + at.top });
}

function drawCheck(drawing: Drawing, brush: Brush, paper: CertificatePaper): void {
  const { look } = paper;
  const { size, path } = drawQr(paper.url);
  // Whole points and one shape: no hair between the squares, whatever shows or prints it.
  const unit = Math.floor((SIDE - 40) / size);
  const side = unit * size;
  drawing.save();
  drawing.translate(CHECK.x + Math.round((SIDE - side) / 2), CHECK.y + 28);
  drawing.scale(unit, unit);
  drawing.fillStyle = '#000000';
  drawing.fill(brush.path(path));
  drawing.restore();
  const left = CHECK.x + 24;
  const width = SIDE - 48;
  const top = CHECK.y + 28 + side + 16;
  write(drawing, paper.code, { left, width, top, height: 24, most: 17, weight: 800, colour: look.text });
  write(drawing, paper.check, {
    left,
    width,
    top: top + 34,
    height: 52,
    most: 11,
    weight: 400,
    colour: look.mute,
  });
  write(drawing, paper.address, {
    left,
    width,
    top: top + 86,
    height: 34,
    most: 12,
    weight: 600,
    colour: look.ink,
  });
  if (paper.example !== undefined) {
    const bottom = CHECK.y + CHECK.height - 50;
    write(drawing, paper.example, {
      left,
      width,
      top: bottom,
      height: 34,
      most: 12,
      weight: 700,
      colour: look.tones.bad.text,
    });
  }
}

interface Written {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly most: number;
  readonly weight: Weight;
  readonly colour: string;
}

function write(drawing: Drawing, text: string, at: Written): void {
  const box = { width: at.width, height: at.height, largest: at.most, smallest: Math.min(9, at.most) };
  const fitted = fitText(text, box, measureBy(drawing, at.weight));
  writeLines(drawing, fitted, { ...at, first: at.top + fitted.size });
}
