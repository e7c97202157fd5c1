import { type AreaIndex, dottedAreaCode, isAreaCode, plainAreaCode } from './area.ts';
import {
  type Accessibility,
  type AccessibilityFeature,
  type Coordinates,
  isPollingPlaceCode,
  POLLING_PLACE_KINDS,
  type PollingPlace,
  type PollingPlaceKind,
  type PollingPlaceRef,
  type PollingPlaceStatus,
} from './polling-place.ts';

/** The columns of a polling place file, in the order in which they are written. `parking` may be left out. */
export const POLLING_PLACE_COLUMNS = [
  'code',
  'display_number',
  'area',
  'name',
  'address',
  'latitude',
  'longitude',
  'status',
  'confirmed_on',
  'kind',
  'wheelchair',
  'step_free',
  'accessible_toilet',
  'braille_template',
  'parking',
  'voters',
  'replaces',
] as const;
export type PollingPlaceColumn = (typeof POLLING_PLACE_COLUMNS)[number];

export interface RowProblem {
  readonly field: PollingPlaceColumn;
  /** Stable, for programs. */
  readonly code:
    | 'missing'
    | 'format'
    | 'unknown-area'
    | 'other-city'
    | 'not-a-village'
    | 'mismatch'
    | 'out-of-bounds'
    | 'swapped'
    | 'over-capacity'
    | 'repeated';
  /** For the person who mends the file. */
  readonly problem: string;
}

export type RowResult =
  | { readonly ok: true; readonly place: PollingPlace }
  | { readonly ok: false; readonly problems: RowProblem[] };

export interface RowContext {
  /** Id of the election the file is for. */
  readonly election: string;
  readonly areas: AreaIndex;
  /** Code of the kota or kabupaten, `32.76`. */
  readonly city: string;
  /** Most voters one polling place may have; absent: not checked. */
  readonly maxVoters?: number;
}

/** The country's outermost points, rounded outwards to a tenth of a degree. */
const INDONESIA = { south: -11.1, north: 6.2, west: 94.9, east: 141.1 } as const;

const ACCESSIBILITY_COLUMNS = {
  wheelchair: 'wheelchair',
  step_free: 'stepFreeEntrance',
  accessible_toilet: 'accessibleToilet',
  braille_template: 'brailleTemplate',
  parking: 'parking',
} as const satisfies Partial<Record<PollingPlaceColumn, AccessibilityFeature>>;

const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([
  ['ya', true],
  ['yes', true],
  ['true', true],
  ['1', true],
  ['tidak', false],
  ['no', false],
  ['false', false],
  ['0', false],
]);

type Read = (column: PollingPlaceColumn) => string;
type Report = (field: PollingPlaceColumn, code: RowProblem['code'], problem: string) => undefined;

/**
 * Reads one row of a polling place file, which came as text from a CSV or spreadsheet. It finds every problem of the
 * row, not only the first.
 */
export function parsePollingPlaceRow(
  record: Readonly<Record<string, string | undefined>>,
  context: RowContext,
): RowResult {
  const problems: RowProblem[] = [];
  const read: Read = (column) => record[column]?.trim() ?? '';
  const report: Report = (field, code, problem) => {
    problems.push({ field, code, problem });
    return undefined;
  };

  const area = readArea(read, report, context);
  const code = readCode(read, report, area);
  const displayNumber = readDisplayNumber(read, report);
  const address = read('address') || report('address', 'missing', 'is empty');
  const status = readStatus(read, report);
  const kind = readKind(read, report);
  const coordinates = readCoordinates(read, report);
  const accessibility = readAccessibility(read, report);
  const voters = readVoters(read, report, context.maxVoters);
  const replaces = readReplaces(read, report, context.election);

  if (problems.length > 0 || !area || !code || !address || !status || !kind) return { ok: false, problems };
  const name = read('name');
  const place: PollingPlace = {
    election: context.election,
    code,
    displayNumber: displayNumber ?? code.slice(10),
    area,
    ...(name !== '' && { name }),
    address,
    ...(coordinates && { coordinates }),
    status,
    accessibility,
    kind,
    ...(voters !== undefined && { voters }),
    replaces,
  };
  return { ok: true, place };
}

function readArea(read: Read, report: Report, { areas, city }: RowContext): string | undefined {
  const text = read('area');
  if (text === '') return report('area', 'missing', 'is empty');
  const code = isAreaCode(text) ? text : dottedAreaCode(text);
  if (code === undefined)
    return report('area', 'format', `"${text}" is no area code; one reads like 32.76.01.1006`);
  if (!code.startsWith(`${city}.`)) return report('area', 'other-city', `${code} is not in ${city}`);
  const area = areas.get(code);
  if (area === undefined) return report('area', 'unknown-area', `there is no area ${code}`);
  if (area.kind !== 'kelurahan' && area.kind !== 'desa') {
    return report('area', 'not-a-village', `${code} (${area.name}) is not a kelurahan or desa`);
  }
  return code;
}

function readCode(read: Read, report: Report, area: string | undefined): string | undefined {
  const code = read('code');
  if (code === '') return report('code', 'missing', 'is empty');
  if (!isPollingPlaceCode(code)) return report('code', 'format', `"${code}" is not 13 digits`);
  if (code.endsWith('000'))
    return report('code', 'format', `${code} has the number 000; numbers start at 001`);
  if (area !== undefined && !code.startsWith(plainAreaCode(area))) {
    return report('code', 'mismatch', `${code} does not begin with its area ${plainAreaCode(area)}`);
  }
  return code;
}

