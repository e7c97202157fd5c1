import type { Kysely } from 'kysely';
import type { AreaIndex } from '../../../domain/area.ts';
import type { Clock } from '../../../domain/clock.ts';
import type { ElectionDirectory } from '../../../domain/election.ts';
import type { PollingPlaceDirectory } from '../../../domain/polling-place.ts';
import type { City } from '../../../platform/city.ts';
import type { DatabaseSchema } from '../../../platform/database/schema.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { Officers } from '../../../platform/officers/officers.ts';
import { FileFault } from '../../../platform/tables/fault.ts';
import type { Vault } from '../../../platform/vault.ts';
import type { RowContext } from './read-row.ts';
import { placeFinder } from './where.ts';

/** What an import of officers stands on. */
export interface RosterParts {
  readonly db: Kysely<DatabaseSchema>;
  readonly vault: Vault;
  readonly officers: Pick<Officers, 'plan'>;
  readonly elections: ElectionDirectory;
  readonly pollingPlaces: PollingPlaceDirectory;
  readonly areas: AreaIndex;
  readonly city: Pick<City, 'area' | 'zone'>;
  readonly clock: Clock;
}

/** What jobs of the roster need of a window. */
export type RosterJobContext = Pick<
  FeatureContext,
  'db' | 'vault' | 'officers' | 'areas' | 'city' | 'clock' | 'capabilities'
>;

/** The parts of a window; undefined where elections or polling places are switched off. */
export function rosterParts(context: RosterJobContext): RosterParts | undefined {
  const { db, vault, officers, areas, city, clock, capabilities } = context;
  const { elections, pollingPlaces } = capabilities;
  if (!elections || !pollingPlaces) return undefined;
  return { db, vault, officers, elections, pollingPlaces, areas, city, clock };
}

/**
 * What the lines of a file for an election are held against.
 *
 * @throws FileFault `unknown-election` where its stages or its officer plan are not recorded
 */
export async function rowContext(parts: RosterParts, election: string): Promise<RowContext> {
  const { officers, elections, pollingPlaces, areas, city } = parts;
  const [plan, found, outlines] = await Promise.all([
    officers.plan(election),
    elections.find(election),
    pollingPlaces.outlines(election),
  ]);
  if (!found) {
    throw new FileFault('unknown-election', `There is no election ${election}; import its stages first.`);
  }
  if (!plan) {
    const why = `The officers that ${election} wants are not recorded; import its officer plan first.`;
    throw new FileFault('unknown-election', why);
  }
  return { plan, votingDay: found.votingDay, areas, city: city.area, places: placeFinder(outlines) };
}
