import type { PollingPlaceColumn, RowProblem } from '../../../domain/polling-place-row.ts';

/** A fault of one line: the line is refused for it, or, as a warning, imported all the same. */
export interface ImportProblem {
  /** As the file counts: the header is line 1; in a spreadsheet it is the row. */
  readonly line: number;
  /** The column, or `line` where it is about the line as a whole. */
  readonly field: PollingPlaceColumn | 'line';
  /** Stable, for programs. */
  readonly code:
    | RowProblem['code']
    | 'columns'
    | 'duplicate'
    | 'damaged'
    | 'merged'
    | 'unfinished'
    | 'unknown-predecessor'
    | 'edited';
  /** For the person who mends the file. */
  readonly why: string;
}

/** One line of the file as text by column, whatever the file's format. */
export interface FileRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** What is wrong with the line before anyone looks at what it means. */
  readonly problems: readonly ImportProblem[];
}

/** The rows of a file, and what looks odd about it without being wrong. */
export interface FileTable {
  readonly rows: readonly FileRow[];
  readonly warnings: readonly ImportProblem[];
}

type FileFaultCode =
  | 'not-readable'
  | 'too-large'
  | 'encoding'
  | 'format'
  | 'cut-off'
  | 'line-too-long'
  | 'header'
  | 'empty'
  | 'unknown-election';

/** The file as a whole cannot be imported. Nothing was changed. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly code: FileFaultCode;
  /** Where in the file, if it is about one line. */
  readonly line: number | undefined;

  constructor(code: FileFaultCode, message: string, line?: number, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.line = line;
  }
}

const LONGEST_MESSAGE = 240;

/**
 * A message that repeats a value of the file, fit to be shown: long numbers are taken out, as someone may have taken
 * a list of voters for one of polling places, and what would steer the terminal it is printed to becomes blanks.
 */
export function presentable(message: string): string {
  const plain = message.replace(/\p{C}+/gu, ' ');
  const masked = plain.replace(/\d{14,}/g, (digits) => `(${digits.length} digits)`);
  return masked.length > LONGEST_MESSAGE ? `${masked.slice(0, LONGEST_MESSAGE)}…` : masked;
}
