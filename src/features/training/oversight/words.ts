import type { FeatureContext, PageRequest } from '../../../platform/feature.ts';

/** Area of a query value `wilayah`; the asker's own where none is asked for, undefined where it is none of the city. */
export async function areaAsked(
  { areas, city }: Pick<FeatureContext, 'areas' | 'city'>,
  { query }: Pick<PageRequest, 'query'>,
): Promise<string | undefined> {
  const asked = query['wilayah'];
  if (asked === undefined || asked === '') return 'own';
  const known = areas.get(asked) !== undefined && (asked === city.area || asked.startsWith(`${city.area}.`));
  return known ? asked : undefined;
}
