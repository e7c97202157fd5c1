import type { FeatureContext, SitemapEntry } from '../../platform/feature.ts';
import { readLists } from './store.ts';

/** The lists by election and area. Single places are thousands, and are found from these. */
export async function pollingPlacesSitemap({
  db,
  areas,
  city,
}: Pick<FeatureContext, 'db' | 'areas' | 'city'>): Promise<readonly SitemapEntry[]> {
  const lists = await readLists(db);
  const districts = areas.children(city.area);
  const codes = districts.flatMap(({ code }) => [code, ...areas.children(code).map((area) => area.code)]);
  return lists.flatMap(({ election, changedAt }) => [
    { path: `/tps/${election}`, changedAt },
    ...codes.map((code) => ({ path: `/tps/${election}/${code}`, changedAt })),
  ]);
}
