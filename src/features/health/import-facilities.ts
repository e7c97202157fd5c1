import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AreaIndex } from '../../domain/area.ts';
import { FACILITY_KINDS, type FacilityKind } from '../../domain/officer-health.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import type { DatabaseSchema } from '../../platform/database/schema.ts';
import { presentable } from '../../platform/tables/fault.ts';
import { readTable } from '../../platform/tables/read.ts';
import type { TableShape } from '../../platform/tables/shape.ts';

const COLUMNS = ['name', 'kind', 'address', 'phone', 'lat', 'lon', 'area'] as const;
type Column = (typeof COLUMNS)[number];

const SHAPE: TableShape<Column> = {
  columns: COLUMNS,
  optional: ['phone', 'lat', 'lon'],
  otherNames: {
    name: ['nama'],
    kind: ['jenis'],
    address: ['alamat'],
    phone: ['telepon', 'telp', 'no telepon'],
    lat: ['latitude', 'lintang'],
    lon: ['longitude', 'lng', 'bujur'],
    area: ['wilayah', 'kode wilayah'],
  },
  digits: { phone: 'text', area: 'text' },
  skipsUnknown: true,
  thing: 'facility',
};

const KINDS: Readonly<Record<string, FacilityKind>> = {
  ...Object.fromEntries(FACILITY_KINDS.map((kind) => [kind, kind])),
  'rumah sakit': 'hospital',
  rs: 'hospital',
  rsud: 'hospital',
  klinik: 'clinic',
};
const LONGEST = { name: 120, address: 300 } as const;
const MOST = 1000;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly address: string;
  readonly phone: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly area: string;
}

export interface FacilityProblem {
  readonly line: number;
  readonly field: Column | 'line';
  readonly why: string;
}

export interface FacilityReport {
  readonly problems: readonly FacilityProblem[];
  /** Present where it was imported. */
  readonly changes?: { readonly count: number; readonly removed: number };
}

/**
 * Imports the places where sick officers are helped, all of them or none: those that are not in the file are removed.
 *
 * @param file path of a CSV or XLSX file, or what is in it
 * @throws FileFault where the file as a whole cannot be read
 */
export async function importHealthFacilities(options: {
  readonly file: string | Buffer;
  readonly db: Kysely<DatabaseSchema>;
  readonly areas: AreaIndex;
  readonly city: { readonly area: string };
}): Promise<FacilityReport> {
  const { db, areas, city } = options;
  const table = await readTable(options.file, SHAPE);
  const problems: FacilityProblem[] = [];
  const rows = new Map<string, Row>();
  for await (const { line, cells, problems: damages } of table.rows) {
    const wrong = (field: Column | 'line', why: string) =>
      problems.push({ line, field, why: presentable(why) });
    for (const { field, why } of damages) wrong(field, why);
    const row = rowOf(cells, { areas, city: city.area }, wrong);
    if (!row) continue;
    if (rows.has(row.id)) wrong('name', `${row.name} stands in the file twice`);
    rows.set(row.id, row);
  }
  if (rows.size > MOST) problems.push({ line: 1, field: 'line', why: `has more than ${MOST} facilities` });
  if (problems.length > 0) return { problems };
  const removed = await db.transaction().execute(async (trx) => {
    const ids = [...rows.keys()];
    const { numDeletedRows } = await trx
      .deleteFrom('health_facility')
      .where('id', 'not in', ids)
      .executeTakeFirstOrThrow();
    for (const row of rows.values()) {
      const { id, ...values } = row;
      await trx
        .insertInto('health_facility')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    }
    await appendAudit(trx, {
      actor: { kind: 'command', name: 'import health-facilities' },
      action: 'health.facilities',
      subject: { kind: 'city', id: city.area },
      agency: null,
      after: { facilities: rows.size, removed: Number(numDeletedRows) },
    });
    return Number(numDeletedRows);
  });
  return { problems, changes: { count: rows.size, removed } };
}

function rowOf(
  cells: Readonly<Partial<Record<Column, string>>>,
  { areas, city }: { readonly areas: AreaIndex; readonly city: string },
  wrong: (field: Column, why: string) => void,
): Row | undefined {
  const text = (column: Column) => cells[column]?.trim() ?? '';
  let isRight = true;
  const fault = (field: Column, why: string) => {
    isRight = false;
    wrong(field, why);
  };
  for (const column of ['name', 'address'] as const) {
    if (text(column) === '') fault(column, 'is empty');
    else if (text(column).length > LONGEST[column])
      fault(column, `is longer than ${LONGEST[column]} characters`);
  }
  const kind = KINDS[text('kind').toLowerCase()];
  if (!kind) fault('kind', `"${text('kind')}" is none of ${FACILITY_KINDS.join(', ')}`);
  const phone = text('phone').replace(/[\s().-]+/g, '');
  if (!/^(?:\+?\d{3,15})?$/.test(phone)) fault('phone', `"${text('phone')}" is no telephone number`);
  const area = text('area');
  const known = areas.get(area);
  if (!known || (area !== city && !area.startsWith(`${city}.`))) {
    fault('area', `"${area}" is no area of this city; write it like ${city}.01 or ${city}.01.1006`);
  }
  const place = coordinatesOf(text('lat'), text('lon'));
  if (place === 'wrong') fault('lat', 'lat and lon are degrees, both or neither, like -6.4025 and 106.7942');
  if (!isRight || !kind || place === 'wrong') return undefined;
  const name = text('name').replace(/\s+/g, ' ');
  return {
    id: createHash('sha256').update(`${name.toLowerCase()}\0${area}`).digest('hex').slice(0, 16),
    name,
    kind,
    address: text('address').replace(/\s+/g, ' '),
    phone: phone === '' ? null : phone,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    area,
  };
}

function coordinatesOf(
  lat: string,
  lon: string,
): { readonly latitude: number; readonly longitude: number } | undefined | 'wrong' {
  if (lat === '' && lon === '') return undefined;
  const latitude = Number(lat.replace(',', '.'));
  const longitude = Number(lon.replace(',', '.'));
  const isRight =
    lat !== '' &&
    lon !== '' &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180 &&
    // The two are easily swapped, and no place of the country lies beyond.
    Math.abs(latitude) < 12;
  return isRight ? { latitude, longitude } : 'wrong';
}
