/** Width in pixels of a text at a size. */
export type Measure = (text: string, size: number) => number;

/** A text as it is written into a box: its lines, all of one size. */
export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
  readonly lineHeight: number;
}

export interface TextBox {
  readonly width: number;
  readonly height: number;
  readonly largest: number;
  readonly smallest: number;
}

const LEADING = 1.2;
const STEP = 2;
/** Longest text that is looked at at all. */
const MOST_LETTERS = 600;
const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });

/**
 * A text without what no typeface of ours has: pictographs, which would be boxes, and signs that turn the direction of
 * what follows. Letters of any script stay; the system's typefaces may have them.
 */
export function plainWords(text: string): string {
  const cut = text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS).toWellFormed()}…` : text;
  return (
    cut
      .toWellFormed()
      .normalize('NFC')
      // Digits, # and * are pictographs to Unicode only where a sign behind them says so.
      .replace(/(?![\d#*©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/gu, ' ')
      .replace(/\p{Variation_Selector}|\u20E3/gu, '')
      .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\uFFFD]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** Writes a text as large as its box allows; what does not fit at the smallest size ends in an ellipsis. */
export function fitText(text: string, box: TextBox, measure: Measure): FittedText {
  const words = plainWords(text);
  const at = (step: number) => writtenAt(words, box, box.smallest + step * STEP, measure);
  let best = at(0);
  if (!best.fits) {
    const { room, size, lines } = best;
    const short = cutLines(lines, room, box.width, (part) => measure(part, size));
    return { lines: short, size, lineHeight: best.lineHeight };
  }
  // Half of what is left at a time: each size takes a measurement of every word.
  let [fits, tooLarge] = [0, Math.floor((box.largest - box.smallest) / STEP) + 1];
  while (tooLarge - fits > 1) {
    const middle = Math.floor((fits + tooLarge) / 2);
    const tried = at(middle);
    if (tried.fits) {
      best = tried;
      fits = middle;
    } else {
      tooLarge = middle;
    }
  }
  return { lines: best.lines, size: best.size, lineHeight: best.lineHeight };
}

function writtenAt(words: string, { width, height }: TextBox, size: number, measure: Measure) {
  const lineHeight = Math.round(size * LEADING);
  const room = Math.max(1, Math.floor(height / lineHeight));
  const lines = wrap(words, width, (part) => measure(part, size));
  return { lines, size, lineHeight, room, fits: lines.length <= room };
}

/** A text on one line, shortened where it is too wide. */
export function oneLine(text: string, width: number, measure: (text: string) => number): string {
  const words = plainWords(text);
  return measure(words) <= width ? words : endedShort(words, width, measure);
}

function cutLines(
  lines: readonly string[],
  room: number,
  width: number,
  measure: (text: string) => number,
): string[] {
  const last = lines[room - 1] ?? '';
  return [...lines.slice(0, room - 1), endedShort(last, width, measure)];
}

/** As much of a text as fits with an ellipsis behind it. */
function endedShort(text: string, width: number, measure: (text: string) => number): string {
  const letters = [...graphemes.segment(text)].map(({ segment }) => segment);
  const upTo = (count: number) => `${letters.slice(0, count).join('').trimEnd()}…`;
  let [fits, tooMany] = [0, letters.length + 1];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (measure(upTo(middle)) <= width) fits = middle;
    else tooMany = middle;
  }
  return upTo(fits);
}

/** Breaks at spaces, and inside of a word only where it is wider than a whole line. */
function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = measure(word) <= width ? [word] : piecesOf(word, width, measure);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

function piecesOf(word: string, width: number, measure: (text: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && measure(piece + segment) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}
