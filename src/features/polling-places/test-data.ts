import { sql } from 'kysely';
import { type AreaIndex, createAreaIndex, plainAreaCode } from '../../domain/area.ts';
import type { Election, ElectionDirectory } from '../../domain/election.ts';
import { POLLING_PLACE_COLUMNS, type PollingPlaceColumn } from '../../domain/polling-place-row.ts';
import type { Database } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { platformMigrations } from '../../platform/migrations.ts';
import { pollingPlaceMigrations } from './tables.ts';

/** What the tests of polling places share: a piece of Depok, two elections, and files. */
export const CITY = '32.76';

export const areas: AreaIndex = createAreaIndex([
  { code: '32', name: 'Jawa Barat', kind: 'provinsi', parent: null },
  { code: '32.76', name: 'Kota Depok', kind: 'kota', parent: '32' },
  { code: '32.76.01', name: 'Pancoran Mas', kind: 'kecamatan', parent: '32.76' },
  { code: '32.76.01.1006', name: 'Depok', kind: 'kelurahan', parent: '32.76.01' },
  { code: '32.76.01.1007', name: 'Depok Jaya', kind: 'kelurahan', parent: '32.76.01' },
  { code: '32.76.02', name: 'Cimanggis', kind: 'kecamatan', parent: '32.76' },
  { code: '32.76.02.1012', name: 'Curug', kind: 'kelurahan', parent: '32.76.02' },
  { code: '32.76.11', name: 'Bojongsari', kind: 'kecamatan', parent: '32.76' },
  { code: '32.76.11.1006', name: 'Curug', kind: 'kelurahan', parent: '32.76.11' },
]);

const hours = { opens: Temporal.PlainTime.from('07:00'), closes: Temporal.PlainTime.from('13:00') };
const bring = [
  { what: { id: 'KTP-el', en: 'KTP-el (identity card)' }, required: true },
  { what: { id: 'surat pemberitahuan', en: 'notification letter' }, required: false },
];

function election(id: string, name: string, day: string, maxVoters: number): Election {
  return {
    id,
    name: { id: name, en: `${name} (English)` },
    kind: 'general',
    votingDay: Temporal.PlainDate.from(day),
    votingHours: hours,
    contests: [],
    lists: [
      {
        kind: 'permanent',
        code: 'DPT',
        label: { id: 'Daftar pemilih tetap (DPT)', en: 'Final voter list (DPT)' },
        bring,
        law: 'UU 7/2017',
      },
    ],
    capacity: { maxVoters, law: 'PKPU' },
    regulation: 'PKPU 3/2022',
    version: 1,
  };
}

export const pilkada = election('pilkada-2024', 'Pilkada 2024', '2024-11-27', 600);
export const pemilu = election('pemilu-2024', 'Pemilu 2024', '2024-02-14', 300);

export const elections: ElectionDirectory = {
  list: async () => [pilkada, pemilu],
  find: async (id) => [pilkada, pemilu].find((one) => one.id === id),
};

/** Silent mornings before the vote of 27 November 2024. */
export const clock = () => Temporal.Instant.from('2024-11-24T02:00:00Z');

export type Cells = Partial<Record<PollingPlaceColumn, string>>;

/** A good row of a file, with what a test wants otherwise. */
export function cellsOf(number: number, changed: Cells = {}): Record<PollingPlaceColumn, string> {
  const area = changed.area ?? '32.76.01.1007';
  return {
    code: `${plainAreaCode(area)}${String(number).padStart(3, '0')}`,
    display_number: String(number).padStart(3, '0'),
    area,
    name: `SDN Depok Jaya ${number}`,
    address: 'Jl. Nusantara Raya',
    latitude: '-6.4025',
    longitude: '106.8186',
    status: 'confirmed',
    confirmed_on: '2024-11-20',
    kind: 'regular',
    wheelchair: 'ya',
    step_free: 'ya',
    accessible_toilet: 'tidak',
    braille_template: '',
    parking: '',
    voters: '512',
    replaces: '',
    ...changed,
  };
}

/** A CSV file of rows; a line end after each. */
export function csvOf(rows: readonly Cells[], separator = ',', lineEnd = '\n'): string {
  const quoted = (text: string) => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) =>
    POLLING_PLACE_COLUMNS.map((column) => quoted(row[column] ?? '')).join(separator),
  );
  return [POLLING_PLACE_COLUMNS.join(separator), ...lines, ''].join(lineEnd);
}

/** The tables of the feature and what they stand on, with both elections in place. */
export async function prepare(database: Database): Promise<void> {
  const log = createLogger({ level: 'silent' });
  const electionTable = {
    '2026-11-24-010-elections': {
      up: async (db: Database['db']) => {
        await sql`create table election (id text primary key)`.execute(db);
        await sql`insert into election (id) values ('pilkada-2024'), ('pemilu-2024')`.execute(db);
      },
    },
  };
  await migrate(database, { ...platformMigrations, ...electionTable, ...pollingPlaceMigrations }, log);
}
