/** A piece of a line in one style, or the end of a line within a paragraph. */
export type Run =
  | 'break'
  | {
      readonly text: string;
      readonly strong?: boolean;
      readonly em?: boolean;
      readonly href?: string;
    };

type Piece = Exclude<Run, 'break'>;

/** Pieces of a paragraph as one paragraph of marks. Nothing that stands in a text is taken for a mark. */
export function runsToMarkdown(runs: readonly Run[]): string {
  const lines: Piece[][] = [[]];
  for (const run of runs) {
    if (run === 'break') lines.push([]);
    else lines.at(-1)?.push(run);
  }
  return lines
    .map((line) => lineToMarkdown(merged(line)))
    .filter((line) => line !== '')
    .join('\\\n');
}

/** Pieces with one space for each gap, spaces outside of every style, and neighbours of one style as one. */
function merged(line: readonly Piece[]): readonly Piece[] {
  const pieces: Piece[] = [];
  const push = (piece: Piece) => {
    const last = pieces.at(-1);
    if (last && last.strong === piece.strong && last.em === piece.em && last.href === piece.href) {
      pieces[pieces.length - 1] = { ...piece, text: last.text + piece.text };
    } else {
      pieces.push(piece);
    }
  };
  let gap = false;
  let isFirst = true;
  for (const piece of line) {
    const text = cleaned(piece.text);
    const words = text.trim();
    if (words === '') {
      gap ||= text !== '';
      continue;
    }
    const last = pieces.at(-1);
    const isSame = last && last.strong === piece.strong && last.em === piece.em && last.href === piece.href;
    const space = !isFirst && (gap || text.startsWith(' '));
    if (space && isSame) pieces[pieces.length - 1] = { ...last, text: `${last.text} ` };
    else if (space) push({ text: ' ' });
    push({ ...piece, text: words });
    gap = text.endsWith(' ');
    isFirst = false;
  }
  return pieces;
}

function cleaned(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
    .toWellFormed();
}

function lineToMarkdown(pieces: readonly Piece[]): string {
  let out = '';
  let isMarked = false;
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    const after = next === undefined ? '' : next.href === undefined ? next.text : '[';
    const escaped = piece.href === undefined ? escapeText(piece.text) : escapeMarks(piece.text);
    if (piece.href !== undefined) {
      out += `[${styled(piece, escaped)}](${linkTarget(piece.href)})`;
      isMarked = false;
    } else if (styleOf(piece) !== '' && !isMarked && canBeMarked(out, piece.text, after)) {
      out += styled(piece, escaped);
      isMarked = true;
    } else {
      out += escaped;
      isMarked = false;
    }
  }
  return escapeEnds(out.trim());
}

function styleOf({ strong, em }: Piece): string {
  return `${strong ? '**' : ''}${em ? '*' : ''}`;
}

function styled(piece: Piece, text: string): string {
  const mark = styleOf(piece);
  return `${mark}${text}${mark}`;
}

const STARTS_WITH_LETTER = /^[^\s\p{P}\p{S}]/u;
const ENDS_WITH_LETTER = /[^\s\p{P}\p{S}]$/u;

/** A mark within a word does not count beside a sign (CommonMark, section 6.2); such text goes without. */
function canBeMarked(before: string, text: string, after: string): boolean {
  const startsWell = STARTS_WITH_LETTER.test(text) || !ENDS_WITH_LETTER.test(before);
  const endsWell = ENDS_WITH_LETTER.test(text) || !STARTS_WITH_LETTER.test(after);
  return startsWell && endsWell;
}

const ADDRESS = /(https?:\/\/[^\s<>"'`\\|]{1,1000})/i;

/** Every sign that could be a mark is marked as none; addresses stay whole. */
function escapeText(text: string): string {
  return text
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? bareAddress(part) : escapeMarks(part)))
    .join('');
}

/** An address with signs of ours in it is set in angle brackets, without the sentence's own end. */
function bareAddress(text: string): string {
  const address = text.replace(/[.,;:!?)\]*_~]+$/, '');
  const rest = escapeMarks(text.slice(address.length));
  return (escapeMarks(address) === address ? address : `<${address}>`) + rest;
}

function escapeMarks(text: string): string {
  return text.replace(/[\\`*_[\]<>|~]/g, '\\$&').replace(/&(?=#?\w{1,32};)/g, '\\&');
}

/** Headings, lists and lines below headings begin with these; a heading may end with its own sign. */
function escapeEnds(line: string): string {
  return line
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/ (#+)$/, ' \\$1');
}

/** Brackets and spaces end a target, so they stand in it as their codes. */
function linkTarget(href: string): string {
  return href
    .replace(/[\s()<>\\`|]/g, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'))
    .replace(/&(?=#?\w{1,32};)/g, '\\&');
}
