import { villageOfPlace } from '../../../domain/officer.ts';
import type { FeatureContext } from '../../../platform/feature.ts';

/** Digits of a polling place's code that are its number. */
const NUMBER_LENGTH = 3;

/** "TPS 014, Depok Jaya"; an area by its name. */
export function placeInWords(
  { areas }: Pick<FeatureContext, 'areas'>,
  { place, area }: { readonly place: string | undefined; readonly area: string },
): string {
  const name = areas.label(area);
  return place === undefined ? name : `TPS ${place.slice(-NUMBER_LENGTH)}, ${name}`;
}

/** The area of what a task is done for: a polling place, an area, or an officer. Undefined: there is none such. */
export async function areaOfHolder(
  { areas, officers }: Pick<FeatureContext, 'areas' | 'officers'>,
  holder: string,
): Promise<string | undefined> {
  const village = villageOfPlace(holder);
  if (village !== undefined) return areas.get(village) && village;
  if (areas.get(holder)) return holder;
  return (await officers.find(holder))?.area;
}
