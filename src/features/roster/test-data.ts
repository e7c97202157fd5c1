import { readFile } from 'node:fs/promises';
import { parseOfficerPlanFile } from '../../domain/officer-plan-file.ts';
import type { ImportOfficersOptions } from './import/import-officers.ts';
import type { RosterParts } from './import/parts.ts';
import type { RosterColumn } from './import/shape.ts';
import { savePlan } from './plan-store.ts';

/** What the tests of the roster share: the plan that is shipped, a few polling places, and files of officers. */
export const ELECTION = 'pilkada-2024';
/** Depok Jaya in Pancoran Mas, and Curug in Cimanggis, which has a namesake in Bojongsari. */
export const DEPOK_JAYA = '32.76.01.1007';
export const CURUG = '32.76.02.1012';
export const ACTOR = { kind: 'command', name: 'test' } as const;

/** Records the officer plan that is shipped and four polling places in Depok Jaya, two in Curug. */
export async function prepareRoster(parts: Pick<RosterParts, 'db' | 'clock'>): Promise<void> {
  const { db, clock } = parts;
  const file = new URL(`../../../content/officers/${ELECTION}.yaml`, import.meta.url);
  const parsed = parseOfficerPlanFile(await readFile(file, 'utf8'), 'plan');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  await savePlan(db, parsed.plan, { actor: ACTOR, agency: 'kpu', now: clock() });
  const place = (area: string, number: number, voters: number) => ({
    election: ELECTION,
    code: placeCode(area, number),
    display_number: String(number).padStart(3, '0'),
    area,
    name: null,
    address: 'Jl. Nusantara Raya',
    latitude: null,
    longitude: null,
    confirmed_on: null,
    kind: 'regular' as const,
    accessibility: '{}',
    voters,
    changed_at: clock(),
  });
  await db
    .insertInto('polling_place')
    .values([
      ...[1, 2, 3, 4].map((number) => place(DEPOK_JAYA, number, number === 1 ? 500 : 300)),
      ...[1, 2].map((number) => place(CURUG, number, 300)),
    ])
    .execute();
}

export function placeCode(area: string, number: number): string {
  return `${area.replaceAll('.', '')}${String(number).padStart(3, '0')}`;
}

export type OfficerCells = Partial<Record<RosterColumn, string>>;

/** An invented NIK: born on 1 January 1990 unless told, told apart by its serial. */
export function nikOf(serial: number, born = '010190'): string {
  return `327601${born}${String(serial).padStart(4, '0')}`;
}

/** A KPPS of seven for a polling place, with persons counted from a number. */
export function kppsCells(from: number, place: string): OfficerCells[] {
  return ['ketua', ...[2, 3, 4, 5, 6, 7].map((number) => `anggota-${number}`)].map((role, at) => ({
    name: `Petugas ${letters(from + at)}`,
    nik: nikOf(from + at),
    phone: `0812${String(10_000_000 + from + at)}`,
    body: 'kpps',
    role,
    place,
  }));
}

/** Two PPK officers of the kecamatan and the PPS of Depok Jaya, two of three. */
export function overseerCells(from: number): OfficerCells[] {
  const person = (at: number, cells: OfficerCells): OfficerCells => ({
    name: `Pengawas ${letters(from + at)}`,
    nik: nikOf(from + at),
    phone: `0813${String(10_000_000 + from + at)}`,
    ...cells,
  });
  return [
    person(0, { body: 'ppk', role: 'ketua', district: 'Pancoran Mas' }),
    person(1, { body: 'ppk', role: 'anggota', district: 'Pancoran Mas' }),
    person(2, { body: 'pps', role: 'ketua', village: DEPOK_JAYA }),
    person(3, { body: 'pps', role: 'anggota', village: 'Depok Jaya', district: 'Pancoran Mas' }),
  ];
}

function letters(number: number): string {
  return [...String(number)].map((digit) => String.fromCharCode(65 + Number(digit))).join('');
}

/** Rows of a file as they are read, the first on line 2. */
export function rowsOf(cells: readonly OfficerCells[]) {
  return cells.map((row, at) => ({ line: at + 2, cells: row, problems: [] }));
}

/** Wishes of an import in a test. */
export function wishes(file: ImportOfficersOptions['file']): ImportOfficersOptions {
  return { file, election: ELECTION, actor: ACTOR, agency: 'kpu' };
}
