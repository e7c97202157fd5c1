import type { Area } from '../domain/area.ts';
import type { Accessibility, Coordinates, PollingPlaceKind } from '../domain/polling-place.ts';
import type { Random } from './random.ts';

/** A place where a polling place can be. */
export interface Site {
  readonly name: string;
  readonly address: string;
  readonly coordinates: Coordinates;
  readonly accessibility: Accessibility;
}

/** Side of the square that each village is given, in degrees: about 1.3 km. */
const VILLAGE_SIDE = 0.012;
/** Distance between neighbouring sites of a village, in degrees: about 90 m, so that two sites never count as one. */
const SITE_STEP = 0.0008;

/** Rough middle of each province, near its capital, to put the invented city on land; degrees latitude, longitude. */
// biome-ignore format: one line for each ten provinces
const PROVINCES: Readonly<Record<string, readonly [number, number]>> = {
  11: [5.2, 96.5], 12: [3.1, 98.9], 13: [-0.7, 100.6], 14: [0.6, 101.6], 15: [-1.7, 103.0], 16: [-3.1, 104.3], 17: [-3.6, 102.5],
  18: [-5.0, 105.1], 19: [-2.4, 106.1], 21: [1.0, 104.4], 31: [-6.2, 106.85], 32: [-6.9, 107.6], 33: [-7.2, 110.1],
  34: [-7.85, 110.4], 35: [-7.7, 112.4], 36: [-6.3, 106.2], 51: [-8.4, 115.15], 52: [-8.6, 116.3], 53: [-9.7, 124.0],
  61: [-0.1, 110.0], 62: [-1.8, 113.4], 63: [-3.1, 115.2], 64: [-0.3, 116.6], 65: [3.1, 116.9], 71: [1.2, 124.6],
  72: [-1.1, 120.3], 73: [-4.6, 120.0], 74: [-4.0, 122.2], 75: [0.65, 122.6], 76: [-2.7, 119.2], 81: [-3.2, 129.2],
  82: [0.9, 127.8], 91: [-3.3, 137.0], 92: [-1.4, 133.3], 93: [-7.5, 139.5], 94: [-3.6, 136.8], 95: [-4.1, 138.8], 96: [-1.1, 132.0],
};

const ANYWHERE: readonly [number, number] = [-2.5, 118];

const STREETS = [
  'Melati',
  'Mawar',
  'Kenanga',
  'Cempaka',
  'Anggrek',
  'Flamboyan',
  'Merpati',
  'Rajawali',
] as const;
const MORE_STREETS = [
  'Pahlawan',
  'Pemuda',
  'Merdeka',
  'Kampung Baru',
  'Mangga',
  'Rambutan',
  'Nangka',
] as const;

const SPECIAL_NAMES: Readonly<Partial<Record<PollingPlaceKind, string>>> = {
  hospital: 'Rumah Sakit Sehat Sentosa',
  prison: 'Rumah Tahanan Negara',
  'boarding-school': 'Pondok Pesantren Nurul Ilmi',
};

/** Puts the sites of one village on an invented map. */
export interface VillageMap {
  /** The site number `index` of the village, from 0; neighbouring numbers are neighbours. */
  site(index: number, kind: PollingPlaceKind, random: Random): Site;
}

/**
 * Lays an invented map: no boundary and no real address is in it. The villages of a city stand in a square grid around
 * `centre`, or around the middle of their province, and the sites of a village in rows from the corner of
 * its square, beyond it where there are very many.
 */
export function createVillageMap(
  village: Area,
  position: { readonly index: number; readonly count: number },
  centre?: Coordinates,
): VillageMap {
  const [latitude, longitude] = PROVINCES[village.code.slice(0, 2)] ?? ANYWHERE;
  const middle = centre ?? { latitude, longitude };
  const columns = Math.ceil(Math.sqrt(position.count));
  const cell = (step: number) => (step - columns / 2) * VILLAGE_SIDE;
  const south = middle.latitude + cell(Math.floor(position.index / columns));
  const west = middle.longitude + cell(position.index % columns);
  const perRow = Math.floor(VILLAGE_SIDE / SITE_STEP);

  return {
    site: (index, kind, random) => {
      const row = Math.floor(index / perRow);
      // Less than a fifth of a step, so that no two sites come together.
      const jitter = () => (random.below(1000) / 1000) * SITE_STEP * 0.2;
      return {
        ...nameAndAddress(village, kind, random),
        coordinates: {
          latitude: roundDegrees(south + row * SITE_STEP + jitter()),
          longitude: roundDegrees(west + (index % perRow) * SITE_STEP + jitter()),
        },
        accessibility: accessibility(kind, random),
      };
    },
  };
}

function nameAndAddress(
  village: Area,
  kind: PollingPlaceKind,
  random: Random,
): Pick<Site, 'name' | 'address'> {
  const rt = twoDigits(random.below(8) + 1);
  const rw = twoDigits(random.below(18) + 1);
  const street = random.pick([...STREETS, ...MORE_STREETS]);
  const address = `Jl. ${street} No. ${random.below(120) + 1}, RT ${rt}/RW ${rw}, ${village.name}`;
  const special = SPECIAL_NAMES[kind];
  if (special !== undefined) return { name: special, address };
  const office = village.kind === 'desa' ? 'Balai Desa' : 'Aula Kelurahan';
  const name = random.pick([
    `Halaman SDN ${village.name} ${random.below(9) + 1}`,
    `Halaman SMPN ${random.below(30) + 1}`,
    `Balai Warga RW ${rw}`,
    `Pos RW ${rw}`,
    `Lapangan RT ${rt}/RW ${rw}`,
    `Posyandu ${street}`,
    random.oneIn(12) ? `${office} ${village.name}` : `Halaman rumah Ketua RT ${rt}`,
  ]);
  return { name, address };
}

/** Most sites have been looked at; of some a part, or nothing, is known. */
function accessibility(kind: PollingPlaceKind, random: Random): Accessibility {
  if (random.oneIn(10)) return {};
  const stepFreeEntrance = kind === 'hospital' || !random.oneIn(3);
  return {
    stepFreeEntrance,
    wheelchair: stepFreeEntrance && !random.oneIn(4),
    brailleTemplate: true,
    ...(!random.oneIn(3) && { accessibleToilet: kind === 'hospital' || random.oneIn(3) }),
    ...(random.oneIn(2) && { parking: !random.oneIn(3) }),
  };
}

function roundDegrees(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
