import type { AreaIndex } from '../../../domain/area.ts';
import { holdsIdentityNumber, type Nik, parseNik } from '../../../domain/nik.ts';
import {
  ageOnDay,
  type OfficerBody,
  type OfficerPlan,
  type OfficerRole,
  seatsOf,
  teamSize,
} from '../../../domain/officer.ts';
import { parseMobile } from '../../../domain/phone.ts';
import { presentable } from '../../../platform/tables/fault.ts';
import { shortenedNumbers, type TableRow } from '../../../platform/tables/shape.ts';
import { ROSTER_TABLE, type RosterColumn, type RosterProblem, type RosterProblemCode } from './shape.ts';
import { findSeat, type PlaceFinder } from './where.ts';

/** What the lines of a file are held against. */
export interface RowContext {
  readonly plan: OfficerPlan;
  readonly votingDay: Temporal.PlainDate;
  readonly areas: AreaIndex;
  /** Code of the kota or kabupaten. */
  readonly city: string;
  readonly places: PlaceFinder;
}

/** What a line says, as far as it says it; with a problem that refuses it, it is not taken in. */
export interface ReadRow {
  readonly line: number;
  readonly body?: OfficerBody;
  readonly role?: OfficerRole;
  readonly area?: string;
  readonly place?: string;
  /** Seats of the role, and of the team. */
  readonly seats?: number;
  readonly team?: number;
  readonly name?: string;
  readonly nik?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly problems: readonly RosterProblem[];
}

/** Notes a problem of the line. */
export type Report = (
  field: RosterColumn | 'line',
  code: RosterProblemCode,
  why: string,
  severity?: RosterProblem['severity'],
) => void;

const LONGEST_NAME = 120;
const LONGEST_EMAIL = 254;

/** Reads one line for what it means, with every problem of it and not only the first. */
export function readRow(row: TableRow<RosterColumn>, context: RowContext): ReadRow {
  const { line } = row;
  const problems: RosterProblem[] = [...row.problems, ...shortenedNumbers(ROSTER_TABLE, row)].map(
    ({ field, code, why }) => ({ line, field, code, why, severity: 'refused' }),
  );
  // A line with columns missing has its values in the wrong ones: what they mean is not worth telling.
  if (problems.some(({ field }) => field === 'line')) return { line, problems };
  const named = new Set(problems.map(({ field }) => field));
  const report: Report = (field, code, why, severity = 'refused') => {
    if (!named.has(field)) problems.push({ line, field, code, severity, why: presentable(why) });
  };
  const cell = (column: RosterColumn) => (row.cells[column] ?? '').trim();

  const name = readName(cell('name'), report);
  const nik = readNik(cell('nik'), report);
  const phone = readPhone(cell('phone'), report);
  const email = readEmail(cell('email'), report);
  const body = readBody(cell('body'), context.plan, report);
  const role = body && readRole(cell('role'), body, report);
  const seat = body && findSeat(cell, body, context, report);
  if (nik && body) checkAge(nik, body, context.votingDay, report);
  return {
    line,
    problems,
    ...(name !== undefined && { name }),
    ...(nik && { nik: nik.digits }),
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    ...(body && { body }),
    ...(role && { role }),
    ...(seat && { area: seat.area, ...(seat.place !== undefined && { place: seat.place }) }),
    ...(body && role && seat && { seats: seatsOf(role, seat.voters), team: teamSize(body, seat.voters) }),
  };
}

function readName(text: string, report: Report): string | undefined {
  if (text === '') report('name', 'missing', 'is empty');
  else if (holdsIdentityNumber(text)) report('name', 'format', 'holds an identity number');
  else if (text.length > LONGEST_NAME || !/\p{L}/u.test(text) || /\p{C}/u.test(text)) {
    report('name', 'format', `is no name, or longer than ${LONGEST_NAME} characters`);
  } else return text;
  return undefined;
}

const NIK_PROBLEMS = {
  empty: 'is empty',
  'not-digits': 'has other characters than digits',
  length: 'has not 16 digits',
  day: 'has a day of birth that does not exist (digits 7 and 8)',
  month: 'has a month of birth that does not exist (digits 9 and 10)',
  date: 'has a day of birth that does not exist (digits 7 to 12)',
  serial: 'ends in 0000; a spreadsheet may have rounded it: format the column as text and write it again',
} as const;

function readNik(text: string, report: Report): Nik | undefined {
  const read = parseNik(text);
  if (read.ok) return read.nik;
  report('nik', read.problem === 'empty' ? 'missing' : 'nik', NIK_PROBLEMS[read.problem]);
  return undefined;
}

function readPhone(text: string, report: Report): string | undefined {
  if (text === '') {
    report('phone', 'no-phone', 'is empty: the invitation can only be handed over on paper', 'warning');
    return undefined;
  }
  const phone = parseMobile(text);
  if (phone === undefined)
    report('phone', 'phone', 'is no mobile number of Indonesia, such as 0812 3456 7890');
  return phone;
}

function readEmail(text: string, report: Report): string | undefined {
  if (text === '' || text === '-') return undefined;
  if (text.length <= LONGEST_EMAIL && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/.test(text)) {
    return text.toLowerCase();
  }
  report('email', 'email', 'is no e-mail address');
  return undefined;
}

function readBody(text: string, { bodies }: OfficerPlan, report: Report): OfficerBody | undefined {
  const wanted = fold(text);
  const body = bodies.find(({ id, name, fullName }) =>
    [id, name.id, name.en, fullName.id, fullName.en].some((each) => fold(each) === wanted),
  );
  if (body) return body;
  if (text === '') report('body', 'missing', 'is empty');
  else report('body', 'unknown-body', `must be one of: ${bodies.map(({ id }) => id).join(', ')}`);
  return undefined;
}

function readRole(text: string, body: OfficerBody, report: Report): OfficerRole | undefined {
  const { roles, head } = body;
  const [only] = roles;
  // "Ketua KPPS" is the ketua of the KPPS, "KPPS 4" its anggota-4, and its number 1 leads it.
  const names = [body.id, body.name.id, body.name.en, body.fullName.id].map(fold);
  const wanted = fold(text)
    .split(' ')
    .filter((word) => !names.includes(word))
    .join(' ');
  if (wanted === '' && roles.length === 1) return only;
  const number = /^(?:anggota )?0?(\d)$/.exec(wanted)?.[1];
  const role =
    roles.find(({ id, name }) => [id, name.id, name.en].some((each) => fold(each) === wanted)) ??
    (number && roles.find(({ id }) => id.endsWith(`-${number}`) || (number === '1' && id === head))) ??
    undefined;
  if (role) return role;
  if (text === '') report('role', 'missing', 'is empty');
  else report('role', 'unknown-role', `must be one of: ${roles.map(({ id }) => id).join(', ')}`);
  return undefined;
}

function checkAge(nik: Nik, body: OfficerBody, votingDay: Temporal.PlainDate, report: Report): void {
  const age = ageOnDay(nik, votingDay);
  const { least, preferredMost, law } = body.age;
  if (age < least) {
    report('nik', 'too-young', `says an age of ${age} on voting day; the least is ${least} (${law})`);
  } else if (preferredMost !== undefined && age > preferredMost) {
    const why = `says an age of ${age} on voting day; up to ${preferredMost} is preferred (${law})`;
    report('nik', 'over-age', why, 'warning');
  }
}

/** The form in which two ways to write a word of the plan are equal. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
