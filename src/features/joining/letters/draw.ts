import { encode } from 'uqr';
import {
  type Box,
  type Brush,
  type Drawing,
  fill,
  logo,
  measureBy,
  setType,
  type Weight,
  writeLines,
} from '../../../platform/pictures/drawing.ts';
import { type FittedText, fitText, oneLine, type TextBox } from '../../../platform/pictures/words.ts';
import type { Letter, LetterHead } from './letter.ts';

/** A4 in points, upright; two letters lie one above the other. */
export const PAGE = { width: 595, height: 842 } as const;
export const LETTERS_ON_PAGE = 2;
const HEIGHT = PAGE.height / LETTERS_ON_PAGE;
const MARGIN = 40;
/** The right column holds the QR code, with the quiet zone that readers need. */
const QR = 158;
const RIGHT = PAGE.width - MARGIN - QR;
const LEFT_WIDTH = RIGHT - MARGIN - 24;
const QR_MASK = 2;
/** Most letters of a PDF say the same but for name and code: what was measured is remembered, within bounds. */
const MOST_REMEMBERED = 5_000;
const BLACK = '#000000';
const GREY = '#444444';
const LINE = '#888888';

/** What to do, in the order of doing it. */
const STEPS = [
  ['Pindai kode QR dengan kamera HP.', 'Tidak bisa? Buka alamat di bawah QR, lalu ketik kodenya.'],
  ['Isi 4 angka terakhir NIK.', 'NIK ada di KTP.'],
  ['Baca dan setujui soal data pribadi.', ''],
  ['Kunci dengan sidik jari, atau buat PIN.', 'Selesai. Kurang dari satu menit.'],
] as const;

const FOOT =
  'Hanya untuk nama di atas, satu kali pakai. Jangan difoto atau diteruskan. Nama lain? Kembalikan kepada PPS.';

/** Draws a letter into the upper or lower half of a page; `at` is which. */
export function drawLetter(
  drawing: Drawing,
  brush: Brush,
  at: number,
  letter: Letter,
  head: LetterHead,
): void {
  const top = at * HEIGHT;
  drawHead(drawing, brush, top, head);
  drawPerson(drawing, top, letter);
  drawCode(drawing, top, letter);
  drawSteps(drawing, top);
  drawQr(drawing, { x: RIGHT, y: top + 62, width: QR, height: QR }, letter.url);
  write(drawing, head.address, {
    box: { width: QR, height: 15, largest: 12, smallest: 7 },
    weight: 700,
    left: RIGHT,
    top: top + 62 + QR + 10,
  });
  drawHelp(drawing, top, letter);
  drawFoot(drawing, top, head);
}

/** Where to cut. */
export function drawCut(drawing: Drawing): void {
  drawing.save();
  drawing.strokeStyle = LINE;
  drawing.lineWidth = 0.6;
  drawing.setLineDash([4, 4]);
  drawing.beginPath();
  drawing.moveTo(0, HEIGHT);
  drawing.lineTo(PAGE.width, HEIGHT);
  drawing.stroke();
  drawing.restore();
}

function drawHead(drawing: Drawing, brush: Brush, top: number, head: LetterHead): void {
  logo(drawing, brush, head.look, { x: MARGIN, y: top + 22, size: 22, ground: BLACK, lines: '#ffffff' });
  line(drawing, head.windowName, { size: 11, weight: 700, left: MARGIN + 30, top: top + 31, width: 220 });
  line(drawing, head.office, {
    size: 8.5,
    weight: 400,
    left: MARGIN + 30,
    top: top + 42,
    width: 220,
    colour: GREY,
  });
  setType(drawing, 9.5, 600);
  drawing.fillStyle = BLACK;
  drawing.textAlign = 'right';
  drawing.fillText(
    cut(drawing, head.election, { size: 9.5, weight: 600, width: 240 }),
    PAGE.width - MARGIN,
    top + 36,
  );
  drawing.textAlign = 'left';
}

function drawPerson(drawing: Drawing, top: number, { name, seat, where }: Letter): void {
  line(drawing, 'Undangan bergabung untuk', {
    size: 9.5,
    weight: 400,
    left: MARGIN,
    top: top + 74,
    width: LEFT_WIDTH,
    colour: GREY,
  });
  write(drawing, name, {
    box: { width: LEFT_WIDTH, height: 34, largest: 25, smallest: 12 },
    weight: 800,
    left: MARGIN,
    top: top + 78,
  });
  line(drawing, seat, { size: 11, weight: 600, left: MARGIN, top: top + 126, width: LEFT_WIDTH });
  line(drawing, where, { size: 11, weight: 400, left: MARGIN, top: top + 141, width: LEFT_WIDTH });
}