/** Empty means the number in the code. */
function readDisplayNumber(read: Read, report: Report): string | undefined {
  const text = read('display_number');
  if (text === '') return undefined;
  if (!/^\d{1,3}$/.test(text)) {
    return report('display_number', 'format', `"${text}" is not a number of at most three digits`);
  }
  return text.padStart(3, '0');
}

function readStatus(read: Read, report: Report): PollingPlaceStatus | undefined {
  const status = read('status').toLowerCase();
  const date = read('confirmed_on');
  if (status === '') return report('status', 'missing', 'is empty; write provisional or confirmed');
  if (status === 'provisional') {
    if (date === '') return { kind: 'provisional' };
    return report('confirmed_on', 'mismatch', 'has a date, but the status is provisional');
  }
  if (status !== 'confirmed') {
    return report('status', 'format', `"${status}" is not provisional or confirmed`);
  }
  if (date === '') return report('confirmed_on', 'missing', 'is empty, but the status is confirmed');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    return report('confirmed_on', 'format', `"${date}" is not a date like 2024-01-25`);
  }
  try {
    return { kind: 'confirmed', since: Temporal.PlainDate.from(date, { overflow: 'reject' }) };
  } catch {
    return report('confirmed_on', 'format', `there is no day ${date}`);
  }
}

/** Empty means regular. */
function readKind(read: Read, report: Report): PollingPlaceKind | undefined {
  const text = read('kind') || 'regular';
  const kind = POLLING_PLACE_KINDS.find((known) => known === text);
  return kind ?? report('kind', 'format', `"${text}" is not one of ${POLLING_PLACE_KINDS.join(', ')}`);
}

function readCoordinates(read: Read, report: Report): Coordinates | undefined {
  if (read('latitude') === '' && read('longitude') === '') return undefined;
  const latitude = readDegrees('latitude', read, report);
  const longitude = readDegrees('longitude', read, report);
  if (latitude === undefined || longitude === undefined) return undefined;
  if (isIn(longitude, INDONESIA.south, INDONESIA.north) && isIn(latitude, INDONESIA.west, INDONESIA.east)) {
    return report('latitude', 'swapped', 'and longitude are swapped');
  }
  if (!isIn(latitude, INDONESIA.south, INDONESIA.north)) {
    report(
      'latitude',
      'out-of-bounds',
      `${latitude} is not in Indonesia (${INDONESIA.south} to ${INDONESIA.north})`,
    );
  }
  if (!isIn(longitude, INDONESIA.west, INDONESIA.east)) {
    report(
      'longitude',
      'out-of-bounds',
      `${longitude} is not in Indonesia (${INDONESIA.west} to ${INDONESIA.east})`,
    );
  }
  return { latitude, longitude };
}

/** Decimal degrees; a comma for the decimal point is how Indonesian spreadsheets write it. */
function readDegrees(field: 'latitude' | 'longitude', read: Read, report: Report): number | undefined {
  const text = read(field);
  if (text === '') return report(field, 'missing', 'is empty; give both latitude and longitude, or neither');
  const match = /^-?\d{1,3}(?:[.,]\d{1,15})?$/.test(text);
  return match
    ? Number(text.replace(',', '.'))
    : report(field, 'format', `"${text}" is not in decimal degrees`);
}

function isIn(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function readAccessibility(read: Read, report: Report): Accessibility {
  const found: { [Feature in AccessibilityFeature]?: boolean } = {};
  for (const [column, feature] of Object.entries(ACCESSIBILITY_COLUMNS) as AccessibilityEntry[]) {
    const text = read(column).toLowerCase();
    if (text === '') continue;
    const value = YES_OR_NO.get(text);
    if (value === undefined) report(column, 'format', `"${text}" is not ya, tidak or empty (unknown)`);
    else found[feature] = value;
  }
  return found;
}

type AccessibilityEntry = [keyof typeof ACCESSIBILITY_COLUMNS, AccessibilityFeature];

function readVoters(read: Read, report: Report, maxVoters: number | undefined): number | undefined {
  const text = read('voters');
  if (text === '') return undefined;
  if (!/^\d{1,6}$/.test(text)) return report('voters', 'format', `"${text}" is not a whole number`);
  const voters = Number(text);
  if (maxVoters !== undefined && voters > maxVoters) {
    return report('voters', 'over-capacity', `${voters} is more than the ${maxVoters} this election allows`);
  }
  return voters;
}

function readReplaces(read: Read, report: Report, election: string): PollingPlaceRef[] {
  const refs: PollingPlaceRef[] = [];
  const seen = new Set<string>();
  for (const text of read('replaces').split(/\s+/).filter(Boolean)) {
    const match = /^([a-z0-9-]+):(\d{13})$/.exec(text);
    const [, earlier, code] = match ?? [];
    if (earlier === undefined || code === undefined) {
      report('replaces', 'format', `"${text}" does not read like pemilu-2024:3276011006001`);
    } else if (earlier === election) {
      report('replaces', 'mismatch', `${text} is of the same election`);
    } else if (seen.has(text)) {
      report('replaces', 'repeated', `${text} stands there twice`);
    } else {
      seen.add(text);
      refs.push({ election: earlier, code });
    }
  }
  return refs;
}
