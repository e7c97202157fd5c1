export type FileFaultCode =
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
