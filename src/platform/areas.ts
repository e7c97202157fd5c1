import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';
import { type Area, type AreaIndex, areaKindOf, createAreaIndex, isCity } from '../domain/area.ts';

/** An area that was asked for as a city's and is not one. */
export class UnknownCityError extends Error {
  override readonly name = 'UnknownCityError';

  readonly code: 'unknown-area' | 'not-a-city';
  readonly area: string;

  constructor(code: UnknownCityError['code'], area: string) {
    super(
      code === 'unknown-area'
        ? `There is no area ${area}; a city's code reads like 32.76`
        : `${area} is not a kota or kabupaten; a city's code reads like 32.76`,
    );
    this.code = code;
    this.area = area;
  }
}

/** Every area of Indonesia, 91,599 in idn-area-data 4.0.1 (data under ODbL 1.0: name it where areas are shown). */
export async function loadAreas(): Promise<AreaIndex> {
  return createAreaIndex(await readAreas(() => true));
}

/**
 * One kota or kabupaten with everything in it, and its province. Namesakes in other cities are not in the index, so
 * that labels stay as short as people of that city say them.
 *
 * @param city dotted code, `32.76`
 * @throws UnknownCityError where the code is not that of a kota or kabupaten
 */
export async function loadCityAreas(city: string): Promise<AreaIndex> {
  const index = createAreaIndex(
    await readAreas((code) => code === city || code.startsWith(`${city}.`) || city.startsWith(`${code}.`)),
  );
  const area = index.get(city);
  if (area === undefined) throw new UnknownCityError('unknown-area', city);
  if (!isCity(area)) throw new UnknownCityError('not-a-city', city);
  return index;
}

async function readAreas(wanted: (code: string) => boolean): Promise<Area[]> {
  const [provinces, cities, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
    getVillages(),
  ]);
  return [
    ...provinces.filter(({ code }) => wanted(code)).map((row) => toArea(row, null)),
    ...cities.filter(({ code }) => wanted(code)).map((row) => toArea(row, row.province_code)),
    ...districts.filter(({ code }) => wanted(code)).map((row) => toArea(row, row.regency_code)),
    ...villages.filter(({ code }) => wanted(code)).map((row) => toArea(row, row.district_code)),
  ];
}

function toArea(row: { code: string; name: string }, parent: string | null): Area {
  const kind = areaKindOf(row.code);
  if (kind === undefined) throw new TypeError(`idn-area-data has a code of another form: ${row.code}`);
  return { code: row.code, name: row.name, kind, parent };
}
