import type { AreaIndex } from '../../domain/area.ts';
import {
  compareWithPredecessors,
  isPollingPlaceCode,
  type PollingPlaceDirectory,
} from '../../domain/polling-place.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { countPerVillage, findPlace, readList, readOutlines, readWithdrawn } from './store.ts';

/** What other features may ask about polling places. */
export function createDirectory({ db, areas }: Pick<FeatureContext, 'db' | 'areas'>): PollingPlaceDirectory {
  return {
    async find(election, code) {
      if (!isPollingPlaceCode(code)) return undefined;
      const found = await findPlace(db, election, code);
      if (!found) return undefined;
      const around = areasAround(areas, found.place.area);
      if (!around) return undefined;
      const comparison = compareWithPredecessors(found.place, found.predecessors);
      return { place: found.place, ...around, comparison };
    },
    async count(election) {
      return (await readList(db, election))?.places ?? 0;
    },
    outlines: (election) => readOutlines(db, election),
    outlinesIn: (election, area) => readOutlines(db, election, area),
    countByVillage: (election) => countPerVillage(db, election),
    withdrawn: (election) => readWithdrawn(db, election),
  };
}

/** The kelurahan and kecamatan of a polling place; the import lets none in whose areas are not known. */
export function areasAround(areas: AreaIndex, code: string) {
  const village = areas.get(code);
  const district = village?.parent ? areas.get(village.parent) : undefined;
  return village && district ? { village, district } : undefined;
}