function drawCode(drawing: Drawing, top: number, { code }: Letter): void {
  const box: Box = { x: MARGIN, y: top + 157, width: LEFT_WIDTH, height: 48 };
  drawing.strokeStyle = BLACK;
  drawing.lineWidth = 1.4;
  drawing.beginPath();
  drawing.roundRect(box.x, box.y, box.width, box.height, 8);
  drawing.stroke();
  line(drawing, 'Kode', { size: 8, weight: 600, left: box.x + 12, top: box.y + 14, width: 60, colour: GREY });
  setType(drawing, 22, 800);
  drawing.letterSpacing = '1px';
  drawing.fillStyle = BLACK;
  drawing.fillText(code, box.x + 12, box.y + 36);
  drawing.letterSpacing = '0px';
}

function drawSteps(drawing: Drawing, top: number): void {
  let y = top + 234;
  for (const [index, [what, how]] of STEPS.entries()) {
    setType(drawing, 12, 800);
    drawing.fillStyle = BLACK;
    drawing.fillText(String(index + 1), MARGIN, y);
    line(drawing, what, { size: 12, weight: 700, left: MARGIN + 18, top: y, width: LEFT_WIDTH - 18 });
    if (how !== '') {
      y += 13.5;
      line(drawing, how, {
        size: 10,
        weight: 400,
        left: MARGIN + 18,
        top: y,
        width: LEFT_WIDTH - 18,
        colour: GREY,
      });
    }
    y += 20;
  }
}

function drawHelp(drawing: Drawing, top: number, { helper, until }: Letter): void {
  const y = top + 62 + QR + 46;
  line(drawing, 'Perlu bantuan? Tanyakan kepada', {
    size: 8.5,
    weight: 400,
    left: RIGHT,
    top: y,
    width: QR,
    colour: GREY,
  });
  write(drawing, helper, {
    box: { width: QR, height: 26, largest: 11, smallest: 8 },
    weight: 700,
    left: RIGHT,
    top: y + 3,
  });
  line(drawing, 'Berlaku sampai', {
    size: 8.5,
    weight: 400,
    left: RIGHT,
    top: y + 42,
    width: QR,
    colour: GREY,
  });
  line(drawing, until, { size: 11, weight: 700, left: RIGHT, top: y + 56, width: QR });
}

function drawFoot(drawing: Drawing, top: number, head: LetterHead): void {
  const y = top + HEIGHT - 34;
  fill(drawing, { x: MARGIN, y: y - 13, width: PAGE.width - 2 * MARGIN, height: 0.6 }, LINE);
  line(drawing, FOOT, { size: 8.5, weight: 400, left: MARGIN, top: y, width: PAGE.width - 2 * MARGIN });
  if (head.demo !== undefined) {
    line(drawing, head.demo, {
      size: 8.5,
      weight: 700,
      left: MARGIN,
      top: y + 12,
      width: PAGE.width - 2 * MARGIN,
    });
  }
}

/** Runs of dark squares as rectangles: a quarter the size of one path for each, and read as well. */
function drawQr(drawing: Drawing, box: Box, url: string): void {
  // Readers take any mask; finding the fairest of eight takes as long as drawing the letter.
  const { size, data } = encode(url, { ecc: 'M', border: 2, maskPattern: QR_MASK });
  const unit = box.width / size;
  drawing.fillStyle = BLACK;
  for (const [row, cells] of data.entries()) {
    for (let from = 0; from < size; ) {
      let length = 0;
      while (cells[from + length]) length++;
      if (length > 0) drawing.fillRect(box.x + from * unit, box.y + row * unit, length * unit, unit);
      from += length + 1;
    }
  }
}

const cuts = remember<string>();
const fits = remember<FittedText>();

/** What `make` gives for a key, made once. */
function remember<Value>() {
  const known = new Map<string, Value>();
  return (key: string, make: () => Value): Value => {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const made = make();
    known.set(key, made);
    return made;
  };
}

interface LineOf {
  readonly size: number;
  readonly weight: Weight;
  readonly width: number;
}

/** A text in one line, as much of it as there is room for. The type is set. */
function cut(drawing: Drawing, text: string, { size, weight, width }: LineOf): string {
  return cuts(`${size} ${weight} ${width} ${text}`, () =>
    oneLine(text, width, (part) => drawing.measureText(part).width),
  );
}

/** One line, cut where it is too long. */
function line(
  drawing: Drawing,
  text: string,
  at: LineOf & { readonly left: number; readonly top: number; readonly colour?: string },
): void {
  setType(drawing, at.size, at.weight);
  drawing.fillStyle = at.colour ?? BLACK;
  drawing.fillText(cut(drawing, text, at), at.left, at.top);
}

/** As large as its box allows. */
function write(
  drawing: Drawing,
  text: string,
  at: { readonly box: TextBox; readonly weight: Weight; readonly left: number; readonly top: number },
): void {
  const { box, weight } = at;
  const fitted = fits(`${box.width} ${box.height} ${box.largest} ${weight} ${text}`, () =>
    fitText(text, box, measureBy(drawing, weight)),
  );
  const first = at.top + fitted.size * 0.95;
  writeLines(drawing, fitted, { weight, colour: BLACK, left: at.left, first });
}
