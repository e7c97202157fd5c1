import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PollingPlace } from '../domain/polling-place.ts';
import { POLLING_PLACE_COLUMNS, type PollingPlaceColumn } from '../domain/polling-place-row.ts';
import { type DemoCity, type DemoOptions, type DemoVoter, generateDemoCity } from './city.ts';
import { type DemoNumber, demoNumbers } from './numbers.ts';
import { DEMO_ELECTIONS, type DemoElection } from './plan.ts';

export interface DemoElectionFiles {
  readonly election: DemoElection;
  readonly rollFile: string;
  readonly voters: number;
  readonly pollingPlacesFile: string;
  readonly pollingPlaces: number;
}

export interface DemoFiles {
  readonly demo: DemoCity;
  /** The first election, then the second. */
  readonly elections: readonly DemoElectionFiles[];
  readonly numbers: readonly DemoNumber[];
}

/** Rows are joined to pieces of about this many characters before they are written. */
const PIECE = 64 * 1024;

/**
 * Writes the city as the CSV files that an election office would bring (UTF-8, RFC 4180 quoting, LF):
 * `roll-<election>.csv` with nik,status,tps,number,name and `polling-places-<election>.csv`. Each is written beside its
 * name and renamed once all are complete, so that a run cut short leaves none of them half.
 *
 * @throws NotACityError and DemoOptionsError as `generateDemoCity` does, before anything is written
 */
export async function writeDemoFiles(dir: string, options: DemoOptions): Promise<DemoFiles> {
  const demo = generateDemoCity(options);
  await mkdir(dir, { recursive: true });
  const written: string[] = [];
  const write = async (name: string, header: readonly string[], rows: Iterable<string>) => {
    const file = join(dir, name);
    written.push(file);
    return { file, rows: await writeRows(`${file}.part`, header, rows) };
  };

  const elections: DemoElectionFiles[] = [];
  try {
    for (const election of Object.values(DEMO_ELECTIONS)) {
      const places = await write(
        `polling-places-${election}.csv`,
        POLLING_PLACE_COLUMNS,
        map(demo.pollingPlaces(election), placeRow),
      );
      const roll = await write(`roll-${election}.csv`, ROLL_COLUMNS, map(demo.roll(election), voterRow));
      elections.push({
        election,
        rollFile: roll.file,
        voters: roll.rows,
        pollingPlacesFile: places.file,
        pollingPlaces: places.rows,
      });
    }
    for (const file of written) await rename(`${file}.part`, file);
  } catch (error) {
    // What cannot be removed either must not hide what went wrong first.
    await Promise.allSettled(written.map((file) => rm(`${file}.part`, { force: true })));
    throw error;
  }
  return { demo, elections, numbers: demoNumbers(demo) };
}

const ROLL_COLUMNS = ['nik', 'status', 'tps', 'number', 'name'] as const;

function voterRow({ nik, status, tps, number, name }: DemoVoter): string {
  return `${nik},${status},${tps},${number},${quote(name)}\n`;
}

function placeRow(place: PollingPlace): string {
  const cells: Record<PollingPlaceColumn, string> = {
    code: place.code,
    display_number: place.displayNumber,
    area: place.area,
    name: place.name ?? '',
    address: place.address,
    latitude: String(place.coordinates?.latitude ?? ''),
    longitude: String(place.coordinates?.longitude ?? ''),
    status: place.status.kind,
    confirmed_on: place.status.kind === 'confirmed' ? place.status.since.toString() : '',
    kind: place.kind,
    wheelchair: yesNo(place.accessibility.wheelchair),
    step_free: yesNo(place.accessibility.stepFreeEntrance),
    accessible_toilet: yesNo(place.accessibility.accessibleToilet),
    braille_template: yesNo(place.accessibility.brailleTemplate),
    parking: yesNo(place.accessibility.parking),
    voters: String(place.voters ?? ''),
    replaces: place.replaces.map(({ election, code }) => `${election}:${code}`).join(' '),
  };
  return `${POLLING_PLACE_COLUMNS.map((column) => quote(cells[column])).join(',')}\n`;
}

function yesNo(value: boolean | undefined): string {
  if (value === undefined) return '';
  return value ? 'ya' : 'tidak';
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

async function writeRows(file: string, header: readonly string[], rows: Iterable<string>): Promise<number> {
  let count = 0;
  function* pieces(): Generator<string> {
    let piece = `${header.join(',')}\n`;
    for (const row of rows) {
      piece += row;
      count++;
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(file, { flush: true }));
  return count;
}

function* map<From, To>(items: Iterable<From>, change: (item: From) => To): Generator<To> {
  for (const item of items) yield change(item);
}
