import { type AreaIndex, plainAreaCode } from '../domain/area.ts';
import type { Sex } from '../domain/nik.ts';
import { createRandom } from './random.ts';

// Every person of the demo city has an ordinal, from 0, and everything about the person follows from it and the seed.
// One voter in 33 is listed for the second election alone (turned 17 in between), one in 66 for the first alone (moved
// away); no ordinal is both.
const NEWCOMER_PERIOD = 33;
const NEWCOMER_AT = 16;
const LEAVER_PERIOD = 66;
const LEAVER_AT = 33;

export function isNewcomer(ordinal: number): boolean {
  return ordinal % NEWCOMER_PERIOD === NEWCOMER_AT;
}

export function isLeaver(ordinal: number): boolean {
  return ordinal % LEAVER_PERIOD === LEAVER_AT;
}

/** How many of the first `count` persons are newcomers. */
export function countNewcomers(count: number): number {
  return Math.floor((count + NEWCOMER_PERIOD - 1 - NEWCOMER_AT) / NEWCOMER_PERIOD);
}

/** How many of the first `count` persons are leavers. */
export function countLeavers(count: number): number {
  return Math.floor((count + LEAVER_PERIOD - 1 - LEAVER_AT) / LEAVER_PERIOD);
}

/** Gives each person an identity number that belongs to nobody. */
export interface Identities {
  /** A valid NIK, another one for each ordinal. */
  nik(ordinal: number, sex: Sex): string;
  /** A valid NIK of nobody in the city; another one for each index from 0 to 99. */
  absent(index: number): string;
}

/**
 * Numbers that are valid in form and can be nobody's: the kecamatan in them does not exist. The highest two-digit
 * number that the city has not given to a kecamatan, 99 everywhere today, stands in its place (the highest in use in
 * the whole country is 51), so no population office can ever have issued one.
 *
 * Two persons never share a number: those who were 17 at the first election are spread over the days of birth before
 * it, the newcomers over the days after, each day with serials from 0001.
 */
export function createIdentities(city: string, areas: AreaIndex, seed: string): Identities {
  const prefix = plainAreaCode(city) + unusedDistrictNumber(city, areas);
  const adults = birthdays('1944-01-01', '2007-02-14');
  const newcomers = birthdays('2007-02-15', '2007-11-27');
  const shift = createRandom(`${seed}|${city}|birthdays`).below(adults.length);

  const write = (days: readonly Birthday[], index: number, sex: Sex): string => {
    // 7919 is a prime that divides neither number of days: each round visits every day once, in scattered order.
    const day = days[(index * 7919 + shift) % days.length] ?? days[0];
    if (day === undefined) throw new RangeError('no days of birth');
    return number(day, sex, Math.floor(index / days.length) + 1);
  };
  const number = ({ day, monthAndYear }: Birthday, sex: Sex, serial: number) =>
    prefix + twoDigits(sex === 'female' ? day + 40 : day) + monthAndYear + String(serial).padStart(4, '0');

  return {
    nik: (ordinal, sex) =>
      isNewcomer(ordinal)
        ? write(newcomers, Math.floor(ordinal / NEWCOMER_PERIOD), sex)
        : write(adults, ordinal, sex),
    // The serials of the city's people end far below 9000.
    absent: (index) => number({ day: 17, monthAndYear: '0845' }, 'male', 9000 + index),
  };
}

interface Birthday {
  readonly day: number;
  /** MMYY. */
  readonly monthAndYear: string;
}

function birthdays(first: string, last: string): Birthday[] {
  const days: Birthday[] = [];
  const end = Temporal.PlainDate.from(last);
  let date = Temporal.PlainDate.from(first);
  while (Temporal.PlainDate.compare(date, end) <= 0) {
    days.push({ day: date.day, monthAndYear: twoDigits(date.month) + twoDigits(date.year % 100) });
    date = date.add({ days: 1 });
  }
  return days;
}

function unusedDistrictNumber(city: string, areas: AreaIndex): string {
  const used = new Set(areas.children(city).map(({ code }) => code));
  let number = 99;
  while (used.has(`${city}.${twoDigits(number)}`)) number--;
  return twoDigits(number);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
