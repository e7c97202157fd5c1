import { type NikProblem, parseNik, parsePassport, stripIdentityNumber } from '../../../domain/nik.ts';
import type { InputProblem } from '../../../sealed-roll/input.ts';
import type { CheckWords } from './words.ts';

/** Digits of a NIK and of a family card number. */
export const NUMBER_LENGTH = 16;
const GROUP = 4;

/** A text with the caret in it. */
export interface Typed {
  readonly text: string;
  readonly caret: number;
}

/**
 * Sets digits in groups of four, and the caret after the same digit as before. A text with anything but digits and what
 * people put between them is left as it was typed: it is for its writer to mend.
 */
export function grouped({ text, caret }: Typed): Typed {
  const digits = stripIdentityNumber(text);
  if (!/^\d*$/.test(digits)) return { text, caret };
  const before = stripIdentityNumber(text.slice(0, caret)).length;
  const groups = digits.match(new RegExp(`\\d{1,${GROUP}}`, 'g')) ?? [];
  const spaces = before === 0 ? 0 : Math.floor((before - 1) / GROUP);
  return { text: groups.join(' '), caret: before + spaces };
}

/** Digits still missing in a number that is being typed; 0 where it is complete, or wrong in another way. */
export function missingDigits(text: string): number {
  const digits = stripIdentityNumber(text);
  return digits === '' || !/^\d+$/.test(digits) ? 0 : Math.max(0, NUMBER_LENGTH - digits.length);
}

/** What is wrong with a number once a person has left its field. */
export function problemOf(kind: 'nik' | 'paspor', text: string): InputProblem | null {
  if (kind === 'nik') {
    const parsed = parseNik(text);
    return parsed.ok ? null : { field: 'nik', problem: parsed.problem };
  }
  const parsed = parsePassport(text);
  return parsed.ok ? null : { field: 'paspor', problem: parsed.problem };
}

/** What can be said while a NIK is being typed: that it is too short is no fault yet. */
export function earlyProblem(text: string): NikProblem | null {
  const parsed = parseNik(text);
  if (parsed.ok || parsed.problem === 'empty') return null;
  return parsed.problem === 'length' && stripIdentityNumber(text).length < NUMBER_LENGTH
    ? null
    : parsed.problem;
}

/** A problem in a person's words. */
export function problemText(words: CheckWords, problem: InputProblem): string {
  switch (problem.field) {
    case 'nik':
      return words.nikProblem[problem.problem];
    case 'paspor':
      return words.passportProblem[problem.problem];
    case 'nkk':
      return words.nkkProblem[problem.problem];
  }
}
