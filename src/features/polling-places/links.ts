import type { Coordinates, PollingPlace, PollingPlaceRef } from '../../domain/polling-place.ts';

/** The page of a polling place, without a language. */
export function placePath({ election, code }: PollingPlaceRef): string {
  return `/tps/${election}/${code}`;
}

interface MapLinks {
  /** Opens the map app of a phone (RFC 5870). */
  readonly geo: string;
  readonly openStreetMap: string;
  readonly googleMaps: string;
  readonly directions: string;
}

/** Where maps show a polling place. */
export function mapLinks({ latitude, longitude }: Coordinates, displayNumber: string): MapLinks {
  const point = `${latitude},${longitude}`;
  const google = 'https://www.google.com/maps';
  return {
    geo: `geo:${point}?q=${point}(TPS+${displayNumber})`,
    openStreetMap: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`,
    googleMaps: `${google}/search/?api=1&query=${encodeURIComponent(point)}`,
    directions: `${google}/dir/?api=1&destination=${encodeURIComponent(point)}`,
  };
}

/** "SDN Depok Jaya 3, Jl. Nusantara Raya" */
export function addressLine({ name, address }: Pick<PollingPlace, 'name' | 'address'>): string {
  return name === undefined ? address : `${name}, ${address}`;
}
