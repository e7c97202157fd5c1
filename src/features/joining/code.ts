import { randomInt } from 'node:crypto';

/**
 * Digits and capitals of which none is taken for another when it is read from paper or told on the telephone: no 0 and
 * O, 1, I and L, 2 and Z, 5 and S, 6 and G, 8 and B, Q. Without vowels no code spells a word. As their number is a
 * prime, the last character finds any single wrong one and any two that changed places.
 */
const ALPHABET = '23456789CDFHJKMNPRTVWXY';
const BASE = ALPHABET.length;
/** Fourteen of them are 63 bits: who tries a thousand a second meets one of 60,000 codes once in 6,000 years. */
const DATA_LENGTH = 14;
const LENGTH = DATA_LENGTH + 1;
const GROUP = 5;
/** What is typed for a character that looks like it. */
const LOOK_ALIKE: Readonly<Record<string, string>> = { Z: '2', S: '5', G: '6', B: '8', U: 'V' };

/** Why a text is no code. */
export type CodeProblem = 'empty' | 'characters' | 'length' | 'check';

export type CodeResult =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly problem: CodeProblem };

/** A new code that nobody can guess: 15 characters, the last of which checks the others. */
export function newCode(): string {
  const data = Array.from({ length: DATA_LENGTH }, () => ALPHABET.charAt(randomInt(BASE))).join('');
  return data + checkOf(data);
}

/**
 * Reads a code as somebody types it: in any case, with spaces or dashes, with characters that look alike. A whole
 * address of a letter's QR code is read too. That a mistyped code is told apart needs no question to the database.
 */
export function readCode(text: string): CodeResult {
  const pasted = /[?&]k=([\w-]+)/.exec(text)?.[1] ?? text;
  const written = pasted
    .toUpperCase()
    .replace(/[\s.\-_\u2010-\u2015\u2212\u200b-\u200f\u2060]/g, '')
    .replace(/[ZSGBU]/g, (letter) => LOOK_ALIKE[letter] ?? letter);
  if (written === '') return { ok: false, problem: 'empty' };
  if ([...written].some((letter) => !ALPHABET.includes(letter))) return { ok: false, problem: 'characters' };
  if (written.length !== LENGTH) return { ok: false, problem: 'length' };
  if (checkOf(written.slice(0, DATA_LENGTH)) !== written.charAt(DATA_LENGTH)) {
    return { ok: false, problem: 'check' };
  }
  return { ok: true, code: written };
}

/** A code as it is printed and read out: `7KX4M-9PRT2-WC6HD`. */
export function groupCode(code: string): string {
  return code.replace(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-');
}

/** The last character: the sum of all others, each by its place, in the base of the alphabet. */
function checkOf(data: string): string {
  const sum = [...data].reduce((all, letter, place) => all + ALPHABET.indexOf(letter) * (place + 2), 0);
  // The check's own place counts once; its value makes the whole sum nought.
  return ALPHABET.charAt((BASE - (sum % BASE)) % BASE);
}
