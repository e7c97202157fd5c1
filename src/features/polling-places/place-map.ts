import { type Coordinates, metresBetween, type PollingPlace } from '../../domain/polling-place.ts';
import type { PageRequest } from '../../platform/feature.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import type { NearbyPlace, PlaceMapProps } from '../../ui/components/polling-place.tsx';
import { words } from './messages.ts';

/** Labels nearer than this would lie over each other or over the pin, in metres. */
const LABEL_GAP = 60;
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

function spaced(places: readonly PollingPlace[], origin: Coordinates): NearbyPlace[] {
  const shown: NearbyPlace[] = [];
  for (const { coordinates, displayNumber } of places) {
    if (!coordinates) continue;
    const { east, north } = offset(origin, coordinates);
    const taken = [{ east: 0, north: 0 }, ...shown];
    if (taken.every((other) => Math.hypot(other.east - east, other.north - north) >= LABEL_GAP)) {
      shown.push({ east, north, label: displayNumber });
    }
  }
  return shown;
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
