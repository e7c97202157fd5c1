import { type AreaIndex, plainAreaCode } from '../../domain/area.ts';
import type { Election } from '../../domain/election.ts';
import type { PollingPlace } from '../../domain/polling-place.ts';
import type { SearchEntry } from '../../platform/search.ts';
import { words } from './messages.ts';

/**
 * What polling places are found by: number and kelurahan, code, address. Those of an election that is not the latest
 * carry its name in their title, which tells them apart and lists them after the others.
 */
export function searchEntriesOf(
  places: readonly PollingPlace[],
  election: Pick<Election, 'id' | 'name'>,
  areas: AreaIndex,
  isLatest: boolean,
): SearchEntry[] {
  return places.map((place) => {
    const village = areas.get(place.area);
    const district = areas.get(village?.parent ?? '')?.name ?? '';
    const title = (lang: 'id' | 'en') =>
      `TPS ${place.displayNumber} ${village?.name ?? ''}${isLatest ? '' : ` (${election.name[lang]})`}`;
    const text = (lang: 'id' | 'en') =>
      [
        election.name[lang],
        words(lang).district(district),
        [place.name, place.address].filter(Boolean).join(', '),
      ].join(' · ');
    return {
      ref: place.code,
      title: { id: title('id'), en: title('en') },
      text: { id: text('id'), en: text('en') },
      href: `/tps/${election.id}/${place.code}`,
      codes: [place.code, place.displayNumber, String(Number(place.displayNumber))],
    };
  });
}

/** The kecamatan and kelurahan of the city, each once for all elections. */
export function areaSearchEntries(areas: AreaIndex, city: string): SearchEntry[] {
  const districts = areas.children(city);
  const villages = districts.flatMap((district) => areas.children(district.code));
  return [...districts, ...villages].map((area) => {
    const parent = areas.get(area.parent ?? '');
    const text = (lang: 'id' | 'en') => words(lang).areaInSearch(area.kind, parent?.name ?? '');
    return {
      ref: area.code,
      title: { id: area.name, en: area.name },
      text: { id: text('id'), en: text('en') },
      href: `/tps/area/${area.code}`,
      codes: [area.code, plainAreaCode(area.code)],
    };
  });
}
