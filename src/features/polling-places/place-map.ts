import { type Coordinates, metresBetween, type PollingPlace } from '../../domain/polling-place.ts';
import type { PageRequest } from '../../platform/feature.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import type { NearbyPlace, PlaceMapProps } from '../../ui/components/polling-place.tsx';
import { words } from './messages.ts';

/** A dot and its label take this much room in the drawing, in metres. */
const LABEL_ROOM = { east: 130, north: 45 } as const;
const COORDINATE_DIGITS = 4;

/** The drawing of where a polling place lies. */
export function placeMap(
  place: PollingPlace,
  coordinates: Coordinates,
  nearby: readonly PollingPlace[],
  { lang }: Pick<PageRequest, 'lang'>,
): PlaceMapProps {
  const t = words(lang);
  const text = coordinatesInWords(coordinates, lang);
  return {
    label: t.mapLabel(text),
    coordinates: text,
    north: t.north,
    nearby: spaced(
      nearby.filter(({ code }) => code !== place.code),
      coordinates,
    ),
  };
}

/** "6,4025° LS, 106,8186° BT" */
export function coordinatesInWords({ latitude, longitude }: Coordinates, lang: Lang): string {
  const degrees = (value: number) => {
    const text = Math.abs(value).toFixed(COORDINATE_DIGITS);
    return lang === 'id' ? text.replace('.', ',') : text;
  };
  return words(lang).coordinates(degrees(latitude), latitude < 0, degrees(longitude));
}

/** Those that can be drawn without lying over each other, the pin, or the words at the edges. */
function spaced(places: readonly PollingPlace[], origin: Coordinates): NearbyPlace[] {
  const shown: NearbyPlace[] = [];
  for (const { coordinates, displayNumber } of places) {
    if (!coordinates) continue;
    const { east, north } = offset(origin, coordinates);
    const free = !coversPin(east, north) && !coversEdge(east, north);
    if (free && shown.every((other) => !overlap(other, { east, north }))) {
      shown.push({ east, north, label: displayNumber });
    }
  }
  return shown;
}

function overlap(a: Omit<NearbyPlace, 'label'>, b: Omit<NearbyPlace, 'label'>): boolean {
  return Math.abs(a.east - b.east) < LABEL_ROOM.east && Math.abs(a.north - b.north) < LABEL_ROOM.north;
}

/** The pin stands on the point, 40 m to both sides and 130 m high. */
function coversPin(east: number, north: number): boolean {
  return east > -40 - LABEL_ROOM.east && east < 60 && north > -LABEL_ROOM.north && north < 150;
}

/** Scale and coordinates stand along the lower edge, north in the corner. */
function coversEdge(east: number, north: number): boolean {
  return north < -70 || (east > 300 && north > 80) || east > 370;
}

/** Metres east and north of a point; exact enough within a kelurahan. */
function offset(origin: Coordinates, point: Coordinates): { east: number; north: number } {
  const east = metresBetween(origin, { latitude: origin.latitude, longitude: point.longitude });
  const north = metresBetween(origin, { latitude: point.latitude, longitude: origin.longitude });
  return {
    east: Math.round(point.longitude < origin.longitude ? -east : east),
    north: Math.round(point.latitude < origin.latitude ? -north : north),
  };
}
