import type { AreaIndex } from './area.ts';

// This file also runs in the citizen's browser, on phones without Temporal: no imports but types.

export type Sex = 'male' | 'female';

/** What a valid NIK (nomor induk kependudukan, the 16-digit population number) says by itself. */
export interface Nik {
  /** The 16 digits. Personal: never in a URL, a log, an error or a table. */
  readonly digits: string;
  /** Kecamatan of the first registration, dotted: `32.76.01`. It stays for life, whatever became of the person or the kecamatan. */
  readonly district: string;
  readonly sex: Sex;
  readonly day: number;
  readonly month: number;
  /** 0 to 99; a NIK does not say which century. */
  readonly yearOfCentury: number;
  /** 1 to 9999. */
  readonly serial: number;
}

/** Why a text cannot be a NIK; the first reason that holds, in this order. */
export type NikProblem = 'empty' | 'not-digits' | 'length' | 'day' | 'month' | 'date' | 'serial';

export type NikResult =
  | { readonly ok: true; readonly nik: Nik }
  | { readonly ok: false; readonly problem: NikProblem };

/** What may be odd about a NIK that is valid all the same. Never a reason to refuse it. */
export type NikWarning = 'unknown-district' | 'other-city';

const NIK_LENGTH = 16;
/** Women's day of birth is written plus 40. */
const FEMALE_DAY_OFFSET = 40;
const LONGEST_DAY = 31;
const MONTH_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Removes what people type or paste between the characters of a number: spaces, dots, dashes, invisible marks. */
export function stripIdentityNumber(text: string): string {
  return text.replace(/[\s.\-\u2010-\u2015\u2212\u200b-\u200f\u2060]/g, '');
}

/** True where a text has as many figures in a row as an identity or family card number, however they are parted. */
export function holdsIdentityNumber(text: string): boolean {
  return /\d{16}/.test(stripIdentityNumber(text));
}

/**
 * Reads a NIK as typed by a person.
 *
 * Digits 1-6 are the district of first registration, 7-12 the date of birth as DDMMYY with 40 added to the day for
 * women, 13-16 a serial from 0001. It is given once and for life (UU 23/2006 art 13; the make-up as the population
 * offices explain it), so a district from elsewhere, or one that no longer exists, is no error.
 * A date counts as possible when it exists in 19YY or 20YY, so 29 February 00 is possible.
 */
export function parseNik(text: string): NikResult {
  const digits = stripIdentityNumber(text);
  if (digits === '') return refuse('empty');
  if (!/^[0-9]+$/.test(digits)) return refuse('not-digits');
  if (digits.length !== NIK_LENGTH) return refuse('length');

  const writtenDay = Number(digits.slice(6, 8));
  const sex: Sex = writtenDay > FEMALE_DAY_OFFSET ? 'female' : 'male';
  const day = sex === 'female' ? writtenDay - FEMALE_DAY_OFFSET : writtenDay;
  if (day < 1 || day > LONGEST_DAY) return refuse('day');

  const month = Number(digits.slice(8, 10));
  const yearOfCentury = Number(digits.slice(10, 12));
  const monthLength = MONTH_LENGTHS[month - 1];
  if (monthLength === undefined) return refuse('month');
  // Of 1900 and 2000 only 2000 is a leap year; in every other pair both or neither are.
  const leapDayMissing = month === 2 && day === 29 && yearOfCentury % 4 !== 0;
  if (day > monthLength || leapDayMissing) return refuse('date');

  const serial = Number(digits.slice(12));
  if (serial === 0) return refuse('serial');

  const district = `${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4, 6)}`;
  return { ok: true, nik: { digits, district, sex, day, month, yearOfCentury, serial } };
}

/** The digits in the groups a person recognises: district, date of birth, serial (`327601 410295 0001`). */
export function formatNik(nik: Nik): string {
  return `${nik.digits.slice(0, 6)} ${nik.digits.slice(6, 12)} ${nik.digits.slice(12)}`;
}

/**
 * What an operator may want to look at again.
 *
 * @param city code of the kota or kabupaten whose roll is checked, `32.76`
 */
export function nikWarnings(nik: Nik, areas: Pick<AreaIndex, 'get'>, city: string): NikWarning[] {
  const warnings: NikWarning[] = [];
  if (!nik.district.startsWith(`${city}.`)) warnings.push('other-city');
  if (areas.get(nik.district) === undefined) warnings.push('unknown-district');
  return warnings;
}

export type PassportProblem = 'empty' | 'characters' | 'length';

export type PassportResult =
  | { readonly ok: true; readonly passport: string }
  | { readonly ok: false; readonly problem: PassportProblem };

/** Reads a passport number, which voters abroad are listed by: 6 to 9 letters and digits (ICAO 9303 gives it at most 9). */
export function parsePassport(text: string): PassportResult {
  const passport = stripIdentityNumber(text).toUpperCase();
  if (passport === '') return { ok: false, problem: 'empty' };
  if (!/^[A-Z0-9]+$/.test(passport)) return { ok: false, problem: 'characters' };
  if (passport.length < 6 || passport.length > 9) return { ok: false, problem: 'length' };
  return { ok: true, passport };
}

function refuse(problem: NikProblem): NikResult {
  return { ok: false, problem };
}
