import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';
import { type Area, type AreaIndex, areaKindOf, createAreaIndex, requireCity } from '../domain/area.ts';

/** Every area of Indonesia, 91,599 in idn-area-data 4.0.1 (data under ODbL 1.0: name it where areas are shown). */
export async function loadAreas(): Promise<AreaIndex> {
  return createAreaIndex(await readAreas(() => true));
}

/**
 * One kota or kabupaten with everything in it, and its province. Namesakes in other cities are not in the index, so
 * that labels stay as short as people of that city say them.
 *
 * @param city dotted code, `32.76`
 * @throws NotACityError
 */
export async function loadCityAreas(city: string): Promise<AreaIndex> {
  const index = createAreaIndex(
    await readAreas((code) => code === city || code.startsWith(`${city}.`) || city.startsWith(`${code}.`)),
  );
  requireCity(index, city);
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
