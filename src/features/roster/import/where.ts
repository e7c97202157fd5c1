import {
  type Area,
  type AreaIndex,
  dottedAreaCode,
  isAreaCode,
  plainAreaCode,
} from '../../../domain/area.ts';
import { liesWithin, type OfficerBody } from '../../../domain/officer.ts';
import { isPollingPlaceCode, type PlaceOutline } from '../../../domain/polling-place.ts';
import type { Report } from './read-row.ts';
import type { RosterColumn } from './shape.ts';

/** The polling places of an election, found by what a file calls them. */
export interface PlaceFinder {
  byCode(code: string): PlaceOutline | undefined;
  /** By the number on its sign, or in its code; undefined where that means none, or several. */
  byNumber(village: string, number: string): PlaceOutline | undefined;
}

/** Where a seat is. */
interface Seat {
  readonly area: string;
  readonly place?: string;
  readonly voters?: number;
}

interface Around {
  readonly areas: AreaIndex;
  readonly city: string;
  readonly places: PlaceFinder;
}

export function placeFinder(outlines: readonly PlaceOutline[]): PlaceFinder {
  const byCode = new Map(outlines.map((place) => [place.code, place]));
  const byNumber = new Map<string, PlaceOutline | null>();
  const shown = (place: PlaceOutline) => `${place.area} ${place.displayNumber}`;
  for (const place of outlines) byNumber.set(shown(place), byNumber.has(shown(place)) ? null : place);
  return {
    byCode: (code) => byCode.get(code),
    byNumber(village, number) {
      const padded = number.padStart(3, '0');
      const found = byNumber.get(`${village} ${padded}`);
      return found === undefined ? byCode.get(`${plainAreaCode(village)}${padded}`) : (found ?? undefined);
    },
  };
}

/** The team that a line means, by codes or by names; undefined after reporting why it cannot be told. */
export function findSeat(
  cell: (column: RosterColumn) => string,
  body: OfficerBody,
  around: Around,
  report: Report,
): Seat | undefined {
  if (body.level === 'district') {
    const district = findDistrict(cell('district') || cell('area'), around, report);
    return district && { area: district.code };
  }
  const { areas, city } = around;
  const written = {
    place: cell('place'),
    village: cell('village') || cell('area'),
    district: cell('district'),
  };
  const code = written.place.replace(/^tps\s*/i, '').replace(/[.\s]/g, '');
  if (body.level === 'place' && isPollingPlaceCode(code)) {
    const place = around.places.byCode(code);
    if (!place) report('place', 'unknown-place', 'the election has no polling place of this code');
    else if (written.village !== '' && !villagesOf(written.village, '', areas, city).includes(place.area)) {
      report('village', 'mismatch', 'is not the kelurahan of the polling place');
    } else return place && seatAt(place);
    return undefined;
  }
  const village = findVillage(written, around, report);
  if (!village || body.level === 'village') return village === undefined ? undefined : { area: village };
  if (!/^\d{1,3}$/.test(code)) {
    const why = 'must be the code of 13 digits, or the number of a polling place of the kelurahan';
    report('place', written.place === '' ? 'missing' : 'format', why);
    return undefined;
  }
  const place = around.places.byNumber(village, code);
  if (!place)
    report('place', 'unknown-place', 'the kelurahan has no polling place of this number, or several');
  return place && seatAt(place);
}

function seatAt({ area, code, voters }: PlaceOutline): Seat {
  return { area, place: code, ...(voters !== undefined && { voters }) };
}

function findDistrict(text: string, { areas, city }: Around, report: Report): Area | undefined {
  if (text === '') {
    report('district', 'missing', 'is empty');
    return undefined;
  }
  const [found] = areasOf(text, areas, city).filter(({ kind }) => kind === 'kecamatan');
  if (!found) report('district', 'unknown-area', 'is no kecamatan of this city');
  return found;
}

function findVillage(
  { village, district }: { readonly village: string; readonly district: string },
  { areas, city }: Around,
  report: Report,
): string | undefined {
  if (village === '') {
    report('village', 'missing', 'is empty');
    return undefined;
  }
  const found = villagesOf(village, district, areas, city);
  if (found.length > 1) {
    report('village', 'ambiguous-area', 'several have this name; add the kecamatan, or write its code');
    return undefined;
  }
  if (found[0] === undefined) {
    report('village', 'unknown-area', 'is no kelurahan or desa of this city, or of that kecamatan');
  }
  return found[0];
}

/** Codes of the kelurahan or desa that a text means, in a kecamatan where one is given. */
function villagesOf(text: string, district: string, areas: AreaIndex, city: string): string[] {
  const around =
    district === '' ? [] : areasOf(district, areas, city).filter(({ kind }) => kind === 'kecamatan');
  return areasOf(text, areas, city)
    .filter(({ kind }) => kind === 'kelurahan' || kind === 'desa')
    .map(({ code }) => code)
    .filter((code) => district === '' || around.some((one) => liesWithin(code, one.code)));
}

function areasOf(text: string, areas: AreaIndex, city: string): readonly Area[] {
  const code = isAreaCode(text) ? text : dottedAreaCode(text);
  const plain = text.replace(/^(?:kelurahan|kel|desa|kecamatan|kec)\.?\s+/i, '');
  const found = code === undefined ? areas.findByName(plain) : [areas.get(code)];
  return found.flatMap((area) => (area && liesWithin(area.code, city) ? [area] : []));
}
